"""Which tasks came out of the bimtek, where do they lie, and how are they reported and confirmed?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
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
from workshops.after_cards import TONES, reminder_of, task_row
from workshops.after_forms import PostponeForm, ReassignForm, ReportForm
from workshops.cards import keys_of
from workshops.forms import ReasonForm
from workshops.holders import of_task
from workshops.models import Task
from workshops.services import tasks
from workshops.services.reminders import reminded_lately
from workshops.states import TASK, TaskState
from workshops.views.pages import form_page, require

PER_PAGE = 50


@login_required
def task_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All tasks of an enrolment, by where they stand; each view has its address and its count."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("region", "cohort"), slug=slug
    )
    given = Task.objects.visible_to(request.user).filter(enrolment=enrolment).given()
    queries = {
        "": (_("Open"), given.open()),
        "tiba": (_("Day has come"), given.due()),
        "saya": (_("With you"), given.open().held_by(request.user)),
        "periksa": (_("To be confirmed"), given.reported()),
        "selesai": (_("Confirmed"), given.filter(state="confirmed")),
        "semua": (_("All"), given),
    }
    view = request.GET.get("tampilan", "")
    view = view if view in queries else ""
    page = Paginator(queries[view][1].with_names(), PER_PAGE).get_page(request.GET.get("page"))
    mine = keys_of(request.user, enrolment)
    reminded = reminded_lately(enrolment)
    rows = []
    for task in page:
        row = task_row(task, mine)
        action = reminder_of(task, user=request.user, reminded=reminded)
        row["action"] = action or {"label": _("Open it"), "url": row["url"], "hint": task.text}
        row["action"]["quiet"] = True
        rows.append(row)
    path = reverse("workshops:task_list", kwargs={"slug": slug})
    context = {
        "enrolment": enrolment,
        "rows": rows,
        "page": page,
        "views": [
            {
                "label": label,
                "count": query.count(),
                "url": f"{path}?tampilan={key}" if key else path,
                "current": key == view,
            }
            for key, (label, query) in queries.items()
        ],
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Tasks out of the bimtek")},
        ],
    }
    return render(request, "workshops/task_list.html", context)


@login_required
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    holder = of_task(task)
    minutes = task.decision.minutes
    user = request.user
    context = {
        "task": task,
        "enrolment": task.enrolment,
        "decision": task.decision,
        "bimtek": minutes.workshop.title,
        "minutes_url": minutes.get_absolute_url(),
        "sees_minutes": user.has_perm("workshops.view_minutes", minutes),
        "tone": TONES[TaskState(task.state)],
        "holder": holder,
        "you": holder.key in keys_of(user, task.enrolment),
        "report": _report(request, task),
        "decide": _decide(request, task),
        "changes": _changes(request, task),
        "history": history.history_of(task)[:30],
        "crumbs": [
            {"label": task.enrolment, "url": task.enrolment.get_absolute_url()},
            {
                "label": _("Tasks out of the bimtek"),
                "url": reverse("workshops:task_list", kwargs={"slug": task.enrolment.slug}),
            },
            {"label": _("Task")},
        ],
    }
    return render(request, "workshops/task_detail.html", context)


def _report(request: HttpRequest, task: Task) -> ReportForm | None:
    may = request.user.has_perm(TASK.permission("report"), task)
    return ReportForm() if may and task.is_open and task.given_at else None


def _decide(request: HttpRequest, task: Task) -> list[dict[str, Any]]:
    words = {
        "confirm": _("The holder is told; the task is finished."),
        "reopen": _("The holder is told what is missing. The evidence stays."),
        "drop": _("The task ends without having been done. History keeps your reason."),
    }
    found = []
    if not task.given_at:
        return []
    for verb, step in TASK.offered_to(request.user, task):
        if verb == "report" or (verb == "confirm" and task.reported_by_id == request.user.pk):
            continue
        one: dict[str, Any] = {
            "label": step.label,
            "title": f"{step.label}?",
            "text": words[verb],
            "url": reverse(f"workshops:task_{verb}", kwargs={"pk": task.pk}),
            "submit": step.label,
            "primary": verb == "confirm",
        }
        if verb != "confirm":
            one["form"] = ReasonForm(prefix_id=verb)
        found.append(one)
    return found


def _changes(request: HttpRequest, task: Task) -> list[dict[str, str]]:
    """Doors to a new holder and a new day."""
    if task.state not in ("open", "done") or not task.given_at:
        return []
    doors = {"reassign": _("Hand to somebody else"), "postpone": _("Move the day")}
    return [
        {"label": label, "url": reverse(f"workshops:task_{verb}", kwargs={"pk": task.pk})}
        for verb, label in doors.items()
        if request.user.has_perm(f"workshops.{verb}_task", task)
    ]


@login_required
def task_report(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    require(request, "workshops.report_task", task)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        file = request.FILES.get("file")
        if attempt_form(
            request,
            form,
            lambda: tasks.report(task, by=request.user, note=form.cleaned_data["note"], file=file),
            done=_("Reported as done; somebody else confirms it."),
        ):
            return redirect(task)
    title = _("Report as done")
    return form_page(
        request, task.decision.minutes.workshop, form, title, title, **_around(task, title)
    )


@login_required
@require_POST
def task_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    done = _("The task is confirmed.")
    attempt(request, lambda: tasks.confirm(task, by=request.user), done=done)
    return redirect(task)


@login_required
@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    reason = request.POST.get("reason", "")
    done = _("The task lies with its holder again.")
    attempt(request, lambda: tasks.reopen(task, by=request.user, reason=reason), done=done)
    return redirect(task)


@login_required
@require_POST
def task_drop(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    reason = request.POST.get("reason", "")
    done = _("The task was dropped.")
    attempt(request, lambda: tasks.drop(task, by=request.user, reason=reason), done=done)
    return redirect(task)


@login_required
def task_reassign(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    require(request, "workshops.reassign_task", task)
    meeting = task.decision.minutes.workshop
    form = ReassignForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: tasks.reassign(task, by=request.user, **form.cleaned_data),
        done=_("The task lies with its new holder, who has been told."),
    ):
        return redirect(task)
    title = _("Hand the task to somebody else")
    return form_page(request, meeting, form, title, _("Hand it over"), **_around(task, title))


@login_required
def task_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    require(request, "workshops.postpone_task", task)
    form = PostponeForm(request.POST or None, initial={"due_on": task.due_on})
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: tasks.postpone(task, by=request.user, **form.cleaned_data),
        done=_("The day has been moved; those concerned have been told."),
    ):
        return redirect(task)
    title = _("Move the day of the task")
    meeting = task.decision.minutes.workshop
    return form_page(request, meeting, form, title, _("Move the day"), **_around(task, title))


@login_required
@require_GET
def task_file(request: HttpRequest, pk: int) -> FileResponse:
    task = _task(request, pk)
    if not task.file_sha256 or not blobs.exists(task.file_sha256):
        raise Http404
    return FileResponse(
        blobs.open_blob(task.file_sha256),
        as_attachment=True,
        filename=task.file_name,
        content_type=mime_of(task.file_name),
    )


def _around(task: Task, title: str) -> dict[str, Any]:
    return {
        "enrolment": task.enrolment,
        "back_url": task.get_absolute_url(),
        "crumbs": [
            {"label": task.enrolment, "url": task.enrolment.get_absolute_url()},
            {"label": _("Task"), "url": task.get_absolute_url()},
            {"label": title},
        ],
    }


def _task(request: HttpRequest, pk: int) -> Task:
    return get_object_or_404(
        Task.objects.visible_to(request.user)
        .with_names()
        .select_related("reported_by", "decision__minutes__workshop__enrolment__cohort"),
        pk=pk,
    )
