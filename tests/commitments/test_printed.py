"""Does the signed file stay what archives ask for, and is every field where its box was painted?"""

import io

import pikepdf
import pytest

from commitments.models import Sheet
from commitments.pdf import sheet as paper
from smartcity_portal.kit import blobs
from tests.commitments.factories import ceremony, sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed():
    sheet = sign_all(ceremony(4).issued())
    with pikepdf.open(io.BytesIO(blobs.read(sheet.head_sha256))) as pdf:
        yield sheet, pdf


def dictionaries(pdf):
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Stream | pikepdf.Dictionary):
            yield obj


def test_the_archive_marks_survive_every_signature(signed):
    _sheet, pdf = signed
    metadata = bytes(pdf.Root.Metadata.read_bytes())
    assert b"pdfaid:part" in metadata
    assert "/OutputIntents" in pdf.Root
    assert str(pdf.Root.Lang) == "id"


def test_nothing_is_transparent_interpolated_or_scripted(signed):
    _sheet, pdf = signed
    for obj in dictionaries(pdf):
        assert "/SMask" not in obj or obj.SMask == pikepdf.Name.None_
        assert "/JS" not in obj
        assert not bool(obj.get("/Interpolate", False))
        assert float(obj.get("/ca", 1)) == 1


def test_every_font_is_embedded(signed):
    _sheet, pdf = signed
    descriptors = [obj for obj in dictionaries(pdf) if obj.get("/Type") == "/FontDescriptor"]
    assert descriptors
    for descriptor in descriptors:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_every_field_has_an_appearance_and_prints(signed):
    sheet, pdf = signed
    fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
    assert set(fields) == {"portal-issue", *(row.field for row in sheet.signatories.all())}
    for name, field in fields.items():
        assert int(field.F) & 4, name
        if name != "portal-issue":
            assert "/N" in field.AP
            assert str(field.TU)


def test_fields_stand_where_the_boxes_were_painted(signed):
    sheet, pdf = signed
    for row in sheet.signatories.all():
        field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == row.field)
        assert [float(edge) for edge in field.Rect] == pytest.approx(row.box, abs=0.02)
        page = pdf.pages[row.page]
        assert any(str(annot.get("/T", "")) == row.field for annot in page.Annots)


def test_a_layout_without_room_for_everybody_is_refused(sheet, monkeypatch):
    people = list(sheet.signatories.with_people())
    for row in people:
        row.sheet = sheet
    monkeypatch.setattr(paper, "PREFIX", "tidak-ada-")
    with pytest.raises(paper.LayoutRefused):
        paper.render(Sheet.objects.with_names().get(), people, text_sha256="ab" * 32)
