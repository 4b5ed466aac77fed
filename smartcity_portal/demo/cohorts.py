"""Which cohorts and regions are known from sources? Editions, cohorts and enrolments as facts."""

from datetime import date
from typing import Any

from accounts import past
from accounts.models import User
from programs.models import Cohort, Enrolment, Mentor, Region
from programs.services import cohort_facts, enrolments, mentors
from smartcity_portal.demo import files
from workshops.services import journeys, workshops


def load(ministry: User) -> None:
    """Load every edition, cohort and enrolment that is missing."""
    cohort_facts.load()
    for row in files.read("cohorts")["cohorts"]:
        cohort = Cohort.objects.get(year=row["year"])
        with past.loading(cohort_facts.day_of(cohort)):
            _enrol(cohort, row)
    for row in files.read("cohorts")["facts"]:
        _add_facts(row, ministry)


def story_regions() -> set[tuple[int, str]]:
    """Year and region of the cities that are loaded as stories of their own."""
    return {
        (city["year"], city["region"])
        for city in (files.read(name, "city") for name in ("bontang", "batam", "madiun", "batang"))
    }


def _enrol(cohort: Cohort, row: dict[str, Any]) -> None:
    enrolled = set(cohort.enrolments.values_list("region__name", flat=True))
    apart = {name for year, name in story_regions() if year == cohort.year}
    wanted = [name for name in row["regions"] if name not in enrolled | apart]
    for region in Region.objects.filter(name__in=wanted).order_by("code"):
        enrolments.enrol(
            cohort,
            region,
            by=None,
            period_start=cohort.year + 1,
            enrolled_on=cohort.memorandum_on,
        )
    # Their stages are not in the sources; the programme of a past year has ended for them.
    Enrolment.objects.filter(cohort=cohort, region__name__in=wanted).update(
        source=row["source"][:200], stage=5 if row["finished"] else 1
    )


def _add_facts(row: dict[str, Any], ministry: User) -> None:
    enrolment = Enrolment.objects.get(cohort__year=row["year"], region__name=row["region"])
    if enrolment.workshops.exists():
        return
    zone = enrolment.region.timezone
    with past.loading(files.moment(date(row["year"], 6, 1), 9, zone)):
        for name, institution in row["mentors"]:
            mentors.assign(
                enrolment, mentor_called(name, institution), by=None, since=date(row["year"], 6, 1)
            )
        journeys.lay_out(enrolment)
    for fact in row["workshops"]:
        _record_held(enrolment, fact, row["source"], ministry)


def _record_held(enrolment: Enrolment, fact: dict[str, Any], source: str, ministry: User) -> None:
    if enrolment.stage < fact["number"]:
        Enrolment.objects.filter(pk=enrolment.pk).update(stage=fact["number"])
    workshop = enrolment.workshops.get(number=fact["number"])
    last = fact.get("ends_on", fact["starts_on"])
    with past.loading(files.moment(last, 17, enrolment.region.timezone)):
        workshops.schedule(workshop, by=ministry, starts_on=fact["starts_on"], ends_on=last)
        workshops.record_held(
            workshop, by=ministry, at=files.moment(last, 17, enrolment.region.timezone)
        )
    enrolment.workshops.filter(pk=workshop.pk).update(
        source="; ".join(filter(None, [source, fact["note"]]))[:200]
    )


def mentor_called(name: str, institution: str = "", **facts: Any) -> Mentor:
    """Return the mentor of this name, put on the list when missing."""
    known = Mentor.objects.filter(name=name).first()
    return known or mentors.register(name, by=None, institution=institution, **facts)
