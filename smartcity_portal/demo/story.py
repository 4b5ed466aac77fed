"""How does a fresh region walk the whole programme, today, through the services?"""

import io
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.models import Sheet
from masterplans.models import Book, BookEdition, Chapter, Section
from masterplans.services import chapters, comments, publication
from programs.models import Cohort, Enrolment, Region
from programs.services import (
    agencies,
    bodies,
    cohorts,
    editions,
    memoranda,
    mentors,
    regions,
    relations,
)
from smartcity_portal.demo import city as cities
from smartcity_portal.demo import files, papers, people, sheets
from smartcity_portal.demo.city import City
from smartcity_portal.demo.plan import Writer
from smartcity_portal.kit.formats import day
from workshops.models import Output
from workshops.services import journeys, outputs, stages, workshops

Step = tuple[Promise | str, Callable[[], Any]]


class NoFreeRegion(Exception):
    """Every region of the story takes part already."""


class StoryWriter(Writer):
    """Writes a paragraph for every section, so that each chapter can be handed in."""

    def text_of(self, chapter: Chapter, section: Section) -> str:
        sentence = (
            f"Bagian {section.title.lower()} ditulis sebagai contoh untuk {self.city.region}. "
            f"Isinya menunjukkan jalannya penulisan, peninjauan, dan persetujuan. "
        )
        return f"<p>{sentence * 2}</p><h3>Pokok pikiran</h3><ul><li>Keadaan</li><li>Arah</li></ul>"


class Journey:
    """One region from enrolment to the signed sheet; `steps()` yields each act with its name."""

    def __init__(self, name: str = "") -> None:
        self.wanted = name

    def steps(self) -> Iterator[Step]:
        yield _("Regions and the guidance edition"), self.ground
        yield _("Enrolment, agencies and officials"), self.enrol
        yield _("MoU, council and team, mentor, people"), self.relate
        yield _("Bimtek I: readiness, SWOT, Buku 1"), self.first_stage
        yield _("Bimtek II: programmes and nominations"), self.second_stage
        yield _("Bimtek III: quick wins, Buku 2"), self.third_stage
        yield _("Bimtek IV: final review"), self.fourth_stage
        yield _("The finished books"), self.issue
        yield _("The signed commitments"), self.sign
        yield _("The last stage closes"), lambda: self.close(4)

    def ground(self) -> None:
        """Lay what an empty database lacks."""
        if not Region.objects.exists():
            regions.load()
        year = files.read("story", "city")["year"]
        ministry = people.account("story-kementerian", "Kementerian (contoh)")
        relations.grant("ministry", ministry, None, by=None)
        if not Cohort.objects.filter(year=year).exists():
            cohorts.start(year, editions.load_file(str(year), by=None), by=ministry)
        self.city = City("story", ministry, name=self._free_region(year))

    def _free_region(self, year: int) -> str:
        taken = set(
            Enrolment.objects.filter(cohort__year=year).values_list("region__name", flat=True)
        )
        names = [self.wanted] if self.wanted else files.read("story", "city")["regions"]
        free = [name for name in names if name not in taken]
        if not free:
            raise NoFreeRegion(", ".join(names))
        return free[0]

    def enrol(self) -> None:
        facts = self.city.facts
        for short_name, name, kind, official, _source in facts["agencies"]:
            agency = agencies.add(
                self.city.region,
                name=name,
                short_name=short_name,
                kind=kind,
                by=self.city.ministry,
                is_example=True,
            )
            cities.appoint(self.city, agency, official, "")
        cities.appoint(self.city, None, facts["head"]["name"], "")
        self.enrolment = journeys.begin(
            Cohort.objects.get(year=facts["year"]),
            self.city.region,
            by=self.city.ministry,
            period_start=facts["period_start"],
            enrolled_on=facts["enrolled_on"],
        )

    def relate(self) -> None:
        facts, ministry = self.city.facts, self.city.ministry
        memoranda.register(self.enrolment, by=ministry, **facts["memorandum"])
        for row in facts["bodies"]:
            bodies.decree(self.enrolment, by=ministry, is_example=True, **row)
        slug = self.city.region.slug
        self.mentor = people.account(f"story-pembimbing-{slug}", "Pembimbing (contoh)")
        entry = mentors.register(self.mentor.name, by=ministry, user=self.mentor, is_example=True)
        mentors.assign(self.enrolment, entry, by=ministry, since=facts["enrolled_on"])
        self.team = people.account(f"story-koordinator-{slug}", "Koordinator (contoh)")
        relations.grant("coordinator", self.team, self.city.region, by=ministry)
        self.writer = StoryWriter(self.city, self.team)
        for row in facts["workshops"]:
            workshops.schedule(
                self.enrolment.workshops.get(number=row["number"]),
                by=self.team,
                starts_on=row["starts_on"],
                ends_on=row["ends_on"],
                venue=row["venue"],
            )

    def first_stage(self) -> None:
        self.hold(1)
        self.writer.analysis()
        self.write_book(1)
        self.close(1)

    def second_stage(self) -> None:
        self.hold(2)
        self.writer.direction()
        self.writer.nominate()
        self.close(2)

    def third_stage(self) -> None:
        self.hold(3)
        self.writer.choose()
        self.write_book(2)
        self.close(3)

    def fourth_stage(self) -> None:
        self.hold(4)
        self.writer.finalise()
        self.write_book(3)
        for chapter in self._chapters():
            self.review(chapter)

    def hold(self, number: int) -> None:
        workshops.record_held(
            self.enrolment.workshops.get(number=number), by=self.team, participants=80
        )

    def write_book(self, number: int) -> None:
        for chapter in self._chapters().filter(book__number=number):
            self.writer.write(chapter)
            chapters.submit(Chapter.objects.get(pk=chapter.pk), by=self.team)

    def review(self, chapter: Chapter) -> None:
        """The first chapter of a book goes back once; all are approved in the end."""
        if chapter.number == 1:
            remark = comments.add(chapter, text="Perjelas alasannya (contoh).", by=self.mentor)
            chapters.send_back(chapter, by=self.mentor, note="Lihat komentar (contoh).")
            comments.answer(remark, text="Sudah diperjelas (contoh).", by=self.team)
            chapters.submit(chapter, by=self.team)
        chapters.approve(chapter, by=self.mentor)

    def close(self, number: int) -> None:
        """Hand in and check what the stage brings; the ministry closes it."""
        for output in Output.objects.filter(
            workshop__enrolment=self.enrolment, workshop__number=number
        ).select_related("plan"):
            if not output.is_computed:
                paper = io.BytesIO(papers.example(output.plan.title))
                outputs.upload(output, paper, by=self.team, name=f"{output.plan.code}.pdf")
            outputs.check(output, by=self.mentor)
        stages.close(self.enrolment, by=self.city.ministry)

    def issue(self) -> None:
        for book in Book.objects.filter(plan__enrolment=self.enrolment):
            publication.issue_now(book, by=self.team)

    def sign(self) -> None:
        last_day = self.city.facts["workshops"][-1]["ends_on"]
        self.sheet = sheets.issued(self.city, by=self.team, day=last_day)
        sheets.sign(self.sheet)
        sheets.seal(self.sheet)

    def _chapters(self):
        return Chapter.objects.filter(book__plan__enrolment=self.enrolment).order_by(
            "book__number", "number"
        )

    @cached_property
    def outcome(self) -> list[str]:
        """What the region holds in its hands at the end."""
        books = BookEdition.objects.filter(book__plan__enrolment=self.enrolment)
        sheet = Sheet.objects.get(pk=self.sheet.pk)
        return [
            *(f"{edition.book}: {edition.pages} hlm., {edition.sha256[:16]}" for edition in books),
            f"{sheet}: {sheet.get_state_display()}, {day(sheet.dated)}",
        ]
