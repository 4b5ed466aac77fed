"""How do the lists of the analysis and of actions look? Data for the templates, grouped as people read it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    ReadinessItem,
    SwotItem,
    SwotStrategy,
)
from masterplans.swot import coded_items
from masterplans.views.direction_lists import keywords, objectives, sni
from masterplans.views.record_rows import edit_url, from_swot, grouped, text_cell, with_plan
from smartcity_portal.kit.formats import rupiah


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
            for name, group in grouped(rows, lambda row: row.get_kind_display())
        ],
        "unused": [item for item in items if item.pk not in used] if rows else [],
    }


def _strategy_row(row: SwotStrategy, items: list[Any], user: Any) -> dict[str, Any]:
    return {
        "title": row.text,
        "url": edit_url("strategi", row, user),
        "example": row.is_example,
        "cells": [from_swot(row, items), text_cell(row.dimension), text_cell(row.agency)],
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
            for component, group in grouped(rows, lambda row: row.component)
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
            text_cell(row.evidence),
            text_cell(row.agency),
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
            for dimension, group in grouped(rows, lambda row: row.dimension.name)
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
        "cells": [*full, text_cell(row.solution), text_cell(row.agency)],
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
            for strand, group in grouped(rows, lambda row: row.get_strand_display())
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
            text_cell(row.output),
            {"text": years},
            text_cell(row.agency),
            {"text": rupiah(row.budget)} if row.budget else {"none": True},
        ],
    }


CONTEXTS = {
    "swot": _swot,
    "strategi": _strategies,
    "kata-kunci": keywords,
    "kesiapan": _readiness,
    "kesenjangan": _gaps,
    "sasaran": objectives,
    "rencana-aksi": _actions,
    "sni": sni,
}
