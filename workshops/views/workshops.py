"""When and where is a bimtek held, what happens there and what comes out of it?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.services import history
from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.formats import ZONE_WORDS
from workshops import cards
from workshops.facts import Facts
from workshops.forms import HoldForm, ReasonForm, ScheduleForm, UploadForm
from workshops.models import Output, Workshop
from workshops.outputs import is_there
from workshops.services import workshops
from workshops.turnout import summary_of
from workshops.views.agenda import days_of
from workshops.views.pages import form_page, get_workshop, require, tab_page


@login_required
def workshop_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    user, enrolment = request.user, workshop.enrolment
    leads = workshop.host_id is None
    siblings = list(enrolment.workshops.select_related("plan"))
    for sibling in siblings:
        sibling.enrolment = enrolment
    context = {
        "steps": cards.steps(enrolment, siblings),
        "days": days_of(workshop),
        "zone": ZONE_WORDS.get(workshop.zone.key, ""),
        "together": _together(workshop),
        "short_interval": "" if workshop.held else workshops.short_interval(workshop),
        "outputs": _outputs(workshop, user),
        "goals_inferred": _inferred(workshop, "goals"),
        "agenda_inferred": _inferred(workshop, "agenda"),
        "hours_inferred": _inferred(workshop, "agenda.start"),
        "may_schedule": leads and user.has_perm("workshops.schedule_workshop", workshop),
        "may_hold": leads
        and not workshop.held
        and user.has_perm("workshops.hold_workshop", workshop),
        "is_over": bool(workshop.last_day and workshop.last_day <= clock.today()),
        "history": history.history_of(workshop)[:20],
    }
    return tab_page(request, workshop, "overview", "workshops/workshop_detail.html", **context)


@login_required
def workshop_schedule(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.schedule_workshop", workshop)
    may_override = request.user.has_perm("workshops.override_schedule", workshop)
    form = ScheduleForm(request.POST or None, instance=workshop, may_override=may_override)
    done = _("The dates of %(bimtek)s are set.") % {"bimtek": workshop.title}
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: workshops.schedule(workshop, by=request.user, **form.cleaned_data),
        done=done,
    ):
        if notice := workshops.short_interval(workshops.fresh(workshop)):
            messages.warning(request, notice)
        return redirect(workshop)
    return form_page(request, workshop, form, _("Dates and venue"), _("Save the dates"))


@login_required
def workshop_hold(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.hold_workshop", workshop)
    may_override = request.user.has_perm("workshops.override_schedule", workshop)
    counted = summary_of(workshop.meeting)["present"]
    form = HoldForm(
        request.POST or None, may_override=may_override, initial={"participants": counted or None}
    )
    done = _("It is recorded that %(bimtek)s was held.") % {"bimtek": workshop.title}
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: workshops.record_held(workshop, by=request.user, **form.cleaned_data),
        done=done,
    ):
        return redirect(workshop)
    return form_page(
        request, workshop, form, _("The bimtek was held"), _("Record that it was held")
    )


def _together(workshop: Workshop) -> list[Workshop]:
    """The other regions in the room; empty for a bimtek of one region."""
    meeting = workshop.meeting
    members = [meeting, *meeting.guests.select_related("enrolment__region", "enrolment__cohort")]
    return [member for member in members if member.pk != workshop.pk] if len(members) > 1 else []


def _outputs(workshop: Workshop, user) -> list[dict]:
    rows = Output.objects.filter(workshop=workshop).select_related(
        "plan", "uploaded_by", "checked_by"
    )
    facts = Facts([workshop.enrolment])
    may_upload = user.has_perm("workshops.upload_output", workshop)
    may_check = user.has_perm("workshops.check_output", workshop)
    found = []
    for output in rows:
        output.workshop = workshop
        there = is_there(facts, output)
        found.append(
            {
                "output": output,
                "tone": "ok" if output.is_checked else "wait" if there else "none",
                "word": _("Checked")
                if output.is_checked
                else _("Waits to be checked")
                if there
                else _("Not there yet"),
                "upload": UploadForm(auto_id=f"id_{output.pk}_%s")
                if may_upload and not output.is_computed
                else None,
                "may_check": may_check and there and not output.is_checked,
                "give_back": _give_back(output) if may_check and there else None,
            }
        )
    return found


def _give_back(output: Output) -> dict:
    return {
        "label": _("Return"),
        "title": _("Return “%(output)s”?") % {"output": output},
        "text": _("The coordinator is told what has to change."),
        "url": reverse("workshops:output_return", kwargs={"pk": output.pk}),
        "submit": _("Return with this reason"),
        "form": ReasonForm(prefix_id=f"return{output.pk}", label=_("What has to change")),
    }


def _inferred(workshop: Workshop, what: str) -> bool:
    """Say whether the edition has no source for this part of the stage."""
    edition = workshop.plan.edition
    paths = (f"stages.{workshop.number}.{what}", f"stages.{what}")
    return any(edition.is_inferred(path) for path in paths)
