"""How do tables and charts stand on a slide? As PowerPoint's own, so that people can go on editing them."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import MSO_THEME_COLOR
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from masterplans.outputs import layout
from masterplans.outputs.deck import Chart, Table
from masterplans.outputs.layout import Placed
from masterplans.outputs.powerpoint_ink import INK, LINE, PALE, QUIET, TEAL, WHITE, describe, write

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
PARTS = (TEAL, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4)
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
}


def table(page: Any, one: Placed) -> None:
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
    describe(frame, block.said)
    grid = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = NO_STYLE
    grid.horz_banding = False
    for place, width in enumerate(layout.column_widths(block, box.width)):
        grid.columns[place].width = Inches(width)
    for line, words in enumerate(rows):
        grid.rows[line].height = Inches(heights[line])
        is_sum = block.total and line == len(rows) - 1
        for place, text in enumerate(words):
            _cell(grid.cell(line, place), text, box.size, block, line, place, is_sum)


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
        write(paragraph, words, size, colour, bold=is_head or is_sum or place == 0 and number == 0)
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


def chart(page: Any, one: Placed) -> None:
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
    describe(frame, _in_words(block))
    drawn = frame.chart
    drawn.font.size, drawn.font.name = Pt(12), "Arial"
    drawn.has_title = True
    drawn.chart_title.text_frame.text = block.said
    heading = drawn.chart_title.text_frame.paragraphs[0].runs[0].font
    heading.size, heading.bold, heading.color.theme_color = Pt(13), True, TEAL
    drawn.has_legend = len(block.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    plot.gap_width, plot.has_data_labels, plot.vary_by_categories = 45, True, False
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = data.number_format, False
    labels.font.size = Pt(12)
    if block.kind != "stacked":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    drawn.value_axis.visible = False
    drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.minimum_scale = 0
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    drawn.category_axis.format.line.color.theme_color = LINE
    drawn.category_axis.reverse_order = block.kind != "columns"
    for place, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = PARTS[place % len(PARTS)]


def _in_words(block: Chart) -> str:
    rows = [
        f"{category}: " + ", ".join(f"{values[place]:g}" for _name, values in block.series)
        for place, category in enumerate(block.categories)
    ]
    return f"{block.said}. {'; '.join(rows)}."
