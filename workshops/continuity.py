"""Do the same people come to all four bimtek, from which agencies, and who was missing where a chapter is taught?"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import Chapter
from programs.models import Agency, Enrolment, GateRule
from workshops.models import Attendance, Participant, Participation, Workshop
from workshops.models.workshop import numeral
from workshops.names import Pair, pairs_in

STAGES = (1, 2, 3, 4)
TEACHES = ("book_submitted", "book_approved")


@dataclass
class Presence:
    """One person, or one agency, over the four bimtek: expected where, at how many sessions."""

    label: str
    person: Participant | None = None
    agency: Agency | None = None
    expected: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    present: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    sessions: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def stages(self) -> list[int]:
        return [stage for stage in STAGES if self.present[stage]]


@dataclass(frozen=True)
class Gap:
    """A chapter whose agency had nobody at the bimtek that ends with its book."""

    chapter: Chapter
    stage: int

    @property
    def numeral(self) -> str:
        return numeral(self.stage)


@dataclass(frozen=True)
class Continuity:
    """What the attendance of a whole year says; `taken` are the stages where attendance was taken."""

    people: list[Presence]
    agencies: list[Presence]
    taken: list[int]
    kept: dict[int, tuple[int, int]]
    gaps: list[Gap]
    chapters: int

    @property
    def everywhere(self) -> int:
        """How many were at every bimtek so far."""
        if not self.taken:
            return 0
        return sum(1 for row in self.people if all(row.present[stage] for stage in self.taken))


def continuity_of(enrolment: Enrolment) -> Continuity:
    """Read the whole year of a region, in a fixed number of queries."""
    people, agencies = _people(enrolment)
    seen = {stage for row in people.values() for stage in row.stages}
    taken = [stage for stage in STAGES if stage in seen]
    return Continuity(
        people=sorted(people.values(), key=lambda row: (-len(row.stages), row.label.lower())),
        agencies=sorted(agencies.values(), key=lambda row: row.label.lower()),
        taken=taken,
        kept=_kept(people, taken),
        **_gaps(enrolment, agencies, taken),
    )


def stages_of_books(enrolment: Enrolment) -> dict[int, int]:
    """Return the stage whose gate asks for a book: where it must be handed in, else approved.

    The editions name no bimtek for a chapter; this is what their gates say about its book.
    """
    found: dict[int, int] = {}
    rules = GateRule.objects.filter(
        stage__edition=enrolment.cohort.edition_id, requirement__in=TEACHES
    ).order_by("stage__number")
    rows = list(rules.values_list("requirement", "parameters", "stage__number"))
    for kind in TEACHES:
        for requirement, parameters, stage in rows:
            if requirement == kind:
                found.setdefault(parameters.get("book", 0), stage)
    return found


def pairs_of(workshop: Workshop) -> list[Pair]:
    """Return who of the region may be written in two spellings."""
    return pairs_in(
        Participant.objects.standing()
        .filter(enrolment=workshop.enrolment_id)
        .select_related("agency")
        .order_by("pk")
    )


def _people(enrolment: Enrolment) -> tuple[dict[int, Presence], dict[Any, Presence]]:
    people: dict[int, Presence] = {}
    agencies: dict[Any, Presence] = {}
    rows = Participation.objects.filter(participant__enrolment=enrolment).select_related(
        "participant__agency", "workshop"
    )
    sessions: dict[int, int] = defaultdict(int)
    marks = Attendance.objects.filter(participation__participant__enrolment=enrolment)
    for pk in marks.values_list("participation", flat=True):
        sessions[pk] += 1
    for row in rows:
        person, stage = row.participant, row.workshop.number
        mine = people.setdefault(person.pk, Presence(person.name, person=person))
        body = person.agency_id or person.community or 0
        theirs = agencies.setdefault(
            body, Presence(person.body or _("Agency not known"), agency=person.agency)
        )
        for presence in (mine, theirs):
            presence.expected[stage] += 1
            presence.present[stage] += 1 if sessions[row.pk] else 0
            presence.sessions[stage] += sessions[row.pk]
    return people, agencies


def _kept(people: dict[int, Presence], taken: list[int]) -> dict[int, tuple[int, int]]:
    """Of those present at a bimtek, how many had been at the one before: by stage."""
    found = {}
    for before, stage in zip(taken, taken[1:], strict=False):
        here = [row for row in people.values() if row.present[stage]]
        found[stage] = (sum(1 for row in here if row.present[before]), len(here))
    return found


def _gaps(enrolment: Enrolment, agencies: dict[Any, Presence], taken: list[int]) -> dict[str, Any]:
    stages = stages_of_books(enrolment)
    chapters = (
        Chapter.objects.filter(book__plan__enrolment=enrolment, agency__isnull=False)
        .select_related("book__plan", "agency")
        .order_by("book__number", "number")
    )
    gaps, asked = [], 0
    for chapter in chapters:
        stage = stages.get(chapter.book.number)
        if stage not in taken:
            continue
        asked += 1
        there = agencies.get(chapter.agency_id)
        if there is None or not there.present[stage]:
            gaps.append(Gap(chapter, stage))
    return {"gaps": gaps, "chapters": asked}
