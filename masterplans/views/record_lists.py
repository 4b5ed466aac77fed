"""How does the list of each kind of record look? Data for the templates, grouped as people read it."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    Objective,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.sni37122 import catalogue
from masterplans.swot import coded_items, offered_words
from smartcity_portal.kit.formats import number, rupiah


def with_plan(rows: list[Any], plan: Masterplan) -> list[Any]:
    """Let the rows share the plan that was read once."""
    for row in rows:
        row.plan = plan
    return rows


def add_url(plan: Masterplan, kind: str, user: Any) -> str:
    if not user.has_perm("masterplans.add_record", plan):
        return ""
    return reverse("masterplans:record_add", kwargs={"slug": plan.enrolment.slug, "kind": kind})


def edit_url(kind: str, record: Any, user: Any) -> str:
    if not user.has_perm("masterplans.edit_record", record):
        return ""
    return reverse("masterplans:record_change", kwargs={"kind": kind, "pk": record.pk})


def _swot(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(list(SwotItem.objects.filter(plan=plan).select_related("agency")), plan)
    quadrants = []
    for letter, label in SwotItem.Quadrant.choices:
        items = [(row, edit_url("swot", row, user)) for row in rows if row.quadrant == letter]
        quadrants.append({"letter": letter, "label": label, "rows": items})
    return {"quadrants": quadrants, "count": len(rows)}


def _strategies(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(
        list(
            SwotStrategy.objects.filter(plan=plan)
            .select_related("agency", "dimension")
            .prefetch_related("items")
        ),
        plan,
    )
    items = coded_items(plan)
    used = {item.pk for row in rows for item in row.items.all()}
    order = SwotStrategy.Kind.values
    rows.sort(key=lambda row: order.index(row.kind))
    return {
        "columns": [
            {"label": _("Strategy")},
            {"label": _("From")},
            {"label": _("Dimension")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (name, [_strategy_row(row, items, user) for row in group])
            for name, group in _grouped(rows, lambda row: row.get_kind_display())
        ],
        "unused": [item for item in items if item.pk not in used] if rows else [],
    }


def _strategy_row(row: SwotStrategy, items: list[Any], user: Any) -> dict[str, Any]:
    return {
        "title": row.text,
        "url": edit_url("strategi", row, user),
        "example": row.is_example,
        "cells": [_from(row, items), _text(row.dimension), _text(row.agency)],
    }


def _from(row: Any, items: list[Any]) -> dict[str, Any]:
    chosen = {item.pk for item in row.items.all()}
    codes = [item.code for item in items if item.pk in chosen]
    return {"text": ", ".join(codes)} if codes else {"tone": "wait", "text": _("none yet")}


def _keywords(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(list(VisionKeyword.objects.filter(plan=plan).prefetch_related("items")), plan)
    items = coded_items(plan)
    return {
        "columns": [
            {"label": _("Keyword")},
            {"label": _("Meaning")},
            {"label": _("From")},
            {"label": _("In the vision")},
        ],
        "groups": [(_("Keywords"), [_keyword_row(row, items, plan, user) for row in rows])]
        if rows
        else [],
        "offered": offered_words(items, rows),
    }


def _keyword_row(
    row: VisionKeyword, items: list[Any], plan: Masterplan, user: Any
) -> dict[str, Any]:
    used = row.is_used_in(plan.vision)
    return {
        "title": row.word,
        "url": edit_url("kata-kunci", row, user),
        "example": row.is_example,
        "cells": [
            {"text": row.meaning, "full": True} if row.meaning else {"none": True},
            _from(row, items),
            {"tone": "ok" if used else "wait", "text": _("yes") if used else _("not yet")},
        ],
    }


def _objectives(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(
        list(
            Objective.objects.filter(plan=plan)
            .select_related("mission")
            .prefetch_related("targets")
        ),
        plan,
    )
    return {
        "columns": [
            {"label": _("Objective")},
            {"label": _("Indicator")},
            {"label": _("Baseline")},
            {"label": _("Target")},
            {"label": _("RPJMD reference")},
        ],
        "groups": [
            (mission, [_objective_row(row, user) for row in group])
            for mission, group in _grouped(rows, lambda row: row.mission.text)
        ],
    }


def _objective_row(row: Objective, user: Any) -> dict[str, Any]:
    targets = {line.year: line.value for line in row.targets.all()}
    last = row.target_year
    return {
        "title": row.text,
        "url": edit_url("sasaran", row, user),
        "example": row.is_example,
        "cells": [
            {"text": row.indicator} if row.indicator else {"tone": "wait", "text": _("none yet")},
            _text(f"{row.baseline} {row.unit}".strip()),
            {"text": f"{targets[last]} {row.unit}".strip(), "small": str(last)}
            if last
            else {"tone": "wait", "text": _("none yet")},
            _text(row.rpjmd_reference),
        ],
    }


def _sni(plan: Masterplan, user: Any) -> dict[str, Any]:
    known = {
        row.indicator: row
        for row in with_plan(
            list(Sni37122Value.objects.filter(plan=plan).select_related("agency")), plan
        )
    }
    pairs = [(asked, known.get(asked.code)) for asked in catalogue().indicators]
    return {
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Value"), "numeric": True},
            {"label": _("Year")},
            {"label": _("Source, or why there is no value")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (theme, [_sni_row(asked, row, user) for asked, row in group])
            for theme, group in _grouped(pairs, lambda pair: pair[0].theme)
        ],
        "known": sum(1 for row in known.values() if row.value is not None),
        "explained": sum(1 for row in known.values() if row.unavailable_because),
        "asked": len(pairs),
        "note": catalogue().note,
    }


def _sni_row(asked: Any, row: Sni37122Value | None, user: Any) -> dict[str, Any]:
    unit = (row and row.unit) or asked.unit
    value: dict[str, Any] = {"none": True}
    if row and row.value is not None:
        value = {"text": number(row.value.normalize()), "small": unit}
    elif row and row.unavailable_because:
        value = {"tone": "none", "text": _("not available")}
    return {
        "title": str(asked),
        "url": edit_url("sni", row, user) if row else "",
        "small": unit,
        "example": bool(row and row.is_example),
        "cells": [
            value,
            _text(row and row.year),
            _text(row and (row.unavailable_because or row.evidence)),
            _text(row and row.agency),
        ],
    }


READINESS_TONES = {1: "redo", 2: "busy", 3: "ok"}


def _readiness(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(list(ReadinessItem.objects.filter(plan=plan).select_related("agency")), plan)
    return {
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Rating")},
            {"label": _("Present condition")},
            {"label": _("Evidence")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (component, [_readiness_row(row, user) for row in group])
            for component, group in _grouped(rows, lambda row: row.component)
        ],
        "without": [
            name
            for name in plan.enrolment.cohort.edition.readiness_components
            if rows and name not in {row.component for row in rows}
        ],
    }


def _readiness_row(row: ReadinessItem, user: Any) -> dict[str, Any]:
    rating = {"tone": READINESS_TONES[row.rating], "text": row.get_rating_display(), "lift": True}
    return {
        "title": row.indicator,
        "url": edit_url("kesiapan", row, user),
        "small": row.part,
        "example": row.is_example,
        "cells": [
            rating,
            {"text": row.condition, "full": True},
            _text(row.evidence),
            _text(row.agency),
        ],
    }


def _gaps(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(
        list(GapItem.objects.filter(plan=plan).select_related("agency", "dimension")), plan
    )
    return {
        "columns": [
            {"label": _("Gap")},
            {"label": _("Now")},
            {"label": _("Target")},
            {"label": _("Answer")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (dimension, [_gap_row(row, user) for row in group])
            for dimension, group in _grouped(rows, lambda row: row.dimension.name)
        ],
        "without": [
            dimension.name
            for dimension in plan.enrolment.cohort.edition.dimensions.all()
            if dimension.pk not in {row.dimension_id for row in rows}
        ],
    }


def _gap_row(row: GapItem, user: Any) -> dict[str, Any]:
    full = [{"text": text, "full": True} for text in (row.current, row.target)]
    return {
        "title": row.gap,
        "url": edit_url("kesenjangan", row, user),
        "example": row.is_example,
        "cells": [*full, _text(row.solution), _text(row.agency)],
    }


def _actions(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = with_plan(
        list(ActionItem.objects.filter(plan=plan).select_related("agency", "program")), plan
    )
    return {
        "columns": [
            {"label": _("Action")},
            {"label": _("Output")},
            {"label": _("Years")},
            {"label": _("Agency (OPD)")},
            {"label": _("Amount"), "numeric": True},
        ],
        "groups": [
            (strand, [_action_row(row, user) for row in group])
            for strand, group in _grouped(rows, lambda row: row.get_strand_display())
        ],
        "total": sum((row.budget for row in rows), Decimal(0)),
    }


def _action_row(row: ActionItem, user: Any) -> dict[str, Any]:
    one_year = row.first_year == row.last_year
    years = str(row.first_year) if one_year else f"{row.first_year}–{row.last_year}"
    return {
        "title": row.action,
        "url": edit_url("rencana-aksi", row, user),
        "small": str(row.program) if row.program else "",
        "example": row.is_example,
        "cells": [
            _text(row.output),
            {"text": years},
            _text(row.agency),
            {"text": rupiah(row.budget)} if row.budget else {"none": True},
        ],
    }


def _text(value: Any) -> dict[str, Any]:
    return {"text": str(value)} if value else {"none": True}


def _grouped(rows: list[Any], key: Any) -> list[tuple[str, list[Any]]]:
    """Group rows that belong together, in the order in which the groups first appear."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(key(row), len(first))
    ordered = sorted(rows, key=lambda row: first[key(row)])
    return [(name, list(group)) for name, group in groupby(ordered, key=key)]


CONTEXTS = {
    "swot": _swot,
    "strategi": _strategies,
    "kata-kunci": _keywords,
    "kesiapan": _readiness,
    "kesenjangan": _gaps,
    "sasaran": _objectives,
    "rencana-aksi": _actions,
    "sni": _sni,
}
