"""How does the list of all enrolments that somebody may see leave as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Column, Day, Number, Sheet, Text, register


def _rows(scope: None, user: User) -> Iterator[dict[str, Any]]:
    found = Enrolment.objects.visible_to(user).select_related("cohort", "region__province")
    for enrolment in found:
        yield {
            "cohort": enrolment.cohort.year,
            "code": enrolment.region.code,
            "region": enrolment.region.name,
            "province": enrolment.region.province.name if enrolment.region.province else "",
            "stage": min(enrolment.stage, 4),
            "period": enrolment.period,
            "enrolled_on": enrolment.enrolled_on,
            "presented_on": enrolment.presented_on,
        }


register(
    Sheet(
        name="programs.enrolments",
        title=_("Regions"),
        scope=None,
        columns=[
            Column("cohort", _("Cohort"), Number()),
            Column("code", _("Kemendagri code"), Text(), width=14),
            Column("region", _("Region"), Text()),
            Column("province", _("Province"), Text()),
            Column("stage", _("Stage"), Number(), width=9),
            Column("period", _("Period of the plan"), Text(), width=16),
            Column("enrolled_on", _("Enrolled on"), Day()),
            Column("presented_on", _("Presented on"), Day()),
        ],
        rows=_rows,
        may_export="accounts.view_own",
        page=lambda scope: reverse("enrolment_list"),
    )
)
