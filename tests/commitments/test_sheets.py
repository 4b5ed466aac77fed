"""When is a sheet issued, in which words, and what stands against it?"""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Notice
from commitments.models import NumberSeries, Sheet
from commitments.services import sheets, wording
from commitments.signing.inspection import inspect
from programs.models import Office, Official, Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import DAY, sign_all
from tests.commitments.factories import ceremony as make_ceremony
from tests.factories import EnrolmentFactory

pytestmark = pytest.mark.django_db


def test_a_draft_is_filled_from_the_edition_and_the_offices_of_the_day(ceremony):
    sheet = ceremony.draft()
    region = ceremony.enrolment.region
    assert region.name in sheet.title
    assert "{" not in sheet.preamble + "".join(sheet.clauses)
    assert sheet.edition.number == 1
    offices = list(sheet.signatories.values_list("office", flat=True))
    assert offices == [f"Wali Kota {region.short_name}", "Kepala Dinas 01", "Kepala Dinas 02"]


def test_acting_officials_stand_with_their_capacity(ceremony):
    Tenure.objects.filter(office__title="Kepala Dinas 01").update(capacity="plt")
    assert ceremony.draft().signatories.all()[1].office == "Plt. Kepala Dinas 01"


def test_who_held_office_on_the_day_signs_not_who_holds_it_today(ceremony):
    tenure = Tenure.objects.get(office__title="Kepala Dinas 01")
    Tenure.objects.filter(pk=tenure.pk).update(until=dt.date(2020, 1, 1))
    successor = Official.objects.create(name="Penerus")
    Tenure.objects.create(office=tenure.office, official=successor, since=dt.date(2020, 1, 2))
    assert ceremony.draft().signatories.all()[1].name == tenure.official.name


def test_issue_freezes_text_hash_places_and_pledges(ceremony):
    sheet = ceremony.issued()
    assert sheet.text_sha256 == wording.hash_of(sheet.text)
    assert sheet.text["book"]["sha256"] == sheet.edition.sha256
    assert [row["name"] for row in sheet.text["signatories"]] == list(
        sheet.signatories.values_list("name", flat=True)
    )
    head, first, second = sheet.signatories.all()
    assert head.pledge == []
    assert (first.pledged, second.pledged) == (1_250_000, 2_500_000)
    assert all(row.page is not None and len(row.box) == 4 for row in (head, first, second))
    assert {row.state for row in (head, first, second)} == {"asked"}
    assert Notice.objects.filter(kind="commitments.signature_asked").count() == 3
    found = inspect(blobs.read(sheet.issued_sha256), [])
    assert [row.field for row in found.signatures] == ["portal-issue"]


def test_an_issued_sheet_does_not_change(ceremony, sheet):
    with pytest.raises(Blocked):
        sheets.edit(sheet, by=ceremony.coordinator, title="Lain")
    with pytest.raises(Blocked):
        sheets.issue(sheet, by=ceremony.coordinator)
    with pytest.raises(Blocked):
        sheets.preview(sheet)


def test_without_an_issued_book_nothing_is_issued(ceremony):
    sheet = sheets.draft(EnrolmentFactory(), by=None)
    with pytest.raises(Blocked) as refused:
        sheets.issue(sheet, by=ceremony.ministry)
    assert len(refused.value.reasons) == 2
    sheet.refresh_from_db()
    assert sheet.state == "draft"
    assert not sheet.number
    assert not NumberSeries.objects.filter(last__gt=0).exists()


def test_a_signatory_without_an_account_holds_up_the_issue(ceremony):
    Official.objects.filter(user=ceremony.signers[1]).update(user=None)
    with pytest.raises(Blocked, match="account|akun"):
        ceremony.issued()


def test_a_second_sheet_waits_until_the_first_is_void(ceremony, sheet):
    with pytest.raises(Blocked):
        ceremony.draft()


def test_a_typed_number_is_kept_and_never_given_twice(ceremony):
    draft = ceremony.draft()
    sheets.edit(draft, by=ceremony.coordinator, number="555/001/KB-SC/2019")
    first = sheets.issue(draft, by=ceremony.coordinator)
    assert first.number == "555/001/KB-SC/2019"
    sheets.void(first, by=ceremony.coordinator, reason="Keliru")
    again = ceremony.draft()
    sheets.edit(again, by=ceremony.coordinator, number="555/001/KB-SC/2019")
    with pytest.raises(Blocked, match="555/001"):
        sheets.issue(again, by=ceremony.coordinator)
    sheets.edit(again, by=ceremony.coordinator, number="")
    assert sheets.issue(again, by=ceremony.coordinator).number == "555/002/KB-SC/2019"


def test_two_regions_count_for_themselves(ceremony):
    assert ceremony.issued().number == make_ceremony(1).issued().number


def test_a_region_without_programmes_has_a_sheet_too():
    sheet = make_ceremony(2, programs=False).issued()
    assert sheet.pages == 2


@pytest.mark.parametrize("verb", ["issue", "void"])
def test_only_who_looks_after_it_moves_a_sheet(ceremony, verb):
    sheet = ceremony.draft()
    act = getattr(sheets, verb)
    extra = {"reason": "Keliru"} if verb == "void" else {}
    with pytest.raises(PermissionDenied):
        act(sheet, by=ceremony.signers[0], **extra)
    with pytest.raises(PermissionDenied):
        sheets.draft(ceremony.enrolment, by=ceremony.signers[1])
    act(sheet, by=ceremony.ministry, **extra)


def test_a_reason_is_needed_to_end_a_sheet(ceremony, sheet):
    with pytest.raises(Blocked):
        sheets.void(sheet, by=ceremony.coordinator, reason=" ")
    sheets.void(sheet, by=ceremony.coordinator, reason="Nama keliru")
    assert Sheet.objects.get().void_reason == "Nama keliru"
    assert Notice.objects.filter(kind="commitments.sheet_voided").count() == 3


def test_a_template_cannot_reach_into_objects(ceremony):
    assert wording.filled("{region.__class__} {nama}", {"region": "Kota Uji"}) == (
        "{region.__class__} {nama}"
    )


def test_a_very_long_name_and_office_still_fit_into_certificate_and_field():
    made = make_ceremony(2)
    Official.objects.filter(user=made.signers[1]).update(name="Prof. Dr. Ir. " + "Panjang " * 16)
    tenure = Tenure.objects.get(official__user=made.signers[1])
    tenure.office.title = "Kepala Badan " + "Perencanaan dan " * 8
    tenure.office.save()
    assert sign_all(made.issued()).signatures.count() == 2


def test_the_date_printed_is_the_one_given(ceremony):
    assert ceremony.draft().dated == DAY


def test_offices_stand_in_their_customary_order(ceremony):
    for title, number in (("Camat Utara", 1), ("Sekretaris Daerah", 2)):
        holder = ceremony.signers[number]
        Office.objects.filter(tenures__official__user=holder).update(title=title)
    offices = list(ceremony.draft().signatories.values_list("office", flat=True))
    assert offices[1:] == ["Sekretaris Daerah", "Camat Utara"]
