"""How were the demo's quick wins scored, what do they belong to, and how far did they come?"""

from datetime import date
from random import Random
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.models import GapItem, Masterplan, QuickWin, SwotItem
from masterplans.ranking import criteria_of
from masterplans.services import quick_win_course, quick_win_links, quick_win_scores
from programs.people import keep_relations
from smartcity_portal.demo import files
from smartcity_portal.demo.city import City
from smartcity_portal.demo.plan import EXAMPLE

MEETING, AFTERWARDS = date(2022, 8, 8), date(2022, 9, 2)
LATE = "Kepala dinas belum membaca tiga profil yang diperbarui (contoh)."


def score(city: City, users: dict[str, User]) -> None:
    """Three people score the nominations of Batam before bimtek III chooses among them."""
    by, at = users["koordinator"], city.at(MEETING, 9)
    people = [by, users["penulis"], users["kepala-dinas"]]
    for person in people:
        keep_relations(person)
    plan = Masterplan.objects.get(enrolment=city.enrolment)
    states = {row["name"]: row for row in files.read(city.slug, "quick_wins")["quick_wins"]}
    codes = [row.code for row in criteria_of(city.enrolment.cohort.edition)]
    wins = list(plan.quickwins.all())
    with past.loading(at):
        for scorer in quick_win_scores.ask(plan, people, by=by, at=at):
            points = {
                win.pk: _points(states[win.name]["points"], f"{scorer}: {win.name}", codes)
                for win in wins
            }
            quick_win_scores.hand_in(scorer, by=scorer.user, points=points, at=at)


def score_again(city: City, users: dict[str, User]) -> None:
    """What waits today: one sheet is open again, and the mentor was asked later."""
    plan, by = Masterplan.objects.get(enrolment=city.enrolment), users["koordinator"]
    if plan.scorers.filter(user=users["pembimbing"]).exists():
        return
    at = city.at(AFTERWARDS, 10)
    with past.loading(at):
        quick_win_scores.ask(plan, [users["pembimbing"]], by=by, at=at)
        late = plan.scorers.get(user=users["kepala-dinas"])
        quick_win_scores.reopen(late, by=by, reason=LATE, at=at)


def tie(city: City, by: User) -> None:
    """Say which SWOT items and gap each quick win answers."""
    plan = Masterplan.objects.get(enrolment=city.enrolment)
    items = list(SwotItem.objects.filter(plan=plan))
    gaps = list(GapItem.objects.filter(plan=plan))
    for row in files.read(city.slug, "quick_win_course")["quick_wins"]:
        win = QuickWin.objects.get(plan=plan, name=row["name"])
        if win.swot_items.exists():
            continue
        at = city.at(row["tied_on"], 15)
        with past.loading(at):
            quick_win_links.link(
                win,
                by=by,
                program=win.program,
                swot_items=[i for i in items if i.statement.startswith(tuple(row["swot"]))],
                gap=next((gap for gap in gaps if gap.gap == row.get("gap")), None),
                at=at,
            )


def carry_out(city: City, by: User) -> None:
    """Measure before and after, and report, as the file of the city says."""
    plan = Masterplan.objects.get(enrolment=city.enrolment)
    for row in files.read(city.slug, "quick_win_course")["quick_wins"]:
        win = QuickWin.objects.get(plan=plan, name=row["name"])
        if win.reports.exists():
            continue
        for condition in row.get("conditions", []):
            _measure(city, win, condition, by)
        for report in row.get("reports", []):
            _report(city, win, report, by)


def _measure(city: City, win: QuickWin, row: dict[str, Any], by: User) -> None:
    fields = {name: value for name, value in row.items() if name != "side"}
    at = city.at(row["on"], 15)
    with past.loading(at):
        quick_win_course.measure(win, row["side"], by=by, at=at, **_sourced(fields))


def _report(city: City, win: QuickWin, row: dict[str, Any], by: User) -> None:
    at = city.at(row["on"], 16)
    with past.loading(at):
        quick_win_course.report(win, by=by, at=at, **_sourced(row))


def _sourced(fields: dict[str, Any]) -> dict[str, Any]:
    if "source" in fields:
        return fields
    return {**fields, "source": EXAMPLE, "is_example": True}


def _points(base: int, seed: str, codes: list[str]) -> dict[str, int]:
    """Points around a middle, the same at every load, so that people differ as people do."""
    moods = Random(seed).choices((-1, 0, 0, 1), k=len(codes))
    return {code: base + mood for code, mood in zip(codes, moods, strict=True)}
