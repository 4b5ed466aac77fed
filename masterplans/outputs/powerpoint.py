"""How does a presentation become PowerPoint? Real titles, tables and charts that people can go on editing."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import MSO_THEME_COLOR
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from masterplans.outputs import layout
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
from smartcity_portal.kit.office import timeless

TEAL, PALE, INK, QUIET = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.BACKGROUND_2,
    MSO_THEME_COLOR.TEXT_1,
    MSO_THEME_COLOR.ACCENT_5,
)
WHITE, LINE = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.ACCENT_6
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
PARTS = (TEAL, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4)
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
}


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
    _paint(band, TEAL)
    _describe(band, "")
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
        _text(page, box, [slide.lead], colour=QUIET, anchor=MSO_ANCHOR.TOP)
    for one in layout.placed(slide):
        DRAW[type(one.block)](page, one)
    add_foot(page, foot_of(deck, slide))
    _notes(page, slide.notes, (f"{deck.source_word}: {'; '.join(slide.sources)}.", deck.basis))


def _notes(page: Any, lines: Sequence[str], last: Sequence[str]) -> None:
    page.notes_slide.notes_text_frame.text = "\n".join([*lines, *filter(None, last)])


def _figures(page: Any, one: Placed) -> None:
    for (value, words), box in layout.figures_of(one.block, one.box):  # type: ignore[arg-type]
        panel = _panel(page, box)
        frame = panel.text_frame
        size = layout.value_size(value, box)
        _write(frame.paragraphs[0], value, size, TEAL, bold=True)
        _write(frame.add_paragraph(), words, 15, INK)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _statement(page: Any, one: Placed) -> None:
    block: Statement = one.block  # type: ignore[assignment]
    panel = _panel(page, one.box)
    frame = panel.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(2 * layout.PAD)
    _write(frame.paragraphs[0], block.text, one.box.size, TEAL, bold=True)
    if block.below:
        _write(frame.add_paragraph(), block.below, 13, QUIET)


def _quadrants(page: Any, one: Placed) -> None:
    for field, box in layout.fields_of(one.block, one.box):  # type: ignore[arg-type]
        _points(_panel(page, box).text_frame, field, one.box.size)


def _points(frame: Any, field: Points, size: float) -> None:
    _write(frame.paragraphs[0], field.heading, size * 1.05, TEAL, bold=True)
    for line in field.lines:
        paragraph = frame.add_paragraph()
        _write(paragraph, line, size, INK)
        _bullet(paragraph)


def _cards(page: Any, one: Placed) -> None:
    for card, picture, words in layout.cards_of(one.block, one.box):  # type: ignore[arg-type]
        frame = _panel(page, words).text_frame
        _write(frame.paragraphs[0], card.title, one.box.size * 1.05, TEAL, bold=True)
        for number, line in enumerate((card.label, *card.lines)):
            _write(frame.add_paragraph(), line, one.box.size, QUIET if number == 0 else INK)
        if picture is not None:
            _picture(page, picture, card)


def _picture(page: Any, box: Box, card: Any) -> None:
    """Show the whole picture on a white field, as large as it goes; without one, a band with words."""
    ground = _panel(page, box)
    if card.picture is None:
        _paint(ground, TEAL)
        ground.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(ground.text_frame.paragraphs[0], card.label, 24, WHITE, bold=True)
        return
    _paint(ground, WHITE, edge=LINE)
    shape = page.shapes.add_picture(io.BytesIO(card.picture.content), 0, 0)
    room = (Inches(box.width - 0.1), Inches(box.height - 0.1))
    scale = min(room[0] / shape.width, room[1] / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = Inches(box.x + box.width / 2) - shape.width // 2
    shape.top = Inches(box.y + box.height / 2) - shape.height // 2
    _describe(shape, card.alt or card.caption)


def _table(page: Any, one: Placed) -> None:
    block: Table = one.block  # type: ignore[assignment]
    box, rows = one.box, (block.heads, *block.rows)
    heights = layout.row_heights(block, box.width, box.size)
    frame = page.shapes.add_table(
        len(rows),
        len(block.heads),
        Inches(box.x),
        Inches(box.y),
        Inches(box.width),
        Inches(sum(heights)),
    )
    _describe(frame, block.said)
    table = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = NO_STYLE
    table.horz_banding = False
    for place, width in enumerate(layout.column_widths(block, box.width)):
        table.columns[place].width = Inches(width)
    for line, words in enumerate(rows):
        table.rows[line].height = Inches(heights[line])
        is_sum = block.total and line == len(rows) - 1
        for place, text in enumerate(words):
            _cell(table.cell(line, place), text, box.size, block, line, place, is_sum)


def _cell(
    cell: Any, text: str, size: float, block: Table, line: int, place: int, is_sum: bool
) -> None:
    is_head = line == 0
    cell.margin_left = cell.margin_right = Inches(layout.PAD * 0.75)
    cell.margin_top = cell.margin_bottom = Inches(0.05)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if is_head else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    for number, words in enumerate(text.split("\n")):
        paragraph = paragraph if number == 0 else cell.text_frame.add_paragraph()
        colour = WHITE if is_head else QUIET if number else INK
        _write(paragraph, words, size, colour, bold=is_head or is_sum or place == 0 and number == 0)
        paragraph.alignment = PP_ALIGN.RIGHT if place in block.numeric else PP_ALIGN.LEFT
        paragraph.space_after = Pt(0)
    if is_head or is_sum:
        cell.fill.solid()
        cell.fill.fore_color.theme_color = TEAL if is_head else PALE
    else:
        cell.fill.background()
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="accent6"/>'
            "</a:solidFill></a:lnB>"
        )
    )
    _sort_borders(cell)


def _sort_borders(cell: Any) -> None:
    """Borders stand before the fill in a cell's properties, or PowerPoint repairs the file."""
    properties = cell._tc.tcPr
    for border in [child for child in properties if child.tag.endswith("}lnB")]:
        properties.remove(border)
        properties.insert(0, border)


def _chart(page: Any, one: Placed) -> None:
    block: Chart = one.block  # type: ignore[assignment]
    data = CategoryChartData(number_format="#,##0.0" if block.places else "#,##0")
    data.categories = block.categories
    for name, values in block.series:
        data.add_series(name, values)
    box = one.box
    frame = page.shapes.add_chart(
        KINDS[block.kind],
        Inches(box.x),
        Inches(box.y),
        Inches(box.width),
        Inches(box.height),
        data,
    )
    _describe(frame, _in_words(block))
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(12), "Arial"
    chart.has_title = True
    chart.chart_title.text_frame.text = block.said
    heading = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    heading.size, heading.bold, heading.color.theme_color = Pt(13), True, TEAL
    chart.has_legend = len(block.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels, plot.vary_by_categories = 45, True, False
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = data.number_format, False
    labels.font.size = Pt(12)
    if block.kind != "stacked":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.theme_color = LINE
    chart.category_axis.reverse_order = block.kind != "columns"
    for place, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = PARTS[place % len(PARTS)]


def _in_words(block: Chart) -> str:
    rows = [
        f"{category}: " + ", ".join(f"{values[place]:g}" for _name, values in block.series)
        for place, category in enumerate(block.categories)
    ]
    return f"{block.said}. {'; '.join(rows)}."


DRAW: dict[type, Any] = {
    Figures: _figures,
    Statement: _statement,
    Quadrants: _quadrants,
    Cards: _cards,
    Table: _table,
    Chart: _chart,
}


def _panel(page: Any, box: Box) -> Any:
    shape = page.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(box.x), Inches(box.y), Inches(box.width), Inches(box.height)
    )
    _paint(shape, PALE)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(layout.PAD)
    frame.margin_top = frame.margin_bottom = Inches(layout.PAD * 0.8)
    return shape


def _paint(shape: Any, colour: Any, edge: Any = None) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    if edge is None:
        shape.line.fill.background()
    else:
        shape.line.color.theme_color, shape.line.width = edge, Pt(0.75)


def _text(page: Any, box: Box, lines: Sequence[str], *, colour: Any, anchor: Any) -> None:
    shape = page.shapes.add_textbox(
        Inches(box.x), Inches(box.y), Inches(box.width), Inches(box.height)
    )
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write(paragraph, line, box.size, colour)


def _write(paragraph: Any, words: str, size: float, colour: Any, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = Pt(round(size * 2) / 2), bold
    run.font.color.theme_color = colour
    run._r.get_or_add_rPr().set("lang", "id-ID")
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.space_after = Pt(4)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "171450")
    properties.set("indent", "-171450")
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _describe(shape: Any, words: str) -> None:
    """Say what somebody hears who cannot see it; decoration says nothing."""
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    properties.set("descr", words)
