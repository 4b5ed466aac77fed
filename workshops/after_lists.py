"""Which lists of what a bimtek leaves behind leave and enter as spreadsheets? Tasks and visits."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programs.models import Agency, Enrolment, Office
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Day, Lookup, Number, Row, Sheet, Text, register
from workshops.models import Decision, FieldVisit, Minutes, Task, Workshop
from workshops.services import decisions, tasks, visits
from workshops.task_holders import ROLES, Holding, holding_of, label_of


def _holdings(enrolment: Enrolment) -> list[Holding]:
    agencies = Agency.objects.filter(region=enrolment.region_id)
    offices = Office.objects.filter(region=enrolment.region_id, agency=None)
    return [
        *(Holding(enrolment, role.value) for role in ROLES),
        *(Holding(enrolment, "agency", agency=agency) for agency in agencies),
        *(Holding(enrolment, "office", office=office) for office in offices),
    ]


def _words(holding: Holding) -> list[str]:
    if holding.agency:
        return [holding.agency.short_name, holding.agency.name]
    if holding.office:
        return [holding.office.title]
    words = []
    for language in ("id", "en"):
        with translation.override(language):
            words.append(str(Task.Holder(holding.holder).label))
    return words


def _task_rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    rows = Task.objects.visible_to(user).filter(enrolment=enrolment).with_names()
    for task in rows.order_by("decision__minutes__workshop__number", "decision__number", "pk"):
        yield {
            "id": task.pk,
            "stage": task.decision.minutes.workshop.number,
            "decision": task.decision.text,
            "task": task.text,
            "holder": holding_of(task),
            "due_on": task.due_on,
            "state": str(task.get_state_display()) if task.given_at else _("Proposed"),
            "evidence": task.note,
        }


def _save_task(enrolment: Enrolment, row: Row, *, by: User) -> None:
    if row.id:
        _change_task(Task.objects.with_names().get(pk=row.id), row, by=by)
        return
    minutes = _minutes_of(enrolment, row["stage"])
    decision = Decision.objects.filter(minutes=minutes, text=row["decision"].strip()).first()
    if decision is None:
        decision = decisions.add(minutes, by=by, text=row["decision"])
    tasks.propose(
        decision,
        by=by,
        holder=row["holder"].key,
        due_on=row["due_on"],
        text=row.get("task") or row["decision"],
    )


def _change_task(task: Task, row: Row, *, by: User) -> None:
    """A proposed task is written anew; a given one is handed over or postponed, with the reason."""
    holder = row.get("holder") or holding_of(task)
    due_on = row.get("due_on") or task.due_on
    text = row.get("task") or task.text
    if not task.given_at:
        tasks.change(task, by=by, holder=holder.key, due_on=due_on, text=text)
        return
    if text != task.text:
        raise Blocked([_("The words of a given task stand in agreed minutes and are not changed.")])
    reason = row.get("reason") or ""
    if holder.key != holding_of(task).key:
        tasks.reassign(task, by=by, holder=holder.key, reason=reason)
    if due_on != task.due_on:
        tasks.postpone(task, by=by, due_on=due_on, reason=reason)


def _minutes_of(enrolment: Enrolment, number: int) -> Minutes:
    workshop = Workshop.objects.select_related("host").filter(enrolment=enrolment, number=number)
    meeting = workshop.get().meeting if workshop else None
    minutes = Minutes.objects.filter(workshop=meeting).first() if meeting else None
    if minutes is None:
        raise Blocked([_("This bimtek has no minutes yet. Begin them, then import the tasks.")])
    return minutes


def _visit_rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    rows = FieldVisit.objects.visible_to(user).filter(enrolment=enrolment)
    for visit in rows.select_related("workshop").order_by("visited_on", "pk"):
        yield {
            "id": visit.pk,
            "visited_on": visit.visited_on,
            "title": visit.title,
            "place": visit.place,
            "stage": visit.workshop.number if visit.workshop else None,
            "people": visit.people,
            "findings": visit.findings,
        }


def _save_visit(enrolment: Enrolment, row: Row, *, by: User) -> None:
    values = row.without_id()
    if "stage" in values:
        number = values.pop("stage")
        values["workshop"] = _workshop(enrolment, number) if number else None
    if row.id:
        visits.change(FieldVisit.objects.get(pk=row.id), by=by, **values)
    else:
        visits.record(enrolment, by=by, **values)


def _workshop(enrolment: Enrolment, number: int) -> Workshop:
    found = enrolment.workshops.filter(number=number).first()
    if found is None:
        raise Blocked([_("There is no Bimtek %(number)s here.") % {"number": number}])
    return found


STAGE = gettext_lazy("Bimtek (1–4)")

register(
    Sheet(
        name="workshops.tasks",
        title=gettext_lazy("Tasks out of the bimtek"),
        scope=Enrolment,
        columns=[
            Column("stage", STAGE, Number(least=1, most=4), required=True, example=1),
            Column(
                "decision",
                gettext_lazy("Decision"),
                Text(2000, lines=True),
                required=True,
                width=50,
                example="Buku 1 dilengkapi data tahun terakhir.",
            ),
            Column("task", gettext_lazy("Task"), Text(2000, lines=True), width=50),
            Column(
                "holder",
                gettext_lazy("Held by"),
                Lookup(_holdings, words=_words, label=label_of),
                required=True,
                help=gettext_lazy("An agency, an office, or: coordinator, mentor, ministry."),
            ),
            Column("due_on", gettext_lazy("Due on"), Day(), required=True),
            Column("state", gettext_lazy("State"), Text(), computed=True),
            Column("evidence", gettext_lazy("What was done"), Text(lines=True), computed=True),
            Column(
                "reason",
                gettext_lazy("Reason"),
                Text(1000),
                help=gettext_lazy("Needed when a given task changes its holder or its day."),
            ),
        ],
        key=("stage", "decision", "task"),
        rows=_task_rows,
        save=_save_task,
        may_export="workshops.view_minutes",
        may_import="workshops.write_minutes",
        page=lambda enrolment: reverse("workshops:task_list", kwargs={"slug": enrolment.slug}),
        note=gettext_lazy(
            "New rows become proposed tasks of minutes that are still being written."
        ),
    )
)

register(
    Sheet(
        name="workshops.visits",
        title=gettext_lazy("Field visits"),
        scope=Enrolment,
        columns=[
            Column("visited_on", gettext_lazy("Date"), Day(), required=True),
            Column("title", gettext_lazy("What was visited"), Text(160), required=True, width=36),
            Column("place", gettext_lazy("Place"), Text(200), required=True, width=30),
            Column("stage", STAGE, Number(least=1, most=4)),
            Column(
                "people",
                gettext_lazy("Who took part"),
                Text(2000, lines=True),
                required=True,
                width=40,
            ),
            Column(
                "findings",
                gettext_lazy("What was found"),
                Text(5000, lines=True),
                required=True,
                width=60,
            ),
        ],
        key=("visited_on", "title"),
        rows=_visit_rows,
        save=_save_visit,
        may_export="workshops.view_workshop",
        may_import="workshops.record_visit",
        page=lambda enrolment: reverse("workshops:visit_list", kwargs={"slug": enrolment.slug}),
    )
)
