"""Which changes to a signed file are noticed? All of these, and each is named for what it is."""

import io
import json

import pikepdf
import pytest
from django.core.management import call_command
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from commitments.models import SheetVersion
from commitments.services import expectations, sheets
from commitments.services.checking import answer, known
from commitments.signing.appearance import MarkStyle
from commitments.signing.authority import the_ca
from commitments.signing.ca import asn1_certificate, portal_ca
from commitments.signing.document import Place, prepare, sign_field
from commitments.signing.inspection import inspect
from commitments.signing.marks import from_name
from smartcity_portal.kit import blobs
from tests.commitments.factories import ceremony, sign, sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(sheet):
    """A sheet on which two of three have signed, and its bytes."""
    sheet = sign_all(sheet, but=1)
    return sheet, blobs.read(sheet.head_sha256)


def verify(content, tmp_path, capsys):
    """What `manage.py verify_pdf` prints, and whether it calls the file valid."""
    path = tmp_path / "berkas.pdf"
    path.write_bytes(content)
    try:
        call_command("verify_pdf", str(path))
        code = 0
    except SystemExit as end:
        code = end.code
    report = json.loads(capsys.readouterr().out)
    assert report["valid"] == (code == 0)
    return report


def credential(**changes):
    given = {
        "name": "Orang Lain",
        "office": "Kepala Dinas",
        "organisation": "Pemerintah Kota",
        "base_url": "",
    }
    return the_ca().one_time(**(given | changes))


def stamped_by(ca, content, field, key):
    style = MarkStyle(stencil=from_name("Palsu"), lines=("Palsu",))
    return sign_field(content, field, key, ca, style=style, reason="Palsu")


def test_the_present_version_is_valid(signed, tmp_path, capsys):
    _sheet, content = signed
    report = verify(content, tmp_path, capsys)
    assert report["verdict"] == "current"
    assert report["valid"]
    assert report["version"] == {"kind": "signed", "signatures": 2, "of": 3}


def test_a_file_rolled_back_to_an_earlier_revision_is_old(signed, tmp_path, capsys):
    sheet, content = signed
    earlier = sheet.versions.get(number=1)
    report = verify(content[: earlier.size], tmp_path, capsys)
    assert report["verdict"] == "old"
    assert not report["valid"]
    assert report["inspection"]["sound"], "cryptography alone would accept it"


def test_bytes_behind_the_end_are_seen(signed, tmp_path, capsys):
    _sheet, content = signed
    report = verify(content + b"\n% tambahan\n", tmp_path, capsys)
    assert (report["verdict"], report["added_bytes"]) == ("extended", 12)
    assert not report["valid"]


def test_one_changed_byte_is_seen(signed, tmp_path, capsys):
    _sheet, content = signed
    at = content.index(b"stream") + 40
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    report = verify(changed, tmp_path, capsys)
    assert report["verdict"] in {"altered", "unreadable"}
    assert not report["valid"]


def test_another_text_in_a_later_revision_is_seen(signed, tmp_path, capsys):
    _sheet, content = signed
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Contents")] = writer.add_object(
        generic.StreamObject(stream_data=b"BT (Rp1) Tj ET")
    )
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    report = verify(out.getvalue(), tmp_path, capsys)
    assert report["verdict"] == "extended"
    assert not report["inspection"]["sound"]
    assert not any(row["allowed_changes"] for row in report["inspection"]["signatures"])


def test_a_comment_added_by_another_program_is_seen(signed, tmp_path, capsys):
    _sheet, content = signed
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 90))),
            pdf_name("/Contents"): generic.pdf_string("dibatalkan"),
        }
    )
    writer.register_annotation(
        writer.root["/Pages"]["/Kids"][0].container_ref, writer.add_object(note)
    )
    out = io.BytesIO()
    writer.write(out)
    assert verify(out.getvalue(), tmp_path, capsys)["verdict"] == "extended"


def test_a_file_saved_anew_by_another_program_is_not_ours(signed, tmp_path, capsys):
    _sheet, content = signed
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out)
    report = verify(out.getvalue(), tmp_path, capsys)
    assert report["verdict"] == "altered"
    assert not report["inspection"]["sound"]


def test_a_printed_copy_carries_no_signature(signed, tmp_path, capsys):
    _sheet, content = signed
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page:
                del page.Annots
        pdf.save(out)
    report = verify(out.getvalue(), tmp_path, capsys)
    assert report["verdict"] == "unsigned"


def test_a_foreign_signature_is_not_vouched_for(signed, tmp_path, capsys):
    sheet, content = signed
    stranger = portal_ca(tmp_path / "lain", make_demo=True)
    unsigned = content[: sheet.versions.get(number=0).size]
    unsigned = unsigned[: unsigned.index(b"%%EOF") + 6]
    box = Place(0, (100, 100, 300, 160), "Tanda tangan")
    foreign = prepare(unsigned, {"ttd-001": box}, stranger, reason="Palsu")
    report = verify(foreign, tmp_path, capsys)
    assert report["verdict"] == "foreign"
    assert not report["inspection"]["sound"]


def test_the_wrong_person_with_a_certificate_of_the_right_authority(signed, tmp_path, capsys):
    sheet, content = signed
    last = sheet.signatories.last()
    forged = stamped_by(the_ca(), content, last.field, credential(name=last.name))
    report = verify(forged, tmp_path, capsys)
    assert report["inspection"]["sound"], "cryptography alone would accept it"
    assert report["verdict"] == "extended"
    assert not report["valid"]


def test_expectations_name_the_wrong_certificate(signed):
    sheet, _content = signed
    version = sheet.versions.get(number=2)
    before = blobs.read(sheet.versions.get(number=1).sha256)
    second = sheet.signatures.order_by("pk").last()
    forged = stamped_by(the_ca(), before, second.field, credential())
    found = inspect(forged, [asn1_certificate(the_ca().root)])
    assert found.sound
    assert expectations.deviations(found, version) == [f"wrong_certificate:{second.field}"]
    honest = inspect(blobs.read(version.sha256), [asn1_certificate(the_ca().root)])
    assert expectations.deviations(honest, version) == []


def test_expectations_name_a_missing_signature(signed):
    sheet, _content = signed
    found = inspect(blobs.read(sheet.issued_sha256), [asn1_certificate(the_ca().root)])
    fields = list(sheet.signatures.values_list("field", flat=True))
    assert expectations.deviations(found, sheet.versions.get(number=2)) == [
        f"missing:{field}" for field in fields
    ]


def test_a_signature_moved_to_another_sheet_is_seen(signed, tmp_path, capsys):
    other = sign_all(ceremony(2).issued(), but=1)
    _sheet, content = signed
    end = other.versions.get(number=0).size
    moved = blobs.read(other.issued_sha256) + content[end:]
    assert not verify(moved, tmp_path, capsys)["valid"]


def test_a_void_sheet_is_named_void(signed, ceremony, tmp_path, capsys):
    sheet, content = signed
    sheets.void(sheet, by=ceremony.coordinator, reason="Nama keliru")
    report = verify(content, tmp_path, capsys)
    assert (report["verdict"], report["valid"]) == ("void", False)


@pytest.mark.parametrize(
    "content",
    [b"", b"bukan PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 50],
    ids=["empty", "text", "head only", "no table"],
)
def test_rubbish_is_unreadable(content, tmp_path, capsys):
    report = verify(content, tmp_path, capsys)
    assert (report["verdict"], report["valid"]) == ("unreadable", False)


def test_an_encrypted_file_is_unreadable(signed, tmp_path, capsys):
    _sheet, content = signed
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert verify(out.getvalue(), tmp_path, capsys)["verdict"] == "unreadable"


def test_known_bytes_are_answered_without_reading_the_file(signed):
    sheet, content = signed
    assert known(sheet.head_sha256).is_genuine
    assert answer(content).found is None
    assert known("ab" * 32) is None


def test_a_hash_of_every_version_is_known(signed):
    sheet, _content = signed
    verdicts = [known(row.sha256).verdict for row in SheetVersion.objects.all()]
    assert verdicts == ["old", "old", "current"]
    sign(sheet.signatories.with_sheet().last())
    assert known(sheet.head_sha256).verdict == "old"
