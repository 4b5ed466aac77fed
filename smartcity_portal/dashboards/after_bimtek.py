"""What waits for somebody because of a bimtek? Tasks that lie there, tasks and minutes to confirm."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit import clock
from workshops.after_cards import queue_of
from workshops.models import Minutes, Task

SHOWN = 10


def tasks_of(user: User, enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: own open tasks by their day, then reported ones to confirm."""
    held = Task.objects.open().held_by(user)
    reported = Task.objects.to_confirm_by(user)
    if enrolment is not None:
        held, reported = held.filter(enrolment=enrolment), reported.filter(enrolment=enrolment)
    asked = [
        *held.order_by("due_on", "pk").values_list("pk", flat=True)[:SHOWN],
        *reported.order_by("state_since", "pk").values_list("pk", flat=True)[:SHOWN],
    ]
    rows = Task.objects.for_queue().in_bulk(asked) if asked else {}
    return queue_of([rows[pk] for pk in asked], user)


def minutes_to_agree(user: User) -> list[dict[str, Any]]:
    """Minutes that wait for this mentor or for the ministry, the longest waiting first."""
    rows = Minutes.objects.to_agree_by(user).with_names()[:SHOWN]
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
