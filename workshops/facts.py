"""What is known about some enrolments, as far as a gate asks? Read once, in a fixed number of queries.

Each group of facts is read when the first requirement asks for it, for all enrolments at once, so that
fifty regions cost as many queries as one.
"""

from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q

from commitments.models import Sheet, Signatory
from commitments.states import SheetState
from programs.models import (
    Agency,
    Body,
    Enrolment,
    GateRule,
    Memorandum,
    MentorAssignment,
    StagePlan,
)
from workshops.models import (
    Minutes,
    Output,
    Participation,
    StageClosure,
    Survey,
    Task,
    WorkGroup,
    Workshop,
)
from workshops.plan_facts import PlanFacts, grouped

SHEET_STATES = list(SheetState.values)
OUTPUT = (
    *("workshop", "file_sha256", "uploaded_at", "checked_at"),
    *("plan__stage", "plan__code", "plan__title", "plan__kind"),
)
SIGNATORY = (
    *("sheet", "name", "office", "state", "asked_at"),
    *("printed_tenure", "tenure__official__name"),
)


class Facts(PlanFacts):
    """The facts of `enrolments`; each property is a dictionary by the enrolment's primary key."""

    @cached_property
    def stage_plans(self) -> dict[tuple[int, int], StagePlan]:
        """Stages by (edition, number), each with its requirements."""
        plans = StagePlan.objects.filter(edition__in=self.editions).defer("agenda").order_by()
        rules = GateRule.objects.order_by("stage_id", "order")
        rows = plans.prefetch_related(Prefetch("requirements", rules))
        return {(plan.edition_id, plan.number): plan for plan in rows}

    @cached_property
    def memoranda(self) -> dict[int, Memorandum]:
        return {m.enrolment_id: m for m in Memorandum.objects.filter(enrolment__in=self.enrolments)}

    @cached_property
    def bodies(self) -> dict[int, set[str]]:
        rows = Body.objects.filter(enrolment__in=self.enrolments).exclude(decree="")
        return grouped(rows.values_list("enrolment_id", "kind"), set)

    @cached_property
    def workshops(self) -> dict[tuple[int, int], Workshop]:
        """Bimtek by (enrolment, number), each with its outputs and their plans."""
        rows = Workshop.objects.filter(enrolment__in=self.enrolments).order_by()
        outputs = Output.objects.select_related("plan").order_by("workshop_id", "plan__order")
        outputs = outputs.only(*OUTPUT)
        found = {}
        for workshop in rows.prefetch_related(Prefetch("outputs", outputs)):
            workshop.enrolment = self.enrolments[workshop.enrolment_id]
            for output in workshop.outputs.all():
                output.workshop = workshop
            found[workshop.enrolment_id, workshop.number] = workshop
        return found

    @cached_property
    def work_groups(self) -> dict[tuple[int, int], list[WorkGroup]]:
        """Groups at the worksheets of a bimtek, by (enrolment, number), each with its agencies."""
        rows = (
            WorkGroup.objects.filter(worksheet__workshop__enrolment__in=self.enrolments)
            .select_related("worksheet__plan", "worksheet__workshop")
            .prefetch_related("agencies")
            .order_by("worksheet__plan__order", "order", "pk")
        )
        found: dict[tuple[int, int], list[WorkGroup]] = defaultdict(list)
        for group in rows:
            workshop = group.worksheet.workshop
            found[workshop.enrolment_id, workshop.number].append(group)
        return found

    def workshops_of(self, enrolment: Enrolment) -> list[Workshop]:
        """The bimtek of one enrolment in their order, each with its stage of the edition."""
        found = [self.workshops.get((enrolment.pk, number)) for number in (1, 2, 3, 4)]
        workshops = [workshop for workshop in found if workshop is not None]
        for workshop in workshops:
            workshop.plan = self.stage_plans[enrolment.cohort.edition_id, workshop.number]
        return workshops

    @cached_property
    def closed_at(self) -> dict[tuple[int, int], datetime]:
        rows = StageClosure.objects.standing().filter(enrolment__in=self.enrolments).order_by()
        return {
            (pk, stage): at for pk, stage, at in rows.values_list("enrolment_id", "stage", "at")
        }

    def began(self, enrolment: Enrolment, stage: int) -> date | datetime | None:
        """Return when a stage began: when its predecessor closed, or when the region enrolled."""
        return self.closed_at.get((enrolment.pk, stage - 1)) or enrolment.enrolled_on

    @cached_property
    def all_sheets(self) -> dict[int, list[Sheet]]:
        """The standing commitments of each enrolment, those furthest behind first."""
        rows = Sheet.objects.standing().promises().filter(enrolment__in=self.enrolments).order_by()
        rows = rows.only("enrolment", "code", "version", "state", "issued_at", "completed_at")
        found: dict[int, list[Sheet]] = defaultdict(list)
        for sheet in rows:
            sheet.enrolment = self.enrolments[sheet.enrolment_id]
            found[sheet.enrolment_id].append(sheet)
        for sheets in found.values():
            sheets.sort(key=lambda sheet: (SHEET_STATES.index(sheet.state), sheet.version))
        return found

    @cached_property
    def sheets(self) -> dict[int, Sheet]:
        """The commitment of each enrolment that is furthest behind; it says how far all are."""
        return {enrolment: sheets[0] for enrolment, sheets in self.all_sheets.items()}

    @cached_property
    def signatories(self) -> dict[int, list[Signatory]]:
        """The signatories of all those sheets, in their order, each with the sheet at hand."""
        sheets = {sheet.pk: sheet for rows in self.all_sheets.values() for sheet in rows}
        rows = Signatory.objects.filter(sheet__in=sheets).select_related("tenure__official")
        rows = rows.only(*SIGNATORY)
        found: dict[int, list[Signatory]] = defaultdict(list)
        for row in rows.order_by("sheet_id", "order"):
            row.sheet = sheets[row.sheet_id]
            found[row.sheet.enrolment_id].append(row)
        return found

    @cached_property
    def attendance(self) -> dict[tuple[int, int], tuple[int, int]]:
        """How many people of a region were present, and expected, by (enrolment, stage)."""
        rows = Participation.objects.filter(participant__enrolment__in=self.enrolments).order_by()
        counted = rows.values_list("participant__enrolment", "workshop__number").annotate(
            present=Count("pk", filter=Q(attendances__isnull=False), distinct=True),
            expected=Count("pk", distinct=True),
        )
        return {(pk, stage): (present, expected) for pk, stage, present, expected in counted}

    @cached_property
    def minutes(self) -> dict[int, Minutes]:
        """The minutes by meeting."""
        meetings = {w.host_id or w.pk for w in self.workshops.values()}
        return {row.workshop_id: row for row in Minutes.objects.filter(workshop__in=meetings)}

    @cached_property
    def signed_minutes(self) -> dict[int, Sheet]:
        """The document of each minutes' last version, by the minutes' key, with its signatories."""
        subjects = {
            f"workshops.minutes:{row.pk}.{row.version}": row.pk for row in self.minutes.values()
        }
        people = Signatory.objects.select_related("tenure__official", "tenure__office", "account")
        rows = Sheet.objects.standing().filter(subject__in=subjects)
        found = {}
        for sheet in rows.prefetch_related(Prefetch("signatories", people)):
            for signatory in sheet.signatories.all():
                signatory.sheet = sheet
            found[subjects[sheet.subject]] = sheet
        return found

    @cached_property
    def surveys(self) -> dict[int, Survey]:
        """The evaluations by meeting."""
        meetings = {w.host_id or w.pk for w in self.workshops.values()}
        return {row.workshop_id: row for row in Survey.objects.filter(workshop__in=meetings)}

    @cached_property
    def tasks(self) -> dict[int, list[Task]]:
        """The given tasks of minutes that nobody has dropped, with their holders."""
        rows = Task.objects.given().filter(enrolment__in=self.enrolments).exclude(state="dropped")
        rows = rows.select_related("agency", "office", "decision__minutes__workshop")
        return grouped(((row.enrolment_id, row) for row in rows), list)

    @cached_property
    def mentors(self) -> dict[int, list[str]]:
        rows = MentorAssignment.objects.active().filter(enrolment__in=self.enrolments)
        return grouped(rows.values_list("enrolment_id", "mentor__name"), list)

    @cached_property
    def coordinating(self) -> dict[int, Agency]:
        """The coordinating agency by region."""
        rows = Agency.objects.filter(region__in=self.regions, kind=Agency.Kind.COORDINATOR)
        rows = rows.order_by()
        return {agency.region_id: agency for agency in rows}
