"""How do vision, missions and objectives leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from masterplans.lists.plan import plan_of, required_plan, rows_of, saver_of
from masterplans.models import Mission
from masterplans.services import records
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Lookup, Row, Sheet, Text, register


def _page(enrolment: Enrolment) -> str:
    return reverse("masterplans:vision", args=[enrolment.slug])


def _vision(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    plan = plan_of(enrolment)
    if plan is not None:
        yield {
            "period": enrolment.period,
            "vision": plan.vision,
            "vision_source": plan.vision_source,
        }


def _set_vision(enrolment: Enrolment, row: Row, *, by: User) -> None:
    if row["period"] != enrolment.period:
        raise Blocked([_("The period of this plan is %(period)s.") % {"period": enrolment.period}])
    plan = required_plan(enrolment)
    source = row.get("vision_source", plan.vision_source)
    records.set_vision(plan, row.get("vision", plan.vision), source=source, by=by)


register(
    Sheet(
        name="masterplans.vision",
        title=gettext_lazy("Vision"),
        scope=Enrolment,
        columns=[
            Column("period", gettext_lazy("Period of the plan"), Text(9), required=True),
            Column("vision", gettext_lazy("Vision"), Text(lines=True), width=70),
            Column("vision_source", gettext_lazy("Source"), Text(200)),
        ],
        key=("period",),
        rows=_vision,
        save=_set_vision,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_page,
        has_ids=False,
    )
)
register(
    Sheet(
        name="masterplans.missions",
        title=gettext_lazy("Missions"),
        scope=Enrolment,
        columns=[
            Column("text", gettext_lazy("Mission"), Text(lines=True), required=True, width=70),
            Column("rpjmd_reference", gettext_lazy("RPJMD reference"), Text(200)),
        ],
        key=("text",),
        rows=rows_of(Mission, "text", "rpjmd_reference"),
        save=saver_of(Mission),
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_page,
    )
)

MISSION = Lookup(
    lambda enrolment: Mission.objects.filter(plan__enrolment=enrolment),
    words=lambda mission: [mission.text],
    label=lambda mission: mission.text,
    offered=False,
)
PARTS = ("text", "indicator", "baseline")


def _objectives(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for mission in Mission.objects.filter(plan__enrolment=enrolment):
        for objective in mission.objectives:
            yield {"mission": mission, **{name: objective.get(name, "") for name in PARTS}}


def _save_objective(enrolment: Enrolment, row: Row, *, by: User) -> None:
    """Write the objective into its mission; targets of an objective that keeps its words stay."""
    mission = Mission.objects.get(pk=row["mission"].pk)
    given = {name: row[name] for name in PARTS if name in row}
    kept = [dict(objective) for objective in mission.objectives]
    same = [one for one in kept if one.get("text") == row["text"]]
    for objective in same:
        objective.update(given)
    objectives = kept if same else [*kept, {"indicator": "", "baseline": "", **given}]
    records.change(mission, by=by, objectives=objectives)


register(
    Sheet(
        name="masterplans.objectives",
        title=gettext_lazy("Objectives"),
        scope=Enrolment,
        columns=[
            Column(
                "mission",
                gettext_lazy("Mission"),
                MISSION,
                required=True,
                width=50,
                help=gettext_lazy("The words of a mission of the plan."),
            ),
            Column("text", gettext_lazy("Objective"), Text(lines=True), required=True),
            Column("indicator", gettext_lazy("Indicator"), Text(lines=True)),
            Column("baseline", gettext_lazy("Baseline"), Text()),
        ],
        key=("mission", "text"),
        rows=_objectives,
        save=_save_objective,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_page,
        has_ids=False,
    )
)
