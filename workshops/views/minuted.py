"""How are decisions and proposed tasks written into the minutes?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.after_forms import DecisionForm, DecisionTextForm, TaskForm
from workshops.models import Decision, Minutes, Task
from workshops.services import decisions, tasks
from workshops.task_holders import holding_of
from workshops.views.minutes import get_minutes
from workshops.views.pages import form_page, require


@login_required
def decision_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _workshop, minutes = get_minutes(request, slug, number)
    require(request, "workshops.write_minutes", minutes)
    form = DecisionForm(request.POST or None, meeting=minutes.workshop)
    done = _("The decision stands in the minutes.")
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: decisions.add(minutes, by=request.user, **form.cleaned_data),
        done=done,
    ):
        again = "more" in request.POST
        return redirect(request.path if again else f"{minutes.get_absolute_url()}#keputusan")
    return _form(request, minutes, form, _("Add a decision"), _("Add the decision"))


@login_required
def decision_change(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    minutes = decision.minutes
    require(request, "workshops.write_minutes", minutes)
    form = DecisionTextForm(request.POST or None, instance=decision, meeting=minutes.workshop)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: decisions.change(decision, by=request.user, **form.cleaned_data),
        done=_("The decision has been changed."),
    ):
        return redirect(f"{minutes.get_absolute_url()}#keputusan")
    remove = {
        "label": _("Remove the decision"),
        "title": _("Remove this decision and its proposed tasks?"),
        "url": reverse("workshops:decision_remove", kwargs={"pk": decision.pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    title = _("Decision %(number)d") % {"number": decision.number}
    return _form(request, minutes, form, title, _("Save the decision"), remove=remove)


@login_required
@require_POST
def decision_remove(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    page = decision.minutes.get_absolute_url()
    done = _("The decision has been removed.")
    attempt(request, lambda: decisions.remove(decision, by=request.user), done=done)
    return redirect(f"{page}#keputusan")


@login_required
def task_propose(request: HttpRequest, pk: int) -> HttpResponse:
    decision = _decision(request, pk)
    minutes = decision.minutes
    require(request, "workshops.write_minutes", minutes)
    form = TaskForm(request.POST or None, meeting=minutes.workshop)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: tasks.propose(decision, by=request.user, **form.cleaned_data),
        done=_("The task stands beside its decision."),
    ):
        return redirect(f"{minutes.get_absolute_url()}#keputusan")
    title = _("Add a task to decision %(number)d") % {"number": decision.number}
    return _form(request, minutes, form, title, _("Add the task"))


@login_required
def task_change(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    minutes = task.decision.minutes
    require(request, "workshops.write_minutes", minutes)
    first = {"text": task.text, "due_on": task.due_on, "holder": holding_of(task).key}
    form = TaskForm(request.POST or None, meeting=minutes.workshop, initial=first)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: tasks.change(task, by=request.user, **form.cleaned_data),
        done=_("The task has been changed."),
    ):
        return redirect(f"{minutes.get_absolute_url()}#keputusan")
    remove = {
        "label": _("Remove the task"),
        "title": _("Remove this proposed task?"),
        "url": reverse("workshops:task_remove", kwargs={"pk": task.pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    return _form(request, minutes, form, _("Change the task"), _("Save the task"), remove=remove)


@login_required
@require_POST
def task_remove(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    page = task.decision.minutes.get_absolute_url()
    done = _("The task has been removed.")
    attempt(request, lambda: tasks.remove(task, by=request.user), done=done)
    return redirect(f"{page}#keputusan")


def _form(
    request: HttpRequest, minutes: Minutes, form: object, title: str, submit: str, **more: object
) -> HttpResponse:
    page = minutes.get_absolute_url()
    return form_page(request, minutes.workshop, form, title, submit, back_url=page, **more)


def _decision(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(
        Decision.objects.visible_to(request.user).select_related(
            "minutes__workshop__enrolment__region",
            "minutes__workshop__enrolment__cohort",
            "minutes__workshop__plan",
        ),
        pk=pk,
    )


def _task(request: HttpRequest, pk: int) -> Task:
    return get_object_or_404(Task.objects.visible_to(request.user).with_names(), pk=pk)
