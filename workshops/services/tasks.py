"""How does a task come into the world, and how does it go from hand to hand until it is confirmed?"""

from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import blobs
from smartcity_portal.kit.documents import clean_document
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked
from workshops import after_notices as notices
from workshops import holders
from workshops.models import Decision, Minutes, Task
from workshops.services.minutes import locked as locked_minutes
from workshops.services.minutes import require_draft, required
from workshops.states import TASK, UNFINISHED_TASKS
from workshops.task_holders import Holding, holding_of, holdings


@transaction.atomic
def propose(
    decision: Decision,
    *,
    by: User,
    holder: str,
    due_on: date | None,
    text: str,
    at: datetime | None = None,
) -> Task:
    """Write down who should do what by when; it counts once the minutes are agreed.

    `holder` is a key of task_holders.holdings. Raises Blocked for what is missing.
    """
    minutes = _draft(decision.minutes, by)
    if not text.strip():
        raise Blocked([_("Write what has to be done.")])
    task = Task.objects.create(
        decision=decision,
        text=text.strip(),
        due_on=_day(minutes, due_on),
        state_since=at or timezone.now(),
        **_holding(minutes, holder).columns,
    )
    _remember("propose", task, by=by, at=at, text=task.text[:200], due=day(task.due_on))
    return task


@transaction.atomic
def change(task: Task, *, by: User, holder: str, due_on: date | None, text: str) -> Task:
    """Change a task that is only proposed. Raises Blocked once it was given."""
    minutes = _draft(task.decision.minutes, by)
    task = _locked(task)
    _require_proposed(task)
    if not text.strip():
        raise Blocked([_("Write what has to be done.")])
    task.text, task.due_on = text.strip(), _day(minutes, due_on)
    _hold(task, _holding(minutes, holder))
    task.save()
    _remember("change", task, by=by, text=task.text[:200])
    return task


@transaction.atomic
def remove(task: Task, *, by: User) -> None:
    """Take out a task that is only proposed."""
    minutes = _draft(task.decision.minutes, by)
    task = _locked(task)
    _require_proposed(task)
    history.record("workshops.task.remove", minutes, by=by, text=task.text[:200])
    task.delete()


@transaction.atomic
def report(
    task: Task,
    *,
    by: User,
    note: str,
    file: IO[bytes] | None = None,
    name: str = "",
    at: datetime | None = None,
) -> Task:
    """Say that it is done, with a note and perhaps a file as evidence.

    Raises Blocked without a note, ValidationError for a wrong file.
    """
    task = _locked(task)
    _require_given(task)
    TASK.take("report", task, by=by)
    if not note.strip():
        raise Blocked([_("Write in a sentence what was done and where it can be seen.")])
    task.note, task.reported_by = note.strip(), by
    if file is not None:
        content, task.file_name = clean_document(file, name or getattr(file, "name", ""))
        task.file_sha256 = blobs.put(content)
    _moved(task, at, "note", "reported_by", "file_sha256", "file_name")
    _remember("report", task, by=by, at=at, note=task.note, file=task.file_sha256)
    notices.task_reported(task, by=by)
    return task


@transaction.atomic
def confirm(task: Task, *, by: User, at: datetime | None = None) -> Task:
    """Somebody else than the one who reported it has seen that it is done."""
    task = _locked(task)
    TASK.take("confirm", task, by=by)
    if task.reported_by_id == by.pk:
        raise Blocked([_("You have reported this task as done; somebody else confirms it.")])
    _moved(task, at)
    _remember("confirm", task, by=by, at=at)
    notices.task_confirmed(task, by=by)
    return task


@transaction.atomic
def reopen(task: Task, *, by: User, reason: str, at: datetime | None = None) -> Task:
    """Give a reported or confirmed task back. The evidence stays. Raises Blocked without a reason."""
    task = _locked(task)
    TASK.take("reopen", task, by=by)
    reason = required(reason)
    _moved(task, at)
    _remember("reopen", task, by=by, at=at, reason=reason)
    notices.task_reopened(task, by=by, reason=reason)
    return task


@transaction.atomic
def drop(task: Task, *, by: User, reason: str) -> Task:
    """Let go of a task that has lost its sense. Raises Blocked without a reason."""
    task = _locked(task)
    _require_given(task)
    TASK.take("drop", task, by=by)
    reason = required(reason)
    _moved(task, None)
    _remember("drop", task, by=by, reason=reason)
    notices.task_dropped(task, by=by, reason=reason)
    return task


@transaction.atomic
def reassign(task: Task, *, by: User, holder: str, reason: str) -> Task:
    """Hand the task to another office, which is told. Raises Blocked without a reason."""
    task = _locked(task)
    permission.require("workshops.reassign_task", task, by=by)
    _require_unfinished(task)
    holding = _holding(task.decision.minutes, holder)
    if holding.key == holding_of(task).key:
        raise Blocked([_("The task lies there already. Choose somebody else.")])
    before, reason = holders.of_task(task).name, required(reason)
    _hold(task, holding)
    task.state, task.state_since = "open", timezone.now()
    task.save()
    _remember("reassign", task, by=by, before=before, reason=reason)
    notices.task_given(task, by=by)
    return task


@transaction.atomic
def postpone(task: Task, *, by: User, due_on: date | None, reason: str) -> Task:
    """Move the day. Raises Blocked without a reason, or for the same day."""
    task = _locked(task)
    permission.require("workshops.postpone_task", task, by=by)
    _require_unfinished(task)
    before, due_on = task.due_on, _day(task.decision.minutes, due_on)
    if due_on == before:
        raise Blocked([_("This is the day that stands already.")])
    reason = required(reason)
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    _remember("postpone", task, by=by, before=day(before), due=day(due_on), reason=reason)
    notices.task_postponed(task, by=by, reason=reason)
    return task


def _locked(task: Task) -> Task:
    return Task.objects.with_names().select_for_update(of=("self",)).get(pk=task.pk)


def _draft(minutes: Minutes, by: User) -> Minutes:
    minutes = locked_minutes(minutes)
    permission.require("workshops.write_minutes", minutes, by=by)
    require_draft(minutes)
    return minutes


def _holding(minutes: Minutes, key: str) -> Holding:
    found = holdings(minutes.workshop).get(key)
    if found is None:
        raise Blocked([_("Choose who holds the task.")])
    return found


def _hold(task: Task, holding: Holding) -> None:
    for name, value in holding.columns.items():
        setattr(task, name, value)


def _day(minutes: Minutes, due_on: date | None) -> date:
    if due_on is None:
        raise Blocked([_("Set the day by which it has to be done.")])
    first = minutes.workshop.starts_on
    if first and due_on < first:
        raise Blocked(
            [_("The day comes before the bimtek, which began on %(day)s.") % {"day": day(first)}]
        )
    return due_on


def _require_proposed(task: Task) -> None:
    if task.given_at:
        raise Blocked([_("The task was given already. Reassign or postpone it with a reason.")])


def _require_given(task: Task) -> None:
    if not task.given_at:
        raise Blocked([_("The task counts once the minutes are agreed.")])


def _require_unfinished(task: Task) -> None:
    _require_given(task)
    if task.state not in UNFINISHED_TASKS:
        raise Blocked([_("The task is %(state)s.") % {"state": task.get_state_display().lower()}])


def _moved(task: Task, at: datetime | None, *fields: str) -> None:
    task.state_since = at or timezone.now()
    task.save(update_fields=["state", "state_since", *fields])


def _remember(verb: str, task: Task, *, by: User, at: datetime | None = None, **data: str) -> None:
    holder = holders.of_task(task).name
    history.record(f"workshops.task.{verb}", task, by=by, at=at, holder=holder, **data)
