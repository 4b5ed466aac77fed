"""Who writes which section of the demo's plans until when, and what do the sections ask for?"""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.models import Section
from masterplans.services import outlines, owners
from masterplans.services.owners import Owners
from smartcity_portal.demo.city import City

FACTS = tomllib.loads(Path(__file__).with_name("structure.toml").read_text(encoding="utf-8"))


def load(city: City, by: User) -> None:
    """Hand out the sections of one city; a second run changes nothing."""
    rows = [row for row in FACTS["sections"] if row["city"] == city.slug]
    for row in rows:
        section = _section(city, row["place"])
        if section.due_on is None:
            at = city.at(row["due_on"] - timedelta(days=14), 10)
            with past.loading(at):
                _hand_out(city, section, row, by=by, at=at)


def _section(city: City, place: str) -> Section:
    book, chapter, order = place.split(".")
    return Section.objects.with_names().get(
        chapter__book__plan__enrolment=city.enrolment,
        chapter__book__number=book,
        chapter__number=chapter,
        order=order,
    )


def _hand_out(city: City, section: Section, row: dict[str, Any], *, by: User, at: Any) -> None:
    said = Owners(
        co_agencies=[a for name in row.get("co_agencies", []) if (a := city.agency(name))],
        writers=list(User.objects.filter(username__in=row.get("writers", []))),
        due_on=row["due_on"],
    )
    owners.own(section, said, by=by, at=at)
    if checklist := row.get("checklist"):
        asked = {"checklist": checklist, "example": row.get("example", "")}
        said_before = {"title": section.title, "guidance": section.guidance}
        outlines.describe(section, by=by, at=at, **said_before, **asked)
        for item in checklist[: row.get("ticked", 0)]:
            owners.tick(section, item, done=True, by=by, at=at)
    if row.get("handed_in"):
        owners.hand_in(section, by=by, at=at)
