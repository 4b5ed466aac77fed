"""How are minutes read, written, handed in, agreed and corrected?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services import history
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.after_cards import TONES as TASK_TONES
from workshops.after_cards import due_note, state_word
from workshops.after_forms import MinutesForm, PartForm
from workshops.forms import ReasonForm
from workshops.holders import of_task
from workshops.models import Decision, Minutes, MinutesVersion, Task, Workshop
from workshops.pdf import minutes as press
from workshops.pdf.minutes_content import content_of, fingerprint, left_before
from workshops.services import minutes as service
from workshops.services.minutes_agreement import agree
from workshops.states import MINUTES, MinutesState, TaskState
from workshops.views.minutes_signing import signing_of
from workshops.views.pages import form_page, get_workshop, require, tab_page

TONES = {
    MinutesState.DRAFT: "busy",
    MinutesState.SUBMITTED: "wait",
    MinutesState.AGREED: "ok",
}


def minutes_of(workshop: Workshop) -> Minutes | None:
    return Minutes.objects.with_names().filter(workshop=workshop.meeting).first()


def get_minutes(request: HttpRequest, slug: str, number: int) -> tuple[Workshop, Minutes]:
    """Return the bimtek and the minutes of its meeting, or 404."""
    workshop = get_workshop(request, slug, number)
    minutes = minutes_of(workshop)
    if minutes is None:
        raise Http404
    return workshop, minutes


@login_required
def minutes_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    minutes = minutes_of(workshop)
    context: dict[str, Any] = {
        "minutes": minutes,
        "left": [_task(task) for task in left_before(workshop)],
        "may_begin": request.user.has_perm("workshops.write_minutes", workshop.meeting),
        "tasks_url": reverse("workshops:task_list", kwargs={"slug": slug}),
    }
    if minutes:
        context |= _drawn(request, workshop, minutes)
    return tab_page(request, workshop, "minutes", "workshops/minutes_detail.html", **context)


def _drawn(request: HttpRequest, workshop: Workshop, minutes: Minutes) -> dict[str, Any]:
    user = request.user
    may_write = user.has_perm("workshops.write_minutes", minutes) and minutes.is_draft
    return {
        "tone": TONES[MinutesState(minutes.state)],
        "sections": [
            {"heading": part.heading, "lines": press.paragraphs(part.text)}
            for part in minutes.sections.all()
        ],
        "opening": press.paragraphs(minutes.opening),
        "decisions": [_decision(decision) for decision in _decisions(minutes)],
        "may_write": may_write,
        "part_form": PartForm() if may_write else None,
        "decide": _decide(request, workshop, minutes),
        **signing_of(user, workshop, minutes, list(minutes.versions.select_related("agreed_by"))),
        "history": history.history_of(minutes)[:20],
    }


def _decisions(minutes: Minutes) -> list[Decision]:
    return list(
        minutes.decisions.select_related("session").prefetch_related(
            "tasks__agency", "tasks__office", "tasks__enrolment__region"
        )
    )


def _decision(decision: Decision) -> dict[str, Any]:
    return {"decision": decision, "tasks": [_task(task) for task in decision.tasks.all()]}


def _task(task: Task) -> dict[str, Any]:
    return {
        "task": task,
        "tone": TASK_TONES[TaskState(task.state)] if task.given_at else "none",
        "word": state_word(task),
        "holder": of_task(task).name,
        "due": due_note(task),
    }


def _decide(request: HttpRequest, workshop: Workshop, minutes: Minutes) -> list[dict[str, Any]]:
    """What this person can do next with the minutes, each told with its consequence."""
    words = {
        "submit": _("The mentor is told. Until it is agreed or returned, nobody writes on it."),
        "withdraw": _("You can go on writing; hand it in again when it is ready."),
        "reject": _("The coordinator is told what has to change."),
        "agree": _("The version is printed and kept for good, and the holders of tasks are told."),
        "correct": _("The agreed version stays; the next one names your reason."),
    }
    asking = {"reject": _("What has to change"), "correct": _("Reason")}
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    found = []
    for verb, step in MINUTES.offered_to(request.user, minutes):
        one: dict[str, Any] = {
            "label": step.label,
            "title": f"{step.label}?",
            "text": words[verb],
            "url": reverse(f"workshops:minutes_{verb}", kwargs=kwargs),
            "submit": step.label,
            "primary": verb in ("submit", "agree"),
        }
        if verb in asking:
            one["form"] = ReasonForm(prefix_id=verb, label=asking[verb])
        if verb == "agree":
            one["fields"] = {"read": fingerprint(content_of(minutes))}
        found.append(one)
    return sorted(found, key=lambda one: not one["primary"])


@login_required
@require_POST
def minutes_begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    attempt(request, lambda: service.begin(workshop, by=request.user))
    return redirect("workshops:minutes_write", slug=slug, number=number)


@login_required
def minutes_write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop, minutes = get_minutes(request, slug, number)
    require(request, "workshops.write_minutes", minutes)
    form = MinutesForm(request.POST or None, instance=minutes)

    def save() -> None:
        service.write(minutes, by=request.user, head=form.head, texts=form.texts)

    try:
        if request.method == "POST" and attempt_form(
            request, form, save, done=_("The minutes are stored.")
        ):
            return redirect("workshops:minutes_detail", slug=slug, number=number)
    except service.Conflict as conflict:
        form.take_over(conflict.theirs)
    return form_page(
        request,
        workshop,
        form,
        _("Write the minutes"),
        _("Save the minutes"),
        back_url=_page(slug, number),
    )


@login_required
@require_POST
def part_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop, minutes = get_minutes(request, slug, number)
    heading = request.POST.get("heading", "")
    attempt(
        request,
        lambda: service.add_part(minutes, by=request.user, heading=heading),
        done=_("The part stands in the minutes."),
    )
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_POST
def minutes_submit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    done = _("The minutes are handed in; the mentor has been told.")
    attempt(request, lambda: service.submit(minutes, by=request.user), done=done)
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_POST
def minutes_withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    done = _("You can go on writing.")
    attempt(request, lambda: service.withdraw(minutes, by=request.user), done=done)
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_POST
def minutes_reject(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    reason = request.POST.get("reason", "")
    done = _("The coordinator has been told what has to change.")
    attempt(request, lambda: service.reject(minutes, by=request.user, reason=reason), done=done)
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_POST
def minutes_agree(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    read = request.POST.get("read", "")
    done = _("The minutes are agreed, and the holders of tasks have been told.")
    attempt(request, lambda: agree(minutes, by=request.user, read=read), done=done)
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_POST
def minutes_correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    reason = request.POST.get("reason", "")
    done = _("The minutes are open for a correction; the agreed version stays.")
    attempt(request, lambda: service.correct(minutes, by=request.user, reason=reason), done=done)
    return redirect("workshops:minutes_detail", slug=slug, number=number)


@login_required
@require_GET
def minutes_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How the minutes would look now, marked as a draft."""
    workshop, minutes = get_minutes(request, slug, number)
    printed = press.render(content_of(minutes), region=minutes.enrolment.region, draft=True)
    response = HttpResponse(printed.content, content_type="application/pdf")
    name = f"notulen-{slug}-{number}-draf.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_GET
def minutes_version(request: HttpRequest, slug: str, number: int, version: int) -> FileResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    row = get_object_or_404(MinutesVersion, minutes=minutes, number=version)
    if not blobs.exists(row.sha256):
        raise Http404
    response = FileResponse(
        blobs.open_blob(row.sha256),
        filename=f"notulen-{slug}-{number}-versi-{version}.pdf",
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _page(slug: str, number: int) -> str:
    return reverse("workshops:minutes_detail", kwargs={"slug": slug, "number": number})
