"""When will a region reach its next bimtek and its presentation? Only what dates in the data allow.

Two paces are looked at: the region's own (days per stage between its bimtek so far) and that of
regions of earlier cohorts. The forecast spans both; without any pace there is none. Invented
data never speaks for others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from statistics import quantiles

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.models import Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_range, part_of_month
from workshops.models import Workshop
from workshops.models.workshop import numeral

LAST, PRESENTATION = 4, 5
MANY = 8
FORGOTTEN = 60
Dates = Mapping[int, date]


@dataclass(frozen=True)
class Pace:
    """How fast one region went: days per stage, or days from bimtek IV to the presentation."""

    who: str
    days: float


@dataclass(frozen=True)
class Forecast:
    """A span of days for one point, with the paces it comes from; `late` when it has passed."""

    point: int
    earliest: date
    latest: date
    own: Pace | None = None
    others: tuple[Pace, ...] = ()
    presentations: tuple[Pace, ...] = ()

    @property
    def late(self) -> bool:
        return self.latest < clock.today()

    @property
    def what(self) -> str:
        if self.point == PRESENTATION:
            return _("Presentation at the ministry")
        return f"Bimtek {numeral(self.point)}"

    @property
    def span(self) -> str:
        """The days; with a single pace only the part of the month, as one case is no measure."""
        first = max(self.earliest, clock.today()) if not self.late else self.earliest
        if self.earliest == self.latest:
            return _("around %(when)s") % {"when": part_of_month(self.latest)}
        return day_range(first, self.latest)

    @property
    def words(self) -> str:
        if self.late:
            return _("expected by %(day)s, which has passed") % {"day": day(self.latest)}
        return self.span

    @property
    def basis(self) -> str:
        """In words: which paces, of whom."""
        parts = []
        if self.own:
            parts.append(_("its own pace of %(days)s") % {"days": _per_stage([self.own])})
        if self.others:
            parts.append(_crowd(self.others, _per_stage(self.others)))
        if self.presentations:
            spans = _days([pace.days for pace in self.presentations])
            parts.append(
                _crowd(
                    self.presentations,
                    _("%(days)s from bimtek IV to the presentation") % {"days": spans},
                )
            )
        return _("Based on %(paces)s.") % {"paces": "; ".join(parts)}


@dataclass(frozen=True)
class Paces:
    """The paces of regions of cohorts before a year, as far as their dates are known."""

    stages: tuple[Pace, ...] = ()
    presentations: tuple[Pace, ...] = ()

    @classmethod
    def before(cls, year: int) -> "Paces":
        """Read them: one query, however many regions ask."""
        known = _known_dates_before(year)
        return cls(
            tuple(
                Pace(name, pace) for name, dates in known if (pace := per_stage(dates)) is not None
            ),
            tuple(
                Pace(name, (dates[PRESENTATION] - dates[LAST]).days)
                for name, dates in known
                if LAST in dates and PRESENTATION in dates and dates[PRESENTATION] > dates[LAST]
            ),
        )


def _known_dates_before(year: int) -> list[tuple[str, dict[int, date]]]:
    found: dict[int, dict[int, date]] = defaultdict(dict)
    names: dict[int, str] = {}
    held = Workshop.objects.filter(held=True, starts_on__isnull=False, is_example=False)
    rows = held.filter(enrolment__cohort__year__lt=year, enrolment__is_example=False).values_list(
        "enrolment_id",
        "enrolment__region__name",
        "enrolment__cohort__year",
        "enrolment__presented_on",
        "number",
        "starts_on",
    )
    for pk, name, year, presented_on, number, starts_on in rows.order_by("enrolment_id", "number"):
        names[pk] = f"{name} {year}"
        if starts_on:
            found[pk][number] = starts_on
        if presented_on:
            found[pk][PRESENTATION] = presented_on
    return [(names[pk], found[pk]) for pk in names]


def per_stage(dates: Dates) -> float | None:
    """Days per stage between the first and the last known bimtek; None with fewer than two."""
    known = sorted(number for number in dates if number <= LAST)
    if len(known) < 2 or dates[known[-1]] <= dates[known[0]]:
        return None
    return (dates[known[-1]] - dates[known[0]]).days / (known[-1] - known[0])


@dataclass(frozen=True)
class Outlook:
    """What lies ahead of one enrolment, from its known dates and the paces of others."""

    stage: int
    dates: Dates
    paces: Paces
    today: date = field(default_factory=clock.today)

    @cached_property
    def forecasts(self) -> list[Forecast]:
        """One for each further bimtek without a date and for the presentation, unless long past."""
        if PRESENTATION in self.dates or not self.dates:
            return []
        found = [self._stage(number) for number in range(1, LAST + 1) if self._lies_ahead(number)]
        ahead = [forecast for forecast in [*found, self._presentation()] if forecast]
        return [f for f in ahead if (self.today - f.latest).days <= FORGOTTEN]

    def of(self, point: int) -> Forecast | None:
        return next((f for f in self.forecasts if f.point == point), None)

    def _lies_ahead(self, number: int) -> bool:
        return number >= self.stage and number not in self.dates and number > max(self.dates)

    @cached_property
    def own(self) -> Pace | None:
        past = {n: day for n, day in self.dates.items() if n <= LAST and day <= self.today}
        pace = per_stage(past)
        return Pace("", pace) if pace is not None else None

    def _stage(self, number: int) -> Forecast | None:
        rates = [pace.days for pace in (self.own, *self.paces.stages) if pace]
        if not rates:
            return None
        base = max(self.dates)
        few, many = _span(rates)
        return Forecast(
            number,
            self.dates[base] + timedelta(days=round(few * (number - base))),
            self.dates[base] + timedelta(days=round(many * (number - base))),
            self.own,
            self.paces.stages,
        )

    def _presentation(self) -> Forecast | None:
        if not self.paces.presentations:
            return None
        few, many = _span([pace.days for pace in self.paces.presentations])
        if LAST in self.dates:
            first = last = self.dates[LAST]
            own: Pace | None = None
            others: tuple[Pace, ...] = ()
        elif (before := self._stage(LAST)) is not None:
            first, last, own, others = before.earliest, before.latest, before.own, before.others
        else:
            return None
        return Forecast(
            PRESENTATION,
            first + timedelta(days=round(few)),
            last + timedelta(days=round(many)),
            own,
            others,
            self.paces.presentations,
        )


def outlook_of(enrolment: Enrolment, dates: Dates, paces: Paces) -> Outlook:
    """Return what lies ahead; `dates` are the known days of its bimtek (1–4)."""
    known = dict(dates)
    if enrolment.presented_on:
        known[PRESENTATION] = enrolment.presented_on
    return Outlook(enrolment.stage, known, paces)


def of_enrolment(enrolment: Enrolment) -> list[Forecast]:
    """Return the forecasts of one followed enrolment, read from its bimtek."""
    if not hasattr(enrolment, "masterplan"):
        return []
    dates = dates_of(enrolment.workshops.all())
    return outlook_of(enrolment, dates, Paces.before(enrolment.cohort.year)).forecasts


def sentences(forecasts: Iterable[Forecast]) -> list[str]:
    """What is expected when, and on which paces it rests; a basis that several share is said once."""
    found: list[str] = []
    said = ""
    for forecast in forecasts:
        words = {"what": forecast.what, "when": forecast.words}
        found.append(_("%(what)s: %(when)s.") % words)
        if forecast.basis != said:
            said = forecast.basis
            found.append(said)
    return found


def dates_of(workshops: Iterable[Workshop]) -> dict[int, date]:
    """Return the first days of bimtek that have one."""
    return {w.number: w.starts_on for w in workshops if w.starts_on}


def _span(values: list[float]) -> tuple[float, float]:
    """From the fastest to the slowest; with many cases the middle half of them."""
    if len(values) >= MANY:
        quarters = quantiles(values, n=4)
        return quarters[0], quarters[2]
    return min(values), max(values)


def _days(values: Iterable[float]) -> str:
    few, many = (round(value) for value in _span(list(values)))
    if few == many:
        return ngettext("%(days)d day", "%(days)d days", few) % {"days": few}
    return _("%(few)d to %(many)d days") % {"few": few, "many": many}


def _per_stage(paces: Iterable[Pace]) -> str:
    return _("%(days)s per stage") % {"days": _days([pace.days for pace in paces])}


def _crowd(paces: tuple[Pace, ...], pace: str) -> str:
    count = len(paces)
    if count == 1:
        return _("%(region)s (%(pace)s)") % {"region": paces[0].who, "pace": pace}
    words = {"count": count, "pace": pace}
    if count >= MANY:
        return _("the middle half of %(count)d regions of earlier cohorts (%(pace)s)") % words
    names = ", ".join(sorted(pace.who for pace in paces))
    return _("%(count)d regions of earlier cohorts (%(pace)s): %(names)s") % {
        **words,
        "names": names,
    }
