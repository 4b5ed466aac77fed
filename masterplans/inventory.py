"""How many records of each kind does a plan hold? Counted apart, in one query."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from masterplans.models import (
    AbbreviationEntry,
    ActionItem,
    BibliographyEntry,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)


def record_counts(plan: Masterplan) -> dict[str, int]:
    """Return the number of rows by kind; `chosen` counts chosen and final quick wins.

    Joining the tables would multiply their rows with each other, so each is a subquery.
    """
    kinds: dict[str, QuerySet] = {
        "swot": SwotItem.objects.all(),
        "readiness": ReadinessItem.objects.all(),
        "gaps": GapItem.objects.all(),
        "strategies": SwotStrategy.objects.all(),
        "keywords": VisionKeyword.objects.all(),
        "missions": Mission.objects.all(),
        "objectives": Objective.objects.all(),
        "sni": Sni37122Value.objects.all(),
        "programs": PlanProgram.objects.all(),
        "actions": ActionItem.objects.all(),
        "wins": QuickWin.objects.all(),
        "sources": BibliographyEntry.objects.all(),
        "abbreviations": AbbreviationEntry.objects.all(),
        "chosen": QuickWin.objects.chosen(),
    }
    counts = {f"{name}_count": _count(rows) for name, rows in kinds.items()}
    row: dict[str, Any] = dict(Masterplan.objects.filter(pk=plan.pk).values(**counts).get())
    return {name: row[f"{name}_count"] for name in kinds}


def _count(rows: QuerySet) -> Coalesce:
    own = rows.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)
