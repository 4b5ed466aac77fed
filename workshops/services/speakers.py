"""How do speakers come into a bimtek, into its sessions, and out again?"""

from collections.abc import Iterable
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import blobs
from smartcity_portal.kit.documents import clean_document
from smartcity_portal.kit.machine import Blocked
from workshops.agenda import reasons_against
from workshops.models import AgendaSession, Speaker, Workshop
from workshops.services.agenda import locked

FIELDS = ("name", "position", "institution", "topic", "email")


@transaction.atomic
def add(
    workshop: Workshop,
    *,
    by: User | None,
    sessions: Iterable[AgendaSession] = (),
    cv: IO[bytes] | None = None,
    is_example: bool = False,
    **values: Any,
) -> Speaker:
    """Add a speaker. Raises Blocked for a name that is there, or for two sessions at one time."""
    meeting = locked(workshop)
    permission.require("workshops.add_speaker", meeting, by=by)
    speaker = Speaker(workshop=meeting, is_example=is_example, **_known(values))
    speaker.order = meeting.speakers.count() + 1
    _write(speaker, sessions, cv)
    history.record("workshops.speaker.add", meeting, by=by, name=speaker.name)
    return speaker


@transaction.atomic
def change(
    speaker: Speaker,
    *,
    by: User,
    sessions: Iterable[AgendaSession] | None = None,
    cv: IO[bytes] | None = None,
    **values: Any,
) -> Speaker:
    """Change what is known about a speaker; `sessions` None leaves them as they are."""
    speaker = _locked(speaker)
    permission.require("workshops.change_speaker", speaker, by=by)
    for name, value in _known(values).items():
        setattr(speaker, name, value)
    _write(speaker, speaker.sessions.all() if sessions is None else sessions, cv)
    history.record("workshops.speaker.change", speaker.workshop, by=by, name=speaker.name)
    return speaker


@transaction.atomic
def remove(speaker: Speaker, *, by: User) -> None:
    """Take a speaker out of the bimtek; letters that were issued keep the name."""
    speaker = _locked(speaker)
    permission.require("workshops.remove_speaker", speaker, by=by)
    history.record("workshops.speaker.remove", speaker.workshop, by=by, name=speaker.name)
    speaker.delete()


def _write(speaker: Speaker, sessions: Iterable[AgendaSession], cv: IO[bytes] | None) -> None:
    speaker.name = " ".join(speaker.name.split())
    twins = speaker.workshop.speakers.filter(name__iexact=speaker.name).exclude(pk=speaker.pk)
    if twins.exists():
        raise Blocked([_("%(name)s is among the speakers already.") % {"name": speaker.name}])
    chosen = [session.pk for session in sessions]
    _free_in(speaker, chosen)
    if cv is not None:
        content, speaker.cv_name = clean_document(cv, getattr(cv, "name", ""))
        speaker.cv_sha256 = blobs.put(content)
    speaker.save()
    speaker.sessions.set(chosen)


def _free_in(speaker: Speaker, chosen: list[int]) -> None:
    """Raise Blocked when one person would speak in two sessions at one time."""
    rows = list(speaker.workshop.sessions.prefetch_related("speakers"))
    known = {row.pk for row in rows}
    if set(chosen) - known:
        raise Blocked([_("The session belongs to another bimtek.")])
    own = [row for row in rows if row.pk in set(chosen)]
    name = speaker.name.casefold()
    for number, session in enumerate(own):
        elsewhere = [
            row
            for row in rows
            if row.pk not in set(chosen)
            and name in {presenter.casefold() for presenter in row.presenters}
        ]
        for other in own[number + 1 :]:
            other.presenter = f"{other.presenter};{speaker.name}"
            elsewhere.append(other)
        reasons = [
            reason
            for reason in reasons_against(session, elsewhere, names=[speaker.name])
            if speaker.name in reason
        ]
        if reasons:
            raise Blocked(reasons)


def _locked(speaker: Speaker) -> Speaker:
    meeting = locked(speaker.workshop)
    speaker = Speaker.objects.get(pk=speaker.pk)
    speaker.workshop = meeting
    return speaker


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a speaker has no {', '.join(sorted(unknown))}")
    return values
