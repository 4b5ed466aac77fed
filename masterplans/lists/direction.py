"""How do vision, keywords, missions and objectives leave and enter as spreadsheets?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from masterplans.lists.plan import (
    SWOT_ITEMS,
    TABLES,
    FromSwot,
    Table,
    plan_of,
    required_plan,
    target_column,
    targets_in,
)
from masterplans.models import Mission, Objective, VisionKeyword
from masterplans.services import records
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Lookup, Row, Sheet, Text, register


def _page(enrolment: Enrolment) -> str:
    return reverse("masterplans:vision", args=[enrolment.slug])


def _keywords_page(enrolment: Enrolment) -> str:
    return reverse("masterplans:record_list", args=[enrolment.slug, "kata-kunci"])


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
MISSIONS = TABLES["masterplans.missions"] = Table(Mission, ("text", "rpjmd_reference"))
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
        rows=MISSIONS.rows,
        save=MISSIONS.save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_page,
    )
)

KEYWORDS = TABLES["masterplans.keywords"] = FromSwot(
    VisionKeyword, ("word", "meaning"), many=("items",)
)
register(
    Sheet(
        name="masterplans.keywords",
        title=gettext_lazy("Keywords of the vision"),
        scope=Enrolment,
        columns=[
            Column("word", gettext_lazy("Keyword"), Text(60), required=True),
            Column("meaning", gettext_lazy("Meaning"), Text(300), width=60),
            Column(
                "items",
                gettext_lazy("SWOT items"),
                SWOT_ITEMS,
                help=gettext_lazy("Codes of the statements that it comes from, such as S1, O2."),
            ),
        ],
        key=("word",),
        rows=KEYWORDS.rows,
        save=KEYWORDS.save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_keywords_page,
    )
)

MISSION = Lookup(
    lambda enrolment: Mission.objects.filter(plan__enrolment=enrolment),
    words=lambda mission: [mission.text],
    label=lambda mission: mission.text,
)


@dataclass(frozen=True)
class Objectives(Table):
    """Objectives, with a target for every year of the plan."""

    def values(self, record: Any) -> dict[str, Any]:
        years = {f"target_{line.year}": line.value for line in record.targets.all()}
        return {**super().values(record), **years}

    def given(self, enrolment: Enrolment, row: Row) -> dict[str, Any]:
        record = Objective.objects.filter(pk=row.id).first() if row.id else None
        fields = {name: row[name] for name in self.fields if name in row}
        return {**fields, "targets": targets_in(row, enrolment, record)}


OBJECTIVES = TABLES["masterplans.objectives"] = Objectives(
    Objective,
    ("mission", "text", "indicator", "unit", "baseline", "rpjmd_reference"),
    related=("mission",),
    many=("targets",),
)


def _objective_columns(enrolment: Enrolment) -> list[Column]:
    return [
        Column(
            "mission",
            gettext_lazy("Mission"),
            MISSION,
            required=True,
            width=50,
            help=gettext_lazy("The words of a mission of the plan."),
        ),
        Column("text", gettext_lazy("Objective"), Text(lines=True), required=True),
        Column("indicator", gettext_lazy("Indicator"), Text(300)),
        Column("unit", gettext_lazy("Unit"), Text(40), width=14),
        Column("baseline", gettext_lazy("Baseline"), Text(60)),
        Column("rpjmd_reference", gettext_lazy("RPJMD reference"), Text(200)),
        *map(target_column, enrolment.years),
    ]


register(
    Sheet(
        name="masterplans.objectives",
        title=gettext_lazy("Objectives"),
        scope=Enrolment,
        columns=_objective_columns,
        key=("mission", "text"),
        rows=OBJECTIVES.rows,
        save=OBJECTIVES.save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=_page,
    )
)
