"""How did the nominated quick wins of a plan rank? As records: what all gave together, never who gave what."""

from fractions import Fraction

from masterplans.models import Masterplan
from masterplans.pdf.records import RankingTable, StandingRow
from masterplans.ranking import Criterion, Ranking, Standing, rankings_of
from masterplans.states import QuickWinState
from smartcity_portal.kit.formats import number


def ranking_tables(plan: Masterplan) -> tuple[RankingTable, ...]:
    """Return one table for each year whose scoring has ended."""
    tables = [_table(ranking) for ranking in rankings_of(plan)]
    return tuple(table for table in tables if table.rows)


def _table(ranking: Ranking) -> RankingTable:
    return RankingTable(
        year=ranking.year,
        criteria=tuple((row.title, row.weight) for row in ranking.criteria),
        rows=tuple(_row(row, ranking.criteria) for row in ranking.standings if row.place),
        is_example=any(row.quick_win.is_example for row in ranking.standings),
    )


def _row(standing: Standing, criteria: list[Criterion]) -> StandingRow:
    win = standing.quick_win
    chosen = win.state in {QuickWinState.CHOSEN, QuickWinState.FINAL}
    return StandingRow(
        place=standing.place or 0,
        name=win.name,
        dimension=win.dimension.name,
        means=tuple(_mean(standing.points_of(row)) for row in criteria),
        total=standing.said,
        scorers=len(standing.scores),
        chosen=chosen,
        reason=win.choice_reason if chosen else "",
    )


def _mean(points: list[int]) -> str:
    return number(float(Fraction(sum(points), len(points))), 1)
