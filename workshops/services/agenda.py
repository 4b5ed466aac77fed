"""How do sessions come into, change in and leave the agenda of a bimtek, and move when it runs late?"""

from datetime import time
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.agenda import reasons_against, reasons_against_day
from workshops.models import AgendaSession, Workshop

FIELDS = ("day", "starts_at", "ends_at", "title", "presenter", "room", "mode", "link")
MOST_MINUTES = 600


@transaction.atomic
def add(workshop: Workshop, *, by: User, **values: Any) -> AgendaSession:
    """Add a session to the room's agenda. Raises Blocked when it would collide with another one."""
    workshop = locked(workshop)
    session = AgendaSession(workshop=workshop, **_known(values))
    permission.require("workshops.add_session", session, by=by)
    check(session)
    session.save()
    history.record("workshops.session.add", workshop, by=by, title=session.title)
    return session


@transaction.atomic
def change(session: AgendaSession, *, by: User, **values: Any) -> AgendaSession:
    """Change a session. Raises Blocked when it would collide with another one."""
    session = _locked(session)
    permission.require("workshops.change_session", session, by=by)
    for name, value in _known(values).items():
        setattr(session, name, value)
    check(session)
    session.save(update_fields=FIELDS)
    history.record("workshops.session.change", session.workshop, by=by, title=session.title)
    return session


@transaction.atomic
def remove(session: AgendaSession, *, by: User) -> None:
    """Take a session out of the agenda. Raises Blocked when somebody's attendance hangs on it."""
    session = _locked(session)
    permission.require("workshops.remove_session", session, by=by)
    history.record("workshops.session.remove", session.workshop, by=by, title=session.title)
    take_out(session)


@transaction.atomic
def delay(session: AgendaSession, *, by: User, minutes: int) -> list[AgendaSession]:
    """Move a session and all that follow it on its day by some minutes; negative is earlier.

    Raises Blocked when the day has no room for it or an earlier session would be run over.
    """
    session = _locked(session)
    permission.require("workshops.delay_session", session, by=by)
    if not minutes or abs(minutes) > MOST_MINUTES:
        raise Blocked([_("Give the minutes, between 1 and %(most)d.") % {"most": MOST_MINUTES}])
    if session.starts_at is None:
        raise Blocked([_("The session has no time that could be moved.")])
    moved = list(
        session.workshop.sessions.filter(
            day=session.day, starts_at__gte=session.starts_at
        ).prefetch_related("speakers")
    )
    for row in moved:
        row.starts_at = _shifted(row.starts_at, minutes)
        row.ends_at = _shifted(row.ends_at, minutes)
    stay = session.workshop.sessions.filter(day=session.day, starts_at__lt=session.starts_at)
    before = list(stay.prefetch_related("speakers"))
    for row in moved:
        names = [speaker.name for speaker in row.speakers.all()]
        if reasons := reasons_against(row, before, names=names):
            raise Blocked(reasons)
    AgendaSession.objects.bulk_update(moved, ["starts_at", "ends_at"])
    history.record(
        "workshops.session.delay",
        session.workshop,
        by=by,
        title=session.title,
        minutes=minutes,
        count=len(moved),
    )
    return moved


def check(session: AgendaSession) -> None:
    """Raise Blocked when the session cannot stand in the agenda as it is."""
    others = session.workshop.sessions.filter(day=session.day).prefetch_related("speakers")
    names = [speaker.name for speaker in session.speakers.all()] if session.pk else []
    reasons = reasons_against(session, others, names=names)
    if reasons := reasons or reasons_against_day(session.workshop, session.day):
        raise Blocked(reasons)


def take_out(session: AgendaSession) -> None:
    """Delete a session. Raises Blocked when attendance or minutes hang on it."""
    try:
        with transaction.atomic():
            session.delete()
    except ProtectedError:
        raise Blocked(
            [
                _("People have been recorded as present in “%(title)s”; it stays in the agenda.")
                % {"title": session.title}
            ]
        ) from None


def locked(workshop: Workshop) -> Workshop:
    """Return the bimtek whose agenda it is, locked: the host's where regions meet together."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related(
        "enrolment__region", "enrolment__cohort", "plan"
    )
    return rows.get(pk=workshop.host_id or workshop.pk)


def _locked(session: AgendaSession) -> AgendaSession:
    workshop = locked(session.workshop)
    session = AgendaSession.objects.get(pk=session.pk)
    session.workshop = workshop
    return session


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a session has no {', '.join(sorted(unknown))}")
    return values


def _shifted(at: time | None, minutes: int) -> time | None:
    if at is None:
        return None
    moved = at.hour * 60 + at.minute + minutes
    if not 0 <= moved < 24 * 60:
        raise Blocked([_("The day has no room for that: a session would pass midnight.")])
    return time(moved // 60, moved % 60)
