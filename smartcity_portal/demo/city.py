"""How does a city of the demo come to stand? Agencies, officials, MoU, mentors, bimtek, as facts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from accounts import past
from accounts.models import User
from programs.models import Agency, Cohort, Enrolment, Region
from programs.services import agencies, bodies, memoranda, mentors, officials
from smartcity_portal.demo import files, people
from smartcity_portal.demo.cohorts import mentor_called
from smartcity_portal.kit import clock
from workshops.models import Workshop
from workshops.services import journeys, stages, workshops

MEMORANDUM = ("title", "party_ministry", "party_region", "place", "mode", "signed_on", "source")


@dataclass
class City:
    """One city of the demo: its file, its rows, and who acts for it."""

    slug: str
    ministry: User
    name: str = ""

    @cached_property
    def facts(self) -> dict[str, Any]:
        return files.read(self.slug, "city")

    @cached_property
    def region(self) -> Region:
        return Region.objects.get(name=self.name or self.facts["region"])

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment.objects.select_related("region", "cohort__edition").get(
            region=self.region, cohort__year=self.facts["year"]
        )

    @property
    def is_loaded(self) -> bool:
        return Enrolment.objects.filter(
            region=self.region, cohort__year=self.facts["year"]
        ).exists()

    def at(self, day: date, hour: int = 9) -> datetime:
        return files.moment(day, hour, self.region.timezone)

    def agency(self, short_name: str) -> Agency | None:
        return self._agencies[short_name] if short_name else None

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return {agency.short_name: agency for agency in Agency.objects.filter(region=self.region)}


def found(city: City) -> Enrolment:
    """Load agencies, enrolment, MoU, mentors, bodies and the days of the bimtek."""
    facts = city.facts
    with past.loading(city.at(facts["enrolled_on"])):
        _agencies(city)
        cohort = Cohort.objects.get(year=facts["year"])
        enrolment = journeys.begin(
            cohort,
            city.region,
            by=city.ministry,
            period_start=facts["period_start"],
            enrolled_on=facts["enrolled_on"],
        )
        Enrolment.objects.filter(pk=enrolment.pk).update(
            source=facts["source"][:200], presented_on=facts.get("presented_on")
        )
        _memorandum(enrolment, facts["memorandum"])
    for row in facts["mentors"]:
        _mentor(city, enrolment, row)
    for row in facts.get("bodies", []):
        with past.loading(city.at(row["decreed_on"])):
            bodies.decree(enrolment, by=None, **row)
    for row in facts["workshops"]:
        _schedule(city, enrolment, row)
    return enrolment


def _agencies(city: City) -> None:
    head = city.facts["head"]
    appoint(city, None, head["name"], head["source"])
    for short_name, name, kind, official, source in city.facts["agencies"]:
        agency = agencies.add(
            city.region,
            name=name,
            short_name=short_name,
            kind=kind,
            by=None,
            source=source,
            is_example=not source,
        )
        if official:
            appoint(city, agency, official, source)


def appoint(city: City, agency: Agency | None, name: str, source: str) -> None:
    facts = {"source": source, "is_example": "(contoh)" in name}
    office = officials.office_of(city.region, agency, by=None)
    official = officials.register(name, by=None, region=city.region, **facts)
    officials.appoint(office, official, by=None, since=None, **facts)


def _memorandum(enrolment: Enrolment, row: dict[str, Any]) -> None:
    memoranda.register(
        enrolment,
        by=None,
        number_ministry=row["number_ministry"],
        **{name: row[name] for name in MEMORANDUM},
    )


def _mentor(city: City, enrolment: Enrolment, row: dict[str, Any]) -> None:
    mentor = mentor_called(
        row["name"],
        row["institution"],
        source=row["source"],
        is_example=row.get("is_example", False),
    )
    with past.loading(city.at(row["since"])):
        mentors.assign(enrolment, mentor, by=None, since=row["since"])


def _schedule(city: City, enrolment: Enrolment, row: dict[str, Any]) -> None:
    workshop = enrolment.workshops.get(number=row["number"])
    first = row.get("starts_on")
    if first:
        with past.loading(city.at(first)):
            workshops.schedule(
                workshop,
                by=city.ministry,
                starts_on=first,
                ends_on=row["ends_on"],
                venue=row.get("venue", ""),
                at=city.at(first),
            )
    facts = {"source": row["source"][:200], "opened_by": row.get("opened_by", "")}
    if row["goals"]:
        facts["goals"] = row["goals"]
    Workshop.objects.filter(pk=workshop.pk).update(**facts)


def hold(city: City, number: int) -> None:
    """Record that a bimtek took place, with what its source says."""
    row = next(row for row in city.facts["workshops"] if row["number"] == number)
    day = row.get("ends_on") or row["closed_on"]
    with past.loading(city.at(day, 17)):
        workshops.record_held(
            city.enrolment.workshops.get(number=number),
            by=city.ministry,
            participants=row.get("participants"),
            opened_by=row.get("opened_by", ""),
            at=city.at(day, 17),
        )


def plead(city: City) -> None:
    """Let the city's team ask the ministry to close the stage, as its file says."""
    plea = city.facts["plea"]
    at = clock.now() - timedelta(days=plea["days"])
    team = coordinator(city, plea["by"])
    with past.loading(at):
        stages.plead(city.enrolment, by=team, reason=plea["reason"], at=at)


def coordinator(city: City, name: str) -> User:
    """Return an account that acts for the city's team; nobody signs in with it."""
    user = people.account(f"tim-{city.slug}", name)
    with past.loading(city.at(city.facts["enrolled_on"])):
        people.relations.grant("coordinator", user, city.region, by=None)
    return user
