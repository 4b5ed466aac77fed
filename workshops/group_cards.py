"""How do the rows of a group, its counts and its state look as data for pages?"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import ReadinessItem, SwotItem
from masterplans.states import QuickWinState
from programs.models import WorksheetRecords
from smartcity_portal.kit.formats import rupiah
from workshops.models import WorkGroup, Worksheet
from workshops.states import GroupState

TONES: dict[str, str] = {
    GroupState.OPEN: "busy",
    GroupState.HANDED_IN: "wait",
    GroupState.ACCEPTED: "ok",
}
RATING_TONES = {1: "redo", 2: "busy", 3: "ok"}
WIN_TONES = {
    QuickWinState.NOMINATED: "none",
    QuickWinState.CHOSEN: "busy",
    QuickWinState.FINAL: "ok",
}
# What a worksheet counts per group, as a column of its kind of record.
COUNTED_BY: dict[str, str] = {
    WorksheetRecords.READINESS: "rating",
    WorksheetRecords.SWOT: "quadrant",
    WorksheetRecords.PROGRAMS: "horizon__code",
    WorksheetRecords.QUICK_WINS: "state",
}
RELATED: dict[str, tuple[str, ...]] = {
    WorksheetRecords.PROGRAMS: ("agency", "origin", "horizon", "sub_dimension"),
    WorksheetRecords.ACTIONS: ("agency", "origin", "program"),
}
PARTS: dict[str, tuple[str, ...]] = {
    WorksheetRecords.PROGRAMS: ("targets",),
    WorksheetRecords.QUICK_WINS: ("risks",),
}


def rows_of(group: WorkGroup) -> list[Any]:
    """Return the rows of the group with everything that a card shows."""
    records = group.worksheet.plan.records
    rows = group.rows.select_related(*RELATED.get(records, ("agency", "origin")))
    return list(rows.prefetch_related(*PARTS.get(records, ())))


def row_cards(rows: Iterable[Any], group: WorkGroup) -> list[dict[str, Any]]:
    """Return rows for workshops/_group_row.html."""
    return [row_card(row, group) for row in rows]


def row_card(row: Any, group: WorkGroup) -> dict[str, Any]:
    """One row: its words, its notes, and where it was written when that was elsewhere."""
    card = CARDS[group.worksheet.plan.records](row)
    notes = [str(note) for note in card.pop("notes") if note]
    if row.agency:
        notes.append(str(row.agency))
    if row.origin_id != group.origin_id:
        notes.append(row.origin.title if row.origin else _("entered in the plan"))
    own = row.origin_id == group.origin_id
    facts = {"pk": row.pk, "version": row.version, "example": row.is_example, "own": own}
    return {**facts, "notes": notes, **card}


def _readiness(row: Any) -> dict[str, Any]:
    tone, word = RATING_TONES[row.rating], row.get_rating_display()
    notes = [row.condition, row.evidence]
    return {"title": row.indicator, "from": row.part, "tone": tone, "word": word, "notes": notes}


def _swot(row: Any) -> dict[str, Any]:
    keywords = _("vision: %(words)s") % {"words": row.keywords} if row.keywords else ""
    notes = [row.evidence, keywords]
    return {"title": row.statement, "from": row.get_quadrant_display(), "notes": notes}


def _gap(row: Any) -> dict[str, Any]:
    return {"title": row.gap, "notes": [f"{row.current} → {row.target}", row.solution]}


def _program(row: Any) -> dict[str, Any]:
    part = f", {row.sub_dimension.name}" if row.sub_dimension else ""
    targets = "; ".join(f"{target.year}: {target.value}" for target in row.targets.all())
    notes = [row.indicator, targets]
    return {"title": str(row), "from": f"{row.horizon.label}{part}", "notes": notes}


def _action(row: Any) -> dict[str, Any]:
    one_year = row.first_year == row.last_year
    years = str(row.first_year) if one_year else f"{row.first_year}–{row.last_year}"
    notes = [row.output, row.program, rupiah(row.budget) if row.budget else ""]
    return {"title": row.action, "from": years, "notes": notes}


def _quick_win(row: Any) -> dict[str, Any]:
    risks = len(row.risks.all())
    told = ngettext("%(count)d risk", "%(count)d risks", risks) % {"count": risks}
    progress = _("%(percent)d%% prepared") % {"percent": row.progress} if row.progress else ""
    months = (
        ngettext("%(count)d month", "%(count)d months", row.months) % {"count": row.months}
        if row.months
        else ""
    )
    return {
        "title": row.name,
        "tone": WIN_TONES.get(row.state, "none"),
        "word": row.get_state_display(),
        "notes": [row.problem, months, progress, told if risks else _("no risk yet")],
    }


CARDS: dict[str, Callable[[Any], dict[str, Any]]] = {
    WorksheetRecords.READINESS: _readiness,
    WorksheetRecords.SWOT: _swot,
    WorksheetRecords.GAPS: _gap,
    WorksheetRecords.PROGRAMS: _program,
    WorksheetRecords.ACTIONS: _action,
    WorksheetRecords.QUICK_WINS: _quick_win,
}


def buckets_of(worksheet: Worksheet) -> list[tuple[Any, Any]]:
    """Name the columns in which a worksheet counts its rows: (value, words)."""
    match worksheet.plan.records:
        case WorksheetRecords.READINESS:
            return ReadinessItem.Rating.choices[::-1]
        case WorksheetRecords.SWOT:
            return list(SwotItem.Quadrant.choices)
        case WorksheetRecords.PROGRAMS:
            edition = worksheet.workshop.enrolment.cohort.edition
            return [(row.code, row.label) for row in edition.horizons.all()]
        case WorksheetRecords.QUICK_WINS:
            return [(state, state.label) for state in WIN_TONES]
    return []


def counts_of(worksheet: Worksheet) -> dict[Any, dict[Any, int]]:
    """Count the rows by part of the plan and bucket, in one query; "" holds the sum of a part."""
    part = worksheet.parted_by or "origin"
    bucket = COUNTED_BY.get(worksheet.plan.records)
    names = [part, bucket] if bucket else [part]
    found: dict[Any, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for row in worksheet.rows.order_by().values(*names).annotate(many=Count("pk")):
        found[row[part]][""] += row["many"]
        if bucket:
            found[row[part]][row[bucket]] += row["many"]
    return found


def table_of(worksheet: Worksheet, groups: Iterable[WorkGroup]) -> dict[str, Any]:
    """Return what parts/grid_table.html draws: groups by counts, with the state of each."""
    buckets, counts = buckets_of(worksheet), counts_of(worksheet)
    columns = [
        {"label": _("Group")},
        {"label": _("State")},
        *({"label": label, "numeric": True} for _value, label in buckets),
        {"label": _("All"), "numeric": True},
        {"label": _("Members")},
    ]
    rows = []
    for group in groups:
        mine = counts[group.key if worksheet.parted_by else group.origin_id]
        members = ", ".join(agency.short_name or agency.name for agency in group.agencies.all())
        rows.append(
            {
                "title": group.title,
                "url": group.get_absolute_url(),
                "cells": [
                    {"tone": TONES[group.state], "text": group.get_state_display(), "lift": True},
                    *(_figure(mine[value]) for value, _label in buckets),
                    _figure(mine[""]),
                    {"text": members, "full": True} if members else {"none": True},
                ],
            }
        )
    return {"columns": columns, "rows": rows, "caption": worksheet.plan.title}


def _figure(count: int) -> dict[str, Any]:
    return {"text": str(count)} if count else {"none": True}


def keywords_of(worksheet: Worksheet) -> list[tuple[str, int]]:
    """Count the keywords for the vision over all groups, the most frequent first."""
    found: dict[str, int] = defaultdict(int)
    if worksheet.plan.records == WorksheetRecords.SWOT:
        for text in worksheet.rows.exclude(keywords="").values_list("keywords", flat=True):
            for word in text.split(","):
                if word.strip():
                    found[word.strip().lower()] += 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
