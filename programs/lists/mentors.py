"""How do mentors and whom they guide leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programs.models import Cohort, Enrolment, Mentor, MentorAssignment
from programs.services import mentors
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Day, Lookup, Number, Row, Sheet, Text, register

ENROLMENT = Lookup(
    lambda cohort: cohort.enrolments.select_related("region", "cohort"),
    words=lambda enrolment: [enrolment.region.name, enrolment.region.code],
    label=lambda enrolment: enrolment.region.name,
    offered=False,
)
MENTOR = Lookup(
    lambda cohort: Mentor.objects.all(),
    words=lambda mentor: [mentor.name],
    label=lambda mentor: mentor.name,
)
FACTS = ("name", "institution", "expertise", "email", "letter", "letter_on", "source")


def _mentors(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for mentor in Mentor.objects.visible_to(user).with_load():
        facts = {name: getattr(mentor, name) for name in FACTS}
        yield {"id": mentor.pk, "load": mentor.load, **facts}


def _save_mentor(scope: None, row: Row, *, by: User) -> None:
    if row.id:
        mentors.change(Mentor.objects.get(pk=row.id), by=by, **row)
    else:
        facts = dict(row)
        mentors.register(facts.pop("name"), by=by, **facts)


register(
    Sheet(
        name="programs.mentors",
        title=gettext_lazy("Mentors"),
        scope=None,
        columns=[
            Column("name", gettext_lazy("Name"), Text(150), required=True, width=36),
            Column("institution", gettext_lazy("Institution"), Text(160), width=40),
            Column("expertise", gettext_lazy("Expertise"), Text(lines=True), width=40),
            Column("email", gettext_lazy("E-mail"), Text(254, email=True), width=30),
            Column("letter", gettext_lazy("Letter of appointment"), Text(120), width=30),
            Column("letter_on", gettext_lazy("Date of the letter"), Day()),
            Column("source", gettext_lazy("Source"), Text(200)),
            Column("load", gettext_lazy("Regions now"), Number(), computed=True),
        ],
        key=("name",),
        rows=_mentors,
        save=_save_mentor,
        may_export="programs.assign_mentor",
        may_import="programs.assign_mentor",
        page=lambda scope: reverse("programs:mentor_list"),
    )
)


def _assignments(cohort: Cohort, user: User) -> Iterator[dict[str, Any]]:
    found = MentorAssignment.objects.filter(enrolment__cohort=cohort)
    related = found.select_related("mentor", "enrolment__region", "enrolment__cohort")
    for assignment in related.order_by("enrolment__region__code", "mentor__name", "since", "pk"):
        yield {
            "id": assignment.pk,
            "enrolment": assignment.enrolment,
            "mentor": assignment.mentor,
            "since": assignment.since,
            "until": assignment.until,
            "letter": assignment.letter,
        }


def _assign(cohort: Cohort, row: Row, *, by: User) -> None:
    if row.id:
        _release(MentorAssignment.objects.get(pk=row.id), row, by=by)
        return
    assignment = mentors.assign(
        Enrolment.objects.get(pk=row["enrolment"].pk),
        Mentor.objects.get(pk=row["mentor"].pk),
        by=by,
        since=row.get("since") or timezone.localdate(),
        letter=row.get("letter", ""),
    )
    if row.get("until"):
        mentors.release(assignment, by=by, until=row["until"])


def _release(assignment: MentorAssignment, row: Row, *, by: User) -> None:
    """Of an assignment that is known already, a file may only bring the last day."""
    same_letter = row.get("letter", assignment.letter) == assignment.letter
    if not same_letter or assignment.until is not None or not row.get("until"):
        raise Blocked([_("This assignment is recorded already. A file can only add its last day.")])
    mentors.release(assignment, by=by, until=row["until"])


register(
    Sheet(
        name="programs.mentor_assignments",
        title=gettext_lazy("Mentors of the regions"),
        scope=Cohort,
        columns=[
            Column("enrolment", gettext_lazy("Region"), ENROLMENT, required=True),
            Column("mentor", gettext_lazy("Mentor"), MENTOR, required=True, width=36),
            Column(
                "since",
                gettext_lazy("Since"),
                Day(),
                help=gettext_lazy("Empty means today."),
            ),
            Column("until", gettext_lazy("Until"), Day()),
            Column("letter", gettext_lazy("Letter of assignment"), Text(120), width=36),
        ],
        key=("enrolment", "mentor", "since"),
        rows=_assignments,
        save=_assign,
        may_export="programs.assign_mentor",
        may_import="programs.assign_mentor",
        page=lambda cohort: reverse("mentor_board", args=[cohort.year]),
    )
)
