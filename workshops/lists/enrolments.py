"""How do the regions of a cohort leave and enter as a spreadsheet? A new row begins a journey."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programs.lists.lookups import REGION
from programs.models import Cohort, Enrolment, Region
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Day, Number, Row, Sheet, Text, register
from workshops.services import journeys


def _rows(cohort: Cohort, user: User) -> Iterator[dict[str, Any]]:
    found = Enrolment.objects.visible_to(user).filter(cohort=cohort)
    for enrolment in found.select_related("region__province").order_by("region__code"):
        yield {
            "id": enrolment.pk,
            "region": enrolment.region,
            "code": enrolment.region.code,
            "province": enrolment.region.province.name if enrolment.region.province else "",
            "period_start": enrolment.period_start,
            "period_end": enrolment.period_end,
            "enrolled_on": enrolment.enrolled_on,
            "stage": min(enrolment.stage, 4),
            "presented_on": enrolment.presented_on,
        }


def _save(cohort: Cohort, row: Row, *, by: User) -> None:
    if row.id:
        raise Blocked([_("This region is enrolled already, and its period no longer changes.")])
    journeys.begin(
        cohort,
        Region.objects.get(pk=row["region"].pk),
        by=by,
        period_start=row["period_start"],
        enrolled_on=row.get("enrolled_on"),
    )


register(
    Sheet(
        name="workshops.enrolments",
        title=gettext_lazy("Regions of the cohort"),
        scope=Cohort,
        columns=[
            Column(
                "region",
                gettext_lazy("Region"),
                REGION,
                required=True,
                help=gettext_lazy("The name, such as Kota Bontang, or the Kemendagri code."),
                example="",
            ),
            Column("code", gettext_lazy("Kemendagri code"), Text(), computed=True),
            Column("province", gettext_lazy("Province"), Text(), computed=True),
            Column(
                "period_start",
                gettext_lazy("First year of the plan"),
                Number(least=2000, most=2100),
                required=True,
            ),
            Column("period_end", gettext_lazy("Last year of the plan"), Number(), computed=True),
            Column("enrolled_on", gettext_lazy("Enrolled on"), Day()),
            Column("stage", gettext_lazy("Stage"), Number(), computed=True),
            Column("presented_on", gettext_lazy("Presented on"), Day(), computed=True),
        ],
        key=("region",),
        rows=_rows,
        save=_save,
        may_export="programs.view_cohort",
        may_import="programs.enrol_region",
        page=lambda cohort: cohort.get_absolute_url(),
        note=gettext_lazy("Every new region gets its masterplan and its four bimtek at once."),
    )
)
