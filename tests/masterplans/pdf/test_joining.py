"""Does somebody who hears a book hear one table, one list and one sentence, however many pages they fill?"""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from masterplans.pdf.assembly import Assembly, Sheet
from masterplans.pdf.imposition import Leaf
from masterplans.pdf.metadata import Facts
from masterplans.pdf.parts import Part, PartStore
from smartcity_portal.kit.pdf_checks import accessibility_faults
from smartcity_portal.kit.pdf_checks.tree import Element, Tree

PAGE = '<!doctype html><html lang="id"><head><title>x</title></head><body>{}</body></html>'
CSS = "@page { size: 90mm 60mm; margin: 8mm } body { font: 10pt/14pt 'Noto Sans' } li { break-inside: auto }"
HEAD = "<thead><tr><th>Kode</th><th>Nama</th></tr></thead>"


class Heard:
    """A part bound into a file, and its tags."""

    def __init__(self, store: PartStore, html: str, target: Path) -> None:
        layout = store.print(Part("satu", PAGE.format(f'<h1 id="a">A</h1>{html}'), CSS, 7))
        digits = PAGE.format("<p>0123456789</p>")
        heads = store.print(Part("heads", digits, "", 39, tagged=False))
        self.pages = layout.pages
        sheets = [Sheet(Leaf("satu", page, number=page + 1)) for page in range(layout.pages)]
        told = Facts("Judul", "Kota", "id", "Portal")
        Assembly({"satu": (layout, 7, "Satu")}, {"heads": heads}, told).write(sheets, [], target)
        self.path = target
        self.pdf = pikepdf.open(target)
        self.tree = Tree(self.pdf)

    def all(self, kind: str) -> list[Element]:
        return list(self.tree.of_kind(kind))

    def pages_of(self, element: Element) -> set[int | None]:
        """The pages on which something stands that belongs to an element."""
        inside = [one for one in self.tree.elements if one is element or element in one.up()]
        return {one.page for one in inside if one.marked}

    def set_aside(self, page: int) -> int:
        """How often something is set aside on a page because the paper repeats it."""
        steps = pikepdf.parse_content_stream(self.pdf.pages[page])
        return sum(_is_repeated(step) for step in steps)


def _is_repeated(step: Any) -> bool:
    if str(step.operator) != "BDC" or str(step.operands[0]) != "/Artifact":
        return False
    return dict(step.operands[1]) == {"/Type": pikepdf.Name.Pagination}


@pytest.fixture
def heard(tmp_path):
    store = PartStore(tmp_path / "parts")
    return lambda html: Heard(store, html, tmp_path / "bound.pdf")


def rows(count: int) -> str:
    return "".join(f"<tr><td>K-{number}</td><td>Nama {number}</td></tr>" for number in range(count))


def test_a_table_over_several_pages_is_one_table_with_one_head(heard):
    book = heard(f"<table>{HEAD}<tbody>{rows(30)}</tbody></table><p>Sesudahnya.</p>")

    (table,) = book.all("Table")
    (head,) = book.all("THead")
    assert book.pages >= 4
    assert len(book.pages_of(table)) == book.pages
    assert len(book.all("TR")) == 31
    assert [book.set_aside(page) for page in range(book.pages)] == [0] + [2] * (book.pages - 1)
    kinds = [kid.kind for kid in table.children]
    assert kinds == ["THead", *["TBody"] * book.pages]
    names = {str(cell.thing.ID) for cell in book.all("TH")}
    assert all(
        {str(name) for name in cell.attribute("/Table", "/Headers")} <= names
        for cell in book.all("TD")
    )
    assert book.pages_of(head) == {0}
    assert accessibility_faults(book.path) == []


def test_a_head_that_leads_somewhere_stays_on_every_page(heard):
    linked = HEAD.replace("Nama", '<a href="book:a">Nama</a>')
    book = heard(f"<table>{linked}<tbody>{rows(30)}</tbody></table>")

    assert len(book.all("Table")) == len(book.all("THead")) == book.pages
    assert accessibility_faults(book.path) == []


def test_paragraphs_in_a_head_that_is_repeated_are_not_taken_for_one(heard):
    linked = HEAD.replace("Nama", '<p>Nama <a href="book:a">awal</a></p>')
    book = heard(f"<table>{linked}<tbody>{rows(30)}</tbody></table>")

    for paragraph in book.all("P"):
        assert len(book.pages_of(paragraph)) == 1
    assert accessibility_faults(book.path) == []


def test_a_sentence_does_not_stop_where_the_paper_does(heard):
    book = heard(f"<p>{'Kalimat yang panjang sekali. ' * 60}</p><p>Sesudahnya.</p>")

    long, short = book.all("P")
    assert book.pages >= 3
    assert len(book.pages_of(long)) == book.pages
    assert book.pages_of(short) == {book.pages - 1}
    assert accessibility_faults(book.path) == []


def test_a_list_over_several_pages_is_one_list(heard):
    items = "".join(f"<li>Butir {number}</li>" for number in range(30))
    book = heard(f"<ol>{items}</ol>")

    (whole,) = book.all("L")
    assert book.pages >= 3
    assert [item.kind for item in whole.children] == ["LI"] * 30
    assert str(whole.attribute("/List", "/ListNumbering")) == "/Decimal"
    assert accessibility_faults(book.path) == []


def test_a_list_in_a_list_stays_in_its_order(heard):
    inner = "".join(f"<li>Dalam {number}</li>" for number in range(20))
    book = heard(f"<ul><li>Satu</li><li>Dua<ol>{inner}</ol></li><li>Tiga</li></ul>")

    outer, nested = book.all("L")
    assert [one.kind for one in outer.children] == ["LI", "LI", "L", "LI"]
    assert len(nested.children) == 20
    assert str(nested.attribute("/List", "/ListNumbering")) == "/Decimal"
    assert accessibility_faults(book.path) == []


@pytest.mark.parametrize("inside", ["{}", "<p>{}</p><p>Sesudahnya.</p>"], ids=["words", "p"])
def test_an_item_over_several_pages_is_one_item(heard, inside):
    words = inside.format("Kalimat yang panjang sekali. " * 60)
    book = heard(f"<ul><li>Satu</li><li>{words}</li><li>Tiga</li></ul>")

    (whole,) = book.all("L")
    assert book.pages >= 3
    assert [item.kind for item in whole.children] == ["LI"] * 3
    assert [[kid.kind for kid in item.children] for item in whole.children] == [
        ["Lbl", "LBody"]
    ] * 3
    assert len(book.pages_of(whole.children[1])) >= book.pages - 1
    assert accessibility_faults(book.path) == []


def test_a_quotation_leaves_nothing_empty_behind(heard):
    book = heard(
        f"<blockquote><p>{'Kalimat yang panjang sekali. ' * 60}</p></blockquote><p>Lagi.</p>"
    )

    assert len(book.all("BlockQuote")) == 1
    assert not any(one.is_hollow for one in book.tree.elements)
    assert accessibility_faults(book.path) == []
