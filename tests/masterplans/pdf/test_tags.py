"""Do tags say what a listener needs? Heads of every cell, bodies of list items, languages; and no claim without them."""

from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest

from masterplans.pdf.assembly import Assembly, Sheet
from masterplans.pdf.imposition import Leaf
from masterplans.pdf.metadata import Facts
from masterplans.pdf.parts import Part, PartStore
from masterplans.pdf.table_tags import relate_cells
from smartcity_portal.kit.pdf_checks.tree import Tree

PAGE = '<!doctype html><html lang="id"><head><title>x</title></head><body>{}</body></html>'


class Table:
    """A table as WeasyPrint tags it: rows of (kind, words, columns, rows) in named sections."""

    def __init__(self, **sections: list[list[tuple]]) -> None:
        self.things: list[Any] = []
        self.cells: dict[str, Any] = {}
        kids = [
            self._keep({"S": f"/{name}", "K": [self._row(row) for row in rows]})
            for name, rows in sections.items()
        ]
        relate_cells({"S": "/Table", "K": kids}, self.at)

    def at(self, reference: bytes) -> Any:
        return self.things[int(reference)]

    def heads_of(self, words: str) -> list[str]:
        return [head.string for head in self.cells[words]["A"].get("Headers", [])]

    def scope_of(self, words: str) -> str:
        return self.cells[words]["A"]["Scope"]

    def _row(self, cells: list[tuple]) -> bytes:
        return self._keep({"S": "/TR", "K": [self._cell(*cell) for cell in cells]})

    def _cell(self, kind: str, words: str, columns: int = 1, rows: int = 1) -> bytes:
        cell: Any = {"S": f"/{kind}", "K": [], "A": {"ColSpan": columns, "RowSpan": rows}}
        if kind == "TH":
            cell["ID"] = pydyf.String(words)
        self.cells[words] = cell
        return self._keep(cell)

    def _keep(self, thing: Any) -> bytes:
        self.things.append(thing)
        return str(len(self.things) - 1).encode()


def test_two_rows_of_heads_speak_for_the_columns_below_them():
    table = Table(
        THead=[
            [("TH", "Kode", 1, 2), ("TH", "Target", 2), ("TH", "Biaya", 1, 2)],
            [("TH", "2020"), ("TH", "2024")],
        ],
        TBody=[[("TD", "G-01"), ("TD", "12"), ("TD", "40"), ("TD", "850")]],
    )
    assert table.heads_of("G-01") == ["Kode"]
    assert table.heads_of("12") == ["Target", "2020"]
    assert table.heads_of("40") == ["Target", "2024"]
    assert table.heads_of("850") == ["Biaya"]


def test_the_head_of_a_group_speaks_for_its_group_alone():
    table = Table(
        THead=[[("TH", "Unsur"), ("TH", "Tingkat")]],
        TBody=[
            [("TH", "Alam", 2)],
            [("TD", "Pesisir"), ("TD", "Cukup")],
            [("TH", "Struktur", 2)],
            [("TD", "SDM"), ("TD", "Baik")],
        ],
    )
    assert table.heads_of("Cukup") == ["Tingkat", "Alam"]
    assert table.heads_of("SDM") == ["Unsur", "Struktur"]
    assert table.scope_of("Struktur") == "/Column"


def test_a_head_beside_speaks_for_all_rows_that_it_reaches():
    table = Table(
        TBody=[
            [("TH", "Risiko", 1, 2), ("TD", "satu")],
            [("TD", "dua")],
            [("TH", "Mitra"), ("TD", "tiga")],
        ]
    )
    assert table.heads_of("satu") == table.heads_of("dua") == ["Risiko"]
    assert table.heads_of("tiga") == ["Mitra"]
    assert table.scope_of("Risiko") == "/Row"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> PartStore:
    return PartStore(tmp_path_factory.mktemp("tags"))


def bound(store: PartStore, html: str, target: Path) -> pikepdf.Pdf:
    layout = store.print(Part("satu", PAGE.format(html), "", 7))
    heads = store.print(Part("heads", PAGE.format("<p>0123456789</p>"), "", 3900, tagged=False))
    assembly = Assembly(
        {"satu": (layout, 7, "Satu")}, {"heads": heads}, Facts("Judul", "Kota", "id", "Portal")
    )
    assembly.write([Sheet(Leaf("satu", number=1))], [], target)
    return pikepdf.open(target)


def claims(pdf: pikepdf.Pdf) -> bool:
    return b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_a_picture_without_words_takes_the_claim_away(store, tmp_path):
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">{}<rect width="9" height="9"/></svg>'
    named = bound(store, f'<h1 id="a">A</h1>{drawn.format("<title>Kotak</title>")}', tmp_path / "1")
    nameless = bound(store, f'<h1 id="a">A</h1>{drawn.format("")}', tmp_path / "2")
    assert claims(named)
    assert not claims(nameless)


def test_items_of_a_list_have_a_body_and_the_list_says_how_it_counts(store, tmp_path):
    html = '<h1 id="a">A</h1><ol><li><p>satu</p><ul><li>dalam</li></ul></li></ol>'
    tree = Tree(bound(store, html, tmp_path / "l"))
    outer, inner = list(tree.of_kind("L"))
    assert str(outer.attribute("/List", "/ListNumbering")) == "/Decimal"
    assert str(inner.attribute("/List", "/ListNumbering")) == "/Disc"
    for element in (outer, inner):
        assert {
            kid.kind for item in element.children if item.kind == "LI" for kid in item.children
        } == {
            "Lbl",
            "LBody",
        }


def test_headings_go_down_one_level_at_a_time(store, tmp_path):
    html = '<h1 id="a">A</h1><h4>tiba-tiba</h4><h4>lagi</h4><h2>B</h2><h3>C</h3><h2>D</h2>'
    tree = Tree(bound(store, html, tmp_path / "h"))
    kinds = [one.kind for one in tree.elements if one.kind[0] == "H"]
    assert kinds == ["H1", "H2", "H2", "H2", "H3", "H2"]


def test_a_link_with_boxes_inside_is_one_annotation(store, tmp_path):
    html = '<h1 id="a">A</h1><p><a href="book:a"><b style="display:inline-block">1</b> awal</a></p>'
    pdf = bound(store, html, tmp_path / "k")
    assert len(pdf.pages[0].Annots) == 1
    link = next(Tree(pdf).of_kind("Link"))
    assert len(link.annotations) == 1
