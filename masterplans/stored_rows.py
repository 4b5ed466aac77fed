"""What is stored behind a chapter's blocks? Bare values, cheap to read: equal values, equal tables.

A page keeps what it made of the tables under these values; they say nothing that is shown.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from masterplans.models import Chapter, Masterplan, Objective, QuickWin, QuickWinScorer
from masterplans.snapshot import GUIDED, RANKED, SHOWN_BY, TOLD_WITH, block_kinds

PLACED_BY = ("code", "order", "first_year")
TOLD_OF_A_QUICK_WIN = ("risks",)


def behind(chapter: Chapter) -> list[Any]:
    """Return the stored values of all rows behind the chapter's blocks; empty without blocks."""
    kinds = block_kinds(chapter.sections.all())
    if not kinds:
        return []
    scores = _scores(chapter.plan) if RANKED in kinds else []
    return [sorted(kinds), *_values(chapter.plan, kinds), *scores]


def _scores(plan: Masterplan) -> list[tuple[Any, ...]]:
    """The ranking also shows nominations that were not chosen, and what all were given."""
    told = ("year", "scores__points", "scores__handed_in_at", "scores__quick_win__name",
            "scores__quick_win__state", "scores__quick_win__choice_reason")  # fmt: skip
    return list(QuickWinScorer.objects.filter(plan=plan).order_by("pk").values_list("pk", *told))


def _values(plan: Masterplan, kinds: set[str]) -> Iterable[Any]:
    for model, shown_by in SHOWN_BY.items():
        if not kinds & shown_by:
            continue
        if model is Masterplan:
            yield plan.vision
        elif model is not Objective:
            yield model._meta.label, *_rows(model, models.Q(plan=plan.pk))
            told = TOLD_OF_A_QUICK_WIN if model is QuickWin else TOLD_WITH.get(model, ())
            for path in told:
                yield from _told(model, path, plan)


def _told(model: Any, path: str, plan: Masterplan) -> Iterable[Any]:
    """Yield what is told along with the rows: their own lines, or the rows that they are linked to."""
    back = "plan"
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.many_to_many:
            yield _linked(model, field, back, plan)
            return
        back = f"{field.field.name}__{back}"
        model = field.related_model
        yield model._meta.label, *_rows(model, models.Q((back, plan.pk)))


def _rows(model: Any, where: models.Q) -> Iterable[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields]
    for field in model._meta.concrete_fields:
        if field.related_model in GUIDED:
            known = {one.name for one in field.related_model._meta.concrete_fields}
            names += [f"{field.name}__{name}" for name in PLACED_BY if name in known]
    return model._base_manager.filter(where).order_by("pk").values_list(*names)


def _linked(model: Any, field: Any, back: str, plan: Masterplan) -> list[tuple[Any, ...]]:
    """The pairs, with the words by which the other row is called."""
    through = field.remote_field.through
    other = field.related_model
    words = [
        f"{field.m2m_reverse_field_name()}__{one.name}"
        for one in other._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField)
    ]
    rows = through._base_manager.filter(**{f"{field.m2m_field_name()}__{back}": plan.pk})
    return list(rows.order_by("pk").values_list(field.m2m_field_name(), *words))
