"""What of a Word document arrives, and what stays behind?"""

import io

import pytest

from masterplans.word import reading
from tests.masterplans.word.documents import docx, paragraph, png, with_body, with_parts


@pytest.fixture
def read(tmp_path):
    return lambda content: reading.read(content, tmp_path)


def test_headings_lists_and_marks_arrive_and_empty_paragraphs_do_not(read):
    def write(document):
        document.add_heading("2.1 Struktur", 2)
        document.add_paragraph("")
        line = document.add_paragraph("Isi ")
        line.add_run("tebal").bold = True
        document.add_paragraph("satu", style="List Bullet")
        document.add_paragraph("dua", style="List Bullet")

    found = read(docx(write))

    assert found["html"] == (
        "<h2>2.1 Struktur</h2><p>Isi <strong>tebal</strong></p><ul><li>satu</li><li>dua</li></ul>"
    )


def test_merged_cells_head_rows_and_captions_arrive(read):
    def write(document):
        document.add_paragraph("Tabel 2.1 Jumlah penduduk", style="Caption")
        table = document.add_table(3, 3)
        for cell in table._cells:
            cell.text = "x"
        for cell in table.rows[0].cells:
            cell.text = ""
            cell.paragraphs[0].add_run("Kepala").bold = True
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 1).merge(table.cell(1, 2))

    html = read(docx(write))["html"]

    assert html.startswith("<p>Tabel: Jumlah penduduk</p><table><tr><th>Kepala</th>")
    assert '<td rowspan="2">' in html
    assert '<td colspan="2">' in html


def test_a_sentence_about_a_table_is_no_caption(read):
    def write(document):
        document.add_paragraph("Tabel 2.1 menunjukkan jumlah penduduk.")
        document.add_table(1, 1).cell(0, 0).text = "x"

    assert "<p>Tabel 2.1 menunjukkan jumlah penduduk.</p>" in read(docx(write))["html"]


def test_a_picture_becomes_a_figure_with_its_description_and_caption(read):
    def write(document):
        shape = document.add_picture(io.BytesIO(png()))
        shape._inline.docPr.set("descr", "Peta pesisir")
        document.add_paragraph("Gambar 2.1. Pesisir Bontang")

    found = read(docx(write))

    assert found["html"] == (
        '<figure><img src="word:0" alt="Peta pesisir"><figcaption>Pesisir Bontang</figcaption></figure>'
    )
    assert found["pictures"][0]["alt"] == "Peta pesisir"


def test_tracked_changes_count_as_accepted_and_are_named(read):
    content = with_body(
        '<w:p><w:r><w:t>Tetap </w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>baru</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>lama</w:delText></w:r></w:del></w:p>'
    )

    found = read(content)

    assert found["html"] == "<p>Tetap baru</p>"
    assert found["counts"] == {"insertions": 1, "deletions": 1}


def test_footnotes_hidden_text_and_formulas_are_read(read):
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: F401

    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="5"><w:p><w:r><w:t>Sumber: BPS 2019.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    content = with_body(
        '<w:p><w:r><w:t>Penduduk</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> rahasia</w:t></w:r>"
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
    )
    rels = _relations(content).replace(
        "</Relationships>",
        '<Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    content = with_parts(
        content,
        {"word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": rels.encode()},
    )

    found = read(content)

    assert found["html"] == '<p>Penduduk<sup data-footnote="Sumber: BPS 2019."></sup>a+b</p>'
    assert found["counts"] == {"hidden": 1, "formulas": 1, "footnotes": 1}


def test_what_a_field_would_fetch_is_not_followed_but_what_it_shows_is_kept(read):
    content = with_body(
        '<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\cmd.exe "><w:r><w:t>42</w:t></w:r></w:fldSimple></w:p>'
    )

    found = read(content)

    assert (found["html"], found["counts"]) == ("<p>42</p>", {"fields": 1})


def test_a_picture_on_another_computer_is_not_fetched(read):
    content = with_body(
        "<w:p><w:r><w:t>Lihat</w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='peta'/>"
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link='rId99'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )

    found = read(content)

    assert (found["html"], found["counts"]) == ("<p>Lihat</p>", {"remote": 1})


def test_the_table_of_contents_stays_behind(read):
    def write(document):
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("Bab I ..... 1", style="toc 1")
        document.add_paragraph("Isi")

    assert read(docx(write))["html"] == "<p>Isi</p>"


def test_a_heading_is_known_by_its_outline_whatever_the_template_calls_it(read):
    content = with_body(
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Struktur</w:t></w:r></w:p>'
        + paragraph("Isi")
    )

    assert read(content)["html"] == "<h2>Struktur</h2><p>Isi</p>"


def _relations(content: bytes) -> str:
    from tests.masterplans.word.documents import part_of

    return part_of(content, "word/_rels/document.xml.rels")
