"""Are the tags nested as the standard asks? Kinds, parents, headings, lists, figures, notes."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import STANDARD, Element, Tree, leaves

INSIDE = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
HOLDS_ONLY = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}
MAY_BE_HOLLOW = {"TD", "TH", "Document", "Part"}
NUMBERED = {"/Decimal", "/UpperRoman", "/LowerRoman", "/UpperAlpha", "/LowerAlpha"}
BULLETS = {"/Disc", "/Circle", "/Square"}


def look(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong with the tags themselves."""
    for element in tree.twice:
        yield Fault("7.1", element.page, _("A tag stands in two places."))
    for element in tree.estranged:
        yield Fault("7.1", element.page, _("A tag names another parent than the one it stands in."))
    for element in tree.elements:
        yield from _nesting(element)
    yield from _headings(tree)
    yield from _figures(tree)
    yield from _lists(tree)
    yield from _ids(tree)


def _nesting(element: Element) -> Iterator[Fault]:
    told = {"kind": element.kind, "parent": element.parent.kind if element.parent else "–"}
    if element.kind not in STANDARD:
        yield Fault("7.1", element.page, _("The tag %(kind)s is not known.") % told)
    if element.kind in INSIDE and told["parent"] not in INSIDE[element.kind]:
        yield Fault("7.1", element.page, _("%(kind)s stands in %(parent)s.") % told)
    only = HOLDS_ONLY.get(told["parent"])
    if only is not None and element.kind not in only:
        yield Fault("7.1", element.page, _("%(kind)s stands in %(parent)s.") % told)
    if element.is_hollow and element.kind not in MAY_BE_HOLLOW:
        yield Fault("7.1", element.page, _("%(kind)s holds nothing.") % told)
    if element.marked and element.kind in HOLDS_ONLY:
        yield Fault("7.1", element.page, _("Words stand right inside %(kind)s.") % told)


def _headings(tree: Tree) -> Iterator[Fault]:
    last = 0
    for element in tree.elements:
        if element.kind == "H":
            yield Fault("7.4.4", element.page, _("A heading has no level."))
        if not (element.kind[0] == "H" and element.kind[1:].isdigit()):
            continue
        level = int(element.kind[1:])
        if level > last + 1:
            told = {"level": level, "last": last}
            yield Fault(
                "7.4.2",
                element.page,
                _("A heading of level %(level)d follows one of level %(last)d.") % told,
            )
        last = level


def _figures(tree: Tree) -> Iterator[Fault]:
    for element in tree.of_kind("Figure", "Formula"):
        if not str(element.thing.get("/Alt", element.thing.get("/ActualText", ""))).strip():
            yield Fault("7.3", element.page, _("A figure has no alternative text."))
        box = element.attribute("/Layout", "/BBox")
        if box is not None and element.page is not None:
            sheet = [float(side) for side in tree.pdf.pages[element.page].mediabox]
            left, bottom, right, top = (float(side) for side in box)
            if left >= right or bottom >= top or right < sheet[0] or left > sheet[2]:
                yield Fault("7.3", element.page, _("A figure says that it stands off the page."))


def _lists(tree: Tree) -> Iterator[Fault]:
    for element in tree.of_kind("L"):
        labelled = any(kid.kind == "Lbl" for item in element.children for kid in item.children)
        kind = str(element.attribute("/List", "/ListNumbering") or "")
        if labelled and kind not in NUMBERED | BULLETS:
            yield Fault("7.6", element.page, _("A list does not say how it is numbered."))


def _ids(tree: Tree) -> Iterator[Fault]:
    told = [bytes(one.thing.ID) for one in tree.elements if "/ID" in one.thing]
    for name, count in Counter(told).items():
        if count > 1:
            yield Fault(
                "7.9", None, _("The name %(name)s is given twice.") % {"name": name.decode()}
            )
    for element in tree.of_kind("Note"):
        if "/ID" not in element.thing:
            yield Fault("7.9", element.page, _("A footnote has no name of its own."))
    if tree.root is not None and "/IDTree" in tree.root:
        listed = {bytes(name) for name, _element in leaves(tree.root.IDTree, "/Names")}
        if listed != set(told):
            yield Fault("7.1", None, _("The list of names does not match the names of the tags."))
    elif told:
        yield Fault("7.1", None, _("The names of the tags are listed nowhere."))
