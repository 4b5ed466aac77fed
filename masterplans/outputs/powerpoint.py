"""How does a presentation become PowerPoint? Real titles, tables and charts that people can go on editing."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from masterplans.outputs import layout, powerpoint_data
from masterplans.outputs.deck import (
    Cards,
    Chart,
    Deck,
    Figures,
    Points,
    Quadrants,
    Slide,
    Statement,
    Table,
    foot_of,
)
from masterplans.outputs.layout import Box, Placed
from masterplans.outputs.powerpoint_ground import COVER, PLAIN, add_foot, ground
from masterplans.outputs.powerpoint_ink import (
    INK,
    LINE,
    QUIET,
    TEAL,
    WHITE,
    bullet,
    describe,
    paint,
    panel,
    text,
    write,
)  # fmt: skip
from smartcity_portal.kit.office import timeless


def pptx_of(deck: Deck, *, language: str = "id-ID") -> bytes:
    """Return the presentation as .pptx; the same deck gives the same bytes."""
    made = ground()
    facts = made.core_properties
    facts.title, facts.author, facts.subject = deck.title, deck.publisher, deck.basis
    facts.language, facts.last_modified_by, facts.keywords = language, "", ""
    _cover(made, deck)
    for slide in deck.slides:
        _slide(made, deck, slide)
    out = io.BytesIO()
    made.save(out)
    return timeless(out.getvalue())


def _cover(made: Any, deck: Deck) -> None:
    page = made.slides.add_slide(made.slide_layouts[COVER])
    page.shapes.title.text_frame.text = f"{deck.title} {deck.subtitle}"
    page.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    page.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(38)
    frame = page.placeholders[1].text_frame
    frame.text = deck.speaker
    for words in filter(None, (deck.programme, deck.basis, deck.notice)):
        frame.add_paragraph().text = words
    for number, paragraph in enumerate(frame.paragraphs):
        paragraph.alignment = PP_ALIGN.LEFT
        font = paragraph.runs[0].font
        font.size, font.bold = Pt(20 if number == 0 else 14), number == 0
        font.color.theme_color = INK if number == 0 else QUIET
        paragraph.space_after = Pt(6)
    band = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.35), Inches(layout.HEIGHT))
    paint(band, TEAL)
    describe(band, "")
    add_foot(page, deck.publisher)
    _notes(page, deck.notes, ())


def _slide(made: Any, deck: Deck, slide: Slide) -> None:
    page = made.slides.add_slide(made.slide_layouts[PLAIN])
    title = page.shapes.title.text_frame
    title.text, title.word_wrap = slide.title, True
    title.vertical_anchor = MSO_ANCHOR.BOTTOM
    title.margin_left = title.margin_right = 0
    title.paragraphs[0].runs[0].font.size = Pt(layout.title_size(slide.title))
    if slide.lead:
        box = Box(layout.LEFT, layout.LEAD_TOP, layout.RIGHT - layout.LEFT, layout.LEAD_HIGH, 16)
        text(page, box, [slide.lead], colour=QUIET, anchor=MSO_ANCHOR.TOP)
    for one in layout.placed(slide):
        DRAW[type(one.block)](page, one)
    add_foot(page, foot_of(deck, slide))
    _notes(page, slide.notes, (f"{deck.source_word}: {'; '.join(slide.sources)}.", deck.basis))


def _notes(page: Any, lines: Sequence[str], last: Sequence[str]) -> None:
    page.notes_slide.notes_text_frame.text = "\n".join([*lines, *filter(None, last)])


def _figures(page: Any, one: Placed) -> None:
    for (value, words), box in layout.figures_of(one.block, one.box):  # type: ignore[arg-type]
        field = panel(page, box)
        frame = field.text_frame
        size = layout.value_size(value, box)
        write(frame.paragraphs[0], value, size, TEAL, bold=True)
        write(frame.add_paragraph(), words, 15, INK)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _statement(page: Any, one: Placed) -> None:
    block: Statement = one.block  # type: ignore[assignment]
    field = panel(page, one.box)
    frame = field.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(2 * layout.PAD)
    write(frame.paragraphs[0], block.text, one.box.size, TEAL, bold=True)
    if block.below:
        write(frame.add_paragraph(), block.below, 13, QUIET)


def _quadrants(page: Any, one: Placed) -> None:
    for field, box in layout.fields_of(one.block, one.box):  # type: ignore[arg-type]
        _points(panel(page, box).text_frame, field, one.box.size)


def _points(frame: Any, field: Points, size: float) -> None:
    write(frame.paragraphs[0], field.heading, size * 1.05, TEAL, bold=True)
    for line in field.lines:
        paragraph = frame.add_paragraph()
        write(paragraph, line, size, INK)
        bullet(paragraph)


def _cards(page: Any, one: Placed) -> None:
    for card, picture, words in layout.cards_of(one.block, one.box):  # type: ignore[arg-type]
        frame = panel(page, words).text_frame
        write(frame.paragraphs[0], card.title, one.box.size * 1.05, TEAL, bold=True)
        for number, line in enumerate((card.label, *card.lines)):
            write(frame.add_paragraph(), line, one.box.size, QUIET if number == 0 else INK)
        if picture is not None:
            _picture(page, picture, card)


def _picture(page: Any, box: Box, card: Any) -> None:
    """Show the whole picture on a white field, as large as it goes; without one, a band with words."""
    ground = panel(page, box)
    if card.picture is None:
        paint(ground, TEAL)
        ground.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(ground.text_frame.paragraphs[0], card.label, 24, WHITE, bold=True)
        return
    paint(ground, WHITE, edge=LINE)
    shape = page.shapes.add_picture(io.BytesIO(card.picture.content), 0, 0)
    room = (Inches(box.width - 0.1), Inches(box.height - 0.1))
    scale = min(room[0] / shape.width, room[1] / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = Inches(box.x + box.width / 2) - shape.width // 2
    shape.top = Inches(box.y + box.height / 2) - shape.height // 2
    describe(shape, card.alt or card.caption)


DRAW: dict[type, Any] = {
    Figures: _figures,
    Statement: _statement,
    Quadrants: _quadrants,
    Cards: _cards,
    Table: powerpoint_data.table,
    Chart: powerpoint_data.chart,
}
