"""How do the cohorts and their numbers leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.lists.lookups import EDITION
from programs.models import Cohort
from programs.services import cohorts
from smartcity_portal.kit.sheets import Column, Day, Number, Row, Sheet, Text, register

FACTS = (
    "edition", "theme", "invited", "assessed", "places", "memorandum_on", "memorandum_place",
    "notes", "source",
)  # fmt: skip


def _rows(scope: None, user: User) -> Iterator[dict[str, Any]]:
    found = Cohort.objects.visible_to(user).select_related("edition")
    for cohort in found.annotate(enrolled=Count("enrolments")):
        yield {
            "id": cohort.pk,
            "year": cohort.year,
            "enrolled": cohort.enrolled,
            **{name: getattr(cohort, name) for name in FACTS},
        }


def _save(scope: None, row: Row, *, by: User) -> None:
    facts = dict(row)
    year = facts.pop("year")
    if row.id:
        cohorts.change(Cohort.objects.get(pk=row.id), by=by, **facts)
    else:
        cohorts.start(year, facts.pop("edition"), by=by, **facts)


register(
    Sheet(
        name="programs.cohorts",
        title=_("Cohorts"),
        scope=None,
        columns=[
            Column("year", _("Year"), Number(least=2000, most=2100), required=True, example=2022),
            Column(
                "edition",
                _("Guidance edition"),
                EDITION,
                required=True,
                help=_("Year and revision of the edition."),
                example="",
            ),
            Column("theme", _("Theme"), Text(200)),
            Column("invited", _("Invited"), Number(least=0, most=32000)),
            Column("assessed", _("Assessed"), Number(least=0, most=32000)),
            Column("places", _("Chosen"), Number(least=0, most=32000)),
            Column("memorandum_on", _("Day of the MoU"), Day()),
            Column("memorandum_place", _("Place of the MoU"), Text(160)),
            Column("notes", _("Notes"), Text(lines=True)),
            Column("source", _("Source"), Text(200)),
            Column("enrolled", _("Regions enrolled"), Number(), computed=True),
        ],
        key=("year",),
        rows=_rows,
        save=_save,
        may_export="programs.view_cohort",
        may_import="programs.manage_cohort",
        page=lambda scope: reverse("programs:selection_overview"),
    )
)
