"""How does a test fill a hall from outside? A running session, a roster, and nobody ticked yet."""

import sys

import django

django.setup()

from smartcity_portal.bench.phones import name_of  # noqa: E402
from tests.factories import EnrolmentFactory  # noqa: E402
from tests.people import people_around  # noqa: E402
from tests.workshops.attending import room, session_of  # noqa: E402
from workshops.services import roster_imports  # noqa: E402


def fill(count: int) -> int:
    town = people_around(EnrolmentFactory())
    meeting = room(town)
    people = [{"name": name_of(n), "agency": town.coordinating} for n in range(count)]
    roster_imports.enter_many(meeting, people, by=town["coordinator"])
    return session_of(meeting).pk


if __name__ == "__main__":
    print(fill(int(sys.argv[1])))
