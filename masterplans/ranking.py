"""How do the quick wins of a year rank? By the weighted mean of what each person gave, out of 100."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import Masterplan, QuickWin, QuickWinScore, QuickWinScorer
from masterplans.states import QuickWinState
from programs.models import GuidanceEdition
from smartcity_portal.kit.formats import number

LEAST, MOST = 1, 5
WIDE = 2


@dataclass(frozen=True)
class Criterion:
    code: str
    title: str
    weight: int


def criteria_of(edition: GuidanceEdition) -> list[Criterion]:
    """Return what the edition has nominations scored by."""
    return [
        Criterion(row["code"], row["title"], row["weight"]) for row in edition.quick_win_criteria
    ]


def is_whole(points: dict[str, Any], criteria: Iterable[Criterion]) -> bool:
    """Whether every criterion has its points."""
    return all(isinstance(points.get(row.code), int) for row in criteria)


def sum_of(points: dict[str, int], criteria: list[Criterion]) -> Fraction:
    """The weighted sum of one person's points, out of 100."""
    most = sum(row.weight for row in criteria) * MOST
    given = sum(points[row.code] * row.weight for row in criteria)
    return Fraction(given * 100, most)


@dataclass
class Standing:
    """One quick win among the others: what was given, how far apart, and its place."""

    quick_win: QuickWin
    criteria: list[Criterion]
    scores: list[QuickWinScore] = field(default_factory=list)
    missing: list[QuickWinScorer] = field(default_factory=list)
    place: int | None = None
    shared: bool = False

    @cached_property
    def sums(self) -> dict[int, Fraction]:
        """The sum that each person gave, by the scorer's key."""
        return {row.scorer_id: sum_of(row.points, self.criteria) for row in self.scores}

    @cached_property
    def total(self) -> Fraction | None:
        """The mean of the sums, to two decimals: what reads the same is a tie."""
        if not self.sums:
            return None
        return Fraction(round(sum(self.sums.values()) / len(self.sums) * 100), 100)

    @property
    def said(self) -> str:
        return number(float(self.total), 2) if self.total is not None else ""

    @property
    def spread(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest sum that somebody gave."""
        return (min(self.sums.values()), max(self.sums.values())) if self.sums else None

    def points_of(self, criterion: Criterion) -> list[int]:
        return [row.points[criterion.code] for row in self.scores]

    def is_disputed(self, criterion: Criterion) -> bool:
        """Two people see this criterion far apart."""
        points = self.points_of(criterion)
        return bool(points) and max(points) - min(points) >= WIDE


@dataclass
class Ranking:
    """All quick wins of one year of a plan with their scores; the best first, unscored ones last."""

    plan: Masterplan
    year: int
    criteria: list[Criterion]
    scorers: list[QuickWinScorer]
    standings: list[Standing]
    within_dimension: bool

    def of(self, quick_win: QuickWin) -> Standing:
        return next(row for row in self.standings if row.quick_win.pk == quick_win.pk)

    @cached_property
    def open_candidates(self) -> list[QuickWin]:
        """What is scored: nominated, neither chosen nor dropped."""
        return [
            row.quick_win
            for row in self.standings
            if row.quick_win.state == QuickWinState.NOMINATED
        ]

    @cached_property
    def handed_in(self) -> Counter[int]:
        """How many open nominations each scorer has handed in."""
        open_ = {win.pk for win in self.open_candidates}
        return Counter(
            score.scorer_id
            for row in self.standings
            if row.quick_win.pk in open_
            for score in row.scores
        )

    @cached_property
    def missing(self) -> list[QuickWinScorer]:
        """Scorers who still owe a score of an open nomination."""
        wanted = len(self.open_candidates)
        return [row for row in self.scorers if self.handed_in[row.pk] < wanted]

    def is_blind_for(self, user: Any) -> bool:
        """A scorer sees what others gave once their own sheet is handed in."""
        return any(row.user_id == user.pk for row in self.missing)

    def objections_to(self, quick_win: QuickWin) -> list[str]:
        """What speaks against choosing it without a reason; empty where the ranking says so."""
        if not self.scorers:
            return []
        mine, found = self.of(quick_win), []
        rivals = [row for row in self._rivals(mine) if row.total is not None]
        if mine.total is None:
            found.append(_("Nobody has scored it."))
        else:
            above = [row for row in rivals if row.total > mine.total]  # type: ignore[operator]
            level = [row for row in rivals if row.total == mine.total]
            if above:
                names = ", ".join(f"“{row.quick_win}” ({row.said})" for row in above)
                found.append(
                    _("Not chosen, although ranked above it (%(sum)s): %(names)s.")
                    % {"sum": mine.said, "names": names}
                )
            if level:
                names = ", ".join(f"“{row.quick_win}”" for row in level)
                found.append(
                    _("It ties with %(names)s at %(sum)s.") % {"sum": mine.said, "names": names}
                )
        if mine.missing:
            names = ", ".join(str(row) for row in mine.missing)
            found.append(
                ngettext(
                    "%(count)d person has not handed in a score: %(names)s.",
                    "%(count)d people have not handed in a score: %(names)s.",
                    len(mine.missing),
                )
                % {"count": len(mine.missing), "names": names}
            )
        return found

    def _rivals(self, mine: Standing) -> list[Standing]:
        """Nominations that could be chosen instead: of the same dimension where each needs its own."""
        return [
            row
            for row in self.standings
            if row is not mine
            and row.quick_win.state == QuickWinState.NOMINATED
            and (
                not self.within_dimension
                or row.quick_win.dimension_id == mine.quick_win.dimension_id
            )
        ]


def ranking_of(plan: Masterplan, year: int) -> Ranking:
    """Read the ranking of a year: four queries, however many nominations and scorers."""
    edition = plan.enrolment.cohort.edition
    wins = list(
        QuickWin.objects.filter(plan=plan, year=year)
        .select_related("dimension", "agency")
        .prefetch_related("risks")
    )
    scorers = list(QuickWinScorer.objects.filter(plan=plan, year=year).select_related("user"))
    scores = QuickWinScore.objects.filter(scorer__plan=plan, scorer__year=year)
    return ranked(
        plan, year, criteria_of(edition), wins, scorers, list(scores.exclude(handed_in_at=None))
    )


def rankings_of(plan: Masterplan) -> list[Ranking]:
    """Read the rankings that everybody may see, year by year: nobody scores them any more.

    One query where nobody was asked to score, three else.
    """
    scorers = list(QuickWinScorer.objects.filter(plan=plan))
    if not scorers:
        return []
    wins = list(
        QuickWin.objects.filter(plan=plan).living().select_related("dimension").order_by("order")
    )
    scores = list(
        QuickWinScore.objects.filter(quick_win__plan=plan).exclude(handed_in_at=None).order_by("pk")
    )
    criteria = criteria_of(plan.enrolment.cohort.edition)
    found = []
    for year in sorted({row.year for row in scorers}):
        asked = [row for row in scorers if row.year == year]
        nominated = [win for win in wins if win.year == year]
        ranking = ranked(plan, year, criteria, nominated, asked, scores)
        if not ranking.missing:
            found.append(ranking)
    return found


def ranked(
    plan: Masterplan,
    year: int,
    criteria: list[Criterion],
    wins: list[QuickWin],
    scorers: list[QuickWinScorer],
    scores: list[QuickWinScore],
) -> Ranking:
    """Put the quick wins in order; equal sums share a place, dropped ones have none."""
    standings = {win.pk: Standing(win, criteria) for win in wins}
    for score in scores:
        if score.quick_win_id in standings and is_whole(score.points, criteria):
            standings[score.quick_win_id].scores.append(score)
    for row in standings.values():
        row.quick_win.plan = plan
        given = {score.scorer_id for score in row.scores}
        row.missing = [scorer for scorer in scorers if scorer.pk not in given]
    living = [row for row in standings.values() if row.quick_win.state != QuickWinState.DROPPED]
    counts = Counter(row.total for row in living)
    for row in living:
        if row.total is not None:
            row.place = 1 + sum(n for total, n in counts.items() if total and total > row.total)
            row.shared = counts[row.total] > 1
    order = sorted(
        standings.values(),
        key=lambda row: (
            row.quick_win.state == QuickWinState.DROPPED,
            row.place or len(wins) + 1,
            row.quick_win.order,
        ),
    )
    within = bool(plan.enrolment.cohort.edition.quick_win_per_dimension)
    return Ranking(plan, year, criteria, scorers, order, within)
