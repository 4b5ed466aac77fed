"""Does what was signed still stand in the newest issued book? Only changed lines are signed again.

A promise is the newest line that an agency has signed, or is asked to sign: on the joint sheet, its
own sheet or an addendum. When a newer edition of the book changes those lines, that agency and
the head of region (whose totals change) are asked again; everybody else stays signed.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.permission import require
from commitments.models import Role, Sheet, SheetKind, Signatory
from commitments.services import pledges, sheets, wording
from commitments.services.pledges import Line
from commitments.states import OPEN_STATES, SheetState
from programs.models import Agency, Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked

COMPARED = ("name", "indicator", "target", "amount", "quick_win")
GIVEN = (*OPEN_STATES, SheetState.FINALISING, SheetState.COMPLETED)


@dataclass(frozen=True)
class Change:
    """One line of an agency before (as promised) and after (as the newest book has it)."""

    agency: Agency
    code: str
    name: str
    before: Line | None
    after: Line | None

    def as_data(self) -> dict[str, Any]:
        return {
            "agency": self.agency.pk,
            "agency_name": self.agency.name,
            "code": self.code,
            "name": self.name,
            "before": self.before,
            "after": self.after,
        }


def changes_of(enrolment: Enrolment) -> list[Change]:
    """What the newest issued book changes in what was promised; empty while nothing was."""
    promised = _promised(enrolment)
    newest = wording.book_of(enrolment)
    if not promised or newest is None:
        return []
    now = pledges.pledges_of(enrolment, newest)
    agencies = Agency.objects.in_bulk(promised)
    found = []
    for key in promised:
        before = {_name_of(line): line for line in promised[key]}
        after = {_name_of(line): line for line in now.get(key, [])}
        for name in dict.fromkeys([*before, *after]):
            one, two = before.get(name), after.get(name)
            if _differ(one, two):
                line = two or one or {}
                found.append(Change(agencies[key], line["code"], line["name"], one, two))
    return sorted(found, key=lambda change: (change.agency.name, change.code, change.name))


def basis_of(enrolment: Enrolment) -> Sheet | None:
    """The newest promise of the region itself, which an addendum changes."""
    return (
        Sheet.objects.of(enrolment)
        .filter(kind__in=[SheetKind.JOINT, SheetKind.HEAD], state__in=GIVEN)
        .order_by("-issued_at")
        .first()
    )


@transaction.atomic
def draft_addendum(enrolment: Enrolment, *, by: User | None) -> Sheet:
    """Draft what the agencies with changed lines and the head of region sign again.

    Raises Blocked when nothing changed, or when an addendum is under way already.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    require("commitments.draft_sheet", enrolment, by=by)
    parent = basis_of(enrolment)
    if parent is None:
        raise Blocked([_("No sheet has been issued yet, so nothing can have changed.")])
    open_addenda = Sheet.objects.of(enrolment).filter(kind=SheetKind.ADDENDUM)
    if open_addenda.filter(state__in=[SheetState.DRAFT, *OPEN_STATES]).exists():
        raise Blocked([_("An addendum is under way already. Finish it or declare it void first.")])
    changes = changes_of(enrolment)
    if not changes:
        raise Blocked([_("The newest book changes nothing of what was signed.")])
    return sheets.new(
        Sheet(
            enrolment=enrolment,
            kind=SheetKind.ADDENDUM,
            parent=parent,
            changes=[change.as_data() for change in changes],
            place=parent.place,
            dated=clock.today(),
            is_example=parent.is_example,
        ),
        by=by,
    )


def _promised(enrolment: Enrolment) -> dict[int, list[Line]]:
    """The newest lines that each agency was asked to sign, by the agency's key."""
    rows = (
        Signatory.objects.filter(
            sheet__enrolment=enrolment,
            sheet__state__in=GIVEN,
            role=Role.SIGNATORY,
            agency__isnull=False,
        )
        .exclude(sheet__kind=SheetKind.DOCUMENT)
        .order_by("sheet__issued_at", "sheet__pk")
        .values_list("agency", "pledge")
    )
    return dict(rows)


def _name_of(line: Line) -> tuple[str, str]:
    """A programme is known by its code, a quick win without one by its name."""
    return (line["code"], "" if line["code"] else line["name"])


def _differ(one: Line | None, two: Line | None) -> bool:
    if one is None or two is None:
        return one is not two
    return any(one.get(name, "") != two.get(name, "") for name in COMPARED if name in one)
