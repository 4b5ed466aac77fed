"""How does a test stand in a room at ten in the morning, with people and two sessions?"""

from datetime import date, time

from tests.people import Town
from tests.workshops.factories import journey, workshop
from workshops.models import AgendaSession, Participation, Workshop
from workshops.services import rosters

TODAY = date(2019, 7, 8)


def room(town: Town, number: int = 1) -> Workshop:
    """Bimtek I on the day of the test: one session runs since nine, one begins at one o'clock.

    The clock of the test stands at ten in Jakarta; the region's hours are those of Jakarta too.
    """
    if not town.enrolment.workshops.exists():
        journey(town)
    meeting = workshop(town, number)
    region = meeting.enrolment.region
    region.timezone = "Asia/Jakarta"
    region.save()
    meeting.starts_on = meeting.ends_on = TODAY
    meeting.timezone = "Asia/Jakarta"
    meeting.save()
    meeting.sessions.all().delete()
    for title, begins, ends in (("Pembukaan", 9, 12), ("Diskusi", 13, 15)):
        AgendaSession.objects.create(
            workshop=meeting, day=1, title=title, starts_at=time(begins), ends_at=time(ends)
        )
    return Workshop.objects.select_related("enrolment__region", "enrolment__cohort", "plan").get(
        pk=meeting.pk
    )


def session_of(meeting: Workshop, title: str = "Pembukaan") -> AgendaSession:
    session = meeting.sessions.get(title=title)
    session.workshop = meeting
    return session


def expected(
    town: Town, meeting: Workshop, name: str = "Dr. Siti Aminah, M.Si", **fields
) -> Participation:
    """Somebody of the coordinating agency on the roster."""
    if not fields.get("community"):
        fields.setdefault("agency", town.coordinating)
    return rosters.add(meeting, by=town["coordinator"], name=name, **fields)


def many(town: Town, meeting: Workshop, count: int) -> list[Participation]:
    names = [f"Peserta {chr(97 + n // 26 % 26)}{chr(97 + n % 26)}{n}" for n in range(count)]
    return [expected(town, meeting, name) for name in names]
