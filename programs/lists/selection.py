"""How do candidates and the assessors asked about them leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programs.lists.lookups import REGION
from programs.models import Candidacy, Cohort, ScoreSheet
from programs.ranking import criteria_of, ranked
from programs.services import candidacies, score_sheets
from programs.states import CandidacyState
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import (
    Choice,
    Column,
    Day,
    Flag,
    Lookup,
    Number,
    Row,
    Sheet,
    Text,
    register,
)

FACTS = ("origin", "contact_name", "contact_email", "source", "notes", "state", "reason")


def _page(cohort: Cohort) -> str:
    return reverse("programs:selection_detail", args=[cohort.year])


def _columns(cohort: Cohort) -> list[Column]:
    """The columns of every cohort, and one mean for each criterion of its edition."""
    return [
        Column("region", gettext_lazy("Region"), REGION, required=True, width=34),
        Column(
            "origin",
            gettext_lazy("How it came in"),
            Choice(Candidacy.Origin, default=Candidacy.Origin.INVITED),
        ),
        Column("contact_name", gettext_lazy("Contact person"), Text(150), width=30),
        Column(
            "contact_email", gettext_lazy("E-mail of the contact person"), Text(254, email=True)
        ),
        Column("source", gettext_lazy("Source"), Text(200)),
        Column("notes", gettext_lazy("Notes"), Text(lines=True)),
        Column("state", gettext_lazy("State"), Choice(CandidacyState), computed=True),
        Column("reason", gettext_lazy("Reason"), Text(lines=True), computed=True),
        Column("rank", gettext_lazy("Place in the ranking"), Number(), computed=True),
        *[
            Column(_mean_key(number), criterion.title, Number(whole=False), computed=True)
            for number, criterion in enumerate(criteria_of(cohort.edition))
        ],
        Column("total", gettext_lazy("Weighted score"), Number(whole=False), computed=True),
        Column("sheets", gettext_lazy("Sheets handed in"), Number(), computed=True),
        Column("spread", gettext_lazy("Spread"), Number(whole=False), computed=True),
    ]


def _mean_key(number: int) -> str:
    return f"mean_{number}"


def _rows(cohort: Cohort, user: User) -> Iterator[dict[str, Any]]:
    criteria = criteria_of(cohort.edition)
    found = cohort.candidacies.with_names().prefetch_related("sheets")
    for standing in ranked(found, criteria):
        candidacy = standing.candidacy
        means = {_mean_key(n): _tenth(standing.means[c.code]) for n, c in enumerate(criteria)}
        yield {
            "id": candidacy.pk,
            "region": candidacy.region,
            "rank": standing.rank,
            "total": _tenth(standing.total.value),
            "sheets": standing.handed_in,
            "spread": _tenth(standing.spread),
            **{name: getattr(candidacy, name) for name in FACTS},
            **means,
        }


def _tenth(value: Any) -> Any:
    return None if value is None else round(value, 1)


def _save(cohort: Cohort, row: Row, *, by: User) -> None:
    facts = dict(row)
    region = facts.pop("region")
    if row.id:
        candidacies.change(Candidacy.objects.get(pk=row.id), by=by, **facts)
    else:
        candidacies.add(cohort, region, by=by, **facts)


register(
    Sheet(
        name="programs.candidacies",
        title=gettext_lazy("Candidates"),
        scope=Cohort,
        columns=_columns,
        key=("region",),
        rows=_rows,
        save=_save,
        may_export="programs.manage_selection",
        may_import="programs.manage_selection",
        page=_page,
    )
)

CANDIDATE = Lookup(
    lambda cohort: cohort.candidacies.select_related("region", "cohort"),
    words=lambda candidacy: [candidacy.region.name, candidacy.region.code],
    label=lambda candidacy: candidacy.region.name,
    offered=False,
)
ASSESSOR = Lookup(
    lambda cohort: User.objects.filter(is_active=True),
    words=lambda user: [user.email, user.username],
    label=lambda user: user.email or user.username,
    offered=False,
)


def _asked(cohort: Cohort, user: User) -> Iterator[dict[str, Any]]:
    found = ScoreSheet.objects.filter(candidacy__cohort=cohort)
    related = found.select_related("candidacy__region", "candidacy__cohort", "assessor")
    for sheet in related.order_by("candidacy__region__code", "assessor__name"):
        yield {
            "id": sheet.pk,
            "candidacy": sheet.candidacy,
            "assessor": sheet.assessor,
            "name": sheet.assessor.name,
            "handed_in": sheet.is_handed_in,
            "handed_in_on": sheet.handed_in_at.date() if sheet.handed_in_at else None,
        }


def _ask(cohort: Cohort, row: Row, *, by: User) -> None:
    if row.id:
        raise Blocked([_("This person has been asked already; there is nothing to change.")])
    score_sheets.ask(row["candidacy"], row["assessor"], by=by)


register(
    Sheet(
        name="programs.assessors",
        title=gettext_lazy("Assessors of the candidates"),
        scope=Cohort,
        columns=[
            Column("candidacy", gettext_lazy("Region"), CANDIDATE, required=True, width=34),
            Column(
                "assessor",
                gettext_lazy("Assessor"),
                ASSESSOR,
                required=True,
                width=34,
                help=gettext_lazy(
                    "E-mail address or user name. Whoever guides the region as mentor is refused."
                ),
            ),
            Column("name", gettext_lazy("Name"), Text(), computed=True, width=34),
            Column("handed_in", gettext_lazy("Handed in"), Flag(), computed=True),
            Column("handed_in_on", gettext_lazy("Handed in on"), Day(), computed=True),
        ],
        key=("candidacy", "assessor"),
        rows=_asked,
        save=_ask,
        may_export="programs.manage_selection",
        may_import="programs.assign_assessor",
        page=_page,
    )
)
