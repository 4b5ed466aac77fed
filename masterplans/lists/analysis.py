"""How do readiness, SWOT with its strategies, gaps and actions leave and enter as spreadsheets?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.lists.plan import (
    AGENCY_COLUMN,
    COMPONENT,
    DIMENSION,
    EVIDENCE_COLUMN,
    PROGRAM,
    SWOT_ITEMS,
    TABLES,
    FromSwot,
    Table,
)
from masterplans.models import ActionItem, GapItem, ReadinessItem, SwotItem, SwotStrategy
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Choice, Column, Number, Rupiah, Sheet, Text, register


def _page(kind: str) -> Any:
    def page(enrolment: Enrolment) -> str:
        return reverse("masterplans:record_list", args=[enrolment.slug, kind])

    return page


def _declare(
    name: str,
    title: Any,
    kind: str,
    model: type,
    columns: list[Column],
    *key: str,
    style: type[Table] = Table,
) -> None:
    fields = tuple(column.key for column in columns if column.key != "items")
    related = tuple(field for field in ("agency", "dimension", "program") if field in fields)
    table = style(model, fields, related, ("items",) if style is FromSwot else ())
    TABLES[name] = table
    register(
        Sheet(
            name=name,
            title=title,
            scope=Enrolment,
            columns=columns,
            key=key,
            rows=table.rows,
            save=table.save,
            may_export="masterplans.view_masterplan",
            may_import="masterplans.add_record",
            page=_page(kind),
        )
    )


_declare(
    "masterplans.readiness",
    _("Readiness"),
    "kesiapan",
    ReadinessItem,
    [
        Column("component", _("Component"), COMPONENT, required=True),
        Column("part", _("Part"), Text(100)),
        Column("indicator", _("Indicator"), Text(200), required=True, width=44),
        Column("condition", _("Present condition"), Text(lines=True), required=True),
        Column("rating", _("Rating"), Choice(ReadinessItem.Rating), required=True),
        EVIDENCE_COLUMN,
        AGENCY_COLUMN,
    ],
    "component",
    "part",
    "indicator",
)
_declare(
    "masterplans.swot",
    "SWOT",
    "swot",
    SwotItem,
    [
        Column("quadrant", _("Quadrant"), Choice(SwotItem.Quadrant), required=True),
        Column("component", _("Component"), Text(60)),
        Column("statement", _("Statement"), Text(lines=True), required=True, width=70),
        EVIDENCE_COLUMN,
        AGENCY_COLUMN,
    ],
    "quadrant",
    "statement",
)
_declare(
    "masterplans.strategies",
    _("Strategies from SWOT"),
    "strategi",
    SwotStrategy,
    [
        Column(
            "kind", _("Pair"), Choice([(k, k) for k in SwotStrategy.Kind.values]), required=True
        ),
        Column(
            "items",
            _("SWOT items"),
            SWOT_ITEMS,
            help=_("Codes of the statements that it comes from, such as S1, O2."),
        ),
        Column("text", _("Strategy"), Text(lines=True), required=True, width=70),
        Column("dimension", _("Dimension"), DIMENSION),
        AGENCY_COLUMN,
    ],
    "kind",
    "text",
    style=FromSwot,
)
_declare(
    "masterplans.gaps",
    _("Gaps"),
    "kesenjangan",
    GapItem,
    [
        Column("dimension", _("Dimension"), DIMENSION, required=True),
        Column("current", _("Now"), Text(lines=True), required=True),
        Column("target", _("Target"), Text(lines=True), required=True),
        Column("gap", _("Gap"), Text(lines=True), required=True),
        Column("solution", _("Solution"), Text(lines=True)),
        AGENCY_COLUMN,
    ],
    "dimension",
    "gap",
)
_declare(
    "masterplans.actions",
    _("Action plan"),
    "rencana-aksi",
    ActionItem,
    [
        Column("strand", _("Strand"), Choice(ActionItem.Strand), required=True),
        Column(
            "program",
            _("Programme"),
            PROGRAM,
            width=44,
            help=_("Code or name of a programme of the plan."),
        ),
        Column("action", _("Action"), Text(300), required=True, width=50),
        Column("output", _("Output"), Text(300), width=40),
        Column("first_year", _("From"), Number(least=2000, most=2100), required=True),
        Column("last_year", _("To"), Number(least=2000, most=2100), required=True),
        AGENCY_COLUMN,
        Column("budget", _("Amount (Rp)"), Rupiah(), required=True),
    ],
    "strand",
    "action",
)
