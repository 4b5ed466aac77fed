"""How is an edition's agenda read, and why can a session not stand where it is?"""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartcity_portal.kit.formats import day as written_day
from workshops.models import AgendaSession, Workshop


def read_time(text: str) -> time | None:
    """Read "08.30" or "08:30"; None for an empty text."""
    return time.fromisoformat(text.replace(".", ":")) if text else None


def reasons_against(
    session: AgendaSession, others: Iterable[AgendaSession], *, names: Iterable[str] = ()
) -> list[str]:
    """Say why a session cannot stand in its day as it is; empty when it can.

    `names` are the speakers who are linked to it beside those in `presenter`; the others must
    have their speakers at hand.
    """
    if reasons := _impossible(session):
        return reasons
    reasons, busy = [], {_plain(name) for name in (*session.presenters, *names)}
    for other in others:
        if other.pk == session.pk or not _overlap(session, other):
            continue
        if _room(session) == _room(other):
            reasons.append(
                _("“%(other)s” is in the same room at the same time. Choose another time or room.")
                % {"other": other.title}
            )
            continue
        theirs = {_plain(name): name for name in names_of(other)}
        for name in sorted(busy & set(theirs)):
            reasons.append(
                _("%(name)s speaks in “%(other)s” at the same time. Choose another time.")
                % {"name": theirs[name], "other": other.title}
            )
    return reasons


def reasons_against_day(workshop: Workshop, day: int) -> list[str]:
    """Say why a day is not one of the bimtek's; empty when it is."""
    if 1 <= day <= workshop.days:
        return []
    if day < 1:
        return [_("Days are counted from 1.")]
    if workshop.starts_on and workshop.last_day:
        return [
            ngettext(
                "The bimtek has %(days)d day and ends on %(last)s. Choose an earlier day.",
                "The bimtek has %(days)d days and ends on %(last)s. Choose an earlier day.",
                workshop.days,
            )
            % {"days": workshop.days, "last": written_day(workshop.last_day)}
        ]
    return [
        ngettext(
            "The bimtek is planned for %(days)d day. Set longer dates first.",
            "The bimtek is planned for %(days)d days. Set longer dates first.",
            workshop.days,
        )
        % {"days": workshop.days}
    ]


def names_of(session: AgendaSession) -> list[str]:
    """Everybody who presents in a session: those written there and its speakers."""
    linked = [speaker.name for speaker in session.speakers.all()] if session.pk else []
    known = {_plain(name) for name in linked}
    return [*linked, *(name for name in session.presenters if _plain(name) not in known)]


def _impossible(session: AgendaSession) -> list[str]:
    if session.day < 1:
        return [_("Days are counted from 1.")]
    if session.ends_at and not session.starts_at:
        return [_("Give the time at which the session begins.")]
    if session.starts_at and session.ends_at and session.ends_at <= session.starts_at:
        return [_("The session must end after it begins.")]
    return []


def _overlap(one: AgendaSession, other: AgendaSession) -> bool:
    if one.day != other.day:
        return False
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _room(session: AgendaSession) -> str:
    return _plain(session.room)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
