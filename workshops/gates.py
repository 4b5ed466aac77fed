"""What still blocks a stage? Computed from records when somebody asks, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.models import Enrolment
from smartcity_portal.kit.formats import waiting
from workshops.facts import Facts
from workshops.lines import Asked, Item, Line
from workshops.models.workshop import numeral
from workshops.requirements import KINDS


@dataclass(frozen=True)
class Gate:
    """The requirements of one stage of one enrolment, each met or unmet, as they stand now."""

    enrolment: Enrolment
    stage: int
    lines: list[Line]

    @property
    def met(self) -> list[Line]:
        return [line for line in self.lines if line.met]

    @property
    def unmet(self) -> list[Line]:
        return [line for line in self.lines if not line.met]

    @property
    def is_met(self) -> bool:
        return not self.unmet

    @property
    def is_passed(self) -> bool:
        """The enrolment is already beyond this stage."""
        return self.enrolment.stage > self.stage

    @property
    def numeral(self) -> str:
        return numeral(self.stage)

    @property
    def title(self) -> str:
        """The one sentence that says where the stage stands."""
        words = {"stage": self.numeral, "done": len(self.met), "all": len(self.lines)}
        if self.is_passed:
            return _("Bimtek %(stage)s is closed") % words
        if self.is_met:
            return _("Bimtek %(stage)s can be closed: all %(all)d requirements are met") % words
        return (
            _("Bimtek %(stage)s cannot be closed yet: %(done)d of %(all)d requirements are met")
            % words
        )

    @property
    def sentences(self) -> list[str]:
        """What is missing, as sentences that a closure keeps."""
        return [_sentence(line) for line in self.unmet]

    @cached_property
    def stuck(self) -> Item | None:
        """The item that has waited longest, None when nothing waits."""
        items = [item for line in self.unmet for item in line.items]
        dated = [item for item in items if item.days is not None]
        if dated:
            return max(dated, key=lambda item: item.days or 0)
        return items[0] if items else None

    def items_of(self, holder: str) -> list[Item]:
        """What waits for one holder, by the holder's key."""
        return [item for line in self.unmet for item in line.items if item.holder.key == holder]

    @property
    def as_text(self) -> str:
        """The gate as plain text for a chat: who, what, how long."""
        heading = f"*{self.enrolment.region}*: {self.title}"
        lines = [heading]
        for line in self.unmet:
            lines.append(f"- {line.text}")
            for item in line.items:
                days = f" ({waiting(item.days)})" if item.days is not None else ""
                lines.append(f"  • {item.text}: {item.holder}{days}")
        if self.met:
            count = len(self.met)
            words = ngettext(
                "%(count)d requirement is met", "%(count)d requirements are met", count
            )
            lines.append(words % {"count": count})
        return "\n".join(lines)


def gate_of(enrolment: Enrolment, stage: int | None = None, *, facts: Facts | None = None) -> Gate:
    """Ask every requirement of `stage` (default: the stage the enrolment is in)."""
    facts = facts or Facts([enrolment])
    number = min(stage or enrolment.stage, 4)
    plan = facts.stage_plans.get((enrolment.cohort.edition_id, number))
    asked = Asked(facts, enrolment, number)
    rules = plan.requirements.all() if plan else []
    return Gate(
        enrolment, number, [KINDS[rule.requirement](asked, **rule.parameters) for rule in rules]
    )


def gates_of(enrolments: Iterable[Enrolment], *, facts: Facts | None = None) -> dict[int, Gate]:
    """Ask for many enrolments at once, in as many queries as for one; by primary key."""
    enrolments = list(enrolments)
    facts = facts or Facts(enrolments)
    return {enrolment.pk: gate_of(enrolment, facts=facts) for enrolment in enrolments}


def _sentence(line: Line) -> str:
    names = "; ".join(f"{item.text} ({item.holder})" for item in line.items[:12])
    return f"{line.text}. {names}" if names else line.text
