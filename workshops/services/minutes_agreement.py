"""How do minutes become a version that nobody can change? Read, printed, and only then sealed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError, Printed
from workshops import after_notices as notices
from workshops import holders
from workshops.models import Minutes, MinutesVersion, Task
from workshops.pdf import minutes as press
from workshops.pdf.minutes_content import content_of, fingerprint, hash_of
from workshops.services.minutes import locked
from workshops.states import MINUTES


def agree(
    minutes: Minutes, *, by: User, read: str = "", at: datetime | None = None
) -> MinutesVersion:
    """Agree to the minutes that were read, and keep them as the next version with its PDF.

    `read` is the fingerprint of what stood on the page. Printing happens before anything is
    locked; what changed meanwhile is refused. Raises PermissionDenied, Blocked.
    """
    minutes = Minutes.objects.with_names().get(pk=minutes.pk)
    _ask(minutes, by)
    at = at or timezone.now()
    content = content_of(minutes)
    if read and read != fingerprint(content):
        raise Blocked([_("The minutes have changed since you opened them. Read them again.")])
    number, reason = minutes.version + 1, minutes.reason
    content["version"] = {"number": number, "reason": reason, "agreed_by": str(by)}
    content["version"]["agreed_at"] = at.isoformat()
    try:
        printed = press.render(content, region=minutes.enrolment.region)
    except PdfError as error:
        raise Blocked([_("The minutes cannot be printed. %(why)s") % {"why": error}]) from error
    return _seal(minutes, content, printed, by=by, at=at)


def _ask(minutes: Minutes, by: User) -> None:
    if not by.has_perm(MINUTES.permission("agree"), minutes):
        raise PermissionDenied(MINUTES.permission("agree"))
    if reasons := MINUTES.reasons_against("agree", minutes):
        raise Blocked(reasons)


@transaction.atomic
def _seal(
    minutes: Minutes, content: dict, printed: Printed, *, by: User, at: datetime
) -> MinutesVersion:
    minutes = locked(minutes)
    MINUTES.take("agree", minutes, by=by)
    number = minutes.version + 1
    if fingerprint(content_of(minutes)) != fingerprint(content) or (
        content["version"]["number"] != number
    ):
        raise Blocked([_("The minutes have changed since you opened them. Read them again.")])
    version = MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        content=content,
        content_sha256=hash_of(content["written"]),
        sha256=blobs.put(printed.content),
        pages=printed.pages,
        size=len(printed.content),
        reason=minutes.reason,
        agreed_by=by,
        agreed_at=at,
    )
    minutes.version, minutes.reason, minutes.state_since = number, "", at
    minutes.save(update_fields=["state", "state_since", "version", "reason"])
    history.record("workshops.minutes.agree", minutes, by=by, at=at, version=number)
    notices.minutes_agreed(minutes, by=by)
    _give_tasks(minutes, by=by, at=at)
    return version


def _give_tasks(minutes: Minutes, *, by: User, at: datetime) -> None:
    """What was only proposed now lies with its holder."""
    rows = Task.objects.with_names().filter(decision__minutes=minutes, given_at=None)
    for task in rows.select_for_update(of=("self",)):
        task.given_at = task.state_since = at
        task.save(update_fields=["given_at", "state_since"])
        history.record(
            "workshops.task.give",
            task,
            by=by,
            at=at,
            holder=holders.of_task(task).name,
            due=day(task.due_on),
        )
        notices.task_given(task, by=by)
