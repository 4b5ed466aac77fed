"""Where do the plan, its books and its quick wins of an enrolment begin?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import Chapter, QuickWin
from masterplans.states import ChapterState, QuickWinState
from programs.doors import Door, door
from programs.models import Enrolment


@door(10)
def books(enrolment: Enrolment) -> Door | None:
    states = list(
        Chapter.objects.filter(book__plan__enrolment=enrolment).values_list("state", flat=True)
    )
    if not states:
        return None
    words = {"done": states.count(ChapterState.APPROVED), "all": len(states)}
    notes = [_("%(done)d of %(all)d chapters approved") % words]
    if waiting := states.count(ChapterState.IN_REVIEW):
        notes.append(_("%(count)d wait for the mentor") % {"count": waiting})
    return Door(_("Masterplan and books"), _url("masterplans:plan_detail", enrolment), notes)


@door(20)
def quick_wins(enrolment: Enrolment) -> Door | None:
    if not hasattr(enrolment, "masterplan"):
        return None
    states = list(
        QuickWin.objects.living().filter(plan__enrolment=enrolment).values_list("state", flat=True)
    )
    words = {"done": states.count(QuickWinState.FINAL), "all": len(states)}
    note = _("%(done)d of %(all)d final") % words if states else _("none nominated yet")
    return Door(_("Quick wins"), _url("masterplans:quick_win_list", enrolment), [note])


def _url(name: str, enrolment: Enrolment) -> str:
    return reverse(name, kwargs={"slug": enrolment.slug})
