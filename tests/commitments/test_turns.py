"""Who signs in whose place, who prepares it, what does the calendar do, and what does the wall show?"""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from commitments.models import Mandate, Signatory
from commitments.services import deadlines, mandates, sheets
from commitments.signing.inspection import inspect
from programs.models import AgencyMember
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import DAY, sign, sign_all
from tests.commitments.test_pages import client_of
from tests.factories import OfficeFactory, OfficialFactory, TenureFactory, UserFactory

pytestmark = pytest.mark.django_db


def place(sheet, number: int = 1) -> Signatory:
    return sheet.signatories.with_sheet().get(order=number)


@pytest.fixture
def secretary(ceremony):
    """An official of the region who stands on no sheet."""
    office = OfficeFactory(
        region=ceremony.enrolment.region, agency=None, title="Asisten Administrasi", is_head=False
    )
    return TenureFactory(office=office, official=OfficialFactory(name="Asisten Contoh"))


def handed(row: Signatory, to, by, **changes) -> Signatory:
    given = {"kind": "a.n.", "decree": "821/07/2019", "reason": "Dinas luar."} | changes
    return mandates.delegate(row, to, by=by, **given)


def test_a_place_is_handed_over_with_a_mandate_and_signed_on_behalf(ceremony, sheet, secretary):
    row = handed(place(sheet), secretary, ceremony.coordinator)
    assert row.state == "asked" and row.user == secretary.official.user
    assert row.signer_office.startswith("a.n. Wali Kota")
    with pytest.raises(PermissionDenied):
        sign(row, by=ceremony.signers[0])
    signature = sign(row)
    found = inspect(blobs.read(signature.after_sha256), [])
    assert any(finding.field == row.field for finding in found.signatures)
    mandate = Mandate.objects.get()
    assert (mandate.given_by.official.user, mandate.decree) == (ceremony.signers[0], "821/07/2019")
    assert Notice.objects.filter(kind="commitments.place_handed_over").count() == 1


@pytest.mark.parametrize("missing", [{"decree": " "}, {"reason": ""}])
def test_without_a_paper_or_a_reason_nothing_is_handed_over(sheet, ceremony, secretary, missing):
    with pytest.raises(Blocked):
        handed(place(sheet), secretary, ceremony.coordinator, **missing)
    assert not Mandate.objects.exists()


def test_nobody_of_another_region_or_without_an_account_signs_on_behalf(sheet, ceremony, secretary):
    elsewhere = TenureFactory(office=OfficeFactory(), official=OfficialFactory())
    secretary.official.user = None
    secretary.official.save()
    for official in (elsewhere, secretary):
        with pytest.raises(Blocked):
            handed(place(sheet), official, ceremony.coordinator)


def test_a_signed_place_is_not_handed_over(sheet, ceremony, secretary):
    sign(place(sheet))
    with pytest.raises(Blocked):
        handed(place(sheet), secretary, ceremony.coordinator)


def test_strangers_and_other_signatories_hand_nothing_over(sheet, ceremony, secretary):
    for stranger in (UserFactory(), ceremony.signers[1]):
        with pytest.raises(PermissionDenied):
            handed(place(sheet), secretary, stranger)


def test_an_aide_reads_asks_and_leaves_notes_but_never_signs(sheet, ceremony):
    aide = UserFactory()
    row = place(sheet, 2)
    office = row.tenure.office
    AgencyMember.objects.create(agency=office.agency, user=aide, role="writer", since="2019-01-01")
    signer = client_of(ceremony.signers[1])
    named = signer.post(
        reverse("commitments:aide_name", args=[office.pk]), {f"office-{office.pk}-user": aide.pk}
    )
    assert named.status_code == 302 and office.aides.active().get().user == aide
    client = client_of(aide)
    assert (
        row.sheet.title
        in client.get(reverse("commitments:prepare", args=[row.pk])).content.decode()
    )
    client.post(
        reverse("commitments:prepare_note", args=[row.pk]), {"n-note": "Angka sudah dicek."}
    )
    assert "Angka sudah dicek." in signer.get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("commitments:prepare_document", args=[row.pk])).status_code == 200
    assert client.get(row.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        sign(row, by=aide)
    signer.post(reverse("commitments:aide_release", args=[office.aides.get().pk]))
    assert client.get(reverse("commitments:prepare", args=[row.pk])).status_code == 404


def test_a_coordinator_or_ministry_sees_nobodys_prepared_page(sheet, ceremony):
    row = place(sheet)
    for person in (ceremony.coordinator, ceremony.ministry):
        page = client_of(person).get(reverse("commitments:prepare", args=[row.pk]))
        assert page.status_code == 404


@pytest.mark.parametrize(
    ("left", "reminded"),
    [(8, False), (7, True), (5, False), (3, True), (1, True), (0, True), (-3, False), (-7, True)],
)
def test_the_calendar_reminds_before_and_after_the_day(left, reminded):
    today = dt.date(2022, 9, 5)
    assert deadlines.is_reminding_day(today + dt.timedelta(days=left), today) is reminded


def test_whose_turn_it_is_gets_one_reminder_a_day(ceremony, sheet):
    deadlines.extend(sheet, clock.today() + dt.timedelta(days=3), by=ceremony.coordinator)
    sign(place(sheet))
    assert deadlines.remind_by_calendar() == 2
    assert deadlines.remind_by_calendar() == 0
    assert Notice.objects.filter(kind="commitments.signature_due").count() == 2


def test_a_sheet_runs_out_a_month_after_its_day_and_a_new_one_can_be_drafted(ceremony, sheet):
    sheet.due_on = clock.today() - dt.timedelta(days=31)
    sheet.save(update_fields=["due_on"])
    assert deadlines.expire_overdue() == 1
    sheet.refresh_from_db()
    assert sheet.state == "expired"
    with pytest.raises(Blocked):
        sign(place(sheet))
    ceremony.draft()


def test_more_time_is_not_given_into_the_past(ceremony, sheet):
    with pytest.raises(Blocked):
        deadlines.extend(sheet, clock.today() - dt.timedelta(days=1), by=ceremony.coordinator)


def test_one_consent_signs_all_own_sheets(ceremony):
    for draft in sheets.draft_separately(ceremony.enrolment, by=ceremony.coordinator, date=DAY):
        sheets.issue(draft, by=ceremony.coordinator)
    mayor = ceremony.signers[0]
    mayor.set_password("sandi-contoh-2019")
    mayor.save()
    client = client_of(mayor)
    page = client.get(reverse("commitments:sign_all"))
    body = page.content.decode()
    assert body.count("Sidik") >= 3 or body.count("Fingerprint") >= 3
    given = {
        "way": "typed",
        "typed": "Wali Kota",
        "consent": "on",
        "consent_sha256": page.context["form"]["consent_sha256"].value(),
        "secret": "salah",
    }
    assert client.post(reverse("commitments:sign_all"), given).status_code == 200
    assert not Signatory.objects.signed().exists()
    done = client.post(
        reverse("commitments:sign_all"), given | {"secret": "sandi-contoh-2019"}, follow=True
    )
    assert done.status_code == 200
    assert Signatory.objects.signed().count() == 3


def test_a_list_that_changed_since_it_was_read_is_not_signed(ceremony):
    drafts = sheets.draft_separately(ceremony.enrolment, by=ceremony.coordinator, date=DAY)
    issued = [sheets.issue(draft, by=ceremony.coordinator) for draft in drafts]
    mayor = ceremony.signers[0]
    mayor.set_password("sandi-contoh-2019")
    mayor.save()
    client = client_of(mayor)
    page = client.get(reverse("commitments:sign_all"))
    sheets.void(issued[1], by=ceremony.coordinator, reason="Keliru.")
    answer = client.post(
        reverse("commitments:sign_all"),
        {
            "way": "typed",
            "typed": "Wali Kota",
            "consent": "on",
            "consent_sha256": page.context["form"]["consent_sha256"].value(),
            "secret": "sandi-contoh-2019",
        },
    )
    assert answer.status_code == 200
    assert not Signatory.objects.signed().exists()


def test_the_wall_fills_and_says_nothing_twice(ceremony, sheet, django_assert_max_num_queries):
    client = client_of(ceremony.coordinator)
    wall = reverse("commitments:ceremony_wall", args=[ceremony.enrolment.slug])
    assert (
        client.get(reverse("commitments:ceremony", args=[ceremony.enrolment.slug])).status_code
        == 200
    )
    first = client.get(wall)
    again = client.get(wall, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    sign(place(sheet))
    with django_assert_max_num_queries(20):
        after = client.get(wall, headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200 and after["ETag"] != first["ETag"]
    sign_all(sheet)
    assert client.get(wall).context["complete"] is True


def test_a_letter_of_mandate_is_kept_and_handed_out(sheet, ceremony, secretary):
    row = handed(place(sheet), secretary, ceremony.coordinator, file=io.BytesIO(b"%PDF-1.7 mandat"))
    page = client_of(ceremony.coordinator).get(reverse("commitments:mandate_file", args=[row.pk]))
    assert b"".join(page.streaming_content) == b"%PDF-1.7 mandat"
    assert timezone.now() > Mandate.objects.get().at
