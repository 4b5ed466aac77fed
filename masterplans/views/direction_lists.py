"""How do the lists of keywords, objectives and SNI indicators look? Data for the templates."""

from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import Masterplan, Objective, Sni37122Value, VisionKeyword
from masterplans.sni37122 import catalogue
from masterplans.swot import coded_items, offered_words
from masterplans.views.record_rows import edit_url, from_swot, grouped, text_cell, with_plan
from smartcity_portal.kit.formats import number


def keywords(plan: Masterplan, user: Any) -> dict[str, Any]:
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
            from_swot(row, items),
            {"tone": "ok" if used else "wait", "text": _("yes") if used else _("not yet")},
        ],
    }


def objectives(plan: Masterplan, user: Any) -> dict[str, Any]:
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
            for mission, group in grouped(rows, lambda row: row.mission.text)
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
            text_cell(f"{row.baseline} {row.unit}".strip()),
            {"text": f"{targets[last]} {row.unit}".strip(), "small": str(last)}
            if last
            else {"tone": "wait", "text": _("none yet")},
            text_cell(row.rpjmd_reference),
        ],
    }


def sni(plan: Masterplan, user: Any) -> dict[str, Any]:
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
            for theme, group in grouped(pairs, lambda pair: pair[0].theme)
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
            text_cell(row and row.year),
            text_cell(row and (row.unavailable_because or row.evidence)),
            text_cell(row and row.agency),
        ],
    }
