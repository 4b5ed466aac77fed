"""Which slides tell the analysis and the direction? Readiness, SWOT, vision, missions."""

from decimal import Decimal

from django.utils.translation import gettext as _

from masterplans.outputs.deck import Chart, Points, Quadrants, Slide, Statement, Table
from masterplans.outputs.material import Material
from masterplans.outputs.telling import and_more, shortened, sources
from masterplans.pdf.records import MissionRow, ObjectiveRow, ReadinessRow
from smartcity_portal.kit.formats import number

BEST, WORST = 3, 1
STATEMENTS, OBJECTIVES, NAMED, KEYWORDS = 3, 8, 3, 6


def readiness(material: Material) -> list[Slide]:
    """The score by component, what is strong and what is missing."""
    rows = material.records.readiness
    if not rows:
        return []
    groups: dict[str, list[ReadinessRow]] = {}
    for row in rows:
        groups.setdefault(row.component, []).append(row)
    scores = sorted(
        ((name, _score(mine)) for name, mine in groups.items()), key=lambda pair: -pair[1]
    )
    whole = number(_score(rows), 1)
    best = [row for row in rows if row.rating == BEST]
    worst = [row for row in rows if row.rating == WORST]
    chart = Chart(
        "bars",
        _("Readiness by component, in per cent of the best rating"),
        tuple(name for name, _value in scores),
        ((_("Per cent"), tuple(round(float(value), 1) for _name, value in scores)),),
        places=1,
    )
    right = [_indicators(_("Ready"), best), _indicators(_("Not ready yet"), worst)]
    return [
        Slide(
            title=_("The region's readiness: %(percent)s %% of the best rating")
            % {"percent": whole},
            lead=_("%(count)d indicators were rated; strongest: %(best)s, weakest: %(worst)s.")
            % {"count": len(rows), "best": scores[0][0], "worst": scores[-1][0]},
            columns=((58, chart), (42, _joined(right))),
            notes=(
                *(f"{name}: {number(value, 1)} %" for name, value in scores),
                *(f"{row.indicator}: {row.condition}" for row in worst if row.condition),
            ),
            sources=sources(material, _("readiness"), "readiness_radar", "readiness"),
        )
    ]


def _score(rows: list[ReadinessRow] | tuple[ReadinessRow, ...]) -> Decimal:
    return Decimal(100 * sum(row.rating for row in rows)) / Decimal(BEST * len(rows))


def _indicators(heading: str, rows: list[ReadinessRow]) -> Points:
    lines = [shortened(row.indicator, 70) for row in rows[:NAMED]]
    if len(rows) > NAMED:
        lines.append(_("and %(count)d more") % {"count": len(rows) - NAMED})
    return Points(f"{heading} ({len(rows)})", tuple(lines))


def _joined(parts: list[Points]) -> Quadrants:
    return Quadrants(tuple(part for part in parts if part.lines))


def swot(material: Material) -> list[Slide]:
    """Four fields with the first statements of each; strategies and the rest in the notes."""
    records = material.records
    if not records.swot:
        return []
    names = {
        "S": _("Strengths"),
        "W": _("Weaknesses"),
        "O": _("Opportunities"),
        "T": _("Threats"),
    }
    fields = []
    for letter, name in names.items():
        rows = [row for row in records.swot if row.quadrant == letter]
        lines = [f"{row.code}  {shortened(row.statement, 105)}" for row in rows[:STATEMENTS]]
        if len(rows) > STATEMENTS:
            lines.append(and_more(len(rows) - STATEMENTS))
        fields.append(Points(name, tuple(lines)))
    strategies = [f"{row.kind}: {row.text}" for row in records.strategies]
    return [
        Slide(
            title=_("Where we stand: %(count)d statements on strengths and challenges")
            % {"count": len(records.swot)},
            columns=((100, Quadrants(tuple(fields))),),
            notes=(*(f"{row.code}: {row.statement}" for row in records.swot), *strategies),
            sources=sources(material, _("SWOT analysis"), "swot", "swot_strategies"),
        )
    ]


def vision(material: Material) -> list[Slide]:
    """The vision to be read aloud, with its keywords."""
    records = material.records
    if not records.vision:
        return []
    statement = Statement(
        records.vision,
        _("Smart-city vision %(first)d–%(last)d") % {"first": records.first, "last": records.last},
    )
    columns: tuple = ((100, statement),)
    if records.keywords:
        rows = tuple(
            (row.word, shortened(row.meaning, 90) or "–", ", ".join(row.codes[:4]) or "–")
            for row in records.keywords[:KEYWORDS]
        )
        table = Table(
            _("Keywords of the vision"),
            (_("Keyword"), _("Meaning"), _("From SWOT")),
            rows,
            (28, 50, 22),
        )
        columns = ((48, statement), (52, table))
    source = material.vision_source
    return [
        Slide(
            title=_("Our vision"),
            columns=columns,
            notes=(
                records.vision,
                *(f"{row.word}: {row.meaning}" for row in records.keywords if row.meaning),
            ),
            sources=(*sources(material, _("vision"), "vision"), *filter(None, [source])),
        )
    ]


def missions(material: Material) -> list[Slide]:
    """Missions with the objectives that are measured, from the baseline to the last target."""
    records = material.records
    if not records.missions:
        return []
    pairs = [(mission, row) for mission in records.missions for row in mission.objectives]
    if pairs:
        table, left = _objectives(pairs, records.base_year, records.last)
    else:
        table, left = _bare(records.missions), 0
    return [
        Slide(
            title=_("%(missions)d missions, %(objectives)d objectives that are measured")
            % {"missions": len(records.missions), "objectives": len(pairs)},
            lead=and_more(left).capitalize() if left else "",
            columns=((100, table),),
            notes=tuple(
                line
                for mission in records.missions
                for line in (
                    f"{mission.code} {mission.text}"
                    + (f" (RPJMD: {mission.rpjmd})" if mission.rpjmd else ""),
                    *(f"– {row.text}" for row in mission.objectives),
                )
            ),
            sources=sources(material, _("missions and objectives"), "vision"),
        )
    ]


def _objectives(
    pairs: list[tuple[MissionRow, ObjectiveRow]], base_year: int, last: int
) -> tuple[Table, int]:
    rows, told = [], ""
    for mission, row in pairs[:OBJECTIVES]:
        name = "" if mission.code == told else shortened(mission.text, 80)
        told = mission.code
        end = row.targets[max(row.targets)] if row.targets else ""
        rows.append(
            (
                name,
                shortened(row.text, 80),
                shortened(
                    " ".join(filter(None, (row.indicator, f"({row.unit})" if row.unit else ""))), 70
                ),
                row.baseline or "–",
                end or "–",
            )
        )
    table = Table(
        _("Missions, objectives and targets"),
        (_("Mission"), _("Objective"), _("Indicator"), str(base_year), str(last)),
        tuple(rows),
        (25, 29, 26, 10, 10),
        frozenset({3, 4}),
    )
    return table, max(0, len(pairs) - OBJECTIVES)


def _bare(rows: tuple[MissionRow, ...]) -> Table:
    return Table(
        _("Missions"),
        (_("Mission"), _("RPJMD reference")),
        tuple((shortened(row.text, 160), row.rpjmd or "–") for row in rows[:OBJECTIVES]),
        (65, 35),
    )
