"""How do all records of a plan stand in one workbook? A sheet per list; each goes back in by itself."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from programs.models import Enrolment
from smartcity_portal.kit.sheets import ID, REGISTRY, Sheet
from smartcity_portal.kit.sheets.writing import Table, as_json, page_of, table_of
from smartcity_portal.kit.sheets.xlsx_writing import Page, book_bytes

EVERYBODY = "masterplans.view_masterplan"
ORDER = (
    "readiness", "swot", "strategies", "gaps", "sni37122", "vision", "keywords", "missions",
    "objectives", "programs", "actions", "quick_wins", "risks", "sources", "abbreviations",
)  # fmt: skip
Progress = Callable[[int, int], None]


def lists() -> list[Sheet]:
    """Return the lists of a plan that everybody of an enrolment may see, in reading order."""
    known = [
        sheet
        for name, sheet in REGISTRY.items()
        if name.startswith("masterplans.")
        and sheet.scope is Enrolment
        and sheet.may_export == EVERYBODY
    ]
    return sorted(known, key=lambda sheet: (_place(sheet), sheet.name))


def _place(sheet: Sheet) -> int:
    name = sheet.name.partition(".")[2]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def tables(enrolment: Enrolment) -> list[tuple[Sheet, Table]]:
    """Read every list as it stands, also those without a row: they say that nothing is there."""
    return [(sheet, table_of(sheet, enrolment, None)) for sheet in lists()]


def why_not(read: list[tuple[Sheet, Table]]) -> list[str]:
    """Say why there is nothing to put into a workbook."""
    kept = any(row.get(ID) is not None for _sheet, table in read for row in table.rows)
    if kept:
        return []
    return [nothing()]


def nothing() -> str:
    return _("The plan holds no records yet: no program, no SWOT item, no quick win.")


def key_of(read: list[tuple[Sheet, Table]]) -> str:
    """Name the content: the same rows give the same key."""
    rows = [[sheet.name, as_json(table)] for sheet, table in read]
    text = json.dumps(rows, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def workbook_of(
    enrolment: Enrolment, read: list[tuple[Sheet, Table]], basis: str, progress: Progress
) -> bytes:
    """Return the workbook: what is in it, then a sheet per list with its drop-down choices."""
    pages = [_contents(enrolment, read, basis)]
    for number, (sheet, table) in enumerate(read):
        progress(number, len(read))
        page = page_of(table)
        if sheet.is_importable:
            page.choices = {
                place: options
                for place, column in enumerate(table.columns)
                if not column.computed
                and column.key != ID
                and (options := column.kind.options(enrolment))
            }
        pages.append(page)
    return book_bytes(pages)


def frozen_workbook(enrolment: Enrolment, pages: list[Page], basis: str) -> bytes:
    """Return the lists as an edition kept them, to be read; `basis` names the edition and its hash."""
    rows: list[list[Any]] = [
        [_("Plan"), str(enrolment), None, None],
        [_("State"), basis, None, None],
        [
            _("Remarks"),
            _("The lists as they stood when this edition was issued. They are not brought back into the portal."),
            None,
            None,
        ],
        *([page.title, None, len(list(page.rows)), None] for page in pages),
    ]  # fmt: skip
    return book_bytes([_first(rows), *pages])


def _contents(enrolment: Enrolment, read: list[tuple[Sheet, Table]], basis: str) -> Page:
    rows: list[list[Any]] = [
        [_("Plan"), str(enrolment), None, None],
        [_("State"), basis, None, None],
        [
            _("Bringing it back"),
            _(
                "Change a sheet, then open the list of the same name in the portal, choose “Import” and hand in this whole file: the portal finds the sheet. Leave the column “Portal ID” as it is."
            ),
            None,
            None,
        ],
    ]
    for sheet, table in read:
        way = _("can be imported again") if sheet.is_importable else _("is only read")
        rows.append([str(sheet.title), way, len(table.rows), sheet.address(enrolment)])
    return _first(rows)


def _first(rows: list[list[Any]]) -> Page:
    return Page(
        title=_("Read first"),
        heads=[_("Sheet"), _("Remarks"), _("Rows in the sheet"), _("Page in the portal")],
        formats=["@", "@", "0", "@"],
        widths=[34, 70, 16, 46],
        wraps=[True, True, False, False],
        required=[False] * 4,
        rows=rows,
        is_read=False,
    )
