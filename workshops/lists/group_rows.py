"""How do the rows of a group leave and enter as a spreadsheet? One list per kind of record."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.models import ReadinessItem, SwotItem
from programs.models import WorksheetRecords
from smartcity_portal.kit.sheets import (
    Choice,
    Column,
    Lookup,
    Number,
    Row,
    Rupiah,
    Sheet,
    Text,
    register,
)
from workshops.models import WorkGroup
from workshops.services import group_rows
from workshops.states import GroupState

AGENCY = Column(
    "agency",
    _("Agency (OPD)"),
    Lookup(
        lambda group: group.enrolment.region.agencies.all(), words=lambda a: [a.short_name, a.name]
    ),
    help=_("Short or full name as in the list of agencies."),
)
EVIDENCE = Column("evidence", _("Evidence"), Text(300), width=36)
COLUMNS: dict[str, list[Column]] = {
    WorksheetRecords.READINESS: [
        Column("part", _("Part"), Text(100)),
        Column("indicator", _("Indicator"), Text(200), required=True, width=40),
        Column("condition", _("Present condition"), Text(lines=True), required=True),
        Column("rating", _("Rating"), Choice(ReadinessItem.Rating.choices), required=True),
        EVIDENCE,
        AGENCY,
    ],
    WorksheetRecords.SWOT: [
        Column("quadrant", _("Quadrant"), Choice(SwotItem.Quadrant), required=True),
        Column("statement", _("Statement"), Text(lines=True), required=True),
        EVIDENCE,
        Column("keywords", _("Keywords for the vision"), Text(200)),
        AGENCY,
    ],
    WorksheetRecords.GAPS: [
        Column("current", _("Now"), Text(lines=True), required=True),
        Column("target", _("Target"), Text(lines=True), required=True),
        Column("gap", _("Gap"), Text(lines=True), required=True),
        Column("solution", _("Answer"), Text(lines=True)),
        AGENCY,
    ],
    WorksheetRecords.PROGRAMS: [
        Column("name", _("Programme"), Text(200), required=True, width=44),
        Column(
            "sub_dimension",
            _("Sub-dimension"),
            Lookup(lambda group: _parts(group), words=lambda part: [part.name, part.code]),
        ),
        Column(
            "horizon",
            _("Horizon"),
            Lookup(
                lambda group: group.enrolment.cohort.edition.horizons.all(),
                words=lambda horizon: [horizon.label, horizon.code],
            ),
            required=True,
        ),
        Column("description", _("Description"), Text(lines=True)),
        AGENCY,
        Column("indicator", _("Indicator"), Text(200)),
        Column("baseline", _("Baseline"), Text(60)),
    ],
    WorksheetRecords.ACTIONS: [
        Column("action", _("Action"), Text(300), required=True, width=44),
        Column("output", _("Output"), Text(300)),
        Column("first_year", _("From"), Number(least=2000, most=2100), required=True),
        Column("last_year", _("To"), Number(least=2000, most=2100), required=True),
        AGENCY,
        Column("budget", _("Amount (Rp)"), Rupiah()),
    ],
    WorksheetRecords.QUICK_WINS: [
        Column("name", _("Name"), Text(200), required=True, width=44),
        Column("problem", _("Problem"), Text(lines=True)),
        Column("innovation", _("Innovation"), Text(lines=True)),
        AGENCY,
        Column("beneficiaries", _("Beneficiaries"), Text(300)),
        Column("indicator", _("Indicator"), Text(200)),
        Column("months", _("Months"), Number(least=1, most=60)),
        Column("cost", _("Cost (Rp)"), Rupiah()),
    ],
}
KEYS: dict[str, tuple[str, ...]] = {
    WorksheetRecords.READINESS: ("indicator",),
    WorksheetRecords.SWOT: ("quadrant", "statement"),
    WorksheetRecords.GAPS: ("gap",),
    WorksheetRecords.PROGRAMS: ("name",),
    WorksheetRecords.ACTIONS: ("action",),
    WorksheetRecords.QUICK_WINS: ("name",),
}


def _parts(group: WorkGroup) -> Any:
    from programs.models import SubDimension

    parts = SubDimension.objects.filter(dimension__edition=group.enrolment.cohort.edition_id)
    return parts.filter(dimension__code=group.key)


def _rows(kind: str) -> Callable[[WorkGroup, User], Iterator[dict[str, Any]]]:
    def rows(group: WorkGroup, user: User) -> Iterator[dict[str, Any]]:
        if group.worksheet.plan.records != kind:
            return
        keys = [column.key for column in COLUMNS[kind]]
        for row in group.rows.select_related("agency"):
            yield {"id": row.pk, **{key: getattr(row, key) for key in keys}}

    return rows


def _groups(kind: str) -> Callable[[Any], Any]:
    def groups(enrolment: Any) -> Any:
        return WorkGroup.objects.with_room().filter(
            worksheet__workshop__enrolment=enrolment,
            worksheet__plan__records=kind,
            state=GroupState.OPEN,
        )

    return groups


def _save(group: WorkGroup, row: Row, *, by: User) -> None:
    fields = row.without_id()
    if fields.get("budget", 0) is None:
        fields["budget"] = 0
    known = group.rows.filter(pk=row.id).first() if row.id else None
    if known is None:
        group_rows.add(group, fields, by=by)
    else:
        group_rows.change(group, known, fields, by=by)


for _kind, _columns in COLUMNS.items():
    register(
        Sheet(
            name=f"workshops.rows_{_kind}",
            title=WorksheetRecords(_kind).label,
            scope=WorkGroup,
            columns=_columns,
            key=KEYS[_kind],
            rows=_rows(_kind),
            save=_save,
            may_export="workshops.view_group",
            may_import="workshops.write_group",
            page=lambda group: reverse("workshops:group_detail", args=[group.pk]),
            scopes_of=_groups(_kind),
            in_dossier=False,
            note=_(
                "The rows become the group's part of the plan; what stands there already stays."
            ),
        )
    )
