"""Who signs when the office changes hands between drafting and signing? The office's next holder."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Notice
from accounts.services import history
from commitments.models import Signature
from commitments.services import conversation, sheets
from commitments.states import SignatoryState
from programs.services import officials
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign
from tests.factories import OfficialFactory, UserFactory

pytestmark = pytest.mark.django_db


def first(sheet):
    return sheet.signatories.with_sheet().first()


def elect(ceremony, **facts):
    """A new mayor takes office today."""
    office = ceremony.enrolment.region.offices.get(agency=None)
    mayor = OfficialFactory(name="Wali Kota Baru", user=UserFactory(username="baru"))
    facts.setdefault("since", timezone.localdate())
    officials.appoint(office, mayor, by=ceremony.coordinator, **facts)
    return mayor


def test_the_successor_is_asked_and_the_predecessor_no_longer_can(ceremony, sheet):
    before = first(sheet)
    conversation.see(before, by=before.user)
    mayor = elect(ceremony)
    row = first(sheet)
    assert row.state == SignatoryState.ASKED and row.user == mayor.user
    assert row.name == before.name and row.signer_name == "Wali Kota Baru"
    assert Notice.objects.filter(to=mayor.user, kind="commitments.signature_inherited").exists()
    with pytest.raises(PermissionDenied):
        sign(row, by=ceremony.signers[0])


def test_the_successor_signs_under_the_own_name_in_the_printed_place(ceremony, sheet):
    before = first(sheet)
    elect(ceremony)
    made = sign(first(sheet))
    assert made.certificate.name == "Wali Kota Baru" and made.field == before.field
    entry = next(e for e in history.history_of(sheet) if e.verb.endswith("follow_office"))
    assert before.name in str(entry.sentence) and "Wali Kota Baru" in str(entry.sentence)


def test_a_signature_already_given_stays_with_the_person_printed(ceremony, sheet):
    before = first(sheet)
    sign(before)
    elect(ceremony)
    row = first(sheet)
    assert row.tenure == before.tenure and row.printed_tenure is None
    assert Signature.objects.get().signatory == row


def test_who_has_declined_is_followed_by_somebody_who_is_asked_anew(ceremony, sheet):
    conversation.decline(first(sheet), by=ceremony.signers[0], reason="Masih ragu")
    elect(ceremony)
    assert first(sheet).state == SignatoryState.ASKED and not first(sheet).decline_reason


def test_nobody_signs_after_the_own_term(ceremony, sheet):
    row = first(sheet)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    officials.end(row.tenure, by=ceremony.coordinator, until=yesterday)
    with pytest.raises(Blocked, match="Masa jabatan"):
        sign(first(sheet))


def test_a_draft_names_whoever_holds_the_office_on_its_day(ceremony):
    sheet = ceremony.draft()
    elect(ceremony)
    sheets.edit(sheet, by=ceremony.coordinator, dated=timezone.localdate())
    assert first(sheet).name == "Wali Kota Baru"
    issued = sheets.issue(sheet, by=ceremony.coordinator)
    assert first(issued).printed_tenure is None


def test_a_sheet_dated_before_the_change_cannot_be_issued_for_the_old_mayor(ceremony):
    sheet = ceremony.draft()
    elect(ceremony)
    with pytest.raises(Blocked, match="tidak lagi|no longer"):
        sheets.issue(sheet, by=ceremony.coordinator)


def test_drafts_are_seated_again_when_an_office_changes_hands(ceremony):
    sheet = ceremony.draft()
    sheet.dated = timezone.localdate()
    sheet.save(update_fields=["dated"])
    elect(ceremony)
    assert first(sheet).name == "Wali Kota Baru"


def test_the_pages_name_both(client, ceremony, sheet):
    before = first(sheet)
    mayor = elect(ceremony)
    client.force_login(mayor.user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(first(sheet).get_absolute_url()).content.decode()
    assert before.name in page and "Wali Kota Baru" in page
    client.force_login(ceremony.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    board = client.get(sheet.get_absolute_url()).content.decode()
    assert before.name in board and "Wali Kota Baru" in board
