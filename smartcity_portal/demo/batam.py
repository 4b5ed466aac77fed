"""How does Kota Batam stand in the middle of bimtek IV? Queues, gates and a sheet that is being signed."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.models import Book, BookEdition
from masterplans.services import chapters, comments, publication
from smartcity_portal.demo import city as cities
from smartcity_portal.demo import people, quick_wins, sheets, signing_services, worksheets
from smartcity_portal.demo.bontang import Story
from smartcity_portal.demo.city import City
from smartcity_portal.kit import clock
from workshops.services import stages

SIGNED = {"DLH", "Dinas Kesehatan", "Disbudpar"}
SIGNING_DAY = date(2022, 9, 6)


def load(city: City, users: dict[str, User]) -> None:
    """Load the city from enrolment to bimtek IV."""
    enrolment = cities.found(city)
    with past.loading(city.at(date(2022, 6, 1))):
        people.grant(users, city.slug, enrolment)
    story = Live(city, users["koordinator"], users["pembimbing"])
    story.hand_out()
    story.first_stage()
    story.second_stage()
    quick_wins.score(city, users)
    story.third_stage()
    story.present()


class Live(Story):
    """What happened in 2022, and what waits today."""

    def first_stage(self) -> None:
        cities.hold(self.city, 1)
        worksheets.name_groups(self.city, self.team)
        self.writer.analysis(self.city.at(date(2022, 6, 15)))
        self.chapters_of(1)
        self.close(1)

    def second_stage(self) -> None:
        cities.hold(self.city, 2)
        self.writer.direction(self.city.at(date(2022, 7, 18)))
        self.writer.nominate(self.city.at(date(2022, 7, 18), 14))
        self.close(2)

    def third_stage(self) -> None:
        cities.hold(self.city, 3)
        self.writer.choose(self.city.at(date(2022, 8, 9), 16))
        self.chapters_of(2)
        override = self.city.facts["override"]
        at = clock.now() - timedelta(days=override["days"], hours=1)
        self.writer.rooms.seat(stages=(1, 2, 3))
        self.writer.rooms.finish(3, mentor=self.mentor, at=at, accepted=False)
        worksheets.still_open(self.city, by=self.team, mentor=self.mentor, at=at)
        with past.loading(at):
            stages.close(
                self.city.enrolment, by=self.city.ministry, despite=override["reason"], at=at
            )

    def present(self) -> None:
        """Bring the open chapters to where they wait, counted back from today."""
        for place, row in self.city.facts["chapters"].items():
            if "state" in row and row["state"] != "empty":
                self._wait(place, row, clock.now() - timedelta(days=row["days"], hours=2))

    def _wait(self, place: str, row: dict[str, Any], since: datetime) -> None:
        chapter = self.chapters[place]
        self.writer.write(chapter, since - timedelta(days=1))
        if row["state"] == "writing":
            return
        handed_in = since - timedelta(days=2) if row["state"] == "needs_work" else since
        with past.loading(handed_in):
            chapters.submit(chapter, by=self.team, at=handed_in)
        if row["state"] == "needs_work":
            self._remark(place, since - timedelta(hours=3))
            with past.loading(since):
                chapters.send_back(chapter, by=self.mentor, note=row["note"], at=since)
            self._answer(since + timedelta(days=1))

    def _remark(self, place: str, at: datetime) -> None:
        chapter = self.chapters[place]
        with past.loading(at):
            for row in self.city.facts["comments"]:
                if row["chapter"] == place:
                    comments.add(
                        chapter,
                        text=row["text"],
                        by=self.mentor,
                        section=chapter.sections.get(order=row["section"]),
                        quote=row["quote"],
                        at=at,
                    )

    def _answer(self, at: datetime) -> None:
        for row in self.city.facts["comments"]:
            if "answer" in row:
                chapter = self.chapters[row["chapter"]]
                with past.loading(at):
                    comments.answer(
                        chapter.comments.get(text=row["text"]),
                        text=row["answer"],
                        by=self.team,
                        at=at,
                    )


def sign(city: City, coordinator: User) -> None:
    """Issue Buku 1 and the sheet, which the stand-in of BSrE may sign too, and let some heads sign."""
    book = Book.objects.get(plan__enrolment=city.enrolment, number=1)
    at = min(city.at(SIGNING_DAY, 9), clock.now())
    if not BookEdition.objects.filter(book=book).exists():
        with past.loading(at):
            publication.issue_now(book, by=coordinator, at=at)
    signing_services.load(city.region, by=city.ministry)
    sheet = sheets.issued(city, by=coordinator, day=SIGNING_DAY, witnessed=True)
    sheets.sign(sheet, SIGNED)
