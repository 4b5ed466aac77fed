"""On what does a presentation stand? A wide page, the house's colours and type in the theme, two layouts."""

import copy
import re
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from masterplans.outputs import layout

FONT = "Arial"
COLOURS = {
    "dk1": "1D2427", "lt1": "FFFFFF", "dk2": "12414F", "lt2": "F3EFE7",
    "accent1": "12414F", "accent2": "41727F", "accent3": "A3C0C6", "accent4": "B9863B",
    "accent5": "6D6456", "accent6": "C9BFAE", "hlink": "12414F", "folHlink": "6D6456",
}  # fmt: skip
COVER, PLAIN = 0, 1
KEPT = ("Title Slide", "Title Only")
SCHEME = re.compile(rb"<a:clrScheme .*?</a:clrScheme>", re.DOTALL)
LATIN = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*(")')
FOOT = {"FOOTER (15)", "SLIDE_NUMBER (13)"}


def ground() -> Any:
    """Return an empty presentation; whoever changes its theme or master changes every slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(layout.WIDTH), Inches(layout.HEIGHT)
    _keep_two_layouts(deck)
    _theme(deck.slide_master)
    _titles(deck.slide_master)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        _arrange(sheet)
    return deck


def add_foot(slide: Any, words: str) -> None:
    """Give a slide the footer and the number of its layout, as PowerPoint's own command does."""
    for shape in slide.slide_layout.placeholders:
        if str(shape.placeholder_format.type) not in FOOT:
            continue
        element = copy.deepcopy(shape._element)
        element.xpath("./*/p:cNvPr")[0].set("id", str(slide.shapes._next_shape_id))
        slide.shapes._spTree.append(element)
        if "FOOTER" in str(shape.placeholder_format.type):
            made = slide.placeholders[shape.placeholder_format.idx]
            made.text_frame.text = words


def _keep_two_layouts(deck: Any) -> None:
    for one in list(deck.slide_layouts):
        if one.name not in KEPT:
            deck.slide_layouts.remove(one)


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    rows = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items()
    )
    scheme = f'<a:clrScheme name="Portal">{rows}</a:clrScheme>'.encode()
    blob = SCHEME.sub(scheme, part.blob, count=1)
    part._blob = LATIN.sub(rb"\g<1>" + FONT.encode() + rb"\g<2>", blob)


def _titles(master: Any) -> None:
    """Titles are bold, left and in the second dark colour of the theme."""
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    colour = run.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}")
    if colour is not None:
        colour.set("val", "tx2")


def _arrange(sheet: Any) -> None:
    """Put the placeholders of the master and its layouts on the wide page; the date goes."""
    is_cover = sheet.name == "Title Slide"
    for shape in list(sheet.placeholders):
        kind = str(shape.placeholder_format.type)
        if kind.startswith("DATE"):
            shape._element.getparent().remove(shape._element)
        elif kind.startswith("CENTER_TITLE"):
            _place(shape, 0.9, 2.0, 11.0, 1.5)
        elif kind.startswith("TITLE"):
            _place(shape, layout.LEFT, layout.TITLE_TOP, _room(), layout.TITLE_HIGH)
        elif kind.startswith("SUBTITLE"):
            _place(shape, 0.9, 3.6, 11.0, 1.9)
        elif kind.startswith("BODY"):
            _place(
                shape, layout.LEFT, layout.BODY_TOP, _room(), layout.BODY_BOTTOM - layout.BODY_TOP
            )
        elif kind.startswith("FOOTER"):
            _place(shape, 0.9 if is_cover else layout.LEFT, layout.FOOT_TOP, 10.6, layout.FOOT_HIGH)
            _small(shape, "l")
        elif kind.startswith("SLIDE_NUMBER"):
            _place(shape, layout.RIGHT - 1.0, layout.FOOT_TOP, 1.0, layout.FOOT_HIGH)
            _small(shape, "r")


def _room() -> float:
    return layout.RIGHT - layout.LEFT


def _place(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top = Inches(x), Inches(y)
    shape.width, shape.height = Inches(width), Inches(height)


def _small(shape: Any, side: str) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0
    for style in shape._element.iter(qn("a:lvl1pPr")):
        style.set("algn", side)
        for run in style.iter(qn("a:defRPr")):
            run.set("sz", str(int(Pt(10).pt * 100)))
