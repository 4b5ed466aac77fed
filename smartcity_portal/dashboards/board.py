"""Which rows does the board of a cohort hold? Standings, brought up to date before they are read."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from programs.models import Cohort, Enrolment, MentorAssignment
from smartcity_portal.dashboards.board_filters import BoardQuery
from smartcity_portal.kit import clock
from workshops.forecast import Forecast, Outlook, Paces, outlook_of
from workshops.models import Standing
from workshops.services import standings
from workshops.standing_querysets import StandingQuerySet


@dataclass(frozen=True)
class Waits:
    """Who holds the ball in one column, and for how many days."""

    key: str
    name: str
    days: int | None

    @property
    def holder(self) -> str:
        return holder_name(self.key, self.name)


def holder_name(key: str, name: str) -> str:
    """The holder in the reader's language: names of a region stand, words of the portal turn."""
    if key == "ministry":
        return _("Ministry")
    return name or _("Coordinator")


class Row:
    """One region of the board, with what its cells say."""

    def __init__(self, standing: Standing, enrolment: Enrolment, paces: Paces | None) -> None:
        self.standing, self.enrolment, self._paces = standing, enrolment, paces

    @property
    def followed(self) -> bool:
        """The portal keeps this region's plan; of others only the name is known."""
        return self.standing.followed

    @property
    def days(self) -> int | None:
        return clock.days_since(self.standing.stuck_since)

    @property
    def holder(self) -> str:
        standing = self.standing
        return holder_name(standing.holder, standing.holder_name) if standing.holder else ""

    @cached_property
    def stages(self) -> dict[int, dict[str, Any]]:
        """Per bimtek its first and last day, and whether it was held."""
        return {
            int(number): {"from": _day(s["from"]), "to": _day(s["to"]), "held": s["held"]}
            for number, s in self.standing.cells.get("stages", {}).items()
        }

    @cached_property
    def books(self) -> dict[int, tuple[int, int]]:
        """Approved and all chapters by book."""
        return {int(n): tuple(pair) for n, pair in self.standing.cells.get("books", {}).items()}

    def waits(self, column: str) -> Waits | None:
        found = self.standing.cells.get("waits", {}).get(column)
        if found is None:
            return None
        key, name, since = found
        return Waits(key, name, clock.days_since(_day(since)))

    @cached_property
    def outlook(self) -> Outlook | None:
        if self._paces is None or not self.followed:
            return None
        dates = {n: s["from"] for n, s in self.stages.items() if s["from"]}
        return outlook_of(self.enrolment, dates, self._paces)

    def forecast(self, point: int) -> Forecast | None:
        return self.outlook.of(point) if self.outlook else None


def rows_of(enrolments: list[Enrolment]) -> list[Row]:
    """Return the rows of some enrolments in their order, without forecasts."""
    pks = [enrolment.pk for enrolment in enrolments]
    standings.bring_up_to_date(Enrolment.objects.filter(pk__in=pks))
    found = Standing.objects.in_bulk(pks)
    return [Row(found[enrolment.pk], enrolment, None) for enrolment in enrolments]


class Board:
    """The rows of a cohort as one address asks for them, and what is under way anywhere."""

    def __init__(self, cohort: Cohort, query: BoardQuery | None = None) -> None:
        self.cohort, self.query = cohort, query or BoardQuery()
        standings.bring_up_to_date(Enrolment.objects.on_the_board(cohort))

    @property
    def all(self) -> StandingQuerySet:
        return Standing.objects.of_cohort(self.cohort)

    @property
    def under_way(self) -> StandingQuerySet:
        """Every region of any cohort that the portal follows and that is not finished."""
        return Standing.objects.under_way()

    @property
    def standings(self) -> StandingQuerySet:
        """What the address asks for; the page takes a slice of it."""
        return self.query.answered(self.all).with_names()

    def rows(self, standings: Any = None) -> list[Row]:
        found = list(self.standings if standings is None else standings)
        for standing in found:
            standing.enrolment.cohort = self.cohort
        return [Row(standing, standing.enrolment, self.paces) for standing in found]

    @cached_property
    def paces(self) -> Paces:
        return Paces.before(self.cohort.year)

    @cached_property
    def view_counts(self) -> dict[str, int]:
        return self.query.filtered(self.all).view_counts()

    @cached_property
    def books(self) -> list[int]:
        """Numbers of the books that the cohort's edition asks for."""
        return list(self.cohort.edition.books.values_list("number", flat=True))

    @property
    def mentor_load(self) -> list[dict[str, Any]]:
        """Per mentor: how many regions of this cohort, how many chapters wait."""
        rows = (
            MentorAssignment.objects.active()
            .filter(enrolment__cohort=self.cohort)
            .values("mentor__name")
            .annotate(
                regions=Count("enrolment", distinct=True),
                waiting=Sum(
                    "enrolment__standing__chapters_in_review",
                    filter=Q(enrolment__standing__followed=True),
                    default=0,
                ),
            )
            .order_by("-waiting", "mentor__name")
        )
        return [
            {"name": row["mentor__name"], "regions": row["regions"], "waiting": row["waiting"]}
            for row in rows
        ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
