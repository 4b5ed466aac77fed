"""How does a stamp come onto a page? As a form that many pages draw, and as digits of the first stamp's font."""

import re
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from masterplans.pdf.imposition import Leaf

FOLIO_LEFT, FOLIO_RIGHT, FOLIO_BASE, FOLIO_SIZE = 68.03, 68.03, 42.6, 9


class Stamps:
    """A furniture document as forms that pages can draw, and its digits for folios."""

    def __init__(self, out: Pdf, path: Path, name: str, colour: str) -> None:
        self.out, self.name, self.colour = out, name, colour
        self.source = pikepdf.open(path)
        self.forms: dict[int, Any] = {}
        self.digits: Digits | None = None

    def use(self, number: int, resources: Any) -> str:
        """Make stamp `number` known to a part's resources; return its name there."""
        if number not in self.forms:
            form = pikepdf.Page(self.source.pages[number]).as_form_xobject()
            self.forms[number] = self.out.copy_foreign(form)
        name = f"/{self.name}{number}"
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        resources.XObject[name] = self.forms[number]
        return name

    def folio(self, leaf: Leaf, width: float, resources: Any) -> str:
        """Write the page number at the outer edge with the digits of the first stamp."""
        if self.digits is None:
            self.digits = Digits(self.out, self.source, self.colour)
        return self.digits.show(leaf.label, leaf.left, width, resources)


class Digits:
    """The subset font of the first stamp: which glyph is which digit, and how wide it is."""

    def __init__(self, out: Pdf, source: Pdf, colour: str) -> None:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        self.colour = " ".join(f"{part:.4f}" for part in parts) + " rg"
        page = source.pages[0]
        text = page.Contents.read_bytes()
        used = re.search(rb"/(\S+) [\d.]+ Tf", text)
        if used is None:
            raise ValueError("the first stamp shows no text")
        font = page.Resources.Font["/" + used[1].decode()]
        cmap = font.ToUnicode.read_bytes().decode()
        pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*(?=<|e)", cmap)
        self.glyphs = {chr(int(code, 16)): int(glyph, 16) for glyph, code in pairs}
        self.widths = _widths(font.DescendantFonts[0].W)
        self.font = out.copy_foreign(font)

    def show(self, label: str, left: bool, width: float, resources: Any) -> str:
        resources.Font["/Folio"] = self.font
        length = sum(self.widths[self.glyphs[sign]] for sign in label) * FOLIO_SIZE / 1000
        x = FOLIO_LEFT if left else width - FOLIO_RIGHT - length
        codes = "".join(f"{self.glyphs[sign]:04x}" for sign in label)
        return (
            f"q BT {self.colour} /Folio {FOLIO_SIZE} Tf 1 0 0 1 {x:.2f} {FOLIO_BASE} Tm "
            f"<{codes}> Tj ET Q"
        )


def _widths(array: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    items = list(array)
    for first, widths in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(widths):
            found[int(first) + offset] = float(width)
    return found
