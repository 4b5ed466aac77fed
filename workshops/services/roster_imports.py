"""How do thousands of people come onto a roster at once, and how do marks of many sessions?"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.models import AgendaSession, Attendance, Participant, Participation, Workshop
from workshops.names import key_of
from workshops.services import attendance, rosters

PRESENT, EXCUSED, ABSENT = "present", "excused", "absent"


@transaction.atomic
def enter_many(
    workshop: Workshop, people: Sequence[dict[str, Any]], *, by: User
) -> list[Exception | None]:
    """Put many new people on the roster; who is known to the region under any spelling comes back.

    Returns for each why it was refused, or None.
    """
    meeting = rosters.locked(workshop)
    permission.require("workshops.edit_roster", workshop, by=by)
    refused: list[Exception | None] = []
    wanted: list[dict[str, Any] | None] = []
    for person in people:
        try:
            wanted.append(rosters.cleaned(workshop, **person))
            refused.append(None)
        except Blocked as blocked:
            wanted.append(None)
            refused.append(blocked)
    known = _known(workshop, [values["name"] for values in wanted if values])
    here = set(Participation.objects.filter(workshop=meeting).values_list("participant", flat=True))
    fresh: list[Participant] = []
    back: list[int] = []
    for place, values in enumerate(wanted):
        if values is None:
            continue
        found = _find(known, values)
        if found is None:
            newcomer = Participant(
                enrolment_id=workshop.enrolment_id, name_key=key_of(values["name"]), **values
            )
            fresh.append(newcomer)
            known.setdefault(newcomer.name_key, []).append(newcomer)
        elif found.pk is None or found.pk in here:
            refused[place] = Blocked(
                [_("%(name)s stands on the roster already.") % {"name": found}]
            )
        else:
            here.add(found.pk)
            back.append(found.pk)
    made = Participant.objects.bulk_create(fresh, batch_size=500)
    rosters.expect(meeting, [*back, *(person.pk for person in made)], Participation.Source.IMPORT)
    if made or back:
        history.record("workshops.roster.import", workshop, by=by, count=len(made) + len(back))
    return refused


@transaction.atomic
def mark_many(
    workshop: Workshop, marks: Sequence[tuple[int | None, dict[AgendaSession, str]]], *, by: User
) -> list[Exception | None]:
    """Record what a spreadsheet says of many people: present, excused, or not there after all.

    `marks` names the row of the roster and what is said of each session. Returns why a row was
    refused, or None.
    """
    permission.require("workshops.record_attendance", workshop, by=by)
    meeting = rosters.locked(workshop)
    rows = attendance.of_person(workshop, by).in_bulk([pk for pk, _said in marks if pk])
    seen = set(
        Attendance.objects.filter(participation__in=rows).values_list("participation", "session")
    )
    refused: list[Exception | None] = []
    new: dict[AgendaSession, list[Participation]] = {}
    for pk, said in marks:
        row = rows.get(pk)
        if row is None:
            refused.append(
                Blocked(
                    [
                        _(
                            "Nobody of this name and agency is on the roster. Bring the participants in first."
                        )
                    ]
                )
            )
            continue
        try:
            for session, word in said.items():
                attendance.check(meeting.pk, session, None, ahead=word != PRESENT)
                if word == PRESENT and (row.pk, session.pk) not in seen:
                    new.setdefault(session, []).append(row)
                elif word == EXCUSED:
                    attendance.excuse(row, session, by=by)
                elif word == ABSENT:
                    attendance.clear(row, session, by=by)
            refused.append(None)
        except Blocked as blocked:
            for people in new.values():
                if row in people:
                    people.remove(row)
            refused.append(blocked)
    count = sum(
        attendance.keep_many(people, session, by=by, how=Attendance.How.IMPORT)
        for session, people in new.items()
    )
    if count:
        history.record("workshops.attendance.import", meeting, by=by, count=count)
    return refused


def _known(workshop: Workshop, names: list[str]) -> dict[str, list[Participant]]:
    keys = {key_of(name) for name in names}
    found: dict[str, list[Participant]] = {}
    people = Participant.objects.filter(enrolment=workshop.enrolment_id, name_key__in=keys)
    for person in people.select_related("merged_into"):
        found.setdefault(person.name_key, []).append(person)
    return found


def _find(known: dict[str, list[Participant]], values: dict[str, Any]) -> Participant | None:
    agency, community = values.get("agency"), values.get("community", "")
    return rosters.among(known.get(key_of(values["name"]), []), values["name"], agency, community)
