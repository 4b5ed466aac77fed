"""Who is told about minutes and the tasks that come out of them, and why?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.people import coordinators_of, mentors_of, ministry_staff
from smartcity_portal.kit.formats import day
from workshops.holders import of_task, people_behind
from workshops.models import Minutes, Task

YOU_COORDINATE = _("You coordinate %(region)s.")
YOU_HOLD = _("You belong to %(holder)s, which holds the task.")

MINUTES_SUBMITTED = register(
    "workshops.minutes_submitted",
    title=_("%(region)s: the minutes of Bimtek %(stage)s wait to be agreed"),
    body=_("The coordinator has handed in the minutes. Read them, then agree or return them."),
    reason=_("You mentor %(region)s, or belong to the ministry's team."),
)
MINUTES_REJECTED = register(
    "workshops.minutes_rejected",
    title=_("%(region)s: the minutes of Bimtek %(stage)s need changes"),
    body=_("The minutes were returned: %(reason)s"),
    reason=YOU_COORDINATE,
)
MINUTES_AGREED = register(
    "workshops.minutes_agreed",
    title=_("%(region)s: the minutes of Bimtek %(stage)s are agreed"),
    body=_("The decisions count now, and their holders have been told."),
    reason=_("You coordinate or mentor %(region)s."),
)
MINUTES_OPENED_AGAIN = register(
    "workshops.minutes_opened_again",
    title=_("%(region)s: the minutes of Bimtek %(stage)s are being corrected"),
    body=_("The agreed version stays as it is. Reason for the correction: %(reason)s"),
    reason=_("You coordinate or mentor %(region)s."),
)
TASK_GIVEN = register(
    "workshops.task_given",
    title=_("%(region)s: a task until %(due)s"),
    body=_("Bimtek %(stage)s decided: %(task)s"),
    reason=YOU_HOLD,
)
TASK_REPORTED = register(
    "workshops.task_reported",
    title=_("%(region)s: %(holder)s has reported a task as done"),
    body=_("%(task)s. Please confirm it or give it back. What was done: %(note)s"),
    reason=_("You coordinate or mentor %(region)s."),
)
TASK_CONFIRMED = register(
    "workshops.task_confirmed",
    title=_("%(region)s: a task of %(holder)s is confirmed"),
    body=_("%(task)s"),
    reason=YOU_HOLD,
)
TASK_REOPENED = register(
    "workshops.task_reopened",
    title=_("%(region)s: a task came back to %(holder)s"),
    body=_("%(task)s. Reason: %(reason)s"),
    reason=YOU_HOLD,
)
TASK_POSTPONED = register(
    "workshops.task_postponed",
    title=_("%(region)s: a task of %(holder)s is now due on %(due)s"),
    body=_("%(task)s. Reason: %(reason)s"),
    reason=YOU_HOLD,
)
TASK_DROPPED = register(
    "workshops.task_dropped",
    title=_("%(region)s: a task of %(holder)s was dropped"),
    body=_("%(task)s. Reason: %(reason)s"),
    reason=YOU_HOLD,
)


def minutes_submitted(minutes: Minutes, *, by: User) -> None:
    people = list(mentors_of(minutes.enrolment)) or list(ministry_staff())
    tell(people, MINUTES_SUBMITTED, minutes, by=by, **_of_minutes(minutes))


def minutes_rejected(minutes: Minutes, *, by: User, reason: str) -> None:
    people = coordinators_of(minutes.enrolment)
    tell(people, MINUTES_REJECTED, minutes, by=by, reason=reason, **_of_minutes(minutes))


def minutes_agreed(minutes: Minutes, *, by: User) -> None:
    tell(_runners(minutes), MINUTES_AGREED, minutes, by=by, **_of_minutes(minutes))


def minutes_opened_again(minutes: Minutes, *, by: User) -> None:
    tell(
        _runners(minutes),
        MINUTES_OPENED_AGAIN,
        minutes,
        by=by,
        reason=minutes.reason,
        **_of_minutes(minutes),
    )


def task_given(task: Task, *, by: User) -> None:
    tell(_holding(task), TASK_GIVEN, task, by=by, **_of_task(task))


def task_reported(task: Task, *, by: User) -> None:
    tell(_runners(task), TASK_REPORTED, task, by=by, note=task.note, **_of_task(task))


def task_confirmed(task: Task, *, by: User) -> None:
    tell(_holding(task), TASK_CONFIRMED, task, by=by, **_of_task(task))


def task_reopened(task: Task, *, by: User, reason: str) -> None:
    tell(_holding(task), TASK_REOPENED, task, by=by, reason=reason, **_of_task(task))


def task_postponed(task: Task, *, by: User, reason: str) -> None:
    people = [*_holding(task), *_runners(task)]
    tell(people, TASK_POSTPONED, task, by=by, reason=reason, **_of_task(task))


def task_dropped(task: Task, *, by: User, reason: str) -> None:
    tell(_holding(task), TASK_DROPPED, task, by=by, reason=reason, **_of_task(task))


def _holding(task: Task) -> list[User]:
    return people_behind(of_task(task).key, task.enrolment)


def _runners(subject: Minutes | Task) -> list[User]:
    return [*coordinators_of(subject.enrolment), *mentors_of(subject.enrolment)]


def _of_minutes(minutes: Minutes) -> dict[str, Any]:
    return {"region": minutes.enrolment.region, "stage": minutes.workshop.numeral}


def _of_task(task: Task) -> dict[str, Any]:
    return {
        "region": task.enrolment.region,
        "stage": task.decision.minutes.workshop.numeral,
        "task": task.text,
        "holder": of_task(task),
        "due": day(task.due_on),
    }
