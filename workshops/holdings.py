"""Which tasks out of a bimtek lie with an office or its agency? They name the office, so they stay with it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.holdings import Held, holds
from programs.models import Office
from smartcity_portal.kit.formats import day
from workshops.models import Task


@holds(gettext_lazy("Tasks out of the bimtek"), order=20)
def tasks(office: Office) -> Iterator[Held]:
    for task in Task.objects.given().unfinished().of_office(office).order_by("due_on"):
        yield Held(
            str(task),
            task.get_absolute_url(),
            _("until %(day)s") % {"day": day(task.due_on)},
            task.given_at,
        )
