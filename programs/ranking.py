"""How do candidates stand to each other? Weighted means of what assessors handed in.

A criterion that nobody scored is missing: it is left out of the mean and of the weight, and a
candidate with something missing is shown without a rank. Missing is never zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from programs.models import Candidacy, GuidanceEdition, ScoreSheet

LOWEST, HIGHEST = 0, 100
WIDE_SPREAD = 20
WHOLE = Decimal(1)


@dataclass(frozen=True)
class Criterion:
    """One criterion of an edition with its weight in percent."""

    code: str
    title: str
    weight: Decimal


@dataclass(frozen=True)
class Total:
    """A weighted mean and the share of the weight that it rests on; None when nothing is scored."""

    value: Decimal | None
    share: Decimal

    @property
    def is_whole(self) -> bool:
        return self.value is not None and self.share == WHOLE


@dataclass
class Standing:
    """One candidate's place: means per criterion, the weighted total, how far assessors differ."""

    candidacy: Candidacy
    means: dict[str, Decimal | None]
    total: Total
    asked: int
    handed_in: int
    spread: Decimal | None = None
    spreads: dict[str, Decimal] = field(default_factory=dict)
    rank: int | None = None

    @property
    def is_disputed(self) -> bool:
        return self.spread is not None and self.spread >= WIDE_SPREAD


def criteria_of(edition: GuidanceEdition) -> list[Criterion]:
    """Return the criteria by which candidates of this edition are scored."""
    return [
        Criterion(row["code"], row["title"], Decimal(str(row["weight"])))
        for row in edition.selection_criteria
    ]


def total_of(scores: Mapping[str, Any], criteria: Sequence[Criterion]) -> Total:
    """Weigh what is there; the share says how much of the weight that is."""
    there = [(c.weight, scores[c.code]) for c in criteria if scores.get(c.code) is not None]
    weight = sum((w for w, _score in there), Decimal(0))
    everything = sum((c.weight for c in criteria), Decimal(0))
    if not weight:
        return Total(None, Decimal(0))
    return Total(
        sum((w * Decimal(str(s)) for w, s in there), Decimal(0)) / weight, weight / everything
    )


def standing_of(candidacy: Candidacy, criteria: Sequence[Criterion]) -> Standing:
    """Add up the sheets of one candidate (prefetch `sheets` for many)."""
    sheets = list(candidacy.sheets.all())
    told = [sheet for sheet in sheets if sheet.is_handed_in]
    means = {c.code: _mean([sheet.score_of(c.code) for sheet in told]) for c in criteria}
    return Standing(
        candidacy=candidacy,
        means=means,
        total=total_of(means, criteria),
        asked=len(sheets),
        handed_in=len(told),
        spread=_spread(_whole_totals(told, criteria)),
        spreads=_spreads(told, criteria),
    )


def ranked(candidacies: Iterable[Candidacy], criteria: Sequence[Criterion]) -> list[Standing]:
    """Order candidates: whole totals with ranks (ties share one), then partial ones, then unscored."""
    standings = [standing_of(candidacy, criteria) for candidacy in candidacies]
    standings.sort(key=_place)
    for number, standing in enumerate(standings, 1):
        if not standing.total.is_whole:
            break
        before = standings[number - 2] if number > 1 else None
        tied = before is not None and before.total.value == standing.total.value
        standing.rank = before.rank if tied and before else number
    return standings


def _place(standing: Standing) -> tuple[bool, bool, Decimal, str]:
    total = standing.total
    value = total.value if total.value is not None else Decimal(0)
    return (not total.is_whole, total.value is None, -value, standing.candidacy.region.code)


def _mean(scores: Sequence[Any]) -> Decimal | None:
    there = [Decimal(str(score)) for score in scores if score is not None]
    return sum(there, Decimal(0)) / len(there) if there else None


def _whole_totals(sheets: Sequence[ScoreSheet], criteria: Sequence[Criterion]) -> list[Decimal]:
    """Totals that can be compared: sheets that scored every criterion."""
    totals = [total_of(sheet.scores, criteria) for sheet in sheets]
    return [total.value for total in totals if total.is_whole and total.value is not None]


def _spread(values: Sequence[Decimal]) -> Decimal | None:
    return max(values) - min(values) if len(values) > 1 else None


def _spreads(sheets: Sequence[ScoreSheet], criteria: Sequence[Criterion]) -> dict[str, Decimal]:
    found = {}
    for criterion in criteria:
        scores = [sheet.score_of(criterion.code) for sheet in sheets]
        there = [Decimal(str(score)) for score in scores if score is not None]
        if (spread := _spread(there)) is not None:
            found[criterion.code] = spread
    return found
