"""What is one line of a gate made of, and what is a requirement asked about?"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from programs.models import Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import local
from workshops import holders
from workshops.facts import Facts
from workshops.holders import Holder


@dataclass(frozen=True)
class Door:
    """The page where the holder does it; others are led to the enrolment instead."""

    name: str
    enrolment: Enrolment
    more: tuple[tuple[str, str], ...] = ()

    def get_absolute_url(self) -> str:
        return reverse(self.name, kwargs={"slug": self.enrolment.slug, **dict(self.more)})


@dataclass(frozen=True)
class Item:
    """One thing that still waits: with whom, since when, and where it is done."""

    text: str
    holder: Holder
    since: date | datetime | None = None
    target: Any = None

    @property
    def days(self) -> int | None:
        """Whole days that it has been lying there; None when nobody knows since when."""
        if self.since is None:
            return None
        return max((clock.today() - as_date(self.since)).days, 0)

    @property
    def url(self) -> str:
        return self.target.get_absolute_url() if self.target is not None else ""


@dataclass(frozen=True)
class Line:
    """One requirement of a gate, met or not, and what still waits for it."""

    kind: str
    text: str
    met: bool
    items: list[Item] = field(default_factory=list)
    note: str = ""
    target: Any = None


@dataclass(frozen=True)
class Asked:
    """What a requirement is asked about: an enrolment at a stage, among known facts."""

    facts: Facts
    enrolment: Enrolment
    stage: int

    @property
    def began(self) -> date | datetime | None:
        return self.facts.began(self.enrolment, self.stage)

    def later_of(self, moment: date | datetime | None) -> date | datetime | None:
        """Return `moment`, or the stage's beginning when that came later."""
        return max((m for m in (moment, self.began) if m is not None), key=as_date, default=None)

    @property
    def plan(self) -> Any:
        return self.facts.plans.get(self.enrolment.pk)

    def door(self, name: str, **more: str) -> Door:
        return Door(name, self.enrolment, tuple(more.items()))

    @property
    def coordinator(self) -> Holder:
        return holders.coordinator(self.facts, self.enrolment)

    @property
    def mentor(self) -> Holder:
        return holders.mentor(self.facts, self.enrolment)


def as_date(moment: date | datetime) -> date:
    """Return the day of a moment, as the region's clock shows it."""
    moment = local(moment)
    return moment.date() if isinstance(moment, datetime) else moment
