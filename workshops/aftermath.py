"""What follows bimtek IV, what of it is still missing, and who acts next? Computed, never stored."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from workshops import holders
from workshops.facts import Facts
from workshops.holders import Holder
from workshops.models import Milestone, MilestoneFile

Kind = Milestone.Kind
File = MilestoneFile.Kind
MINISTRY, COORDINATOR = "ministry", "coordinator"


@dataclass(frozen=True, kw_only=True)
class After:
    """One thing that follows: who records it, what is asked about it, which files show it."""

    kind: str
    actor: str
    lead: Any
    fields: tuple[str, ...] = ()
    files: tuple[tuple[str, Any], ...] = ()
    asked: tuple[tuple[str, str, Any], ...] = ()
    needed: bool = True


# `asked`: (field, who knows it, the sentence that says that it is missing)
AFTERWARDS: tuple[After, ...] = (
    After(
        kind=Kind.PRESENTATION,
        actor=COORDINATOR,
        lead=_("The head of the region presents the masterplan to a panel of the ministry."),
        fields=("people", "result"),
        files=((File.SLIDES, _("The slides are missing.")),),
        asked=(
            ("people", MINISTRY, _("The panel is not named.")),
            ("result", MINISTRY, _("The result is not recorded.")),
        ),
    ),
    After(
        kind=Kind.EXHIBITION,
        actor=COORDINATOR,
        lead=_("The closing fair where regions show their quick wins."),
        needed=False,
    ),
    After(
        kind=Kind.AWARD,
        actor=MINISTRY,
        lead=_("What the ministry awarded, and from whose hand."),
        fields=("people", "result"),
        needed=False,
    ),
    After(
        kind=Kind.HANDOVER,
        actor=COORDINATOR,
        lead=_("The finished books go to the heads of agencies."),
        fields=("people",),
        files=((File.PHOTO, _("A photo is missing.")),),
        asked=(("people", COORDINATOR, _("To whom they were handed is not recorded.")),),
    ),
    After(
        kind=Kind.ADOPTION,
        actor=COORDINATOR,
        lead=_("A regulation of the region makes the masterplan binding."),
        fields=("instrument", "number"),
        files=((File.REGULATION, _("The file of the regulation is missing.")),),
        asked=(("number", COORDINATOR, _("The number of the regulation is missing.")),),
    ),
    After(
        kind=Kind.INTEGRATION,
        actor=COORDINATOR,
        lead=_("The programmes of the masterplan stand in the RPJMD."),
        fields=("number", "reference"),
        files=((File.DOCUMENT, _("The document or its pages are missing.")),),
        asked=(
            ("number", COORDINATOR, _("The document is not named.")),
            ("reference", COORDINATOR, _("Chapter and page are missing.")),
        ),
    ),
    After(
        kind=Kind.KICKOFF,
        actor=COORDINATOR,
        lead=_("The region begins to carry out its plan."),
    ),
    After(
        kind=Kind.VISIT,
        actor=COORDINATOR,
        lead=_("The ministry and an assessor look at what became of the plan."),
        fields=("people", "result"),
        needed=False,
    ),
    After(
        kind=Kind.OTHER,
        actor=COORDINATOR,
        lead=_("Festivals, launches and whatever else belongs to the story."),
        needed=False,
    ),
)
BY_KIND = {after.kind: after for after in AFTERWARDS}


@dataclass(frozen=True)
class Lack:
    """What is missing, and with whom it lies."""

    text: str
    holder: Holder


@dataclass(frozen=True)
class Standing:
    """How far one of the things is: its events, and what they lack."""

    after: After
    label: str
    events: list[Milestone]
    lacks: list[Lack] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return any(not event.planned for event in self.events) and not self.lacks

    @property
    def is_planned(self) -> bool:
        return bool(self.events) and all(event.planned for event in self.events)


def standings_of(enrolment: Enrolment, *, facts: Facts | None = None) -> list[Standing]:
    """Return everything that follows bimtek IV, in its usual order; a fixed number of queries."""
    facts = facts or Facts([enrolment])
    events: dict[str, list[Milestone]] = defaultdict(list)
    for event in enrolment.milestones.prefetch_related("files__uploaded_by"):
        event.enrolment = enrolment
        events[event.kind].append(event)
    who: dict[str, Callable[[], Holder]] = {
        MINISTRY: holders.ministry,
        COORDINATOR: lambda: holders.coordinator(facts, enrolment),
    }
    return [
        Standing(after, str(Kind(after.kind).label), events[after.kind], _lacks(after, events, who))
        for after in AFTERWARDS
    ]


def next_of(standings: list[Standing]) -> Standing | None:
    """Return the first needed thing that is not done; None when nothing is left."""
    return next((s for s in standings if s.after.needed and not s.is_done), None)


def _lacks(after: After, events: dict, who: dict[str, Callable[[], Holder]]) -> list[Lack]:
    held = [event for event in events[after.kind] if not event.planned]
    if not held:
        return [Lack(str(_("Not recorded yet.")), who[after.actor]())] if after.needed else []
    lacks = [
        Lack(str(sentence), who[actor]())
        for name, actor, sentence in after.asked
        if not any(getattr(event, name) for event in held)
    ]
    kinds = {file.kind for event in held for file in event.files.all()}
    return lacks + [
        Lack(str(sentence), who[COORDINATOR]())
        for kind, sentence in after.files
        if kind not in kinds
    ]
