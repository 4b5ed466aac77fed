"""How is somebody asked to go on with what waits there? By a notice, once a day at most."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Notice, User
from accounts.services import history, permission
from accounts.words import subject_of
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.gates import gate_of
from workshops.holders import people_behind

ONCE_IN = timedelta(hours=20)


@transaction.atomic
def remind(enrolment: Enrolment, *, by: User, holder: str) -> int:
    """Remind the people behind a holder's key; return how many were told.

    Raises Blocked when nothing waits there, nobody there has an account, or all of them
    were reminded in the last hours.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("region", "cohort__edition")
        .get(pk=enrolment.pk)
    )
    permission.require("workshops.remind_holder", enrolment, by=by)
    items = gate_of(enrolment).items_of(holder)
    if not items:
        raise Blocked([_("Nothing waits there any more.")])
    name = items[0].holder.name
    people = [person for person in people_behind(holder, enrolment) if person != by]
    if not people:
        raise Blocked([_("%(holder)s has no account yet; invite somebody.") % {"holder": name}])
    fresh = set(reminded_lately(enrolment))
    people = [person for person in people if person.pk not in fresh]
    if not people:
        raise Blocked([_("%(holder)s was reminded today already.") % {"holder": name}])
    told = notices.holder_reminded(people, enrolment, [item.text for item in items], by=by)
    history.record("workshops.holder.remind", enrolment, by=by, holder=name)
    return len(told)


def reminded_lately(enrolment: Enrolment) -> list[int]:
    """Return the people who were reminded about this enrolment within the last hours."""
    lately = Notice.objects.filter(
        kind=notices.REMINDER,
        subject=subject_of(enrolment),
        created_at__gt=timezone.now() - ONCE_IN,
    )
    return list(lately.values_list("to", flat=True))
