"""How do tasks and decisions look as rows for the shared parts of pages?"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_brief
from workshops import holders
from workshops.cards import keys_of
from workshops.models import Task
from workshops.states import TaskState

TONES = {
    TaskState.OPEN: "busy",
    TaskState.DONE: "wait",
    TaskState.CONFIRMED: "ok",
    TaskState.DROPPED: "none",
}


def task_row(task: Task, mine: frozenset[str], *, place: bool = True) -> dict[str, Any]:
    """One task for parts/queue.html; `place` says from which bimtek it came."""
    holder = holders.of_task(task)
    you = holder.key in mine
    notes = [due_note(task)]
    row: dict[str, Any] = {
        "title": task.text,
        "url": task.get_absolute_url(),
        "tone": TONES[TaskState(task.state)],
        "word": state_word(task),
        "notes": notes,
    }
    if place:
        row["from"] = from_where(task)
    if task.given_at and task.state == TaskState.OPEN:
        row |= {
            "holder": _("You") if you else holder.name,
            "you": you,
            "days": clock.days_since(task.state_since),
        }
    elif task.given_at:
        notes.append(holder.name)
    else:
        row |= {"holder": holder.name}
    return row


def state_word(task: Task) -> str:
    return str(task.get_state_display()) if task.given_at else _("Proposed")


def due_note(task: Task) -> str:
    """Until when; a day that has passed is said without alarm."""
    if task.state in (TaskState.CONFIRMED, TaskState.DROPPED):
        return _("was due on %(day)s") % {"day": day_brief(task.due_on)}
    if task.due_on < clock.today():
        return _("was to be done by %(day)s") % {"day": day(task.due_on)}
    return _("until %(day)s") % {"day": day(task.due_on)}


def from_where(task: Task) -> str:
    workshop = task.decision.minutes.workshop
    return _("%(bimtek)s of %(region)s, decision %(number)d") % {
        "bimtek": workshop.title,
        "region": task.enrolment.region,
        "number": task.decision.number,
    }


def queue_of(tasks: Iterable[Task], user: User, *, label: str = "") -> list[dict[str, Any]]:
    """Rows with one button each, for a home page; days count since the task lies there."""
    keys: dict[int, frozenset[str]] = {}
    rows = []
    for task in tasks:
        enrolment: Enrolment = task.enrolment
        if enrolment.pk not in keys:
            keys[enrolment.pk] = keys_of(user, enrolment)
        waits_here = task.state == TaskState.DONE
        row = task_row(task, keys[enrolment.pk])
        if waits_here:
            row |= {"holder": _("You"), "you": True, "days": clock.days_since(task.state_since)}
        row["action"] = {
            "label": label or (_("Confirm") if waits_here else _("Report as done")),
            "url": task.get_absolute_url(),
            "hint": task.text[:80],
        }
        rows.append(row)
    return rows


def reminder_of(task: Task, *, user: User, reminded: Iterable[str]) -> dict[str, Any] | None:
    """The button that reminds the holder, or why there is none."""
    holder = holders.of_task(task)
    if task.state != TaskState.OPEN or not task.given_at:
        return None
    if holder.key in keys_of(user, task.enrolment):
        return None
    if not user.has_perm("workshops.remind_holder", task.enrolment):
        return None
    if holder.key in reminded:
        return {"label": _("Reminded"), "disabled": _("today"), "icon": "bell"}
    return {
        "label": _("Remind"),
        "icon": "bell",
        "hint": holder.name,
        "url": reverse("workshops:holder_remind", kwargs={"slug": task.enrolment.slug}),
        "post": True,
        "fields": {"holder": holder.key, "next": "tasks"},
    }
