"""What do the records say in sentences? One writer for each section of an executive summary.

Words of the programme (names, visions, findings) are quoted as they stand; only the frame is ours.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.formats import number, rupiah_brief

LANGUAGE = "id"
MOST = 5
Writer = Callable[[PlanRecords], list[str]]


def text_for(title: str, records: PlanRecords) -> str:
    """Return the text of a section of this title; empty when the records have nothing to say."""
    found = next((row for row in WRITERS if re.search(row[0], title, re.I)), None)
    if found is None:
        return ""
    _pattern, writer, kinds = found
    parts = writer(records)
    if parts and records.examples & kinds:
        parts.append(_p(_("Source: plan records of %(place)s (example)."), place=records.place))
    return "".join(parts)


def _p(sentence: str, **words: object) -> str:
    quoted = {name: escape(str(word)) for name, word in words.items()}
    return f"<p>{escape(sentence, quote=False) % quoted}</p>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _joined(names: Iterable[str]) -> str:
    rows = list(names)
    if len(rows) < 2:
        return "".join(rows)
    return _("%(names)s and %(last)s") % {"names": ", ".join(rows[:-1]), "last": rows[-1]}


def _total(records: PlanRecords) -> Decimal:
    return sum((row.budget for row in records.programs), Decimal(0))


def glance(records: PlanRecords) -> list[str]:
    """Where the plan goes, with how much, until when."""
    if not records.programs:
        return []
    owners = {row.agency for row in records.programs if row.agency}
    parts = [
        _p(
            _(
                "The masterplan leads %(place)s from %(first)s to %(last)s. It holds %(programs)s programs in %(dimensions)s dimensions, carried by %(agencies)s agencies."
            ),
            place=records.place,
            first=records.first,
            last=records.last,
            programs=number(len(records.programs)),
            dimensions=len({row.dimension for row in records.programs}),
            agencies=len(owners),
        )
    ]
    if budget := _total(records):
        parts.append(_p(_("The budget for it is %(budget)s."), budget=rupiah_brief(budget)))
    if records.vision:
        parts.append(
            _p(_("Its vision is: “%(vision)s”"), vision=records.vision.strip().rstrip("."))
        )
    return parts


def readiness(records: PlanRecords) -> list[str]:
    """What is weak, what stands far from its aim."""
    parts = []
    if records.readiness:
        weak = [row for row in records.readiness if row.rating == 1]
        good = sum(1 for row in records.readiness if row.rating == 3)
        parts.append(
            _p(
                _("Of %(count)s indicators of readiness, %(good)s are good and %(weak)s are poor."),
                count=len(records.readiness),
                good=good,
                weak=len(weak),
            )
        )
        if weak:
            parts.append(_p(_("These are poor and come first:")))
            parts.append(
                _list(_finding(row.part or row.component, row.indicator) for row in weak[:MOST])
            )
    if records.gaps:
        parts.append(_p(_("The gaps that the plan closes:")))
        parts.append(
            _list(_finding(row.dimension, row.gap or row.target) for row in records.gaps[:6])
        )
    return parts


def _finding(name: str, words: str) -> str:
    return f"{name}: {words}".strip().rstrip(".:") + "."


def vision(records: PlanRecords) -> list[str]:
    """Vision, missions and what they are measured by."""
    if not records.vision and not records.missions:
        return []
    parts = []
    if records.vision:
        parts.append(
            _p(_("%(place)s has set itself this vision: “%(vision)s”"),
               place=records.place, vision=records.vision.strip().rstrip("."))
        )  # fmt: skip
    if records.missions:
        aims = sum(len(row.objectives) for row in records.missions)
        said = ngettext(
            "It is carried by %(count)s mission with %(aims)s objectives:",
            "It is carried by %(count)s missions with %(aims)s objectives:",
            len(records.missions),
        )
        parts.append(_p(said, count=len(records.missions), aims=aims))
        parts.append(_list(row.text for row in records.missions))
    return parts


def dimensions(records: PlanRecords) -> list[str]:
    """One paragraph for each dimension: how many programs, the largest, how much."""
    parts = []
    for _code, name in records.dimensions:
        rows = records.programs_of(name)
        if not rows:
            continue
        largest = sorted(rows, key=lambda row: (-row.budget, row.code))[:2]
        budget = sum((row.budget for row in rows), Decimal(0))
        names = _joined(row.name for row in largest)
        said = (
            ngettext(
                "%(dimension)s has %(count)s program worth %(budget)s; the largest is %(names)s.",
                "%(dimension)s has %(count)s programs worth %(budget)s; the largest are %(names)s.",
                len(rows),
            )
            if budget
            else ngettext(
                "%(dimension)s has %(count)s program: %(names)s.",
                "%(dimension)s has %(count)s programs, among them %(names)s.",
                len(rows),
            )
        )
        parts.append(
            _p(said, dimension=name, count=len(rows), budget=rupiah_brief(budget), names=names)
        )
    return parts


def quick_wins(records: PlanRecords) -> list[str]:
    """What people notice in the first year."""
    rows = records.quick_wins
    if not rows:
        return []
    said = ngettext(
        "%(count)s quick win is to be felt first:",
        "%(count)s quick wins are to be felt first:",
        len(rows),
    )
    lines = [
        _("%(name)s (%(dimension)s, %(agency)s)")
        % {"name": row.name, "dimension": row.dimension, "agency": row.agency or "–"}
        for row in rows
    ]
    return [_p(said, count=len(rows)), _list(lines)]


def roadmap(records: PlanRecords) -> list[str]:
    """How programs and money spread over the horizons, and where the money comes from."""
    if not records.programs:
        return []
    lines = []
    for span in records.horizons:
        years = range(span.first, span.last + 1)
        amount = sum(
            (row.budgets.get(year, Decimal(0)) for row in records.programs for year in years),
            Decimal(0),
        )
        active = sum(
            1 for row in records.programs if row.first <= span.last and row.last >= span.first
        )
        lines.append(
            _("%(horizon)s (%(years)s): %(count)s programs, %(budget)s")
            % {
                "horizon": span.label,
                "years": span.years,
                "count": active,
                "budget": rupiah_brief(amount),
            }
        )
    parts = [_p(_("The roadmap has these horizons:")), _list(lines)] if lines else []
    funds: dict[str, Decimal] = {}
    for row in records.programs:
        for fund, amount in row.sources.items():
            funds[fund] = funds.get(fund, Decimal(0)) + amount
    if funds:
        ordered = sorted(funds.items(), key=lambda item: -item[1])
        named = _joined(f"{fund} ({rupiah_brief(amount)})" for fund, amount in ordered)
        parts.append(
            _p(_("The whole budget is %(budget)s, from %(funds)s."),
               budget=rupiah_brief(_total(records)), funds=named)
        )  # fmt: skip
    return parts


def commitment(records: PlanRecords) -> list[str]:
    """Which agency answers for how many programs."""
    counts: dict[str, int] = {}
    for row in records.programs:
        if row.agency:
            counts[row.agency] = counts.get(row.agency, 0) + 1
    if not counts:
        return []
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [
        ngettext("%(agency)s: %(count)s program", "%(agency)s: %(count)s programs", count)
        % {"agency": agency, "count": count}
        for agency, count in ordered
    ]
    return [
        _p(_("Each agency answers for its programs before the head of region:")),
        _list(lines),
    ]


WRITERS: tuple[tuple[str, Writer, frozenset[str]], ...] = (
    (r"sekilas|gambaran umum|ikhtisar", glance, frozenset({"programs", "vision"})),
    (r"kesiapan|kesenjangan", readiness, frozenset({"readiness", "gaps"})),
    (r"\bvisi\b", vision, frozenset({"vision"})),
    (r"dimensi|strategi", dimensions, frozenset({"programs"})),
    (r"quick ?win", quick_wins, frozenset({"quick_wins"})),
    (r"peta jalan|anggaran", roadmap, frozenset({"programs"})),
    (r"komitmen", commitment, frozenset({"programs"})),
)
