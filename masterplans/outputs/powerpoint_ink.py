"""With which strokes is everything on a slide drawn? Colours of the theme, panels, words, alternative texts."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from masterplans.outputs import layout
from masterplans.outputs.layout import Box

TEAL, PALE, INK, QUIET = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.BACKGROUND_2,
    MSO_THEME_COLOR.TEXT_1,
    MSO_THEME_COLOR.ACCENT_5,
)
WHITE, LINE = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.ACCENT_6


def panel(page: Any, box: Box) -> Any:
    shape = page.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(box.x), Inches(box.y), Inches(box.width), Inches(box.height)
    )
    paint(shape, PALE)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(layout.PAD)
    frame.margin_top = frame.margin_bottom = Inches(layout.PAD * 0.8)
    return shape


def paint(shape: Any, colour: Any, edge: Any = None) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    if edge is None:
        shape.line.fill.background()
    else:
        shape.line.color.theme_color, shape.line.width = edge, Pt(0.75)


def text(page: Any, box: Box, lines: Sequence[str], *, colour: Any, anchor: Any) -> None:
    shape = page.shapes.add_textbox(
        Inches(box.x), Inches(box.y), Inches(box.width), Inches(box.height)
    )
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write(paragraph, line, box.size, colour)


def write(paragraph: Any, words: str, size: float, colour: Any, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = Pt(round(size * 2) / 2), bold
    run.font.color.theme_color = colour
    run._r.get_or_add_rPr().set("lang", "id-ID")
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.space_after = Pt(4)


def bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "171450")
    properties.set("indent", "-171450")
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def describe(shape: Any, words: str) -> None:
    """Say what somebody hears who cannot see it; decoration says nothing."""
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    properties.set("descr", words)
