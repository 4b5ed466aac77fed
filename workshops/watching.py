"""From which tables is a row of the board read, and whose row does a written line concern?

The database notes every write to these tables (kit/change_log.py). A test compares the list with
the tables that computing a standing really asks, so that none can be forgotten.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections, models

from commitments.models import Sheet, Signatory
from masterplans.models import (
    ActionItem,
    Book,
    Chapter,
    ChapterRevision,
    Masterplan,
    PlanProgram,
    QuickWin,
    QuickWinRisk,
    ReadinessItem,
    SwotItem,
)
from programs.models import (
    Agency,
    Body,
    Cohort,
    Dimension,
    Enrolment,
    GateRule,
    GuidanceEdition,
    Horizon,
    Memorandum,
    Mentor,
    MentorAssignment,
    Office,
    Official,
    OutputPlan,
    StagePlan,
    Tenure,
    WorksheetPlan,
)
from smartcity_portal.kit import change_log
from workshops.models import (
    Attendance,
    Decision,
    Minutes,
    Output,
    Participant,
    Participation,
    StageClosure,
    StandingChange,
    Survey,
    Task,
    WorkGroup,
    Worksheet,
    Workshop,
)

PLACE = 987_654_321


@dataclass(frozen=True)
class Watched:
    """A model, its column that leads on, and how enrolments are looked up by that column's value."""

    model: type[models.Model]
    column: str
    lookups: tuple[str, ...] = ("pk",)

    def as_watch(self, using: str) -> change_log.Watch:
        keys = " UNION ".join(self._keys(lookup, using) for lookup in self.lookups)
        return change_log.Watch(self.model._meta.db_table, self.column, keys)

    def _keys(self, lookup: str, using: str) -> str:
        found = Enrolment.objects.using(using).filter(**{lookup: PLACE}).order_by()
        sql, params = found.values("pk").query.sql_with_params()
        assert params == (PLACE,), f"{lookup} is not looked up by one value"
        return sql.replace("{", "{{").replace("}", "}}").replace("%s", "{row}")


# What hangs on a meeting concerns the region of the room and its guests.
ROOM = ("workshops", "workshops__host")
WATCHED = (
    Watched(Enrolment, "id"),
    Watched(Cohort, "id", ("cohort",)),
    Watched(GuidanceEdition, "id", ("cohort__edition",)),
    Watched(StagePlan, "edition_id", ("cohort__edition",)),
    Watched(Dimension, "edition_id", ("cohort__edition",)),
    Watched(Horizon, "edition_id", ("cohort__edition",)),
    Watched(GateRule, "stage_id", ("cohort__edition__stages",)),
    Watched(OutputPlan, "stage_id", ("cohort__edition__stages",)),
    Watched(Memorandum, "enrolment_id"),
    Watched(Body, "enrolment_id"),
    Watched(MentorAssignment, "enrolment_id"),
    Watched(Mentor, "id", ("mentor_assignments__mentor",)),
    Watched(Agency, "region_id", ("region",)),
    Watched(Masterplan, "enrolment_id"),
    Watched(Book, "plan_id", ("masterplan",)),
    Watched(Chapter, "book_id", ("masterplan__books",)),
    Watched(ChapterRevision, "chapter_id", ("masterplan__books__chapters",)),
    Watched(ReadinessItem, "plan_id", ("masterplan",)),
    Watched(SwotItem, "plan_id", ("masterplan",)),
    Watched(PlanProgram, "plan_id", ("masterplan",)),
    Watched(ActionItem, "plan_id", ("masterplan",)),
    Watched(QuickWin, "plan_id", ("masterplan",)),
    Watched(QuickWinRisk, "quick_win_id", ("masterplan__quickwins",)),
    Watched(Sheet, "enrolment_id"),
    Watched(Signatory, "sheet_id", ("sheets",)),
    Watched(Workshop, "enrolment_id"),
    Watched(Output, "workshop_id", ("workshops",)),
    Watched(StageClosure, "enrolment_id"),
    Watched(WorksheetPlan, "stage_id", ("cohort__edition__stages",)),
    Watched(Worksheet, "workshop_id", ("workshops",)),
    Watched(WorkGroup, "worksheet_id", ("workshops__worksheets",)),
    Watched(Minutes, "workshop_id", ROOM),
    Watched(Survey, "workshop_id", ROOM),
    Watched(Decision, "id", ("tasks__decision",)),
    Watched(Task, "enrolment_id"),
    Watched(Participant, "enrolment_id"),
    Watched(Participation, "participant_id", ("participants",)),
    Watched(Attendance, "participation_id", ("participants__participations",)),
    Watched(Office, "region_id", ("region",)),
    Watched(Tenure, "office_id", ("region__offices",)),
    Watched(Official, "id", ("region__offices__tenures__official",)),
)


def watch(using: str) -> None:
    """Lay the triggers and take every standing for stale; called after every migration."""
    connection = connections[using]
    known = set(connection.introspection.table_names())
    tables = {watched.model._meta.db_table for watched in WATCHED}
    if not tables | {StandingChange._meta.db_table} <= known:
        return
    watches = [watched.as_watch(using) for watched in WATCHED]
    change_log.lay(connection, watches, log=StandingChange._meta.db_table, key="enrolment_id")
    pks = Enrolment.objects.using(using).order_by().values_list("pk", flat=True)
    StandingChange.objects.using(using).bulk_create(StandingChange(enrolment_id=pk) for pk in pks)


def stop_watching(using: str) -> None:
    """Take the triggers away while tables are being rebuilt."""
    change_log.remove(connections[using])


def before_migrating(*, using: str, **_about: Any) -> None:
    stop_watching(using)


def after_migrating(*, using: str, **_about: Any) -> None:
    watch(using)
