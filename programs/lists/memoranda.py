"""How do the agreements of a cohort leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.lists.mentors import ENROLMENT
from programs.models import Capacity, Cohort, Enrolment, Memorandum
from programs.services import memoranda
from smartcity_portal.kit.sheets import Choice, Column, Day, Row, Sheet, Text, register

SIDES = {
    "ministry": {
        "number": _("Number of the ministry"),
        "party": _("For the ministry"),
        "signer": _("Signed for the ministry by"),
        "office": _("Office of the signer for the ministry"),
        "capacity": _("Capacity of the signer for the ministry"),
        "behalf": _("Ministry: on behalf of"),
    },
    "region": {
        "number": _("Number of the region"),
        "party": _("For the region"),
        "signer": _("Signed for the region by"),
        "office": _("Office of the signer for the region"),
        "capacity": _("Capacity of the signer for the region"),
        "behalf": _("Region: on behalf of"),
    },
}
LIMITS = {"number": 80, "party": 200, "signer": 150, "office": 160, "behalf": 160}


def _columns_of(side: str) -> list[Column]:
    return [
        Column(
            f"{part}_{side}",
            header,
            Choice(Capacity, default=Capacity.DEFINITIVE)
            if part == "capacity"
            else Text(LIMITS[part]),
            width=14 if part == "capacity" else 30,
        )
        for part, header in SIDES[side].items()
    ]


COLUMNS = [
    Column("enrolment", _("Region"), ENROLMENT, required=True),
    Column(
        "kind",
        _("Kind of agreement"),
        Choice(Memorandum.Kind, default=Memorandum.Kind.UNDERSTANDING),
    ),
    Column("title", _("Title"), Text(200), required=True, width=50),
    *_columns_of("ministry"),
    *_columns_of("region"),
    Column("witnesses", _("Witnesses"), Text(lines=True)),
    Column("scope", _("Scope"), Text(lines=True)),
    Column("place", _("Place"), Text(160)),
    Column("mode", _("Mode"), Choice(Memorandum.Mode, default=Memorandum.Mode.ONSITE), width=12),
    Column("signed_on", _("Signed on"), Day()),
    Column("valid_until", _("Valid until"), Day()),
    Column("source", _("Source"), Text(200)),
]


def _rows(cohort: Cohort, user: User) -> Iterator[dict[str, Any]]:
    found = Memorandum.objects.filter(enrolment__cohort=cohort)
    for memorandum in found.select_related("enrolment__region").order_by("enrolment__region__code"):
        yield {
            "id": memorandum.pk,
            **{column.key: getattr(memorandum, column.key) for column in COLUMNS},
        }


def _save(cohort: Cohort, row: Row, *, by: User) -> None:
    facts = dict(row)
    enrolment = facts.pop("enrolment")
    memoranda.register(Enrolment.objects.get(pk=enrolment.pk), by=by, **facts)


register(
    Sheet(
        name="programs.memoranda",
        title=_("Memoranda (MoU)"),
        scope=Cohort,
        columns=COLUMNS,
        key=("enrolment",),
        rows=_rows,
        save=_save,
        may_export="programs.register_memorandum",
        may_import="programs.register_memorandum",
        page=lambda cohort: reverse("programs:memorandum_list", args=[cohort.year]),
    )
)
