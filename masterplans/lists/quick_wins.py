"""How do quick wins and their risks leave and enter as spreadsheets?"""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from masterplans.lists.plan import DIMENSION, PROGRAM, required_plan
from masterplans.models import QuickWin, QuickWinRisk
from masterplans.services import quick_wins
from masterplans.states import QuickWinState
from programs.lists.lookups import AGENCY
from programs.models import Enrolment
from smartcity_portal.kit.sheets import (
    Choice,
    Column,
    Kind,
    Lookup,
    Number,
    Row,
    Rupiah,
    Sheet,
    Text,
    Unreadable,
    register,
)

FIELDS = (
    "year", "name", "dimension", "program", "agency", "partners", "problem", "innovation",
    "beneficiaries", "indicator", "target", "months", "cost", "fund", "milestones",
)  # fmt: skip
RISK_FIELDS = ("risk", "cause", "likelihood", "impact", "treatment", "owner")


class Milestones(Kind):
    """One step per line with its months: 1-3 Build the application."""

    width, wraps = 44, True

    def read(self, value: Any, scope: Any) -> list[dict[str, Any]]:
        return [self._step(line) for line in str(value).splitlines() if line.strip()]

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        return "\n".join(self._line(step) for step in value or [])

    def empty(self) -> list[dict[str, Any]]:
        return []

    def hint(self) -> str:
        return _("One per line, with its months: 1-3 Build the application")

    def _step(self, line: str) -> dict[str, Any]:
        found = re.fullmatch(r"\s*(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?\s+(\S.*?)\s*", line)
        if not found:
            raise Unreadable(
                _("“%(line)s” does not begin with its months, such as 1-3.") % {"line": line}
            )
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= 60:
            raise Unreadable(_("The months of “%(line)s” do not run on.") % {"line": line})
        return {"months": [first, last], "title": found[3]}

    def _line(self, step: dict[str, Any]) -> str:
        months = step.get("months") or [1]
        span = f"{min(months)}-{max(months)}" if len(set(months)) > 1 else str(months[0])
        return f"{span} {step.get('title', '')}".strip()


def _page(enrolment: Enrolment) -> str:
    return reverse("masterplans:quick_win_list", args=[enrolment.slug])


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    found = QuickWin.objects.filter(plan__enrolment=enrolment)
    for quick_win in found.select_related("dimension", "program", "agency"):
        yield {
            "id": quick_win.pk,
            "state": quick_win.state,
            **{name: getattr(quick_win, name) for name in FIELDS},
        }


def _save(enrolment: Enrolment, row: Row, *, by: User) -> None:
    if row.id:
        quick_wins.save_profile(QuickWin.objects.get(pk=row.id), by=by, **row)
    else:
        quick_wins.nominate(required_plan(enrolment), by=by, **row)


register(
    Sheet(
        name="masterplans.quick_wins",
        title=gettext_lazy("Quick wins"),
        scope=Enrolment,
        columns=[
            Column("year", gettext_lazy("Year"), Number(least=2000, most=2100), required=True),
            Column("name", gettext_lazy("Name"), Text(200), required=True, width=44),
            Column("dimension", gettext_lazy("Dimension"), DIMENSION, required=True),
            Column(
                "program",
                gettext_lazy("Programme"),
                PROGRAM,
                help=gettext_lazy("Code or name of a programme of the plan."),
            ),
            Column("agency", gettext_lazy("Responsible agency (OPD)"), AGENCY),
            Column("partners", gettext_lazy("Partners"), Text(300)),
            Column("problem", gettext_lazy("Problem"), Text(lines=True)),
            Column("innovation", gettext_lazy("Innovation"), Text(lines=True)),
            Column("beneficiaries", gettext_lazy("Beneficiaries"), Text(300)),
            Column("indicator", gettext_lazy("Indicator"), Text(200)),
            Column("target", gettext_lazy("Target"), Text(200)),
            Column("months", gettext_lazy("Months"), Number(least=1, most=120)),
            Column("cost", gettext_lazy("Cost (Rp)"), Rupiah()),
            Column("fund", gettext_lazy("Source of funds"), Text(100)),
            Column("milestones", gettext_lazy("Milestones"), Milestones()),
            Column("state", gettext_lazy("State"), Choice(QuickWinState), computed=True),
        ],
        key=("year", "name"),
        rows=_rows,
        save=_save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.import_quickwin",
        page=_page,
    )
)

QUICK_WIN = Lookup(
    lambda enrolment: QuickWin.objects.filter(plan__enrolment=enrolment),
    words=lambda quick_win: [quick_win.name],
    label=lambda quick_win: f"{quick_win.name} ({quick_win.year})",
    offered=False,
)


def _risks(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    found = QuickWinRisk.objects.filter(quick_win__plan__enrolment=enrolment)
    for risk in found.select_related("quick_win").order_by("quick_win__order", "pk"):
        yield {
            "quick_win": risk.quick_win,
            **{name: getattr(risk, name) for name in RISK_FIELDS},
        }


def _save_risk(enrolment: Enrolment, row: Row, *, by: User) -> None:
    """Write the risk into its quick win's register; the other risks stay."""
    quick_win = QuickWin.objects.get(pk=row["quick_win"].pk)
    given = {name: row[name] for name in RISK_FIELDS if name in row}
    risks = [dict(risk) for risk in quick_win.risks.values(*RISK_FIELDS)]
    same = [risk for risk in risks if risk["risk"] == row["risk"]]
    for risk in same:
        risk.update(given)
    quick_wins.save_profile(quick_win, by=by, risks=risks if same else [*risks, given])


register(
    Sheet(
        name="masterplans.risks",
        title=gettext_lazy("Risks of the quick wins"),
        scope=Enrolment,
        columns=[
            Column("quick_win", gettext_lazy("Quick win"), QUICK_WIN, required=True, width=44),
            Column("risk", gettext_lazy("Risk"), Text(300), required=True, width=44),
            Column("cause", gettext_lazy("Cause"), Text(300)),
            Column(
                "likelihood",
                gettext_lazy("Likelihood (1–5)"),
                Number(least=1, most=5),
                required=True,
            ),
            Column("impact", gettext_lazy("Impact (1–5)"), Number(least=1, most=5), required=True),
            Column("treatment", gettext_lazy("Treatment"), Text(300)),
            Column("owner", gettext_lazy("Owner"), Text(160)),
        ],
        key=("quick_win", "risk"),
        rows=_risks,
        save=_save_risk,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.import_quickwin",
        page=_page,
        has_ids=False,
    )
)
