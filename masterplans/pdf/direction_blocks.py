"""What do the blocks of direction and measuring show? Keywords, vision and missions, SNI ISO 37122."""

from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import charts
from masterplans.pdf.block_parts import Numbers, at_horizons, grouped, svg
from masterplans.pdf.records import MissionRow, PlanRecords
from masterplans.sni37122 import catalogue


def vision_keywords(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    if not records.keywords:
        return None
    label = numbers.table(_("Keywords of the vision and where they come from"), "vision_keywords")
    return {"rows": records.keywords, "table": label}


def vision(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.vision:
        return None
    rows = [(mission, _objective_lines(mission, records)) for mission in records.missions]
    label = rows and numbers.table(_("Missions, objectives and targets by year"), "missions")
    return {"rows": rows, "table": label, "horizons": records.horizons}


def sni37122(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    """Per theme how many indicators have a value, then every indicator that was looked at."""
    if not records.indicators:
        return None
    asked: dict[str, int] = {}
    for indicator in catalogue().indicators:
        asked[indicator.theme] = asked.get(indicator.theme, 0) + 1
    known = dict.fromkeys(asked, 0)
    for row in records.indicators:
        known[row.theme] += bool(row.value)
    figure = numbers.figure(_("Indicators with a value by theme of SNI ISO 37122"), "sni37122")
    counts = [(theme, [known[theme], asked[theme] - known[theme]]) for theme in asked]
    names = [_("with a value"), _("without a value")]
    return {
        "groups": grouped(records.indicators, lambda row: row.theme),
        "known": sum(known.values()),
        "asked": sum(asked.values()),
        "figure": figure,
        "drawing": svg(charts.stacked(counts, names, figure.title, label=190)),
        "table": numbers.table(_("Values of the indicators of SNI ISO 37122"), "sni37122"),
        "note": catalogue().note,
    }


def _objective_lines(mission: MissionRow, records: PlanRecords) -> list[tuple[Any, list[str]]]:
    return [(row, at_horizons(row.targets, records)) for row in mission.objectives]
