"""How does a chart become a picture that Word shows? Drawn once as PDF, then as pixels: the same bytes again."""

import io
import re

import pypdfium2

from masterplans.word.marks import DRAWING
from smartcity_portal.kit import pdf

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SHARPNESS = 220 / 72
LIMITS = pdf.Limits(pages=1, seconds=30)


class Drawings:
    """The drawings of one document; HTML keeps a mark where each stood."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def taken_out(self, html: str) -> str:
        """Return HTML with a mark for every drawing."""

        def keep(found: re.Match[str]) -> str:
            self.kept.append(found[0])
            said = TITLE.search(found[0])
            return f'<p><img {DRAWING}="{len(self.kept) - 1}" alt="{said[1] if said else ""}"></p>'

        return SVG.sub(keep, html)

    def width(self, number: int) -> float:
        """Return how wide a drawing is on paper, in points."""
        size = SIZE.search(self.kept[number])
        return float(size[1]) if size else 459.0

    def png(self, number: int) -> bytes | None:
        """Return the pixels of a drawing; None for one without a size of its own."""
        svg = self.kept[number]
        size = SIZE.search(svg)
        if size is None:
            return None
        css = f"@page{{size:{size[1]}pt {size[2]}pt;margin:0}}body{{margin:0}}svg{{display:block}}"
        page = f'<!doctype html><html lang="id"><title>.</title><body>{svg}</body></html>'
        printed = pdf.render(page, css=css, variant=None, tags=False, limits=LIMITS)
        document = pypdfium2.PdfDocument(printed.content)
        try:
            image = document[0].render(scale=SHARPNESS).to_pil().convert("RGB")
        finally:
            document.close()
        out = io.BytesIO()
        image.quantize(64).save(out, "PNG", optimize=True)
        return out.getvalue()
