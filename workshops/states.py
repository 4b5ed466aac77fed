"""When may minutes, tasks and the worksheets of groups move, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from workshops.models import Letter, Minutes, WorkGroup


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting to be agreed")
    AGREED = "agreed", _("Agreed")


def something_was_written(minutes: "Minutes") -> list[str]:
    """The minutes name the day and who led, and hold a text or a decision; every task has its holder."""
    reasons = []
    if minutes.dated is None:
        reasons.append(gettext("The day of the minutes is missing."))
    if not minutes.chair.strip():
        reasons.append(gettext("Write who led the meeting."))
    texts = any(section.text.strip() for section in minutes.sections.all())
    decided = minutes.decisions.exists()
    if not (texts or decided):
        reasons.append(gettext("No session has a text and nothing was decided yet."))
    return reasons


MINUTES = Machine(
    "workshops",
    "minutes",
    submit=Step(
        sources=frozenset({MinutesState.DRAFT}),
        target=MinutesState.SUBMITTED,
        label=_("Hand in the minutes"),
        guard=something_was_written,
    ),
    withdraw=Step(
        sources=frozenset({MinutesState.SUBMITTED}),
        target=MinutesState.DRAFT,
        label=_("Take back to go on writing"),
    ),
    reject=Step(
        sources=frozenset({MinutesState.SUBMITTED}),
        target=MinutesState.DRAFT,
        label=_("Return with a reason"),
    ),
    agree=Step(
        sources=frozenset({MinutesState.SUBMITTED}),
        target=MinutesState.AGREED,
        label=_("Agree to the minutes"),
        guard=something_was_written,
    ),
    correct=Step(
        sources=frozenset({MinutesState.AGREED}),
        target=MinutesState.DRAFT,
        label=_("Open for a correction"),
    ),
)


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Reported as done")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Dropped")


UNFINISHED_TASKS = (TaskState.OPEN, TaskState.DONE)

TASK = Machine(
    "workshops",
    "task",
    report=Step(
        sources=frozenset({TaskState.OPEN}),
        target=TaskState.DONE,
        label=_("Report as done"),
    ),
    confirm=Step(
        sources=frozenset({TaskState.DONE}),
        target=TaskState.CONFIRMED,
        label=_("Confirm"),
    ),
    reopen=Step(
        sources=frozenset({TaskState.DONE, TaskState.CONFIRMED}),
        target=TaskState.OPEN,
        label=_("Give back with a reason"),
    ),
    drop=Step(
        sources=frozenset({TaskState.OPEN, TaskState.DONE}),
        target=TaskState.DROPPED,
        label=_("Drop with a reason"),
    ),
)


class GroupState(models.TextChoices):
    OPEN = "open", _("Being filled in")
    HANDED_IN = "handed_in", _("Handed in")
    ACCEPTED = "accepted", _("Accepted")


def has_rows(group: "WorkGroup") -> list[str]:
    """A group hands in at least one row."""
    if group.rows.exists():
        return []
    return [gettext("This group has no row yet. Write the first one, then hand in.")]


GROUP = Machine(
    "workshops",
    "group",
    hand_in=Step(
        sources=frozenset({GroupState.OPEN}),
        target=GroupState.HANDED_IN,
        label=_("Hand in the worksheet"),
        guard=has_rows,
    ),
    resume=Step(
        sources=frozenset({GroupState.HANDED_IN, GroupState.ACCEPTED}),
        target=GroupState.OPEN,
        label=_("Go on writing"),
    ),
    give_back=Step(
        sources=frozenset({GroupState.HANDED_IN, GroupState.ACCEPTED}),
        target=GroupState.OPEN,
        label=_("Give back"),
    ),
    accept=Step(
        sources=frozenset({GroupState.HANDED_IN}),
        target=GroupState.ACCEPTED,
        label=_("Accept"),
    ),
)


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    REPLACED = "replaced", _("Replaced")
    CANCELLED = "cancelled", _("Cancelled")


def letter_can_go_out(letter: "Letter") -> list[str]:
    """The bimtek has its days and no session beyond them, and the letter says who signs it."""
    reasons = []
    meeting = letter.workshop.meeting
    if meeting.starts_on is None:
        reasons.append(gettext("The bimtek has no dates yet. Set them first."))
    elif meeting.sessions.filter(day__gt=meeting.days).exists():
        reasons.append(
            gettext("Sessions stand on days beyond the bimtek. Move them in the agenda first.")
        )
    if letter.tenure is None:
        reasons.append(gettext("Choose who signs the letter."))
    if not letter.groups:
        reasons.append(gettext("Choose to whom the letter is addressed."))
    return reasons


LETTER = Machine(
    "workshops",
    "letter",
    issue=Step(
        sources=frozenset({LetterState.DRAFT}),
        target=LetterState.ISSUED,
        label=_("Issue the letter"),
        guard=letter_can_go_out,
    ),
    replace=Step(
        sources=frozenset({LetterState.ISSUED}),
        target=LetterState.REPLACED,
        label=_("Replace the letter"),
    ),
    cancel=Step(
        sources=frozenset({LetterState.ISSUED}),
        target=LetterState.CANCELLED,
        label=_("Cancel the letter"),
    ),
)
