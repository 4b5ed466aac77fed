"""How are the tags of a file connected? Read once, in order, for all looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Pdf

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "RB", "RT", "RP", "WT",
    "WP", "Figure", "Formula", "Form",
}  # fmt: skip


@dataclass(eq=False)
class Element:
    """One element: its kind after the role map, its children, the marked content that it owns."""

    thing: Any
    kind: str
    parent: "Element | None"
    page: int | None
    children: "list[Element]" = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def is_hollow(self) -> bool:
        return not (self.children or self.marked or self.annotations)

    def attribute(self, owner: str, name: str) -> Any:
        """Return an attribute, None when the element has none of that name."""
        rows = self.thing.get("/A")
        for row in rows if isinstance(rows, Array) else [rows]:
            if isinstance(row, Dictionary) and row.get("/O") == owner and name in row:
                return row[name]
        return None

    def up(self) -> "Iterator[Element]":
        """Yield what the element stands in, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


class Tree:
    """All elements of a file in reading order; `faults` are those met while reading."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.elements: list[Element] = []
        self.twice: list[Element] = []
        self.estranged: list[Element] = []
        self.root = pdf.Root.get("/StructTreeRoot")
        if self.root is not None:
            roles = {
                str(name): str(role) for name, role in dict(self.root.get("/RoleMap", {})).items()
            }
            self._read(roles)
        self.by_object = {element.thing.objgen: element for element in self.elements}

    def of_kind(self, *kinds: str) -> Iterator[Element]:
        """Yield the elements of some kinds, in order."""
        return (element for element in self.elements if element.kind in kinds)

    def owners(self) -> dict[int, Any]:
        """Return the parent tree: what a structure key of a page or an annotation leads to."""
        if self.root is None or "/ParentTree" not in self.root:
            return {}
        return {int(key): value for key, value in leaves(self.root.ParentTree, "/Nums")}

    def _read(self, roles: dict[str, str]) -> None:
        seen = set()
        waiting: list[tuple[Any, Element | None]]
        waiting = [(kid, None) for kid in reversed(_kids(self.root))]
        while waiting:
            thing, parent = waiting.pop()
            kind = str(thing.S).removeprefix("/")
            for _step in range(10):
                kind = (
                    roles.get(f"/{kind}", kind).removeprefix("/") if kind not in STANDARD else kind
                )
            page = self.places.get(thing.Pg.objgen) if "/Pg" in thing else None
            if page is None and parent is not None:
                page = parent.page
            element = Element(thing, kind, parent, page)
            if thing.objgen in seen:
                self.twice.append(element)
                continue
            seen.add(thing.objgen)
            self.elements.append(element)
            if parent is not None:
                parent.children.append(element)
            above: Any = parent.thing if parent is not None else self.root
            if thing.get("/P") is None or thing.P.objgen != above.objgen:
                self.estranged.append(element)
            inner: list[tuple[Any, Element | None]] = []
            for kid in _kids(thing):
                if not isinstance(kid, Dictionary):
                    element.marked.append(int(kid))
                elif "/S" in kid:
                    inner.append((kid, element))
                elif kid.get("/Type") == "/OBJR":
                    element.annotations.append(kid.Obj)
                elif "/MCID" in kid:
                    element.marked.append(int(kid.MCID))
            waiting.extend(reversed(inner))


def leaves(node: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a name tree (`/Names`) or a number tree (`/Nums`)."""
    for kid in node.get("/Kids", []):
        yield from leaves(kid, key)
    row = list(node.get(key, []))
    yield from zip(row[::2], row[1::2], strict=True)


def _kids(thing: Any) -> list[Any]:
    kids = thing.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]
