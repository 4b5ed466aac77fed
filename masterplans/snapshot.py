"""Which records does a chapter show, and how did they stand? Plain data and its SHA-256."""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models

from masterplans.models import (
    ActionItem,
    BibliographyEntry,
    Chapter,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Section,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.querysets import CHOSEN_STATES
from masterplans.ranking import rankings_of
from programs.models import Dimension, Horizon, SubDimension

RANKED = "quick_win_ranking"
# Which rows stand behind a block; the same table says which chapters a change of a record touches.
SHOWN_BY: dict[type[models.Model], frozenset[str]] = {
    ReadinessItem: frozenset({"readiness", "readiness_radar"}),
    SwotItem: frozenset({"swot", "swot_strategies", "vision_keywords"}),
    SwotStrategy: frozenset({"swot_strategies"}),
    VisionKeyword: frozenset({"vision_keywords"}),
    GapItem: frozenset({"gaps"}),
    Mission: frozenset({"vision"}),
    Objective: frozenset({"vision"}),
    Masterplan: frozenset({"vision"}),
    PlanProgram: frozenset({"programs", "roadmap", "budget", "totals"}),
    ActionItem: frozenset({"action_plan", "totals"}),
    Sni37122Value: frozenset({"sni37122"}),
    QuickWin: frozenset({"quick_wins", RANKED, "quick_win_profiles", "totals"}),
}
TOLD_WITH: dict[Any, tuple[str, ...]] = {
    PlanProgram: ("targets", "budgets", "supporting"),
    Mission: ("objectives__targets",),
    SwotStrategy: ("items",),
    VisionKeyword: ("items",),
}
GUIDED = (Dimension, SubDimension, Horizon)
NOT_CONTENT = {
    "id", "plan_id", "order", "source", "is_example", "state", "version", "origin_id", "keywords",
    "mission_id",
    "progress", "starts_on", "choice_reason", "gap_id", "continues_id", "continued_in_id",
}  # fmt: skip


CITED = re.compile(r'<cite\b[^>]*data-source="([^"]+)"')
WORK = ("key", "authors", "year", "title", "publisher", "place", "url", "accessed_on")


def block_kinds(sections: Iterable[Section]) -> set[str]:
    """Name the kinds of block that sections show: "programs" for "programs:living"."""
    return {block.partition(":")[0] for section in sections for block in section.blocks}


def shows(section: Section, record: Any) -> bool:
    """Say whether one of the section's blocks shows `record`."""
    kinds = SHOWN_BY.get(type(record), frozenset())
    dimension = record.dimension.code if isinstance(record, PlanProgram | GapItem) else ""
    for block in section.blocks:
        kind, _colon, only = block.partition(":")
        if kind in kinds and (not only or not dimension or only == dimension):
            return True
    return False


def records_behind(plan: Masterplan, kinds: Iterable[str]) -> dict[str, Any]:
    """Return the rows behind some kinds of block as plain data, in reading order."""
    wanted = set(kinds)
    found: dict[str, Any] = {}
    for model, shown_by in SHOWN_BY.items():
        if not wanted & shown_by:
            continue
        if model is Masterplan:
            found["vision"] = plan.vision
        elif model is not Objective:
            found[model._meta.label_lower] = [_as_data(row) for row in _rows(model, plan)]
    if RANKED in wanted and (sums := _sums(plan)):
        found[RANKED] = sums
    return found


def _sums(plan: Masterplan) -> dict[str, str]:
    """Return what each nomination was given by all together; never who gave what."""
    return {str(row.quick_win.pk): row.said for year in rankings_of(plan) for row in year.standings}


def kinds_with_records(plans: Iterable[int], wanted: set[str]) -> dict[int, set[str]]:
    """Say which of some kinds of block have something to show in some plans: one query."""
    found: dict[int, set[str]] = {plan: set() for plan in plans}
    models_asked = [model for model, kinds in SHOWN_BY.items() if kinds & wanted]
    if not found or not models_asked:
        return found
    by_table = {model._meta.db_table: SHOWN_BY[model] for model in models_asked}
    asked = " UNION ".join(_plans_with(model, len(found)) for model in models_asked)
    with connection.cursor() as cursor:
        cursor.execute(asked, [*found] * len(models_asked))
        for plan, table in cursor.fetchall():
            found[plan] |= by_table[table]
    return found


@cache
def _plans_with(model: Any, many: int) -> str:
    """Ask which of so many plans have rows of a kind, or a vision.

    Written out, because every page with sections asks it: building seven querysets took longer than
    the whole query.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    plan = "id" if model is Masterplan else "plan_id"
    only = {
        Masterplan: " AND vision <> ''",
        QuickWin: f" AND state IN ({', '.join(repr(str(one)) for one in CHOSEN_STATES)})",
    }.get(model, "")
    marks = ", ".join(["%s"] * many)
    return f"SELECT {plan}, '{model._meta.db_table}' FROM {table} WHERE {plan} IN ({marks}){only}"


def records_sha256(chapter: Chapter) -> str:
    """Return the hash of everything that the chapter's blocks show now; empty without blocks."""
    kinds = block_kinds(chapter.sections.all())
    return sha256_of(records_behind(chapter.plan, kinds)) if kinds else ""


def rows_of(chapter: Chapter) -> dict[str, dict[str, Any]]:
    """Return what the chapter's blocks show now, by table and primary key, ready to be kept."""
    kinds = block_kinds(chapter.sections.all())
    found: dict[str, dict[str, Any]] = {}
    for model, shown_by in SHOWN_BY.items():
        if not kinds & shown_by:
            continue
        name = model._meta.model_name or ""
        if model is Masterplan:
            found[name] = {str(chapter.plan.pk): {"vision": chapter.plan.vision}}
        else:
            found[name] = {str(row.pk): _as_data(row) for row in _rows(model, chapter.plan)}
    return json.loads(json.dumps(found, default=str))


def sections_of(chapter: Chapter) -> list[dict[str, Any]]:
    """Return the chapter's sections as a revision keeps them; works they cite are kept along."""
    works = _works(chapter)
    return [
        {
            "pk": section.pk,
            "number": section.number,
            "level": section.level,
            "title": section.title,
            "html": section.html,
            "blocks": list(section.blocks),
            "version": section.version,
            "landscape": section.landscape,
            "works": [works[key] for key in CITED.findall(section.html) if key in works],
        }
        for section in chapter.sections.all()
    ]


def _works(chapter: Chapter) -> dict[str, dict[str, Any]]:
    """Return what the chapter's texts cite, as it stands now, by key."""
    keys = {key for section in chapter.sections.all() for key in CITED.findall(section.html)}
    if not keys:
        return {}
    rows = BibliographyEntry.objects.filter(plan=chapter.plan, key__in=keys)
    return {row.key: {name: str(getattr(row, name) or "") for name in WORK} for row in rows}


def sha256_of(data: Any) -> str:
    """Return the SHA-256 of plain data, independent of the order of keys."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(model: Any, plan: Masterplan) -> models.QuerySet:
    names = [f.name for f in model._meta.concrete_fields if f.related_model in GUIDED]
    rows = model.objects.filter(plan=plan).select_related(*names)
    if model in TOLD_WITH:
        return rows.prefetch_related(*TOLD_WITH[model])
    if model is QuickWin:
        return rows.filter(state__in=CHOSEN_STATES).prefetch_related("risks")
    return rows


def _as_data(row: Any) -> dict[str, Any]:
    data = {
        field.attname: _value(row, field)
        for field in row._meta.concrete_fields
        if field.attname not in NOT_CONTENT
    }
    for part in ("targets", "budgets", "risks"):
        if hasattr(row, part):
            data[part] = [_part(line) for line in getattr(row, part).all()]
    if isinstance(row, Mission):
        data["objectives"] = [_as_data(objective) for objective in row.objectives.all()]
    for linked in ("items", "supporting"):
        if hasattr(row, linked):
            data[linked] = sorted(str(other) for other in getattr(row, linked).all())
    return data


def _value(row: Any, field: Any) -> Any:
    """A part of the guidance is named by its code: the same in every revision of the edition."""
    if field.related_model in GUIDED:
        guided = getattr(row, field.name)
        return guided.code if guided else None
    return getattr(row, field.attname)


def _part(line: Any) -> dict[str, Any]:
    return {
        field.attname: getattr(line, field.attname)
        for field in line._meta.concrete_fields
        if field.attname not in {"id", "program_id", "quick_win_id", "objective_id"}
    }
