"""What followed the four bimtek, and how is it written down and documented?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services import history
from programs.models import Enrolment
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.documents import mime_of
from smartcity_portal.kit.formats import day_range
from smartcity_portal.kit.numbers import natural
from workshops.aftermath import Standing, next_of, standings_of
from workshops.milestone_forms import MilestoneFileForm, MilestoneForm
from workshops.models import Milestone, MilestoneFile
from workshops.services import milestones
from workshops.views.pages import require


@login_required
def aftermath(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything after bimtek IV: what happened, what is missing, who acts next."""
    enrolment = _enrolment(request, slug)
    standings = standings_of(enrolment)
    may = request.user.has_perm("workshops.record_milestone", enrolment)
    may_say = request.user.has_perm("workshops.record_result", enrolment)
    needed = [s for s in standings if s.after.needed]
    context = {
        "enrolment": enrolment,
        "standings": [_card(s, enrolment, may, may_say) for s in standings],
        "next": _next(next_of(standings), enrolment, may),
        "done": sum(1 for s in needed if s.is_done),
        "all": len(needed),
        "may": may,
        "history": history.history_of(enrolment).filter(verb__startswith="workshops.milestone.")[
            :30
        ],
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("After bimtek IV")},
        ],
    }
    return render(request, "workshops/aftermath.html", context)


@login_required
def milestone_add(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    require(request, "workshops.record_milestone", enrolment)
    kind = request.GET.get("jenis", Milestone.Kind.OTHER)
    if kind not in Milestone.Kind.values:
        raise Http404
    if kind == Milestone.Kind.AWARD:
        require(request, "workshops.record_result", enrolment)
    form = _form(request, enrolment, kind)
    label = Milestone.Kind(kind).label
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: milestones.record(enrolment, by=request.user, kind=kind, **form.values),
        done=_("The event stands on the timeline."),
    ):
        return redirect("workshops:aftermath", slug=slug)
    return _form_page(request, enrolment, form, label, _("Record the event"))


@login_required
def milestone_change(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    enrolment = milestone.enrolment
    require(request, "workshops.record_milestone", enrolment)
    if milestone.kind == Milestone.Kind.AWARD:
        require(request, "workshops.record_result", enrolment)
    form = _form(request, enrolment, milestone.kind, milestone)
    base = natural(request.POST.get("version"))
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: milestones.change(milestone, by=request.user, base_version=base, **form.values),
        done=_("Saved."),
    ):
        return redirect(milestone)
    remove = {
        "label": _("Remove"),
        "danger": True,
        "title": _("Remove “%(title)s”?") % {"title": milestone},
        "text": _("Its files go with it. History keeps that it stood there."),
        "submit": _("Remove"),
        "url": reverse("workshops:milestone_remove", kwargs={"pk": milestone.pk}),
    }
    return _form_page(request, enrolment, form, str(milestone), _("Save"), remove=remove)


@login_required
@require_POST
def milestone_remove(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    slug = milestone.enrolment.slug
    attempt(request, lambda: milestones.remove(milestone, by=request.user), done=_("Removed."))
    return redirect("workshops:aftermath", slug=slug)


@login_required
@require_POST
def milestone_upload(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    require(request, "workshops.record_milestone", milestone)
    form = MilestoneFileForm(request.POST, request.FILES)
    if form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        attempt(
            request,
            lambda: milestones.attach(milestone, file, by=request.user, kind=kind, name=file.name),
            done=_("The file is stored."),
        )
    else:
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, error)
    return redirect(milestone)


@login_required
@require_GET
def milestone_file(request: HttpRequest, pk: int) -> FileResponse:
    file = _file(request, pk)
    if not blobs.exists(file.sha256):
        raise Http404
    return FileResponse(
        blobs.open_blob(file.sha256),
        as_attachment=True,
        filename=file.name,
        content_type=mime_of(file.name),
    )


@login_required
@require_POST
def milestone_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    file = _file(request, pk)
    milestone = file.milestone
    attempt(request, lambda: milestones.detach(file, by=request.user), done=_("Removed."))
    return redirect(milestone)


def _enrolment(request: HttpRequest, slug: str) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("region", "cohort__edition")
    return get_object_or_404(rows, slug=slug)


def _milestone(request: HttpRequest, pk: int) -> Milestone:
    rows = Milestone.objects.visible_to(request.user).select_related(
        "enrolment__region", "enrolment__cohort__edition"
    )
    return get_object_or_404(rows, pk=pk)


def _file(request: HttpRequest, pk: int) -> MilestoneFile:
    rows = MilestoneFile.objects.visible_to(request.user).select_related(
        "milestone__enrolment__region", "milestone__enrolment__cohort"
    )
    return get_object_or_404(rows, pk=pk)


def _form(
    request: HttpRequest, enrolment: Enrolment, kind: str, milestone: Milestone | None = None
) -> MilestoneForm:
    start = {} if milestone else {"title": Milestone.Kind(kind).label if kind != "other" else ""}
    return MilestoneForm(
        request.POST or None,
        enrolment=enrolment,
        kind=kind,
        says_result=request.user.has_perm("workshops.record_result", enrolment),
        instance=milestone,
        initial=start,
    )


def _form_page(
    request: HttpRequest, enrolment: Enrolment, form: Any, title: Any, submit: str, **more: Any
) -> HttpResponse:
    back = reverse("workshops:aftermath", kwargs={"slug": enrolment.slug})
    context = {
        "enrolment": enrolment,
        "form": form,
        "title": title,
        "submit": submit,
        "back_url": back,
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("After bimtek IV"), "url": back},
            {"label": title},
        ],
        **more,
    }
    return render(request, "workshops/workshop_form.html", context)


def _card(standing: Standing, enrolment: Enrolment, may: bool, may_say: bool) -> dict[str, Any]:
    """One thing that follows, for workshops/aftermath.html."""
    may_here = may_say if standing.after.kind == Milestone.Kind.AWARD else may
    if standing.is_done:
        tone, word = "ok", _("Done")
    elif standing.is_planned:
        tone, word = "wait", _("Planned")
    elif standing.events:
        tone, word = "busy", _("Not complete")
    else:
        tone, word = "none", _("Nothing yet")
    return {
        "standing": standing,
        "tone": tone,
        "word": word,
        "may": may_here,
        "add_url": _add_url(enrolment, standing.after.kind) if may_here else "",
        "events": [
            {
                "row": event,
                "when": day_range(event.starts_on, event.ends_on),
                "change_url": reverse("workshops:milestone_change", kwargs={"pk": event.pk})
                if may_here
                else "",
                "form": _file_form(standing, event) if may else None,
            }
            for event in standing.events
        ],
    }


def _file_form(standing: Standing, event: Milestone) -> MilestoneFileForm:
    wanted = [kind for kind, _sentence in standing.after.files]
    start = {"kind": wanted[0] if wanted else MilestoneFile.Kind.DOCUMENT}
    return MilestoneFileForm(initial=start, auto_id=f"id_{event.pk}_%s")


def _next(standing: Standing | None, enrolment: Enrolment, may: bool) -> dict[str, Any] | None:
    """The first needed thing that is not done, with whom it lies."""
    if standing is None:
        return None
    lack = standing.lacks[0] if standing.lacks else None
    event = standing.events[0] if standing.events else None
    action = None
    if may:
        url = (
            reverse("workshops:milestone_change", kwargs={"pk": event.pk})
            if event
            else _add_url(enrolment, standing.after.kind)
        )
        action = {"label": _("Complete it") if event else _("Record it"), "url": url}
    return {
        "why": _("Next: with %(holder)s") % {"holder": lack.holder} if lack else _("Next"),
        "title": f"{standing.label}: {lack.text}"
        if lack
        else _("Next: %(step)s") % {"step": standing.label},
        "text": standing.after.lead,
        "action": action,
    }


def _add_url(enrolment: Enrolment, kind: str) -> str:
    url = reverse("workshops:milestone_add", kwargs={"slug": enrolment.slug})
    return f"{url}?jenis={kind}"
