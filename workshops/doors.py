"""Where do the bimtek, the tasks and the forecast of an enrolment stand?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.doors import Door, door
from programs.models import Enrolment
from workshops import forecast
from workshops.gates import gate_of
from workshops.models import Task


@door(30)
def bimtek(enrolment: Enrolment) -> Door | None:
    if not enrolment.workshops.all():
        return None
    page = reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug})
    if enrolment.is_finished:
        return Door(_("Bimtek"), page, [_("Four bimtek closed")])
    if not hasattr(enrolment, "masterplan"):
        return Door(_("Bimtek"), page)
    gate = gate_of(enrolment)
    notes = [gate.title]
    if gate.stuck is not None:
        notes.append(
            _("Waiting longest: %(holder)s, %(what)s")
            % {"holder": gate.stuck.holder, "what": gate.stuck.text}
        )
    return Door(_("Bimtek"), page, notes)


@door(35)
def tasks(enrolment: Enrolment) -> Door | None:
    count = Task.objects.given().unfinished().filter(enrolment=enrolment).count()
    if not count:
        return None
    words = ngettext("%(count)d task is open", "%(count)d tasks are open", count)
    page = reverse("workshops:task_list", kwargs={"slug": enrolment.slug})
    return Door(_("Tasks out of the bimtek"), page, [words % {"count": count}])


@door(50)
def outlook(enrolment: Enrolment) -> Door | None:
    """The forecast with its basis; nothing where there is none."""
    found = forecast.of_enrolment(enrolment)
    if not found:
        return None
    page = reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug})
    return Door(_("Forecast"), page, forecast.sentences(found), _("Open the bimtek"))
