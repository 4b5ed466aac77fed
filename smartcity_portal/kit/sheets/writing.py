"""How does a list look as a file? The same table as CSV and as XLSX, the same bytes for the same content."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from smartcity_portal.kit.sheets.declared import ID, Column, Sheet
from smartcity_portal.kit.sheets.guard import guarded
from smartcity_portal.kit.sheets.heads import error_head
from smartcity_portal.kit.sheets.kinds import Text
from smartcity_portal.kit.sheets.xlsx_writing import Page, book_bytes

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass
class Table:
    """Columns and rows ready to be written; a value is what the column's kind understands."""

    title: str
    columns: Sequence[Column]
    rows: list[dict[str, Any]] = field(default_factory=list)


def table_of(sheet: Sheet, scope: Any, user: Any) -> Table:
    """Return the whole list as it stands."""
    return Table(str(sheet.title), sheet.columns_of(scope), list(sheet.rows(scope, user)))


def as_csv(table: Table) -> bytes:
    """Return the table with `;` between cells and a byte order mark, as Excel in Indonesia opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(str(column.header)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(column, row.get(column.key)) for column in table.columns])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """Return the table as a workbook of one sheet."""
    return book_bytes([page_of(table)])


def as_json(table: Table) -> list[dict[str, Any]]:
    """Return the rows as plain data, by the keys of the columns."""
    return [
        {column.key: _json_value(column, row.get(column.key)) for column in table.columns}
        for row in table.rows
    ]


def write(table: Table, ending: str) -> bytes:
    """Return the table as "csv" or "xlsx"."""
    return as_csv(table) if ending == "csv" else as_xlsx(table)


def template(sheet: Sheet, scope: Any) -> bytes:
    """Return an empty workbook to fill in, with a second sheet that explains every column."""
    columns = [c for c in sheet.columns_of(scope) if not c.computed and c.key != ID]
    page = page_of(Table(str(sheet.title), columns))
    page.choices = {i: options for i, c in enumerate(columns) if (options := c.kind.options(scope))}
    return book_bytes([page, _explanation(columns)])


def page_of(table: Table) -> Page:
    """Return the table as a page of a workbook."""
    return Page(
        title=table.title,
        heads=[str(column.header) for column in table.columns],
        formats=[column.kind.number_format for column in table.columns],
        widths=[column.width or column.kind.width for column in table.columns],
        wraps=[column.kind.wraps for column in table.columns],
        required=[column.required for column in table.columns],
        rows=(
            [column.kind.write(row.get(column.key)) for column in table.columns]
            for row in table.rows
        ),
    )


def with_errors(
    columns: Sequence[Column],
    heads: Sequence[str],
    lines: Iterable[tuple[list[Any], str]],
    ending: str,
) -> bytes:
    """Return the lines that did not go in, as they stood, with a last column that says why."""
    all_heads = [*heads, error_head()]
    if ending == "csv":
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([guarded(head) for head in all_heads])
        text = Text()
        for cells, sentence in lines:
            writer.writerow([guarded(text.show(cell)) for cell in (*cells, sentence)])
        return out.getvalue().encode("utf-8-sig")
    kinds = {str(column.header): column for column in columns}
    known = [kinds.get(head) for head in heads]
    page = Page(
        title=_("To be corrected"),
        heads=all_heads,
        formats=[*(c.kind.number_format if c else "General" for c in known), "@"],
        widths=[*((c.width or c.kind.width) if c else 20 for c in known), 70],
        wraps=[*(bool(c and c.kind.wraps) for c in known), True],
        required=[*(bool(c and c.required) for c in known), False],
        rows=([*cells, sentence] for cells, sentence in lines),
    )
    return book_bytes([page])


def file_name(title: Any, scope: Any, ending: str) -> str:
    """Return "peserta-kota-bontang-2019.xlsx"."""
    parts = [slugify(str(title)), slugify(str(scope)) if scope is not None else ""]
    return "-".join(part for part in parts if part)[:100] + f".{ending}"


def _csv_cell(column: Column, value: Any) -> str:
    shown = column.kind.show(value)
    return shown if _is_number(column.kind.write(value)) else guarded(shown)


def _is_number(cell: Any) -> bool:
    return not isinstance(cell, str) and cell is not None


def _json_value(column: Column, value: Any) -> Any:
    cell = column.kind.write(value)
    if cell is None or isinstance(cell, bool | int | str):
        return cell
    return column.kind.show(value)


def _explanation(columns: Sequence[Column]) -> Page:
    def line(column: Column) -> list[str]:
        words = [str(column.help), column.kind.hint()]
        return [
            str(column.header),
            _("required") if column.required else _("may be left empty"),
            " ".join(word for word in words if word),
            column.kind.show(column.example) if column.example != "" else "",
        ]

    return Page(
        title=_("How to fill in"),
        heads=[_("Column"), _("Needed"), _("What to write"), _("Example")],
        formats=["@"] * 4,
        widths=[28, 20, 70, 34],
        wraps=[False, False, True, True],
        required=[False] * 4,
        rows=(line(column) for column in columns),
        is_read=False,
    )
