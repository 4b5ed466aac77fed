"""How do sessions come into, change in and leave the agenda of a bimtek?"""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.agenda import reasons_against
from workshops.models import AgendaSession, Workshop

FIELDS = ("day", "starts_at", "ends_at", "title", "presenter", "room")


@transaction.atomic
def add(workshop: Workshop, *, by: User, **values: Any) -> AgendaSession:
    """Add a session. Raises Blocked when it would collide with another one."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    session = AgendaSession(workshop=workshop, **_known(values))
    permission.require("workshops.add_session", session, by=by)
    _check(session)
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
    _check(session)
    session.save(update_fields=FIELDS)
    history.record("workshops.session.change", session.workshop, by=by, title=session.title)
    return session


@transaction.atomic
def remove(session: AgendaSession, *, by: User) -> None:
    """Take a session out of the agenda."""
    session = _locked(session)
    permission.require("workshops.remove_session", session, by=by)
    history.record("workshops.session.remove", session.workshop, by=by, title=session.title)
    session.delete()


def _locked(session: AgendaSession) -> AgendaSession:
    Workshop.objects.select_for_update().get(pk=session.workshop_id)
    return AgendaSession.objects.select_related("workshop__enrolment").get(pk=session.pk)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a session has no {', '.join(sorted(unknown))}")
    return values


def _check(session: AgendaSession) -> None:
    others = list(session.workshop.sessions.filter(day=session.day))
    if reasons := reasons_against(session, others):
        raise Blocked(reasons)
