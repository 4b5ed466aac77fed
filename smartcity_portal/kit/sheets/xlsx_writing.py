"""How is an Excel file written? A styled head that stays, kept types, no formula, the same bytes again."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.office import timeless
from smartcity_portal.kit.sheets.grid import MOST_CHARACTERS

TEAL, PALE, LINE = "FF0F4C5C", "FFEAF1F2", "FFB9CBD0"
HEAD = {
    True: (Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=TEAL)),
    False: (Font(bold=True, color=TEAL), PatternFill("solid", fgColor=PALE)),
}
BELOW = Border(bottom=Side(style="thin", color=LINE))
WRAPPED = Alignment(vertical="top", wrap_text=True)
TOP = Alignment(vertical="top")
FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ROWS_WITH_CHOICES = 5000


@dataclass
class Page:
    """One sheet of a workbook; `choices` are drop-down lists by place of the column."""

    title: str
    heads: list[str]
    formats: list[str]
    widths: list[int]
    wraps: list[bool]
    required: list[bool]
    rows: Iterable[list[Any]]
    choices: dict[int, list[str]] = field(default_factory=dict)
    is_read: bool = True


def book_bytes(pages: list[Page]) -> bytes:
    """Return a workbook of these pages; the same pages give the same bytes."""
    book = Workbook(write_only=True)
    options = _Options(book)
    for page in pages:
        _write(book, page, options)
    options.write()
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _write(book: Workbook, page: Page, options: "_Options") -> None:
    sheet = book.create_sheet(_title(page.title))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(page.widths):
        column = sheet.column_dimensions[get_column_letter(place + 1)]
        column.width = max(width, min(len(page.heads[place]) + 3, 40))
        if page.formats[place] != "General":
            column.number_format = page.formats[place]
    for place, words in page.choices.items():
        sheet.data_validations.append(options.rule(place, words))
    sheet.append([_head(sheet, page, place) for place in range(len(page.heads))])
    count = 1
    for values in page.rows:
        count += 1
        sheet.append(
            [
                _cell(sheet, value, page.formats[place], page.wraps[place])
                for place, value in enumerate(values)
            ]
        )
    if page.is_read:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.heads))}{count}"


def _head(sheet: Any, page: Page, place: int) -> WriteOnlyCell:
    cell = _cell(sheet, page.heads[place], "@", True)
    cell.font, cell.fill = HEAD[page.required[place] or not page.is_read]
    cell.border = BELOW
    return cell


def _cell(sheet: Any, value: Any, number_format: str, wraps: bool) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise Blocked(
                [_("A text of this list is too long for Excel. Take the CSV file instead.")]
            )
        cell = WriteOnlyCell(sheet, ESCAPE_LIKE.sub("_x005F_", value))
        cell.data_type = "s"
        # What begins like a formula keeps Excel's own mark of a text, also after it is edited.
        cell.quotePrefix = value.startswith(FORMULA_LIKE)
        number_format = "@" if number_format == "@" else "General"
    else:
        cell = WriteOnlyCell(sheet, float(value) if _is_broken(value) else value)
    cell.number_format = number_format
    cell.alignment = WRAPPED if wraps else TOP
    return cell


def _is_broken(value: Any) -> bool:
    return isinstance(value, Decimal) and value != value.to_integral_value()


class _Options:
    """The words of the drop-down lists, on a hidden sheet of their own."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.lists = book, []  # type: ignore[var-annotated]

    def rule(self, place: int, words: list[str]) -> DataValidation:
        self.lists.append(words)
        column = get_column_letter(len(self.lists))
        source = f"{quote_sheetname(self.title)}!${column}$1:${column}${len(words)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorStyle = "warning"
        rule.error = _("This word is not in the list.")
        letter = get_column_letter(place + 1)
        rule.add(f"{letter}2:{letter}{ROWS_WITH_CHOICES}")
        return rule

    @property
    def title(self) -> str:
        return _title(_("Choices"))

    def write(self) -> None:
        if not self.lists:
            return
        sheet = self.book.create_sheet(self.title)
        sheet.sheet_state = "hidden"
        for number in range(max(map(len, self.lists))):
            sheet.append(
                [
                    _cell(sheet, words[number] if number < len(words) else None, "@", False)
                    for words in self.lists
                ]
            )


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]']", " ", text)[:31].strip() or "1"
