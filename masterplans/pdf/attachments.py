"""Which data travel inside a book? Its records as one JSON file and as tables that a spreadsheet opens.

PDF/A-3 allows it; whoever has the book has the numbers. Tables hold the same rows as the book's own
tables, amounts are whole rupiah, texts that a spreadsheet might take for formulas are guarded.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.sheets.guard import guarded


@dataclass(frozen=True)
class Attachment:
    """A file inside a file."""

    name: str
    description: str
    media_type: str
    content: bytes


def attachments(records: PlanRecords) -> list[Attachment]:
    """Return the records of a plan as files; nothing for a plan without records."""
    if not _is_filled(records):
        return []
    told = json.dumps(asdict(records), ensure_ascii=False, indent=1, default=_plainly)
    whole = Attachment(
        "catatan.json", _("All records of the plan"), "application/json", told.encode()
    )
    return [whole, *(_table(*table) for table in _tables(records) if table[3])]


def _is_filled(records: PlanRecords) -> bool:
    return any((records.programs, records.swot, records.readiness, records.gaps, records.missions))


Table = tuple[str, Any, Sequence[str], list[Sequence[Any]]]


def _tables(records: PlanRecords) -> Iterable[Table]:
    yield (
        "program.csv",
        _("Programs of the plan"),
        ("kode", "program", "dimensi", "subdimensi", "perangkat daerah", "indikator", "tahun awal",
         "tahun akhir", "anggaran (Rp)", "quick win"),
        [
            (row.code, row.name, row.dimension, row.subdimension, row.agency, row.indicator,
             row.first, row.last, int(row.budget), "ya" if row.quick_win else "tidak")
            for row in records.programs
        ],
    )  # fmt: skip
    yield (
        "anggaran.csv",
        _("Budget of each program and year"),
        ("kode", "program", "tahun", "anggaran (Rp)"),
        [
            (row.code, row.name, year, int(amount))
            for row in records.programs
            for year, amount in sorted(row.budgets.items())
        ],
    )
    yield (
        "rencana-aksi.csv",
        _("Action plan"),
        ("untai", "kegiatan", "keluaran", "tahun", "perangkat daerah", "anggaran (Rp)"),
        [
            (row.strand, row.activity, row.output, row.when, row.agency, int(row.budget))
            for row in records.actions
        ],
    )
    yield (
        "kesiapan.csv",
        _("Readiness"),
        ("komponen", "bagian", "indikator", "keadaan", "nilai", "perangkat daerah"),
        [
            (row.component, row.part, row.indicator, row.condition, row.rating, row.agency)
            for row in records.readiness
        ],
    )
    yield (
        "swot.csv",
        _("SWOT analysis"),
        ("kode", "kuadran", "pernyataan"),
        [(row.code, row.quadrant, row.statement) for row in records.swot],
    )
    yield (
        "quick-win.csv",
        _("Quick wins"),
        ("nama", "dimensi", "perangkat daerah", "tahun", "indikator", "target"),
        [
            (row.name, row.dimension, row.agency, row.year, row.indicator, row.target)
            for row in records.quick_wins
        ],
    )


def _table(name: str, title: Any, heads: Sequence[str], rows: list[Sequence[Any]]) -> Attachment:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return Attachment(name, str(title), "text/csv", out.getvalue().encode("utf-8-sig"))


def _plainly(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return int(value)
    raise TypeError(type(value).__name__)
