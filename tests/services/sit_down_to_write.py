"""How does a test seat many writers from outside? A plan, a section each, and everybody signed in."""

import json
import sys
from dataclasses import asdict
from datetime import date

import django

django.setup()

from django.test import Client  # noqa: E402

from masterplans.models import Chapter, Section  # noqa: E402
from masterplans.services import plans  # noqa: E402
from programs.models import AgencyMember  # noqa: E402
from smartcity_portal.bench.scribes import Scribe  # noqa: E402
from tests.factories import EnrolmentFactory, UserFactory  # noqa: E402
from tests.people import Town, people_around  # noqa: E402

LONG_AGO = date(2015, 1, 1)


def seat(count: int) -> list[Scribe]:
    town = people_around(EnrolmentFactory())
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    Chapter.objects.filter(book__plan=plan).update(agency=town.coordinating)
    sections = Section.objects.filter(chapter__book__plan=plan).order_by("pk")[:count]
    return [_scribe(number, section, town) for number, section in enumerate(sections)]


def _scribe(number: int, section: Section, town: Town) -> Scribe:
    user = UserFactory()
    AgencyMember.objects.create(agency=town.coordinating, user=user, role="writer", since=LONG_AGO)
    client = Client()
    client.force_login(user)
    return Scribe(number, section.pk, client.cookies["sessionid"].value)


if __name__ == "__main__":
    print(json.dumps([asdict(scribe) for scribe in seat(int(sys.argv[1]))]))
