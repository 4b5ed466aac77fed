"""What waits for somebody because of a bimtek? Tasks that lie there, tasks and minutes to confirm."""

from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit import clock
from workshops.after_cards import queue_of
from workshops.models import Minutes, Task
from workshops.states import TaskState

SHOWN = 10
OPEN = TaskState.OPEN


def tasks_of(user: User, enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: own open tasks by their day, then reported ones to confirm."""
    held = Task.objects.open().held_by(user)
    reported = Task.objects.to_confirm_by(user)
    if enrolment is not None:
        return queue_of(_of_one(enrolment, held | reported), user)
    rows = [
        *held.for_queue().order_by("due_on", "pk")[:SHOWN],
        *reported.for_queue().order_by("state_since", "pk")[:SHOWN],
    ]
    return queue_of(rows, user)


def _of_one(enrolment: Enrolment, tasks: Any) -> list[Task]:
    """The same of one enrolment: few enough for one query."""
    rows = list(tasks.filter(enrolment=enrolment).for_queue(with_region=False).order_by("pk"))
    for task in rows:
        task.enrolment = enrolment
    held = sorted((row for row in rows if row.state == OPEN), key=attrgetter("due_on"))
    reported = sorted((row for row in rows if row.state != OPEN), key=attrgetter("state_since"))
    return [*held[:SHOWN], *reported[:SHOWN]]


def minutes_to_agree(user: User) -> list[dict[str, Any]]:
    """Minutes that wait for this mentor or for the ministry, the longest waiting first."""
    rows = Minutes.objects.to_agree_by(user).for_queue()[:SHOWN]
    return [
        {
            "from": str(minutes.enrolment.region),
            "title": _("Minutes of %(bimtek)s") % {"bimtek": minutes.workshop.title},
            "url": minutes.get_absolute_url(),
            "holder": _("You"),
            "you": True,
            "days": clock.days_since(minutes.state_since),
            "action": {
                "label": _("Read and agree"),
                "url": minutes.get_absolute_url(),
                "hint": str(minutes.enrolment.region),
            },
        }
        for minutes in rows
    ]
