"""Whom does the portal remind of sections that are due soon or waited for, and how often?

One mail per person and plan: three days before the day, on the day after it, then once a week.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from masterplans import notices, progress
from masterplans.models import Masterplan, Section
from masterplans.states import SectionState
from programs.models import AgencyMember
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day

AHEAD = timedelta(days=3)
AGAIN = timedelta(days=7)
OPEN = {SectionState.EMPTY, SectionState.STARTED, SectionState.NEEDS_WORK}


def is_late(section: Any, today: date | None = None) -> bool:
    """Say whether a section that came from progress.with_states is past its day."""
    last = section.deadline
    return section.state in OPEN and last is not None and last < (today or clock.today())


@transaction.atomic
def remind(today: date | None = None) -> int:
    """Remind writers of everything that is due; return how many people were told."""
    today = today or clock.today()
    near = Section.objects.due_by(today + AHEAD).for_states()
    sections = [
        section
        for section in progress.with_states(near.with_owners())
        if section.state in OPEN and _is_time(section, today)
    ]
    told = _tell(sections, today)
    Section.objects.filter(pk__in=[section.pk for section in sections]).update(reminded_on=today)
    return told


def _is_time(section: Any, today: date) -> bool:
    last, before = section.deadline, section.reminded_on
    if today <= last:
        return before is None or before < last - AHEAD
    return before is None or before <= last or today - before >= AGAIN


def _tell(sections: list[Any], today: date) -> int:
    people = _writers(sections)
    plans = Masterplan.objects.select_related("enrolment__region").in_bulk(
        {section.chapter.book.plan_id for section in sections}
    )
    owed: dict[tuple[User, int], list[Any]] = defaultdict(list)
    for section in sections:
        for person in people[section.pk]:
            owed[person, section.chapter.book.plan_id].append(section)
    for (person, plan), rows in owed.items():
        with override(getattr(person, "language", "") or "id"):
            notices.sections_due(person, plans[plan], [_line(row, today) for row in rows])
    return len({person for person, _plan in owed})


def _writers(sections: list[Any]) -> dict[int, set[User]]:
    """The people named; where nobody is, everybody who writes for the leading and the other agencies."""
    agencies = {pk for section in sections for pk in _agencies(section)}
    members: dict[int, set[User]] = defaultdict(set)
    rows = AgencyMember.objects.active().filter(agency__in=agencies, role="writer")
    for row in rows.select_related("user"):
        members[row.agency_id].add(row.user)
    found = {}
    for section in sections:
        named = set(section.writers.all())
        found[section.pk] = named or {p for pk in _agencies(section) for p in members[pk]}
    return found


def _agencies(section: Any) -> set[int]:
    leading = section.agency_id or section.chapter.agency_id
    return ({leading} | {agency.pk for agency in section.co_agencies.all()}) - {None}


def _line(section: Any, today: date) -> str:
    words = {"section": section, "day": day(section.deadline)}
    if section.deadline < today:
        return _("%(section)s (was due on %(day)s)") % words
    return _("%(section)s (due on %(day)s)") % words
