"""What can be asked of what a bimtek leaves behind: minutes, tasks, evaluation?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day
from workshops import holders
from workshops.lines import Asked, Door, Item, Line
from workshops.models import Workshop
from workshops.requirements.registry import requirement
from workshops.states import MinutesState, TaskState


@requirement(gettext_lazy("The minutes of the bimtek are agreed."))
def minutes_agreed(asked: Asked) -> Line:
    workshop = _workshop(asked)
    minutes = asked.facts.minutes.get(_meeting(workshop)) if workshop else None
    text = _("Minutes of the bimtek agreed")
    page = _page(asked, "workshops:minutes_detail")
    if minutes is not None and minutes.version:
        return Line("minutes_agreed", text, True, target=page)
    if minutes is None:
        since = asked.later_of(workshop.last_day if workshop and workshop.held else None)
        item = Item(_("No minutes have been begun"), asked.coordinator, since, page)
    elif minutes.state == MinutesState.SUBMITTED:
        item = Item(_("Handed in, wait to be agreed"), asked.mentor, minutes.state_since, page)
    else:
        item = Item(_("Being written"), asked.coordinator, minutes.state_since, page)
    return Line("minutes_agreed", text, False, [item], target=page)


@requirement(gettext_lazy("Everybody named on the agreed minutes of the bimtek has signed them."))
def minutes_signed(asked: Asked) -> Line:
    workshop = _workshop(asked)
    minutes = asked.facts.minutes.get(_meeting(workshop)) if workshop else None
    sheet = asked.facts.signed_minutes.get(minutes.pk) if minutes else None
    page = _page(asked, "workshops:minutes_detail")
    text = _("Minutes of the bimtek signed")
    if sheet is not None and sheet.completed_at:
        return Line("minutes_signed", text, True, target=page)
    if minutes is None or not minutes.is_agreed:
        since = minutes.state_since if minutes else asked.began
        items = [Item(_("The minutes are not agreed yet"), asked.coordinator, since, page)]
    elif sheet is None:
        sentence = _("Nobody was asked to sign the minutes")
        items = [Item(sentence, asked.coordinator, minutes.state_since, page)]
    else:
        items = [
            Item(row.signer_name, holders.signatory(row), row.asked_at or sheet.issued_at, sheet)
            for row in sheet.signatories.all()
            if not row.has_signed
        ]
    return Line("minutes_signed", text, False, items, target=page)


@requirement(
    gettext_lazy(
        "Tasks of the minutes so far whose day has come are done; confirmed where asked so."
    )
)
def tasks_done(asked: Asked, confirmed: bool = False) -> Line:
    due = [
        task
        for task in asked.facts.tasks.get(asked.enrolment.pk, [])
        if task.due_on <= clock.today() and task.decision.minutes.workshop.number <= asked.stage
    ]
    items = []
    for task in due:
        words = {"task": task.text[:120], "day": day(task.due_on)}
        if task.state == TaskState.OPEN:
            sentence = _("%(task)s (due on %(day)s)") % words
            items.append(Item(sentence, holders.of_task(task), task.state_since, task))
        elif task.state == TaskState.DONE and confirmed:
            sentence = _("%(task)s: reported as done, waits to be confirmed") % words
            holder = holders.ministry() if task.holder == "mentor" else asked.mentor
            items.append(Item(sentence, holder, task.state_since, task))
    shape = (
        _("Tasks whose day has come, confirmed: %(done)d of %(all)d")
        if confirmed
        else _("Tasks whose day has come, done: %(done)d of %(all)d")
    )
    text = shape % {"done": len(due) - len(items), "all": len(due)}
    target = Door("workshops:task_list", asked.enrolment)
    return Line("tasks_done", text, not items, items, target=target)


@requirement(gettext_lazy("At least {minimum} participants have answered the evaluation."))
def evaluation_collected(asked: Asked, minimum: int = 5) -> Line:
    workshop = _workshop(asked)
    survey = asked.facts.surveys.get(_meeting(workshop)) if workshop else None
    count = survey.answered if survey else 0
    text = _("Answers to the evaluation: %(done)d of at least %(minimum)d") % {
        "done": count,
        "minimum": minimum,
    }
    page = _page(asked, "workshops:evaluation")
    if count >= minimum:
        return Line("evaluation_collected", text, True, target=page)
    if survey is None:
        sentence = _("The evaluation has not been opened")
    elif survey.is_closed:
        sentence = _("The evaluation was closed with %(count)d answers") % {"count": count}
    else:
        sentence = _("Open until %(day)s") % {"day": day(survey.closes_on)}
    since = asked.later_of(workshop.last_day if workshop and workshop.held else None)
    item = Item(sentence, asked.coordinator, since, page)
    return Line("evaluation_collected", text, False, [item], target=page)


def _workshop(asked: Asked) -> Workshop | None:
    return asked.facts.workshops.get((asked.enrolment.pk, asked.stage))


def _meeting(workshop: Workshop | None) -> int:
    return (workshop.host_id or workshop.pk) if workshop else 0


def _page(asked: Asked, name: str) -> Door:
    return asked.door(name, number=str(asked.stage))
