"""What does a year's guidance ask for, and which of it has no source confirmed?"""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from programs.edition_words import block_text, requirement_text
from programs.guidance import kinds
from programs.models import BookPlan, Dimension, EditionState, GuidanceEdition, StagePlan
from programs.views.edition_pages import get_edition, move_url


@login_required
def edition_list(request: SignedInRequest) -> HttpResponse:
    editions = GuidanceEdition.objects.visible_to(request.user)
    context = {
        "rows": [
            {
                "title": f"{edition.programme} {edition.year}",
                "url": edition.get_absolute_url(),
                "cells": [
                    {"text": edition.unit},
                    {"text": str(edition.revision)},
                    {"text": edition.get_state_display()},
                ],
            }
            for edition in editions
        ],
        "columns": [
            {"label": _("Guidance edition")},
            {"label": _("Unit")},
            {"label": _("Revision")},
            {"label": _("State")},
        ],
        "may_edit": request.user.has_perm("programs.manage_edition"),
    }
    return render(request, "programs/edition_list.html", context)


@login_required
def edition_detail(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    context = {
        "edition": edition,
        "stages": [
            _stage(edition, stage)
            for stage in edition.stages.prefetch_related("outputs", "requirements", "worksheets")
        ],
        "books": [
            _book(edition, book) for book in edition.books.prefetch_related("chapters__sections")
        ],
        "dimensions": [
            _dimension(edition, dimension)
            for dimension in edition.dimensions.prefetch_related("parts")
        ],
        "horizons": [
            {
                "label": horizon.label,
                "years": _years(horizon.first_year, horizon.last_year),
                "inferred": edition.is_inferred(f"horizons.{horizon.code}.first_year")
                or edition.is_inferred(f"horizons.{horizon.code}.last_year"),
            }
            for horizon in edition.horizons.all()
        ],
        "quick_wins": _quick_wins(edition),
        "criteria_inferred": edition.is_inferred("quick_wins.criteria"),
        "weights_inferred": edition.is_inferred("quick_wins.criteria.weight"),
        "commitment_inferred": edition.is_inferred("commitment"),
        "criteria": [_criterion(edition, row) for row in edition.selection_criteria],
        "questions_inferred": edition.is_inferred("evaluation_questions"),
        "letters_inferred": edition.is_inferred("letters.invitation"),
        "weights": _weights(edition),
        "actions": _actions(request, edition),
    }
    return render(request, "programs/edition_detail.html", context)


def _weights(edition: GuidanceEdition) -> list[dict[str, Any]]:
    """The checks that this edition weighs otherwise than usual."""
    return [
        {"label": kinds.CHECKS[name].title, "value": kinds.WEIGHTS.get(weight, weight)}
        for name, weight in edition.check_weights.items()
        if name in kinds.CHECKS
    ]


def _actions(request: SignedInRequest, edition: GuidanceEdition) -> list[dict[str, Any]]:
    """What the reader can do with the edition; see parts/action.html."""
    url = partial(move_url, edition=edition)
    actions = [{"label": _("Export"), "url": url("export"), "icon": "download", "css": ""}]
    if edition.based_on_id:
        label = _("What changes")
        actions.append({"label": label, "url": url("changes"), "icon": "shuffle", "css": ""})
    if request.user.has_perm("programs.manage_edition", edition):
        frozen = edition.state == EditionState.FROZEN
        first = (
            {"label": _("New revision"), "url": url("revise"), "icon": "files"}
            if frozen
            else {"label": _("Edit"), "url": url("edit"), "icon": "pencil"}
        )
        copy = {"label": _("Copy to another year"), "url": url("clone"), "icon": "copy", "css": ""}
        actions = [first | {"css": "btn-primary"}, copy, *actions]
    return actions


def _criterion(edition: GuidanceEdition, row: dict[str, Any]) -> dict[str, Any]:
    path = f"selection_criteria.{row['code']}"
    return {
        **row,
        "inferred": edition.is_inferred(f"{path}.title"),
        "weight_inferred": edition.is_inferred(f"{path}.weight"),
    }


def _dimension(edition: GuidanceEdition, dimension: Dimension) -> dict[str, Any]:
    """Mark the whole dimension when none of its parts has a source, else part by part."""
    path = f"dimensions.{dimension.code}.subdimensions"
    whole = edition.is_inferred(path)
    return {
        "name": dimension.name,
        "inferred": whole,
        "parts": [
            {
                "name": part.name,
                "inferred": not whole and edition.is_inferred(f"{path}.{part.code}"),
            }
            for part in dimension.parts.all()
        ],
    }


def _years(first: int, last: int) -> str:
    if first == last:
        return _("year %(first)s") % {"first": first}
    return _("years %(first)s to %(last)s") % {"first": first, "last": last}


def _quick_wins(edition: GuidanceEdition) -> list[dict[str, Any]]:
    per_dimension = edition.quick_win_per_dimension or _("no rule")
    facts = [
        (_("Fewest"), edition.quick_win_minimum, "minimum"),
        (_("Most"), edition.quick_win_maximum, "maximum"),
        (_("Per dimension"), per_dimension, "per_dimension"),
        (_("Longest time in months"), edition.quick_win_months, "max_months"),
    ]
    return [
        {"label": label, "value": value, "inferred": edition.is_inferred(f"quick_wins.{name}")}
        for label, value, name in facts
    ]


def _stage(edition: GuidanceEdition, stage: StagePlan) -> dict[str, Any]:
    path = f"stages.{stage.number}"
    return {
        "stage": stage,
        "agenda": _agenda(stage),
        "outputs": list(stage.outputs.all()),
        "worksheets": list(stage.worksheets.all()),
        "requirements": [
            requirement_text(rule.requirement, rule.parameters) for rule in stage.requirements.all()
        ],
        "inferred": {
            "goals": edition.is_inferred(f"{path}.goals"),
            "agenda": edition.is_inferred(f"{path}.agenda"),
            "times": edition.is_inferred(f"{path}.agenda.start"),
            "outputs": edition.is_inferred(f"{path}.outputs"),
            "requirements": edition.is_inferred(f"{path}.requirements"),
            "days": edition.is_inferred(f"{path}.days"),
            "worksheets": edition.is_inferred(f"{path}.worksheets"),
        },
    }


def _agenda(stage: StagePlan) -> list[dict[str, Any]]:
    days: dict[int, list[dict[str, Any]]] = {}
    for item in stage.agenda:
        days.setdefault(item["day"], []).append(item)
    return [{"day": day, "items": items} for day, items in days.items()]


def _book(edition: GuidanceEdition, book: BookPlan) -> dict[str, Any]:
    return {
        "book": book,
        "inferred": edition.is_inferred(f"books.{book.number}"),
        "chapters": [
            {
                "chapter": chapter,
                "inferred": edition.is_inferred(f"books.{book.number}.chapters.{chapter.number}"),
                "sections": [
                    {"section": section, "blocks": [block_text(b) for b in section.blocks]}
                    for section in chapter.sections.all()
                ],
            }
            for chapter in book.chapters.all()
        ],
    }
