"""How is somebody asked to go on with what waits there? By a notice, once a day at most."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.gates import gate_of
from workshops.holders import of_task, people_behind
from workshops.models import Task

ONCE_IN = timedelta(hours=20)


@transaction.atomic
def remind(enrolment: Enrolment, *, by: User, holder: str) -> int:
    """Remind the people behind a holder's key; return how many were told.

    Raises Blocked when nothing waits there, nobody there has an account, or they were
    reminded in the last hours.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("region", "cohort__edition")
        .get(pk=enrolment.pk)
    )
    permission.require("workshops.remind_holder", enrolment, by=by)
    waiting = _waiting_at(enrolment, holder)
    if not waiting:
        raise Blocked([_("Nothing waits there any more.")])
    name = waiting[0][1]
    if holder in reminded_lately(enrolment):
        raise Blocked([_("%(holder)s was reminded today already.") % {"holder": name}])
    people = [person for person in people_behind(holder, enrolment) if person != by]
    if not people:
        raise Blocked([_("%(holder)s has no account yet; invite somebody.") % {"holder": name}])
    told = notices.holder_reminded(people, enrolment, [text for text, _name in waiting], by=by)
    history.record("workshops.holder.remind", enrolment, by=by, holder=name, key=holder)
    return len(told)


def _waiting_at(enrolment: Enrolment, holder: str) -> list[tuple[str, str]]:
    """What waits at a holder, each with the holder's name: items of the gate, tasks of the minutes."""
    items = [(item.text, item.holder.name) for item in gate_of(enrolment).items_of(holder)]
    known = {text for text, _name in items}
    for task in Task.objects.open().filter(enrolment=enrolment).with_names():
        held = of_task(task)
        if held.key == holder and task.text not in known:
            items.append((task.text, held.name))
    return items


def reminded_lately(enrolment: Enrolment) -> set[str]:
    """Return the keys of the holders that were reminded within the last hours."""
    lately = history.history_of(enrolment).filter(
        verb="workshops.holder.remind", at__gt=timezone.now() - ONCE_IN
    )
    return {data.get("key", "") for data in lately.order_by().values_list("data", flat=True)}
