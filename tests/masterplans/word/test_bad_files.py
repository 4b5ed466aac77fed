"""Which files are turned away, each with a sentence of its own?"""

import io
import zipfile

import pytest

from masterplans.word import bounded
from masterplans.word.package import OLE, Package, Refused
from tests.masterplans.word.documents import docx, paragraph, png, with_body, with_parts

MACROS = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)


def bomb() -> bytes:
    return with_parts(docx(), {"word/media/x.bin": b"\0" * 30_000_000})


def xlsx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


BAD = {
    "is_empty": b"",
    "is_old_word": OLE + b"WordDocument" * 40,
    "is_locked": OLE + "EncryptedPackage".encode("utf-16-le"),
    "is_pdf": b"%PDF-1.7 isi",
    "is_rtf": b"{\\rtf1 isi}",
    "is_html": b"<html><body>isi</body></html>",
    "is_picture": png(),
    "is_not_word": b"Isi biasa",
    "is_excel": xlsx(),
    "has_macros": with_parts(docx(), {"[Content_Types].xml": MACROS}),
    "is_bomb": bomb(),
    "is_damaged": docx()[:-400],
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_is_refused_by_its_own_name(code):
    with pytest.raises(Refused) as refused:
        Package(BAD[code])

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        ("is_hostile", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>'),
        ("is_damaged", b"<w:document>"),
        ("is_damaged", '<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>'.encode("latin-1")),
    ],
)
def test_a_document_that_is_spoilt_inside_is_refused_in_its_own_process(code, markup):
    content = with_parts(docx(), {"word/document.xml": markup})

    with pytest.raises(Refused) as refused, bounded.read(content):
        pass

    assert refused.value.code == code


def test_a_document_that_costs_too_much_is_stopped(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 0.05)

    with pytest.raises(Refused) as refused, bounded.read(docx()):
        pass

    assert refused.value.code == "is_too_costly"


def test_scripts_in_links_do_not_arrive(tmp_path):
    from masterplans import html as permitted

    content = with_body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "javascript:alert(1)" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>klik</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + paragraph("&lt;script&gt;alert(1)&lt;/script&gt;")
    )

    with bounded.read(content) as reading:
        html = permitted.clean(reading.html, slug="kota-bontang-2019")

    assert "javascript:" not in html
    assert "<script" not in html
    assert "klik" in html
