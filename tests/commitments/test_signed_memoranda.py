"""How is an agreement signed in the portal, and what does its record learn of it?"""

import io

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import runner
from commitments.models import Role, Sheet
from commitments.services import finishing, memoranda, sheets
from commitments.services.seating import Seat, heads_of
from programs.models import Memorandum
from programs.services import memoranda as records
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign_all

FACTS = {
    "title": "Nota Kesepahaman Kota Cerdas",
    "number_ministry": "26/KOMINFO/HK.03.02/05/2018",
    "party_ministry": "Direktur Jenderal Aplikasi Informatika",
    "office_ministry": "Direktur Jenderal Aplikasi Informatika",
    "scope": "Penyusunan rencana induk.\nPelaksanaan program percepatan.",
    "place": "Jakarta",
}


@pytest.fixture
def record(ceremony) -> Memorandum:
    return records.register(ceremony.enrolment, by=ceremony.ministry, **FACTS)


def seats(ceremony) -> list[Seat]:
    draft = Sheet(enrolment=ceremony.enrolment, dated="2019-10-11")
    head = heads_of(draft)[0]
    return [
        Seat(Role.SIGNATORY, account=ceremony.ministry, office="Direktur Jenderal"),
        Seat(Role.SIGNATORY, tenure=head),
        Seat(Role.WITNESS, account=ceremony.coordinator, office="Koordinator"),
    ]


def request(ceremony, **changes) -> Sheet:
    by = changes.pop("by", ceremony.ministry)
    return memoranda.request(
        ceremony.enrolment, seats(ceremony), by=by, order="parallel", **changes
    )


def text_of(pages: int = 3) -> bytes:
    """A text with a link and a script on its first page."""
    file, out = pikepdf.new(), io.BytesIO()
    for _number in range(pages):
        file.add_blank_page(page_size=(595, 842))
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    file.pages[0].obj["/AA"] = pikepdf.Dictionary(O=act)
    file.save(out)
    return out.getvalue()


def test_only_the_ministry_asks(ceremony, record):
    with pytest.raises(PermissionDenied):
        request(ceremony, by=ceremony.coordinator)


def test_an_agreement_without_record_or_number_is_not_signed(ceremony):
    with pytest.raises(Blocked):
        request(ceremony)
    records.register(ceremony.enrolment, by=ceremony.ministry, title="Nota Kesepahaman")
    with pytest.raises(Blocked):
        request(ceremony)


def test_the_signed_file_becomes_the_document_of_the_record(ceremony, record):
    sheet = sign_all(request(ceremony))
    runner.run(finishing.latest_job(sheet).pk)
    sheet.refresh_from_db()
    record.refresh_from_db()
    assert sheet.state == "completed"
    assert record.file_sha256 == sheet.head_sha256 and record.signed_on
    with pytest.raises(Blocked):
        request(ceremony)
    sheets.revoke(sheet, by=ceremony.ministry, reason="Keliru.")
    record.refresh_from_db()
    assert record.file_sha256 == ""


def test_a_given_text_comes_first_and_nothing_in_it_acts(ceremony, record):
    sheet = request(ceremony, text=text_of())
    assert {row.page for row in sheet.signatories.all()} == {3}
    content = blobs.read(sheet.issued_sha256)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert len(file.pages) == sheet.pages == 4
        assert "/AA" not in file.pages[0].obj


def test_a_text_that_cannot_be_read_is_named(ceremony, record):
    for text in (b"%PDF-1.7 rusak", text_of(61)):
        with pytest.raises(Blocked):
            request(ceremony, text=text)
    assert not Sheet.objects.exists()


def test_the_page_of_the_region_asks_and_then_tells(client, ceremony, record):
    enrolment = ceremony.enrolment
    ask = reverse("commitments:memorandum_sign", args=[enrolment.slug])
    client.force_login(ceremony.ministry)
    assert ask in client.get(enrolment.get_absolute_url()).content.decode()
    page = client.get(ask)
    head = page.context["form"]["region"].initial
    assert page.status_code == 200 and head.startswith("office-")
    ways = {f"{name}_route": "portal" for name in ("ministry", "region", "witness1", "witness2")}
    given = {"ministry": f"account-{ceremony.ministry.pk}", "region": head, "order": "sequence"}
    text = SimpleUploadedFile("mou.pdf", text_of(1), "application/pdf")
    answer = client.post(ask, {**ways, **given, "text": text})
    sheet = Sheet.objects.get()
    assert answer["Location"] == sheet.get_absolute_url()
    assert sheet.signatories.first().office == "Direktur Jenderal Aplikasi Informatika"
    told = client.get(enrolment.get_absolute_url()).content.decode()
    assert ask not in told and sheet.public_url in told
    assert client.get(sheet.get_absolute_url()).status_code == 200
