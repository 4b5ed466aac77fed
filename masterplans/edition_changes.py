"""What changed from one issued edition to another? Its text, its records, and the amounts per agency."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from masterplans import compare
from masterplans.models import BookEdition, ChapterRevision, PlanProgram
from programs.models import Agency

PROGRAMS = PlanProgram._meta.label_lower
NAMED_BY = ("code", "name", "word", "indicator", "statement", "action", "gap", "text")
CONTEXT = 1


@dataclass(frozen=True)
class SectionChange:
    """A section that reads differently; `lines` holds what changed and a line around it."""

    title: str
    kind: str
    lines: list[compare.Line] = field(default_factory=list)


@dataclass(frozen=True)
class ChapterChange:
    """A chapter as two editions show it; `kind` is same, changed, added or removed."""

    title: str
    kind: str
    sections: list[SectionChange] = field(default_factory=list)


@dataclass(frozen=True)
class RecordChange:
    """A record that was added, removed or changed; `fields` are (name, before, after)."""

    noun: str
    name: str
    kind: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class AmountChange:
    """What an agency's programs cost before and after, in rupiah."""

    agency: str
    old: Decimal
    new: Decimal

    @property
    def difference(self) -> Decimal:
        return self.new - self.old


def chapters(old: BookEdition, new: BookEdition) -> list[ChapterChange]:
    """Compare the texts; two queries."""
    before, after = _revisions(old), _revisions(new)
    found = []
    for number in sorted({*before, *after}):
        one, two = before.get(number), after.get(number)
        title = (two or one or {}).get("title", "")
        if one is None or two is None:
            found.append(ChapterChange(title, "added" if one is None else "removed"))
            continue
        parts = _sections(one["sections"], two["sections"])
        found.append(ChapterChange(title, "changed" if parts else "same", parts))
    return found


def _revisions(edition: BookEdition) -> dict[int, dict[str, Any]]:
    shown = {row["chapter"]: row for row in edition.revisions}
    rows = ChapterRevision.objects.filter(
        chapter__book=edition.book_id, chapter__number__in=shown
    ).select_related("chapter")
    return {
        row.chapter.number: {
            "title": f"{row.chapter.numeral}. {shown[row.chapter.number]['title']}",
            "sections": row.sections,
        }
        for row in rows
        if shown[row.chapter.number]["revision"] == row.number
    }


def _sections(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[SectionChange]:
    before, after = {row["pk"]: row for row in old}, {row["pk"]: row for row in new}
    found = []
    for pk in dict.fromkeys([*before, *after]):
        one, two = before.get(pk), after.get(pk)
        title = (two or one or {}).get("title", "")
        if one is None or two is None:
            lines = compare.lines(one["html"] if one else "", two["html"] if two else "")
            found.append(SectionChange(title, "added" if one is None else "removed", lines))
        elif (one["html"], one["title"]) != (two["html"], two["title"]):
            found.append(
                SectionChange(title, "changed", _around(compare.lines(one["html"], two["html"])))
            )
    return found


def _around(lines: list[compare.Line]) -> list[compare.Line]:
    """Keep what changed and one line before and after it."""
    changed = [place for place, line in enumerate(lines) if line.kind != "same"]
    wanted = {place + step for place in changed for step in range(-CONTEXT, CONTEXT + 1)}
    return [line for place, line in enumerate(lines) if place in wanted]


def records(old: BookEdition, new: BookEdition) -> list[RecordChange]:
    """Compare the frozen records; agencies are shown by name."""
    names = _agencies(old, new)
    found = []
    for label in sorted({*old.records, *new.records}):
        before, after = old.records.get(label), new.records.get(label)
        if label == "vision":
            if before != after:
                found.append(
                    RecordChange(_("Vision"), "", "changed", [("", before or "", after or "")])
                )
            continue
        noun = str(apps.get_model(label)._meta.verbose_name)
        found += _rows(noun, before or [], after or [], names)
    return found


def _rows(
    noun: str, old: list[dict[str, Any]], new: list[dict[str, Any]], names: dict[int, str]
) -> Iterable[RecordChange]:
    before, after = _by_name(old), _by_name(new)
    for key in dict.fromkeys([*before, *after]):
        one, two = before.get(key), after.get(key)
        title = _title(two or one or {})
        if one is None or two is None:
            yield RecordChange(noun, title, "added" if one is None else "removed")
        elif one != two:
            yield RecordChange(noun, title, "changed", _fields(one, two, names))


def _by_name(rows: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Rows by what names them; equal names are counted."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        name = next((str(row[key]) for key in NAMED_BY if row.get(key)), "")
        count = sum(1 for known, _number in found if known == name)
        found[name, count] = row
    return found


def _title(row: dict[str, Any]) -> str:
    if row.get("code"):
        return f"{row['code']} {row.get('name', '')}".strip()
    return next((str(row[key]) for key in NAMED_BY if row.get(key)), "")


def _fields(
    old: dict[str, Any], new: dict[str, Any], names: dict[int, str]
) -> list[tuple[str, str, str]]:
    return [
        (key.removesuffix("_id"), _told(key, old.get(key), names), _told(key, new.get(key), names))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]


def _told(key: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, "", []):
        return "–"
    if key == "agency_id":
        return names.get(value, str(value))
    if isinstance(value, list):
        return "; ".join(_told("", item, names) for item in value)
    if isinstance(value, dict):
        return " ".join(str(inner) for inner in value.values())
    return str(value)


def amounts(old: BookEdition, new: BookEdition) -> list[AmountChange]:
    """Compare what the programs of each agency cost; agencies whose amount stayed are left out."""
    names = _agencies(old, new)
    before, after = _totals(old), _totals(new)
    rows = [
        AmountChange(
            names.get(agency, _("No agency")) if agency else _("No agency"),
            before.get(agency, Decimal(0)),
            after.get(agency, Decimal(0)),
        )
        for agency in {*before, *after}
    ]
    changed = [row for row in rows if row.difference]
    return sorted(changed, key=lambda row: (-abs(row.difference), row.agency))


def _totals(edition: BookEdition) -> dict[int | None, Decimal]:
    totals: dict[int | None, Decimal] = {}
    for program in edition.records.get(PROGRAMS, []):
        amount = sum((Decimal(line["amount"]) for line in program.get("budgets", [])), Decimal(0))
        agency = program.get("agency_id")
        totals[agency] = totals.get(agency, Decimal(0)) + amount
    return totals


def _agencies(*editions: BookEdition) -> dict[int, str]:
    used = {
        row["agency_id"]
        for edition in editions
        for rows in edition.records.values()
        if isinstance(rows, list)
        for row in rows
        if row.get("agency_id")
    }
    return {agency.pk: str(agency) for agency in Agency.objects.filter(pk__in=used)}
