"""Where is the thread of a quick win followed, and where are loose ends found?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.requests import SignedInRequest
from masterplans.models import Masterplan, QuickWin
from smartcity_portal.threads.orphans import orphans_of
from smartcity_portal.threads.thread import thread_of


@login_required
def quick_win_thread(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = QuickWin.objects.visible_to(request.user).with_profile().prefetch_related("swot_items")
    win = get_object_or_404(rows, pk=pk)
    knots = thread_of(win, request.user)
    context = {
        "win": win,
        "knots": knots,
        "loose": sum(knot.is_loose for knot in knots),
        "crumbs": [
            *_crumbs(win.plan),
            {"label": win.name, "url": win.get_absolute_url()},
            {"label": _("Thread"), "url": ""},
        ],
    }
    return render(request, "threads/quick_win_thread.html", context)


@login_required
def quick_win_orphans(request: SignedInRequest, slug: str) -> HttpResponse:
    plans = Masterplan.objects.visible_to(request.user).select_related(
        "enrolment__region", "enrolment__cohort__edition"
    )
    plan = get_object_or_404(plans, enrolment__slug=slug)
    orphans = orphans_of(plan, request.user)
    context = {
        "plan": plan,
        "count": orphans.count,
        "groups": [
            (_("Quick wins without roots or promises"), orphans.wins),
            (_("Paragraphs that name what does not exist"), orphans.names),
            (_("SWOT items that lead to nothing"), orphans.swot),
            (_("Programmes that lead to nothing"), orphans.programs),
        ],
        "crumbs": [*_crumbs(plan), {"label": _("Loose ends"), "url": ""}],
    }
    return render(request, "threads/quick_win_orphans.html", context)


def _crumbs(plan: Masterplan) -> list[dict[str, str]]:
    enrolment = plan.enrolment
    return [
        {"label": str(enrolment.region), "url": enrolment.get_absolute_url()},
        {"label": _("Masterplan"), "url": plan.get_absolute_url()},
        {
            "label": pgettext("page", "Quick wins"),
            "url": reverse("masterplans:quick_win_list", args=[enrolment.slug]),
        },
    ]
