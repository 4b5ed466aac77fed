"""How do the indicators of SNI ISO 37122 leave and enter? All of them, with a value or the reason for none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.lists.plan import AGENCY_COLUMN, TABLES, Table, plan_of
from masterplans.models import Masterplan, Sni37122Value
from masterplans.sni37122 import Indicator, by_code, catalogue, place_of
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Column, Lookup, Number, Row, Sheet, Text, register

INDICATOR = Lookup(
    lambda enrolment: catalogue().indicators,
    words=lambda indicator: [indicator.code, indicator.title],
    label=str,
)


@dataclass(frozen=True)
class Indicators(Table):
    """Every indicator of the catalogue has a line, whether its value is known or not."""

    def records(self, plan: Masterplan, only: Any = None) -> list[Any]:
        if only is not None and not isinstance(only, list):
            return super().records(plan, only)
        known = {record.indicator: record for record in super().records(plan)}
        return [
            known.get(asked.code) or Sni37122Value(plan=plan, indicator=asked.code, unit=asked.unit)
            for asked in catalogue().indicators
            if only is None or asked.code in only
        ]

    def places(self, plan: Masterplan) -> list[Any]:
        return list(by_code())

    def known(self, plan: Masterplan, cells: Mapping[str, str]) -> Any:
        """Return the primary key of the record that a line names, None while there is none."""
        code = cells.get("indicator", "").partition(" ")[0]
        rows = Sni37122Value.objects.filter(plan=plan, indicator=code)
        return rows.values_list("pk", flat=True).first()

    def values(self, record: Any) -> dict[str, Any]:
        asked = by_code().get(record.indicator)
        return {
            **super().values(record),
            "indicator": asked,
            "theme": asked.theme if asked else "",
            "unit": record.unit or (asked.unit if asked else ""),
        }

    def rows(self, enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
        plan = plan_of(enrolment)
        for record in self.records(plan) if plan else ():
            yield {"id": record.pk, **self.values(record)}

    def given(self, enrolment: Enrolment, row: Row) -> dict[str, Any]:
        values = row.without_id()
        asked: Indicator | None = values.get("indicator")
        if asked:
            values |= {"indicator": asked.code, "order": place_of(asked.code)}
        return {name: value for name, value in values.items() if name != "theme"}


TABLE = TABLES["masterplans.sni37122"] = Indicators(
    Sni37122Value,
    ("value", "year", "evidence", "unavailable_because", "agency"),
    related=("agency",),
)
register(
    Sheet(
        name="masterplans.sni37122",
        title="SNI ISO 37122",
        scope=Enrolment,
        columns=[
            Column("theme", _("Theme"), Text(80), computed=True, width=26),
            Column("indicator", _("Indicator"), INDICATOR, required=True, width=60),
            Column("value", _("Value"), Number(whole=False, least=0), width=14),
            Column("unit", _("Unit"), Text(60), width=22),
            Column("year", _("Year"), Number(least=1990, most=2100), width=10),
            Column("evidence", _("Source of the data"), Text(300), width=36),
            Column("unavailable_because", _("Why there is no value"), Text(300), width=36),
            AGENCY_COLUMN,
        ],
        key=("indicator",),
        rows=TABLE.rows,
        save=TABLE.save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=lambda enrolment: reverse("masterplans:record_list", args=[enrolment.slug, "sni"]),
    )
)
