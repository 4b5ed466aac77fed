"""What do the plans of some enrolments hold, as far as a gate asks? Read once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from masterplans.models import (
    ActionItem,
    Chapter,
    ChapterRevision,
    Masterplan,
    PlanProgram,
    QuickWin,
    QuickWinRisk,
    ReadinessItem,
    SwotItem,
)
from masterplans.states import QuickWinState
from programs.models import Dimension, Enrolment, Horizon

BOOK = ("book__number", "book__title", "book__short", "book__plan")


class PlanFacts:
    """The plans of `enrolments`; each property is a dictionary by the enrolment's primary key."""

    def __init__(self, enrolments: Iterable[Enrolment]) -> None:
        self.enrolments = {enrolment.pk: enrolment for enrolment in enrolments}
        self.editions = {e.cohort.edition_id for e in self.enrolments.values()}
        self.regions = {e.region_id for e in self.enrolments.values()}

    @cached_property
    def plans(self) -> dict[int, Masterplan]:
        rows = Masterplan.objects.filter(enrolment__in=self.enrolments)
        found = {}
        for plan in rows:
            plan.enrolment = self.enrolments[plan.enrolment_id]
            found[plan.enrolment_id] = plan
        return found

    @cached_property
    def swot(self) -> dict[int, dict[str, int]]:
        """Number of SWOT items per quadrant."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for pk, quadrant, count in self._counted(SwotItem, "quadrant"):
            found[pk][quadrant] = count
        return found

    @cached_property
    def record_counts(self) -> dict[str, dict[int, int]]:
        """How many readiness items and actions there are."""
        kinds = {"readiness": ReadinessItem, "actions": ActionItem}
        return {name: dict(self._counted(model)) for name, model in kinds.items()}

    @cached_property
    def chapters(self) -> dict[int, list[Chapter]]:
        """All chapters in order, each knowing whether it was ever handed in (`was_submitted`)."""
        said = ("number", "title", "state", "state_since", "due_on", "agency", "book")
        named = ("agency__name", "agency__short_name", "agency__kind")
        rows = (
            Chapter.objects.filter(book__plan__enrolment__in=self.enrolments)
            .select_related("book", "agency")
            .annotate(was_submitted=Exists(ChapterRevision.objects.filter(chapter=OuterRef("pk"))))
            .only(*said, *named, *BOOK)
            .order_by("book__number", "number")
        )
        plans = {plan.pk: plan for plan in self.plans.values()}
        found: dict[int, list[Chapter]] = defaultdict(list)
        for chapter in rows:
            chapter.book.plan = plans[chapter.book.plan_id]
            found[chapter.plan.enrolment_id].append(chapter)
        return found

    @cached_property
    def covered(self) -> dict[int, set[tuple[int, int]]]:
        """The (dimension, horizon) pairs for which a plan has a programme."""
        rows = PlanProgram.objects.filter(plan__enrolment__in=self.enrolments).order_by()
        pairs = rows.values_list("plan__enrolment", "dimension", "horizon").distinct()
        return grouped(((pk, (dimension, horizon)) for pk, dimension, horizon in pairs), set)

    @cached_property
    def dimensions(self) -> dict[int, list[Dimension]]:
        """Dimensions by edition."""
        rows = Dimension.objects.filter(edition__in=self.editions).order_by("edition_id", "order")
        return grouped(((row.edition_id, row) for row in rows), list)

    @cached_property
    def horizons(self) -> dict[int, list[Horizon]]:
        """Horizons by edition."""
        rows = Horizon.objects.filter(edition__in=self.editions)
        rows = rows.order_by("edition_id", "first_year")
        return grouped(((row.edition_id, row) for row in rows), list)

    @cached_property
    def quick_wins(self) -> dict[int, list[QuickWin]]:
        """Quick wins that were not dropped."""
        rows = (
            QuickWin.objects.filter(plan__enrolment__in=self.enrolments)
            .exclude(state=QuickWinState.DROPPED)
            .only("plan", "name", "state", "year", "dimension", "order")
            .order_by("plan_id", "order", "pk")
        )
        return self._by_enrolment(rows)

    def _by_enrolment(self, rows: Iterable[QuickWin]) -> dict[int, list[QuickWin]]:
        plans = {plan.pk: plan for plan in self.plans.values()}
        found: dict[int, list[QuickWin]] = defaultdict(list)
        for row in rows:
            row.plan = plans[row.plan_id]
            found[row.plan.enrolment_id].append(row)
        return found

    @cached_property
    def profiled_quick_wins(self) -> dict[int, list[QuickWin]]:
        """Those of them that were chosen, with what their profiles need."""
        rows = (
            QuickWin.objects.filter(plan__enrolment__in=self.enrolments)
            .chosen()
            .select_related("agency")
            .prefetch_related(Prefetch("risks", QuickWinRisk.objects.order_by("pk")))
            .order_by("plan_id", "order", "pk")
        )
        return self._by_enrolment(rows)

    def _counted(self, model: Any, *parts: str) -> Iterable[tuple]:
        rows = model.objects.filter(plan__enrolment__in=self.enrolments).order_by()
        return (
            rows.values("plan__enrolment", *parts)
            .annotate(many=Count("pk", filter=Q(pk__isnull=False)))
            .values_list("plan__enrolment", *parts, "many")
        )


def grouped(pairs: Iterable[tuple], kind: type) -> dict:
    found: dict = defaultdict(kind)
    for key, value in pairs:
        getattr(found[key], "add" if kind is set else "append")(value)
    return found
