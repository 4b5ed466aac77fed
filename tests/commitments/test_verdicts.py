"""Is each state of a sheet told in words of its own, person by person, to people and to programs?"""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Job
from accounts.runner import run
from commitments.models import (
    InkSignature,
    Mandate,
    Revocation,
    Scan,
    Sheet,
)
from commitments.services import checking, sheets
from commitments.services.standings import people_in
from masterplans.models import Masterplan
from programs.models import MentorAssignment
from smartcity_portal.kit import blobs
from tests.commitments.factories import issue_book, sign, sign_all
from tests.factories import (
    MentorFactory,
    OfficeFactory,
    OfficialFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(sheet):
    sheet = sign_all(sheet)
    run(Job.objects.about(sheet).get().pk)
    sheet.refresh_from_db()
    return sheet


def page(client, sheet, sha256=""):
    """The words of the page behind the code, or of the one for a fingerprint."""
    url = (
        reverse("verify_hash", args=[sha256])
        if sha256
        else reverse("verify_sheet", args=[sheet.code])
    )
    return " ".join(client.get(url).content.decode().split())


def told(client, sheet, sha256=""):
    """The same for programs."""
    name, value = ("hash", sha256) if sha256 else ("sheet", sheet.code)
    answer = client.get(reverse(f"verify_api_{name}", args=[value]))
    assert answer.status_code == 200
    return answer.json()


def upload(client, name, content):
    return client.post(reverse(name), {"file": SimpleUploadedFile("a.pdf", content)}, follow=True)


def test_an_issued_a_partially_signed_and_a_complete_sheet(client, sheet):
    assert "belum ada yang menandatangani" in page(client, sheet)
    sheet = sign_all(sheet, but=1)
    assert "baru ditandatangani sebagian: 2 dari 3" in page(client, sheet)
    assert told(client, sheet)["version"] == {
        "number": 3, "of": 3, "kind": "signed", "signatures": 2, "signatories": 3,
    }  # fmt: skip
    sign(sheet.signatories.with_sheet().last())
    assert "semua telah menandatangani; portal sedang menyegel" in page(client, sheet).lower()
    run(Job.objects.about(sheet).get().pk)
    assert "Lembar ini lengkap" in page(client, sheet)
    answer = told(client, sheet)
    assert (answer["verdict"], answer["genuine"]) == ("final", True)
    assert {person["status"] for person in answer["people"]} == {"signed"}


def test_an_old_version_says_which_and_who_has_signed_since(client, finished):
    old = finished.versions.get(number=1)
    text = page(client, finished, old.sha256)
    assert "versi lama 2 dari 5" in text
    assert "2 tanda tangan telah ditambahkan" in text
    answer = told(client, finished, old.sha256)
    assert [row["status"] for row in answer["people"]] == ["signed", "signed_since", "signed_since"]
    assert answer["people"][1]["at"] is None, "the time of a signature that is not in the file"
    without_seal = finished.versions.get(number=3)
    assert "penanda waktu penutupnya tidak ada" in page(client, finished, without_seal.sha256)


def test_a_rolled_back_file_is_named_so(client, finished):
    cut = blobs.read(finished.head_sha256)[: finished.versions.get(number=2).size + 500]
    text = upload(client, "verify", cut).content.decode()
    assert "digulung mundur" in text
    assert "Tanda tangan dalam bagian yang dibuat portal" in text
    assert upload(client, "verify_api_file", cut).json()["verdict"] == "rolled_back"


def test_an_extended_old_version_says_both(client, finished):
    old = blobs.read(finished.versions.get(number=1).sha256) + b"% tambahan"
    assert "berawal dengan versi lama" in upload(client, "verify", old).content.decode()
    answer = upload(client, "verify_api_file", old).json()
    assert (answer["verdict"], answer["added_bytes"], answer["genuine"]) == ("extended", 10, False)


def test_a_void_sheet_leads_to_the_one_issued_in_its_place(client, sheet, ceremony):
    sheets.void(sheet, by=ceremony.coordinator, reason="Nama keliru")
    newer = ceremony.issued()
    text = page(client, sheet)
    assert "telah dibatalkan" in text and "Nama keliru" in text
    assert newer.public_url in text
    assert told(client, sheet)["notes"][0]["code"] == "successor"


def test_an_expired_sheet_is_told_from_a_void_one(client, sheet):
    Sheet.objects.filter(pk=sheet.pk).update(state="expired", due_on="2019-11-01")
    text = page(client, sheet)
    assert "kedaluwarsa" in text and "1 November 2019" in text
    assert told(client, sheet)["verdict"] == "expired"


def test_an_addendum_and_its_sheet_name_each_other(client, finished, ceremony):
    addendum = Sheet.objects.create(
        enrolment=finished.enrolment, kind="addendum", parent=finished, version=2, code="WXYZ-2345",
        title="Adendum", number="555/002/AD-SC/2019", dated="2019-12-01", state="issued",
        state_since=finished.state_since, text_sha256="a" * 64,
        issued_sha256=finished.issued_sha256, head_sha256=finished.issued_sha256,
    )  # fmt: skip
    text = page(client, finished)
    assert "555/002/AD-SC/2019" in text and addendum.public_url in text
    assert {note["code"] for note in told(client, finished)["notes"]} == {"addendum"}


def test_a_newer_book_is_mentioned(client, finished, ceremony):
    issue_book(Masterplan.objects.get(), by=ceremony.ministry, number=2)
    assert "Edisi 2" in page(client, finished)


def test_who_signs_for_another_is_shown_with_the_mandate(client, sheet, ceremony):
    row = sheet.signatories.with_sheet().all()[1]
    office = OfficeFactory(region=sheet.region, title="Sekretaris Dinas")
    deputy = TenureFactory(office=office, official=OfficialFactory(name="Pengganti Sementara"))
    Mandate.objects.create(
        signatory=row, given_by=row.tenure, given_to=deputy, kind="Plh.", decree="800/12/2019",
        reason="Dinas luar", by=ceremony.coordinator, at=sheet.issued_at,
    )  # fmt: skip
    row.printed_tenure, row.tenure, row.on_behalf = row.tenure, deputy, "Plh."
    row.save()
    text = page(client, sheet)
    assert "Pengganti Sementara" in text and "800/12/2019" in text and row.name in text
    person = told(client, sheet)["people"][1]
    assert (person["on_behalf"], person["instead_of"]) == ("Plh.", row.name)


def test_a_witness_is_called_a_witness(client, ceremony):
    mentor = MentorFactory(user=UserFactory())
    MentorAssignment.objects.create(enrolment=ceremony.enrolment, mentor=mentor, since="2019-06-01")
    draft = sheets.edit(ceremony.draft(), by=ceremony.coordinator, witnesses=[mentor.user])
    sheet = sheets.issue(draft, by=ceremony.coordinator)
    assert "Saksi" in page(client, sheet)
    assert [row["role"] for row in told(client, sheet)["people"]][-1] == "witness"


def test_a_signature_on_paper_is_told_from_one_in_the_file(client, sheet, ceremony):
    sheet = sign_all(sheet, but=1)
    row = sheet.signatories.last()
    scan = Scan.objects.create(
        enrolment=sheet.enrolment, upload_sha256="a" * 64, picture_sha256="b" * 64,
        by=ceremony.coordinator, at=sheet.issued_at,
    )  # fmt: skip
    InkSignature.objects.create(
        signatory=row, scan=scan, verifiers=["Rina", "Budi"], at=sheet.issued_at
    )
    text = page(client, sheet)
    assert "Tanda tangan basah, diverifikasi oleh Rina, Budi" in text
    assert "1 di antaranya di atas kertas" in text
    person = told(client, sheet)["people"][-1]
    assert (person["status"], person["route"]) == ("on_paper", "paper")


@pytest.mark.parametrize(("days", "status"), [(-1, "revoked"), (1, "signed")])
def test_a_revoked_certificate_counts_by_its_day(client, finished, ceremony, days, status):
    import datetime as dt

    made = finished.signatures.order_by("pk").first()
    since = made.at + dt.timedelta(days=days)
    Revocation.objects.create(
        certificate=made.certificate, reason="misused", note="x", since=since,
        by=ceremony.ministry, at=since + dt.timedelta(days=2),
    )  # fmt: skip
    people = people_in(finished.versions.get(sha256=finished.head_sha256))
    assert people[0].standing == status
    assert "dicabut" in page(client, finished)


def test_nothing_personal_is_told(client, finished):
    row = finished.signatories.with_people().last()
    for text in (page(client, finished), json.dumps(told(client, finished))):
        assert row.name in text
        assert row.nip not in text
        assert row.user.email not in text and row.user.username not in text


def test_programs_send_a_file_and_come_back_for_the_answer(
    client, finished, django_capture_on_commit_callbacks
):
    unknown = b"%PDF-1.7\n" + b"tanpa arti\n" * 9
    asked = client.post(reverse("verify_api_file"), {"file": SimpleUploadedFile("a.pdf", unknown)})
    assert (asked.status_code, asked["Retry-After"]) == (202, "3")
    run(Job.objects.get(kind=checking.KIND).pk)
    answer = client.get(asked.json()["result"])
    assert answer.status_code == 200
    assert (answer.json()["verdict"], answer.json()["problem"]) == ("unreadable", "unreadable")
    assert answer["Access-Control-Allow-Origin"] == "*"
    known = upload(client, "verify_api_file", blobs.read(finished.head_sha256)).json()
    assert known["verdict"] == "final"


def test_programs_are_told_what_was_wrong_with_their_question(client, settings):
    url = reverse("verify_api_file")
    assert client.post(url).json()["error"] == "no_file"
    not_pdf = client.post(url, {"file": io.BytesIO(b"GIF89a")})
    assert (not_pdf.status_code, not_pdf.json()["error"]) == (422, "refused")
    assert client.get(url).status_code == 405
    for name, value in (("hash", "ab" * 32), ("sheet", "ABCD-2345"), ("result", "tidakada")):
        assert client.get(reverse(f"verify_api_{name}", args=[value])).status_code == 404
    settings.LOOKUPS_PER_TEN_MINUTES = 3
    late = client.get(reverse("verify_api_sheet", args=["ABCD-2345"]))
    assert (late.status_code, late.json()["error"]) == (429, "too_often")
    assert late["Retry-After"] == "600"


def test_the_guide_names_every_answer(client):
    text = client.get(reverse("verify_api")).content.decode()
    for code in (*checking.Verdict, "signed_since", "on_paper", "stands"):
        assert f"<code>{code}</code>" in text


def test_the_answer_costs_the_same_for_two_and_for_three(
    client, finished, ceremony, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        page(client, finished)
