"""Does the checker see what is wrong with a file? A sound book, then the same book spoilt in one place."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from pikepdf import Array, Dictionary, Name, String

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.parts import PartStore
from smartcity_portal.kit.pdf_checks import accessibility_faults, archive_faults, faults_of
from smartcity_portal.kit.pdf_checks.tree import Tree
from tests.masterplans.pdf import samples

TEXT = (
    '<p>Kalimat<sup data-footnote="Catatan kaki."></sup>, <a href="https://example.go.id">tautan</a>.</p>'
    "<h3>Bagian dalam</h3><ol><li><p>satu</p></li><li><p>dua</p></li></ol>"
    "<p>Tabel: Angka</p><table><tr><th>Nama</th><th>Nilai</th></tr><tr><td>a</td><td>1</td></tr></table>"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    store = PartStore(tmp_path_factory.mktemp("parts"))
    chapter = samples.chapter(1, SectionContent("Awal", TEXT, blocks=("readiness_radar",)))
    return build(samples.book(chapter), store=store).path


def test_a_sound_book_has_no_faults(sound):
    assert faults_of(sound) == []


def first(tree: Tree, kind: str) -> pikepdf.Object:
    return next(iter(tree.of_kind(kind))).thing


def a_link(pdf: pikepdf.Pdf, key: str) -> pikepdf.Object:
    return next(note for page in pdf.pages for note in page.get("/Annots", []) if key in note)


def without_language(pdf, tree):
    del pdf.Root.Lang


def without_window_title(pdf, tree):
    del pdf.Root.ViewerPreferences


def without_tab_order(pdf, tree):
    page = next(page for page in pdf.pages if "/Annots" in page)
    page.Tabs = Name.W


def with_another_title(pdf, tree):
    pdf.docinfo.Title = String("Judul lain")


def without_the_name_of_the_standard(pdf, tree):
    told = pdf.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b"")
    pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)


def with_a_picture_that_nobody_can_hear(pdf, tree):
    del first(tree, "Figure").Alt


def with_a_picture_off_the_page(pdf, tree):
    first(tree, "Figure").A.BBox = Array([5000, 0, 5100, 10])


def with_a_jump_between_headings(pdf, tree):
    first(tree, "H2").S = Name.H5


def with_a_head_for_nobody(pdf, tree):
    del first(tree, "TH").A["/Scope"]


def with_a_cell_that_names_no_head(pdf, tree):
    first(tree, "TD").A.Headers = Array([String("nirgendwo")])


def with_a_row_that_is_too_wide(pdf, tree):
    first(tree, "TD").A.ColSpan = 4


def with_a_list_without_numbering(pdf, tree):
    element = next(
        one
        for one in tree.of_kind("L")
        if any(k.kind == "Lbl" for item in one.children for k in item.children)
    )
    del element.thing.A


def with_a_note_without_name(pdf, tree):
    del first(tree, "Note").ID


def with_a_name_given_twice(pdf, tree):
    heads = list(tree.of_kind("TH"))
    heads[0].thing.ID = String(str(heads[1].thing.ID))


def with_a_link_without_words(pdf, tree):
    del a_link(pdf, "/Dest").Contents


def with_a_link_to_nowhere(pdf, tree):
    a_link(pdf, "/Dest").Dest = String("tidak-ada")


def with_a_link_in_no_tag(pdf, tree):
    first(tree, "Link").S = Name.Span


def with_a_line_that_is_not_tagged(pdf, tree):
    page = pdf.pages[2]
    page.contents_add(b"0 0 10 10 re f")


def with_an_artifact_inside_a_paragraph(pdf, tree):
    element = next(one for one in tree.of_kind("P") if one.marked)
    page = pdf.pages[element.page]
    text = page.Contents
    streams = list(text) if isinstance(text, Array) else [text]
    joined = b"\n".join(stream.read_bytes() for stream in streams)
    page.Contents = pdf.make_stream(joined.replace(b"BT", b"/Artifact BMC 0 0 1 1 re f EMC BT"))


def with_a_tag_that_holds_nothing(pdf, tree):
    parent = first(tree, "Sect") if list(tree.of_kind("Sect")) else first(tree, "Part")
    hollow = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=parent, K=Array()))
    parent.K.append(hollow)


def with_a_row_in_a_paragraph(pdf, tree):
    first(tree, "TR").S = Name.P


def with_a_strange_parent(pdf, tree):
    first(tree, "H2").P = first(tree, "Table")


def with_a_file_without_name(pdf, tree):
    del pdf.Root.Names.EmbeddedFiles.Names[1].UF


SPOILT = {
    without_language: "7.2",
    without_window_title: "7.1",
    without_tab_order: "7.18.3",
    with_another_title: "7.1",
    without_the_name_of_the_standard: "5",
    with_a_picture_that_nobody_can_hear: "7.3",
    with_a_picture_off_the_page: "7.3",
    with_a_jump_between_headings: "7.4.2",
    with_a_head_for_nobody: "7.5",
    with_a_cell_that_names_no_head: "7.5",
    with_a_row_that_is_too_wide: "7.2",
    with_a_list_without_numbering: "7.6",
    with_a_note_without_name: "7.9",
    with_a_name_given_twice: "7.9",
    with_a_link_without_words: "7.18.5",
    with_a_link_to_nowhere: "7.18.5",
    with_a_link_in_no_tag: "7.18.5",
    with_a_line_that_is_not_tagged: "7.1",
    with_an_artifact_inside_a_paragraph: "7.1",
    with_a_tag_that_holds_nothing: "7.1",
    with_a_row_in_a_paragraph: "7.1",
    with_a_strange_parent: "7.1",
    with_a_file_without_name: "7.11",
}


def spoilt(path: Path, how, target: Path) -> Path:
    with pikepdf.open(path) as pdf:
        how(pdf, Tree(pdf))
        pdf.save(target)
    return target


@pytest.mark.parametrize("how", SPOILT, ids=lambda how: how.__name__)
def test_a_book_spoilt_in_one_place_is_named_by_its_clause(sound, how, tmp_path):
    assert SPOILT[how] in {
        fault.clause for fault in accessibility_faults(spoilt(sound, how, tmp_path / "b.pdf"))
    }


def with_a_program(pdf, tree):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def without_colours_that_are_described(pdf, tree):
    del pdf.Root.OutputIntents


def with_a_font_that_is_not_in_the_file(pdf, tree):
    page = next(page for page in pdf.pages if "/Font" in page.obj.get("/Resources", {}))
    font = next(iter(dict(page.Resources.Font).values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def with_a_name_that_nothing_describes(pdf, tree):
    told = pdf.Root.Metadata.read_bytes().replace(
        b"<pdfaProperty:name>part<", b"<pdfaProperty:name>x<"
    )
    pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)


def with_a_file_without_relation(pdf, tree):
    del pdf.Root.Names.EmbeddedFiles.Names[1].AFRelationship


@pytest.mark.parametrize(
    "how",
    [
        with_a_program,
        without_colours_that_are_described,
        with_a_font_that_is_not_in_the_file,
        with_a_name_that_nothing_describes,
        with_a_file_without_relation,
    ],
    ids=lambda how: how.__name__,
)
def test_what_an_archive_refuses_is_found(sound, how, tmp_path):
    assert archive_faults(spoilt(sound, how, tmp_path / "b.pdf"))


def test_a_file_under_a_password_is_not_accessible(sound, tmp_path):
    locked = tmp_path / "b.pdf"
    with pikepdf.open(sound) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user=""))
    assert [fault.clause for fault in accessibility_faults(locked)] == ["7.16"]


def test_an_operator_is_told_what_is_wrong_with_which_file(sound, tmp_path):
    out = io.StringIO()
    call_command("check_book", sound, stdout=out)
    assert out.getvalue().count("no faults found") == 2

    broken = spoilt(sound, without_language, tmp_path / "b.pdf")
    with pytest.raises(CommandError, match="1 faults found"):
        call_command("check_book", broken, stdout=out)
    assert "7.2" in out.getvalue()
