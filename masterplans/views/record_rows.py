"""Which small things do the lists of records share? Addresses, cells, groups."""

from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import Masterplan


def with_plan(rows: list[Any], plan: Masterplan) -> list[Any]:
    """Let the rows share the plan that was read once."""
    for row in rows:
        row.plan = plan
    return rows


def add_url(plan: Masterplan, kind: str, user: Any) -> str:
    if not user.has_perm("masterplans.add_record", plan):
        return ""
    return reverse("masterplans:record_add", kwargs={"slug": plan.enrolment.slug, "kind": kind})


def edit_url(kind: str, record: Any, user: Any) -> str:
    if not user.has_perm("masterplans.edit_record", record):
        return ""
    return reverse("masterplans:record_change", kwargs={"kind": kind, "pk": record.pk})


def from_swot(row: Any, items: list[Any]) -> dict[str, Any]:
    chosen = {item.pk for item in row.items.all()}
    codes = [item.code for item in items if item.pk in chosen]
    return {"text": ", ".join(codes)} if codes else {"tone": "wait", "text": _("none yet")}


def text_cell(value: Any) -> dict[str, Any]:
    return {"text": str(value)} if value else {"none": True}


def grouped(rows: list[Any], key: Any) -> list[tuple[str, list[Any]]]:
    """Group rows that belong together, in the order in which the groups first appear."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(key(row), len(first))
    ordered = sorted(rows, key=lambda row: first[key(row)])
    return [(name, list(group)) for name, group in groupby(ordered, key=key)]
