"""How is a field visit written down: when, where, who, and what was found?"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked
from workshops.models import FieldVisit, Workshop

WORDS = ("title", "place", "people", "findings")


@transaction.atomic
def record(
    enrolment: Enrolment,
    *,
    by: User,
    visited_on: date,
    title: str,
    place: str,
    people: str,
    findings: str,
    workshop: Workshop | None = None,
    is_example: bool = False,
    at: datetime | None = None,
) -> FieldVisit:
    """Record a visit. Raises Blocked for a day to come, or the same visit twice."""
    permission.require("workshops.record_visit", enrolment, by=by)
    visit = FieldVisit(
        enrolment=enrolment,
        workshop=workshop,
        visited_on=visited_on,
        recorded_by=by,
        is_example=is_example,
        **_words(title=title, place=place, people=people, findings=findings),
    )
    _check(visit)
    _save(visit)
    history.record("workshops.visit.record", visit, by=by, at=at, title=visit.title)
    return visit


@transaction.atomic
def change(visit: FieldVisit, *, by: User, **values: Any) -> FieldVisit:
    """Correct what was written about a visit; `values` are those of `record`."""
    visit = (
        FieldVisit.objects.select_related("enrolment__region", "enrolment__cohort")
        .select_for_update(of=("self",))
        .get(pk=visit.pk)
    )
    permission.require("workshops.record_visit", visit, by=by)
    for name in ("visited_on", "workshop"):
        if name in values:
            setattr(visit, name, values[name])
    words = {name: getattr(visit, name) for name in WORDS}
    words |= {name: values[name] for name in WORDS if name in values}
    for name, value in _words(**words).items():
        setattr(visit, name, value)
    _check(visit)
    _save(visit)
    history.record("workshops.visit.change", visit, by=by, title=visit.title)
    return visit


def _words(**words: str) -> dict[str, str]:
    clean = {name: value.replace("\r\n", "\n").strip() for name, value in words.items()}
    if not all(clean.values()):
        raise Blocked([_("A visit names what was visited, where, by whom, and what was found.")])
    return clean


def _check(visit: FieldVisit) -> None:
    if visit.visited_on > clock.today():
        raise Blocked([_("This day is still to come. Record the visit when it has taken place.")])
    if visit.workshop and visit.workshop.enrolment_id != visit.enrolment_id:
        raise Blocked([_("This bimtek belongs to another region.")])


def _save(visit: FieldVisit) -> None:
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:
        raise Blocked([_("This visit is recorded already on that day.")]) from None
