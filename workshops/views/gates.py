"""Where does a stage stand, and what can be decided about it?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.services import history
from programs.models import Enrolment
from smartcity_portal.kit.attempts import attempt
from workshops import cards
from workshops.facts import Facts
from workshops.gates import gate_of
from workshops.models import StagePlea
from workshops.models.workshop import numeral
from workshops.services import reminders, stages
from workshops.views import decisions


def _enrolment(request: HttpRequest, slug: str) -> Enrolment:
    return get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("region", "cohort__edition"),
        slug=slug,
    )


@login_required
def gate_detail(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The gate of the open stage, or of the stage that was asked for."""
    if number is not None and not 1 <= number <= 4:
        raise Http404
    enrolment = _enrolment(request, slug)
    facts = Facts([enrolment])
    gate = gate_of(enrolment, number, facts=facts)
    workshops = facts.workshops_of(enrolment)
    closures = enrolment.closures.filter(stage=gate.stage).select_related("by", "reopened_by")
    plea = enrolment.pleas.open().filter(stage=gate.stage).select_related("by").first()
    open_now = gate.stage == enrolment.stage
    reminded = reminders.reminded_lately(enrolment) if open_now else set()
    context = {
        "enrolment": enrolment,
        "gate": gate,
        "card": cards.gate_card(gate, user=request.user, reminded=reminded),
        "steps": cards.steps(enrolment, workshops),
        "workshop": next((w for w in workshops if w.number == gate.stage), None),
        "closures": closures,
        "decisions": decisions.offered(gate, user=request.user, plea=plea),
        "plea": plea,
        "doors": _doors(enrolment, facts),
        "history": history.history_of(enrolment).filter(verb__startswith="workshops.")[:20],
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Stage %(stage)s") % {"stage": gate.numeral}},
        ],
    }
    return render(request, "workshops/gate_detail.html", context)


@login_required
@require_POST
def stage_close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close the stage that was read; with a reason when requirements are unmet."""
    enrolment = _enrolment(request, slug)
    done = _("Stage %(stage)s is closed.") % {"stage": numeral(number)}
    attempt(
        request,
        lambda: stages.close(
            enrolment, by=request.user, stage=number, despite=request.POST.get("reason", "")
        ),
        done=done,
    )
    return redirect("workshops:stage_detail", slug=slug, number=number)


@login_required
@require_POST
def stage_override(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close the stage although requirements are unmet; the reason is required."""
    if not request.POST.get("reason", "").strip():
        return _without_reason(request, slug, number)
    return stage_close(request, slug, number)


@login_required
@require_POST
def stage_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    reason, stage = request.POST.get("reason", ""), request.POST.get("stage", "")
    number = int(stage) if stage in {"1", "2", "3", "4"} else None
    attempt(
        request,
        lambda: stages.reopen(enrolment, by=request.user, reason=reason, stage=number),
        done=_("The stage is open again."),
    )
    return redirect("workshops:gate_detail", slug=slug)


@login_required
@require_POST
def stage_plead(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    reason = request.POST.get("reason", "")
    done = _("The ministry has been asked. You are told as soon as it has decided.")
    attempt(request, lambda: stages.plead(enrolment, by=request.user, reason=reason), done=done)
    return redirect("workshops:gate_detail", slug=slug)


@login_required
@require_POST
def plea_decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    plea = get_object_or_404(StagePlea, pk=pk, enrolment=enrolment)
    answer = request.POST.get("reason", "")
    done = _("The stage stays open; the coordinator has been told why.")
    attempt(request, lambda: stages.decline(plea, by=request.user, answer=answer), done=done)
    return redirect("workshops:gate_detail", slug=slug)


@login_required
@require_POST
def holder_remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Remind whoever holds the ball; once a day at most."""
    enrolment = _enrolment(request, slug)
    holder = request.POST.get("holder", "")
    told: list[int] = []
    attempt(
        request,
        lambda: told.append(reminders.remind(enrolment, by=request.user, holder=holder)),
        done=_("The reminder has been sent."),
    )
    back = request.POST.get("next", "")
    if back == "home":
        return redirect("home")
    page = "workshops:task_list" if back == "tasks" else "workshops:gate_detail"
    return redirect(page, slug=slug)


def _doors(enrolment: Enrolment, facts: Facts) -> list[dict[str, str]]:
    """The other rooms of an enrolment that the portal follows, for those whose menu lacks them."""
    if enrolment.pk not in facts.plans:
        return []
    rooms = [
        (_("Books"), "masterplans:plan_detail"),
        (_("Quick wins"), "masterplans:quick_win_list"),
        (_("Commitment"), "commitments:sheet_of"),
        (_("After bimtek IV"), "workshops:aftermath"),
    ]
    slug = {"slug": enrolment.slug}
    return [{"label": label, "url": reverse(name, kwargs=slug)} for label, name in rooms]


def _without_reason(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    messages.error(request, _("The stage was not closed: write the reason, history keeps it."))
    return redirect("workshops:stage_detail", slug=slug, number=number)
