"""How is an edition's agenda read, and which sessions of a day would collide?"""

from datetime import time

from django.utils.translation import gettext as _

from workshops.models import AgendaSession


def read_time(text: str) -> time | None:
    """Read "08.30" or "08:30"; None for an empty text."""
    return time.fromisoformat(text.replace(".", ":")) if text else None


def reasons_against(session: AgendaSession, others: list[AgendaSession]) -> list[str]:
    """Say why a session cannot stand in its day as it is; empty when it can."""
    if session.day < 1:
        return [_("Days are counted from 1.")]
    if session.ends_at and not session.starts_at:
        return [_("Give the time at which the session begins.")]
    if session.starts_at and session.ends_at and session.ends_at <= session.starts_at:
        return [_("The session must end after it begins.")]
    return [
        _("“%(other)s” is in the same room at the same time. Choose another time or room.")
        % {"other": other.title}
        for other in others
        if other.pk != session.pk and _collide(session, other)
    ]


def _collide(one: AgendaSession, other: AgendaSession) -> bool:
    if one.day != other.day or one.room.strip().lower() != other.room.strip().lower():
        return False
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
