"""Who came to Batam's four bimtek? Every name and every mark is an example; days and sessions are not."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts import past
from accounts.models import User
from smartcity_portal.demo.city import City
from smartcity_portal.kit import clock
from workshops.models import AgendaSession, Attendance, Excuse, Participation, Workshop
from workshops.services import attendance, roster_imports, rosters

FIRST = (
    "Andika Bayu Citra Dimas Endah Fajar Gita Hendra Intan Joko Kartika Lukman Maya Nanda Oki Putri "
    "Rangga Sari Teguh Umar Vina Wahyu Yulia Zaki"
).split()
LAST = "Pratama Lestari Nugroho Anggraini Saputra Wulandari Hidayat Permata".split()
POSTS = ["Kepala Bidang", "Kepala Seksi", "Perencana", "Analis Data", "Pranata Komputer"]
COMMUNITIES = ["Kelurahan Contoh Satu", "Kelurahan Contoh Dua", "Komunitas Digital Contoh"]
SPELLED_TWICE = "Drs. H. Andhika Pratama, M.Si"
GROUP = 6
OPENS = timedelta(minutes=30)
STAYS_AWAY = {2: "Disbudpar", 3: "Dishub"}
SELF, DESK, PAPER = Attendance.How.SELF, Attendance.How.DESK, Attendance.How.PAPER


@transaction.atomic
def load(city: City, coordinator: User) -> None:
    """Fill the rosters and tick the sessions so far; a second run changes nothing."""
    workshops = list(Workshop.objects.with_names().filter(enrolment=city.enrolment))
    if Participation.objects.filter(workshop__in=workshops).exists():
        return
    for workshop in sorted(workshops, key=lambda row: row.number):
        if workshop.starts_on is None:
            continue
        with past.loading(city.at(workshop.starts_on)):
            _expect(workshop, coordinator, city.at(workshop.starts_on))
        _tick(workshop, coordinator)
    city.enrolment.participants.update(is_example=True)


def _expect(workshop: Workshop, by: User, at: datetime) -> None:
    if workshop.number > 1:
        rosters.carry_over(workshop, by=by, at=at)
    else:
        roster_imports.enter_many(workshop, _people(workshop), by=by)
    if workshop.number == 4:
        names = [("Rizky Maharani", COMMUNITIES[0]), ("Bima Prakoso", COMMUNITIES[2])]
        for name, community in names:
            rosters.add(workshop, by=by, name=name, community=community, source="walk_in", at=at)
        agency = workshop.enrolment.region.agencies.get(kind="coordinator")
        rosters.add(workshop, by=by, name=SPELLED_TWICE, agency=agency, at=at)


def _people(workshop: Workshop) -> list[dict]:
    agencies = list(workshop.enrolment.region.agencies.order_by("-kind", "name"))
    agencies.sort(key=lambda agency: not agency.is_coordinator)
    people = []
    for place, agency in enumerate(agencies):
        for seat in range(GROUP):
            people.append(
                {
                    "name": _name(place * GROUP + seat),
                    "agency": agency,
                    "position": POSTS[seat % len(POSTS)],
                }
            )
    first = len(people)
    for place, community in enumerate(COMMUNITIES):
        people.append({"name": _name(first + place), "community": community})
    return people


def _name(place: int) -> str:
    """A name that no other place has: 24 first and 8 last names."""
    return f"{FIRST[place % len(FIRST)]} {LAST[(place + place // len(FIRST)) % len(LAST)]}"


def _tick(workshop: Workshop, by: User) -> None:
    rows = list(Participation.objects.of(workshop).with_names().order_by("code"))
    for place, session in enumerate(workshop.sessions.all()):
        session.workshop = workshop
        start = session.start
        if start is None or start - OPENS > clock.now():
            continue
        there = [row for row in rows if _came(row, workshop, session, place)]
        if workshop.number < 4:
            how = PAPER if workshop.number == 1 else DESK
            attendance.keep_many(there, session, by=by, how=how, at=start)
        else:
            _today(session, start, there, by)
        _excuse(session, start, [row for row in rows if row not in there][:2], by)


def _today(session: AgendaSession, start: datetime, there: list[Participation], by: User) -> None:
    """The day of the demo: most check in by phone, a few late, the desk ticks the others."""
    if session.end and session.end > clock.now():
        there = there[: len(there) // 2]
    first = start - (OPENS if start > clock.now() else timedelta(minutes=12))
    for minute, row in enumerate(there):
        by_phone = minute % 3 != 2
        when = first + timedelta(minutes=minute // 2)
        attendance.keep(
            row,
            session,
            by=None if by_phone else by,
            how=SELF if by_phone else DESK,
            at=min(when, clock.now()),
        )


def _excuse(session: AgendaSession, at: datetime, rows: list[Participation], by: User) -> None:
    Excuse.objects.bulk_create(
        [Excuse(participation=row, session=session, at=at, by=by) for row in rows],
        ignore_conflicts=True,
    )


def _came(row: Participation, workshop: Workshop, session: AgendaSession, place: int) -> bool:
    """An even and repeatable pattern: most come, one agency misses a bimtek, the last sessions empty."""
    person = row.participant
    if person.agency and person.agency.short_name == STAYS_AWAY.get(workshop.number):
        return False
    if person.name == SPELLED_TWICE:
        return place == 0
    number = row.code or 0
    if number % 11 == workshop.number:
        return False
    return (number * 7 + place * 3 + workshop.number) % 13 > place // 3
