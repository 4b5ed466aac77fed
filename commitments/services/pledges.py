"""What does each agency promise to carry out? The programmes and quick wins of the issued plan."""

from decimal import Decimal
from typing import Any

from commitments.models import Sheet, SheetKind
from masterplans.models import BookEdition, PlanProgram, QuickWin
from masterplans.snapshot import records_behind
from programs.models import Agency, Enrolment

PROGRAMS, QUICK_WINS = PlanProgram._meta.label_lower, QuickWin._meta.label_lower
SHOWN = ("programs", "quick_wins")

Line = dict[str, Any]


def pledges_of(enrolment: Enrolment, edition: BookEdition | None = None) -> dict[int, list[Line]]:
    """What each agency answers for, by the agency's key; amounts in whole rupiah.

    Read from the records that the issued `edition` froze; a book that shows no programmes leaves
    it to the plan as it stands. Lines are {"code", "name", "indicator", "target", "target_year",
    "amount", "quick_win"}; a quick win outside any programme has no code.
    """
    records = _records(enrolment, edition)
    wins = records.get(QUICK_WINS, [])
    codes = _codes(enrolment)
    hastened = {codes.get(win.get("program_id")) for win in wins}
    found: dict[int, list[Line]] = {}
    for program in records.get(PROGRAMS, []):
        if program["agency_id"]:
            line = _of_program(program, is_quick_win=program["code"] in hastened)
            found.setdefault(program["agency_id"], []).append(line)
    for win in wins:
        if win["agency_id"] and not win.get("program_id"):
            found.setdefault(win["agency_id"], []).append(_of_quick_win(win))
    return found


def lines_for(sheet: Sheet) -> dict[int, list[Line]]:
    """The pledges that a sheet is about: one agency's, or all of them."""
    found = pledges_of(sheet.enrolment, sheet.edition)
    if sheet.kind == SheetKind.AGENCY and sheet.agency_id:
        return {sheet.agency_id: found.get(sheet.agency_id, [])}
    return found


def totals(pledges: dict[int, list[Line]]) -> list[Line]:
    """One line per agency for the head of region: how many programmes, and how much, in rupiah."""
    names = dict(Agency.objects.filter(pk__in=pledges).values_list("pk", "name"))
    rows = [
        {
            "code": "",
            "name": names.get(agency, ""),
            "programs": sum(1 for line in lines if line["code"]),
            "quick_wins": [line["name"] for line in lines if line["quick_win"]],
            "amount": sum(line["amount"] for line in lines),
            "quick_win": False,
        }
        for agency, lines in pledges.items()
    ]
    return sorted(rows, key=lambda row: row["name"])


def _records(enrolment: Enrolment, edition: BookEdition | None) -> dict[str, Any]:
    frozen = edition.records if edition is not None else {}
    if PROGRAMS in frozen:
        return frozen
    plan = getattr(enrolment, "masterplan", None)
    return records_behind(plan, SHOWN) if plan is not None else {}


def _codes(enrolment: Enrolment) -> dict[int | None, str]:
    """The code of each programme of the plan by its key, which quick wins name."""
    rows = PlanProgram.objects.filter(plan__enrolment=enrolment)
    return dict(rows.values_list("pk", "code"))


def _of_program(program: dict[str, Any], *, is_quick_win: bool) -> Line:
    target: dict[str, Any] = min(program["targets"], key=lambda row: row["year"], default={})
    return {
        "code": program["code"],
        "name": program["name"],
        "indicator": program["indicator"],
        "target": target.get("value", ""),
        "target_year": target.get("year"),
        "amount": sum(int(Decimal(row["amount"])) for row in program["budgets"]),
        "quick_win": is_quick_win,
    }


def _of_quick_win(win: dict[str, Any]) -> Line:
    return {
        "code": "",
        "name": win["name"],
        "indicator": win["indicator"],
        "target": win["target"],
        "target_year": win["year"],
        "amount": int(Decimal(win["cost"] or 0)),
        "quick_win": True,
    }
