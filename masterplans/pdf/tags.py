"""What must the tags of a part say beyond what WeasyPrint writes? Clean nesting, scopes, numbering of lists, contents.

Works on the plain dictionaries before they are written, in one walk over the tree.
"""

from typing import Any

import pydyf

from masterplans.pdf.joining import LEFT_OUT, Joining, boxes_behind
from masterplans.pdf.table_tags import relate_cells

HOLLOW = {"/NonStruct", "/Span", "/Div", "/P"}
FOLDED = {"/Span", "/NonStruct"}
HOLDS_WORDS = {
    "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TD", "/TH", "/LBody", "/Lbl", "/Link",
    "/Span", "/Caption", "/Note", "/Reference",
}  # fmt: skip
HEADINGS = {f"/H{level}": level for level in range(1, 7)}
OF_CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
ORDERED = {
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
}
POINTS_PER_PIXEL = 0.75


def refine(document: Any, written: Any, *, is_contents: bool = False) -> list[str]:
    """Set the tags of a part right; returns what a reader with a screen reader would still miss."""
    root = document_of(written)
    if root is None:
        return []
    pairs = boxes_behind(document, written)
    tags = _Tags(document, written, pairs, is_contents)
    Joining(written, tags.numbers).join(pairs)
    tags.walk(root, None)
    tags.forget_annotations()
    return tags.faults


def document_of(written: Any) -> Any:
    """Return the element at the top of a part's tags; None when it has none."""
    return next(
        (one for one in written.objects if isinstance(one, dict) and one.get("S") == "/Document"),
        None,
    )


class _Tags:
    def __init__(
        self, document: Any, written: Any, pairs: list[tuple[Any, Any]], is_contents: bool
    ) -> None:
        self.document, self.written, self.is_contents = document, written, is_contents
        self.boxes = {id(element): box for element, box in pairs}
        self.objects = written.objects
        self.pages = {reference: place for place, reference in enumerate(written.page_references)}
        root = next(
            one
            for one in written.objects
            if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot"
        )
        self.numbers = self.at(root["ParentTree"])["Nums"]
        self.levels: list[tuple[int, int]] = []
        self.foreign: set[int] = set()
        self.gone: set[bytes] = set()
        self.faults: list[str] = []

    def at(self, reference: bytes) -> Any:
        return self.objects[int(reference.split()[0])]

    def walk(self, element: Any, link: Any) -> None:
        """Set an element right, then what is in it; `link` is the link that it stands in."""
        kind = element["S"]
        if kind in HEADINGS:
            element["S"] = f"/H{self._level(HEADINGS[kind])}"
        elif kind == "/Figure":
            self._place_figure(element)
        kids = pydyf.Array()
        inner_link = element if kind == "/Link" else link
        for kid in element["K"]:
            if not isinstance(kid, bytes):
                kids.append(kid)
                continue
            inner = self.at(kid)
            if inner["Type"] == "/OBJR":
                if self._is_kept(element, inner, link):
                    kids.append(kid)
                continue
            self.walk(inner, inner_link)
            if not inner["K"] and inner["S"] in HOLLOW:
                inner.free = LEFT_OUT
                continue
            if self._folds(inner, element):
                self._hand_over(inner, element)
                kids.extend(inner["K"])
                inner.free = LEFT_OUT
            else:
                kids.append(kid)
        element["K"] = self._with_body(element, kids) if kind == "/LI" else kids
        if kind == "/Table":
            relate_cells(element, self.at)
        elif kind == "/Link" and not any(
            isinstance(kid, bytes) and self.at(kid)["Type"] == "/OBJR" for kid in kids
        ):
            element["S"] = "/Span"
            self.foreign.add(id(element))
            self._name_language(element)
        elif kind == "/L" and self._has_labels(element):
            self._number(element)
        if self.is_contents and kind in OF_CONTENTS:
            element["S"] = OF_CONTENTS[kind]

    def _with_body(self, item: Any, kids: Any) -> Any:
        """Paragraphs of an item of a list stand in its body, as its words do."""
        loose = [kid for kid in kids if not self._is_part_of_item(kid)]
        if not loose:
            return kids
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array(loose),
                "Pg": item["Pg"],
                "P": item.reference,
            }
        )
        self.written.add_object(body)
        for kid in loose:
            if isinstance(kid, bytes):
                self.at(kid)["P"] = body.reference
            else:
                self.numbers[2 * self.pages[item["Pg"]] + 1][kid] = body.reference
        if self.is_contents:
            body["S"] = OF_CONTENTS["/LBody"]
        return pydyf.Array([*(kid for kid in kids if kid not in loose), body.reference])

    def _is_part_of_item(self, kid: Any) -> bool:
        return isinstance(kid, bytes) and self.at(kid).get("S") in ("/Lbl", "/LBody", "/Reference")

    def _level(self, wanted: int) -> int:
        """Headings go down one level at a time; what follows at the same level stays there."""
        while self.levels and self.levels[-1][0] >= wanted:
            self.levels.pop()
        given = self.levels[-1][1] + 1 if self.levels else wanted
        self.levels.append((wanted, given))
        return given

    def _is_kept(self, element: Any, reference: Any, link: Any) -> bool:
        """One link is one annotation: boxes inside a link bring another one for the same place."""
        if element["S"] == "/Link":
            return True
        if link is not None:
            self.gone.add(reference["Obj"])
            return False
        if element["S"] in FOLDED:
            element["S"] = "/Link"
        return True

    def _folds(self, inner: Any, element: Any) -> bool:
        return (
            inner["S"] in FOLDED
            and element["S"] in HOLDS_WORDS
            and inner.get("Pg") == element.get("Pg")
            and not any(name in inner for name in ("ID", "A", "Lang", "Alt"))
            and all(isinstance(kid, int) for kid in inner["K"])
            and id(inner) not in self.foreign
        )

    def _hand_over(self, inner: Any, element: Any) -> None:
        owners = self.numbers[2 * self.pages[element["Pg"]] + 1]
        for number in inner["K"]:
            owners[number] = element.reference

    def _place_figure(self, element: Any) -> None:
        """The place of a figure is told in points from the bottom left, as everything in a PDF."""
        if not element.get("Alt"):
            self.faults.append("a figure has no alternative text")
        height = self.document.pages[self.pages[element["Pg"]]].height
        left, top, right, bottom = element["A"]["BBox"]
        corners = (left, height - bottom, right, height - top)
        element["A"]["BBox"] = pydyf.Array([round(x * POINTS_PER_PIXEL, 2) for x in corners])

    def forget_annotations(self) -> None:
        """Take dropped annotations off their pages."""
        if not self.gone:
            return
        keys = {self.at(reference)["StructParent"] for reference in self.gone}
        pairs = list(zip(self.numbers[::2], self.numbers[1::2], strict=True))
        self.numbers[:] = [part for pair in pairs if pair[0] not in keys for part in pair]
        for page in self.objects:
            if isinstance(page, dict) and page.get("Type") == "/Page" and "Annots" in page:
                page["Annots"] = pydyf.Array(
                    [one for one in page["Annots"] if one not in self.gone]
                )

    def _has_labels(self, element: Any) -> bool:
        return any(
            self.at(kid)["S"] == "/Lbl"
            for item in element["K"]
            if isinstance(item, bytes)
            for kid in self.at(item)["K"]
            if isinstance(kid, bytes) and "S" in self.at(kid)
        )

    def _number(self, element: Any) -> None:
        """Say how a list counts, which its box knows."""
        if box := self.boxes.get(id(element)):
            kind = ORDERED.get(str(box.style["list_style_type"]), "/Disc")
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": kind})

    def _name_language(self, element: Any) -> None:
        """A passage in another language is written as a link that leads nowhere."""
        box = self.boxes.get(id(element))
        if box is not None and (language := box.element.get("lang")):
            element["Lang"] = pydyf.String(language)
