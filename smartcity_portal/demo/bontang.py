"""How did Kota Bontang finish in 2019? Four stages, twelve approved chapters, three books, one sheet."""

import io
from datetime import date
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.models import Book, BookEdition, Chapter, Masterplan
from masterplans.services import assigning, chapters, publication, volumes
from programs.people import keep_relations
from smartcity_portal.demo import city as cities
from smartcity_portal.demo import forewords, papers, people, sheets, worksheets
from smartcity_portal.demo.city import City
from smartcity_portal.demo.plan import Writer
from workshops.models import Output
from workshops.services import milestones, outputs, stages

TEAM = "Tim Pelaksana Kota Bontang (contoh)"
REVIEWED, FINAL = date(2019, 10, 10), date(2019, 10, 11)


def load(city: City, users: dict[str, User]) -> None:
    """Load the city from enrolment to the last approved chapter."""
    enrolment = cities.found(city)
    team = cities.coordinator(city, TEAM)
    mentor = users["pembimbing-bontang"]
    with past.loading(city.at(date(2019, 7, 1))):
        people.grant(users, city.slug, enrolment)
    story = Story(city, team, mentor)
    story.hand_out()
    story.first_stage()
    story.second_stage()
    story.third_stage()
    story.fourth_stage()


class Story:
    """The year of one city, told by the people who acted in it."""

    def __init__(self, city: City, team: User, mentor: User) -> None:
        self.city, self.team, self.mentor = city, team, mentor
        for person in (team, mentor, city.ministry):
            keep_relations(person)
        self.writer = Writer(city, team)
        self.chapters = {
            f"{chapter.book.number}.{chapter.number}": chapter
            for chapter in Chapter.objects.filter(book__plan=self.writer.plan).select_related(
                "book"
            )
        }

    def hand_out(self) -> None:
        """Give every chapter and section to the agency that writes it."""
        first = next(row for row in self.city.facts["workshops"] if row["number"] == 1)
        at = self.city.at(first["ends_on"], 15)
        with past.loading(at):
            for place, row in self.city.facts["chapters"].items():
                agency = self.city.agency(row["agency"])
                assigning.assign(self.chapters[place], agency, by=self.team, at=at)
            for place, name in self.city.facts["sections"].items():
                chapter, _dot, order = place.rpartition(".")
                section = self.chapters[chapter].sections.get(order=order)
                assigning.assign_section(section, self.city.agency(name), by=self.team, at=at)

    def first_stage(self) -> None:
        cities.hold(self.city, 1)
        worksheets.name_groups(self.city, self.team)
        self.writer.analysis(self.city.at(date(2019, 7, 10)))
        self.chapters_of(1)
        self.close(1)

    def second_stage(self) -> None:
        day = date(2019, 8, 20)
        self.writer.direction(self.city.at(day))
        self.writer.nominate(self.city.at(day, 14))
        cities.hold(self.city, 2)
        self.close(2)

    def third_stage(self) -> None:
        cities.hold(self.city, 3)
        self.writer.choose(self.city.at(date(2019, 9, 3), 16))
        self.chapters_of(2, until=date(2019, 10, 4))
        self.close(3)

    def fourth_stage(self) -> None:
        cities.hold(self.city, 4)
        self.writer.finalise(self.city.at(FINAL, 10))
        self.chapters_of(2, since=date(2019, 10, 4))
        self.chapters_of(3)

    def chapters_of(self, book: int, *, since: date = date.min, until: date = date.max) -> None:
        """Let what happened to the chapters of a book between two days happen."""
        for place, row in self.city.facts["chapters"].items():
            if place.startswith(f"{book}."):
                for name in ("submitted", "sent_back", "resubmitted", "approved"):
                    if name in row and since < row[name] <= until:
                        self._step(self.chapters[place], name, row)

    def _step(self, chapter: Chapter, name: str, row: dict[str, Any]) -> None:
        at = self.city.at(row[name], 14 if name == "approved" else 10)
        if name == "submitted":
            self.writer.write(chapter, self.city.at(row[name], 8))
        with past.loading(at):
            match name:
                case "submitted" | "resubmitted":
                    chapters.submit(chapter, by=self.team, at=at)
                case "sent_back":
                    chapters.send_back(chapter, by=self.mentor, note=row["note"], at=at)
                case "approved":
                    chapters.approve(chapter, by=self.mentor, at=at)

    def close(self, stage: int) -> None:
        """Hand in and check the outputs of a stage, then let the ministry close it."""
        row = next(row for row in self.city.facts["workshops"] if row["number"] == stage)
        check_outputs(self.city, stage, row["closed_on"], by=self.team, mentor=self.mentor)
        at = self.city.at(row["closed_on"], 16)
        self.writer.rooms.finish(stage, mentor=self.mentor, at=at)
        with past.loading(at):
            stages.close(self.city.enrolment, by=self.city.ministry, at=at)


def check_outputs(city: City, stage: int, day: date, *, by: User, mentor: User) -> None:
    """Upload what a stage asks for as a file, and let the mentor check everything."""
    at = city.at(day, 11)
    with past.loading(at):
        for output in Output.objects.filter(
            workshop__enrolment=city.enrolment, workshop__number=stage
        ).select_related("plan", "workshop"):
            if not output.is_computed:
                content = papers.example(f"{output.plan.title}, {city.region}")
                name = f"{output.plan.code}-{city.slug}.pdf"
                outputs.upload(output, io.BytesIO(content), by=by, name=name, at=at)
            outputs.check(output, by=mentor, at=at)


def record_events(city: City) -> None:
    """Record what happened after bimtek IV."""
    for row in city.facts["milestones"]:
        at = city.at(row["starts_on"], 17)
        with past.loading(at):
            milestones.record(city.enrolment, by=city.ministry, at=at, **row)


def issue_books(city: City) -> None:
    """Print and issue the books that have not been issued."""
    team = User.objects.get(username=f"tim-{city.slug}")
    at = city.at(FINAL, 13)
    forewords.write(city, by=team, at=city.at(FINAL, 11))
    for book in Book.objects.filter(plan__enrolment=city.enrolment):
        if not BookEdition.objects.filter(book=book).exists():
            with past.loading(at):
                publication.issue_now(book, by=team, at=at)


def issue_volume(city: City) -> None:
    """Bind all books with the signed sheet, so not before it was signed; the chapters are printed already."""
    plan = Masterplan.objects.get(enrolment=city.enrolment)
    if plan.volumes.exists():
        return
    volumes.issue_now(plan, by=User.objects.get(username=f"tim-{city.slug}"))


def finish(city: City) -> None:
    """Issue the books, sign the sheet, close the last stage, bind the volume: what is done stays."""
    issue_books(city)
    team = User.objects.get(username=f"tim-{city.slug}")
    sheet = sheets.issued(city, by=team, day=FINAL)
    sheets.sign(sheet)
    sheets.seal(sheet)
    if not city.enrolment.is_finished:
        mentor = User.objects.get(username=f"pembimbing-{city.slug}")
        Story(city, team, mentor).close(4)
    issue_volume(city)
    if not city.enrolment.milestones.exists():
        record_events(city)
