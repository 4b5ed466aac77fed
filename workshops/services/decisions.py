"""How is a decision written into the minutes, changed, and taken out again?"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.models import AgendaSession, Decision, Minutes
from workshops.services import tasks
from workshops.services.minutes import locked, require_draft


@transaction.atomic
def add(
    minutes: Minutes,
    *,
    by: User,
    text: str,
    session: AgendaSession | None = None,
    holder: str = "",
    due_on: date | None = None,
    task: str = "",
    at: datetime | None = None,
) -> Decision:
    """Write down a decision, and with a holder and a day the task that follows from it.

    Raises Blocked for a decision without words, a holder without a day, and handed-in minutes.
    """
    minutes = _open(minutes, by)
    text = _words(text)
    last = minutes.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        minutes=minutes, number=last + 1, text=text, session=_of(minutes, session)
    )
    history.record(
        "workshops.decision.add", minutes, by=by, at=at, number=decision.number, text=text[:200]
    )
    if holder or due_on or task.strip():
        tasks.propose(decision, by=by, holder=holder, due_on=due_on, text=task or text, at=at)
    return decision


@transaction.atomic
def change(
    decision: Decision, *, by: User, text: str, session: AgendaSession | None = None
) -> Decision:
    """Change the words of a decision or the session it belongs to."""
    minutes = _open(decision.minutes, by)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    decision.text, decision.session = _words(text), _of(minutes, session)
    decision.save(update_fields=["text", "session"])
    history.record(
        "workshops.decision.change",
        minutes,
        by=by,
        number=decision.number,
        text=decision.text[:200],
    )
    return decision


@transaction.atomic
def remove(decision: Decision, *, by: User) -> None:
    """Take a decision out. Raises Blocked when somebody works on a task of it already."""
    minutes = _open(decision.minutes, by)
    if decision.tasks.given().exists():
        raise Blocked(
            [_("Tasks of this decision were given already. Drop them with a reason instead.")]
        )
    decision.tasks.all().delete()
    number, text = decision.number, decision.text
    decision.delete()
    for later in minutes.decisions.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    history.record("workshops.decision.remove", minutes, by=by, text=text[:200])


def _open(minutes: Minutes, by: User) -> Minutes:
    minutes = locked(minutes)
    permission.require("workshops.write_minutes", minutes, by=by)
    require_draft(minutes)
    return minutes


def _words(text: str) -> str:
    if not text.strip():
        raise Blocked([_("Write what was decided.")])
    return text.strip()


def _of(minutes: Minutes, session: AgendaSession | None) -> AgendaSession | None:
    if session is not None and session.workshop_id != minutes.workshop_id:
        raise Blocked([_("This session belongs to another bimtek.")])
    return session
