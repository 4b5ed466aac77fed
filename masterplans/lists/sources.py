"""How do the works and the abbreviations of a plan leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.lists.plan import required_plan
from masterplans.models import AbbreviationEntry, BibliographyEntry
from masterplans.services import sources
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Column, Day, Row, Sheet, Text, register

FIELDS = ("authors", "year", "title", "publisher", "place", "url", "accessed_on")


def _works(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for row in BibliographyEntry.objects.filter(plan__enrolment=enrolment):
        yield {"id": row.pk, "key": row.key, **{name: getattr(row, name) for name in FIELDS}}


def _save_work(enrolment: Enrolment, row: Row, *, by: User) -> None:
    fields = row.without_id()
    if row.id:
        sources.change_source(BibliographyEntry.objects.get(pk=row.id), by=by, **fields)
    else:
        sources.add_source(required_plan(enrolment), by=by, **fields)


def _short_forms(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for row in AbbreviationEntry.objects.filter(plan__enrolment=enrolment):
        yield {"id": row.pk, "short": row.short, "long": row.long}


def _save_short_form(enrolment: Enrolment, row: Row, *, by: User) -> None:
    fields = row.without_id()
    if row.id:
        sources.change_abbreviation(AbbreviationEntry.objects.get(pk=row.id), by=by, **fields)
    else:
        sources.add_abbreviation(required_plan(enrolment), by=by, **fields)


register(
    Sheet(
        name="masterplans.sources",
        title=_("Bibliography"),
        scope=Enrolment,
        columns=[
            Column("authors", _("Authors"), Text(300), required=True, example="Nam, T.; Pardo, T."),
            Column("year", _("Year"), Text(10), example="2019"),
            Column("title", _("Title"), Text(400), required=True, width=50),
            Column("publisher", _("Publisher"), Text(200)),
            Column("place", _("Place"), Text(100)),
            Column("url", _("Address on the web"), Text(500)),
            Column("accessed_on", _("Read on the web on"), Day()),
            Column("key", _("Key"), Text(60), computed=True),
        ],
        key=("authors", "year", "title"),
        rows=_works,
        save=_save_work,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.edit_sources",
        page=lambda enrolment: reverse("masterplans:source_list", args=[enrolment.slug]),
    )
)
register(
    Sheet(
        name="masterplans.abbreviations",
        title=_("Abbreviations"),
        scope=Enrolment,
        columns=[
            Column("short", _("Short form"), Text(30), required=True, example="OPD"),
            Column("long", _("Long form"), Text(200), required=True, width=50),
        ],
        key=("short",),
        rows=_short_forms,
        save=_save_short_form,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.edit_sources",
        page=lambda enrolment: reverse("masterplans:abbreviation_list", args=[enrolment.slug]),
    )
)
