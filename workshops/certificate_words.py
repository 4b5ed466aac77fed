"""Which words stand on a certificate? Kept with it, so that it can be printed and checked for ever."""

from typing import Any

from programs.services.letterheads import head_of
from smartcity_portal.kit.formats import day, day_range
from workshops.entitlement import Standing
from workshops.models import CertificatePlan
from workshops.pdf.spelled import spelled


def words_of(plan: CertificatePlan, person: Standing, number: str) -> dict[str, Any]:
    """Return everything that is printed for one person."""
    workshop = plan.workshop
    enrolment, region = workshop.enrolment, workshop.enrolment.region
    participant, tenure = person.participation.participant, plan.signatory
    head = head_of(region)
    first = workshop.starts_on
    return {
        "kop": {
            "government": f"Pemerintah {region.name}",
            "unit": head.unit,
            "lines": [],
            "arms": head.arms_sha256,
        },
        "number": number,
        "name": participant.name,
        "agency": participant.agency.name if participant.agency else participant.community,
        "bimtek": workshop.title,
        "about": workshop.plan.title,
        "region": str(region),
        "programme": enrolment.cohort.edition.programme,
        "dates": day_range(first, workshop.last_day) if first else "",
        "venue": workshop.venue,
        "hours": plan.hours,
        "hours_spelled": spelled(plan.hours) if plan.hours else "",
        "sessions": [
            {"title": session.title, "date": day(on) if (on := workshop.day_of(session)) else ""}
            for session in workshop.meeting.sessions.all()
        ],
        "place": plan.place,
        "dated": day(plan.dated),
        "issuer_office": tenure.printed_title,
        "issuer_name": tenure.official.name,
        "issuer_nip": tenure.official.nip,
        "is_example": plan.is_example,
    }


def with_name(words: dict[str, Any], *, name: str, number: str) -> dict[str, Any]:
    """The same certificate for the same person, with the name written right."""
    return {**words, "name": name, "number": number}
