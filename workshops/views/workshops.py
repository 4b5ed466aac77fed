"""When and where is a bimtek held, what happens there and what comes out of it?"""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.services import history
from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt_form
from workshops import cards
from workshops.facts import Facts
from workshops.forms import HoldForm, ReasonForm, ScheduleForm, UploadForm
from workshops.models import Output, Workshop
from workshops.outputs import is_there
from workshops.services import workshops
from workshops.views.pages import form_page, get_workshop, require, tab_page


@login_required
def workshop_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    user, enrolment = request.user, workshop.enrolment
    siblings = list(enrolment.workshops.select_related("plan"))
    for sibling in siblings:
        sibling.enrolment = enrolment
    context = {
        "steps": cards.steps(enrolment, siblings),
        "days": _agenda(workshop),
        "outputs": _outputs(workshop, user),
        "goals_inferred": _inferred(workshop, "goals"),
        "agenda_inferred": _inferred(workshop, "agenda"),
        "hours_inferred": _inferred(workshop, "agenda.start"),
        "may_schedule": user.has_perm("workshops.schedule_workshop", workshop),
        "may_hold": user.has_perm("workshops.hold_workshop", workshop) and not workshop.held,
        "is_over": bool(workshop.last_day and workshop.last_day <= clock.today()),
        "may_edit_agenda": user.has_perm("workshops.add_session", workshop),
        "history": history.history_of(workshop)[:20],
    }
    return tab_page(request, workshop, "overview", "workshops/workshop_detail.html", **context)


@login_required
def workshop_schedule(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.schedule_workshop", workshop)
    form = ScheduleForm(request.POST or None, instance=workshop)
    done = _("The dates of %(bimtek)s are set.") % {"bimtek": workshop.title}
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: workshops.schedule(workshop, by=request.user, **form.cleaned_data),
        done=done,
    ):
        return redirect(workshop)
    return form_page(request, workshop, form, _("Dates and venue"), _("Save the dates"))


@login_required
def workshop_hold(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.hold_workshop", workshop)
    form = HoldForm(request.POST or None)
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


def _agenda(workshop: Workshop) -> list[dict]:
    """Sessions by day, each day with its calendar date when that is known."""
    sessions = list(workshop.sessions.all())
    return [
        {"day": day, "date": workshop.day_of(rows[0]), "sessions": rows}
        for day, rows in (
            (day, list(group)) for day, group in groupby(sessions, key=lambda s: s.day)
        )
    ]


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
