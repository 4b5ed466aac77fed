"""What does a plan hold that outputs are made from? Read once, in a constant number of queries."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from masterplans import annexes
from masterplans.html import FIGURE_ADDRESS
from masterplans.models import (
    AbbreviationEntry,
    BibliographyEntry,
    Book,
    BookEdition,
    Chapter,
    Figure,
    Masterplan,
    PlanProgram,
    QuickWin,
    QuickWinCondition,
    QuickWinReport,
    Section,
)
from masterplans.outputs import workbook
from masterplans.pdf import context, press
from masterplans.pdf.plan_context import plan_records
from masterplans.pdf.records import PlanRecords
from masterplans.snapshot import WORK
from masterplans.word import books
from programs.models import Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import local
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.sheets import Sheet
from smartcity_portal.kit.sheets.writing import Table

CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Picture:
    """A picture of the plan, what it shows, and where it stands."""

    sha256: str
    mime: str
    alt: str
    caption: str

    def asset(self) -> Asset | None:
        """Return its bytes; None when they have vanished from the store."""
        if not blobs.exists(self.sha256):
            return None
        return Asset(blobs.read(self.sha256), self.mime)


class Material:
    """A plan with everything that its outputs ask for."""

    def __init__(self, plan: Masterplan, *, at: datetime) -> None:
        self.plan, self.at = plan, at
        self.enrolment = plan.enrolment
        self.region = plan.enrolment.region

    @cached_property
    def records(self) -> PlanRecords:
        return plan_records(self.plan)

    @cached_property
    def books(self) -> list[Book]:
        return list(Book.objects.filter(plan=self.plan).order_by("number"))

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of all books in reading order, with chapter and book."""
        rows = Section.objects.filter(chapter__book__plan=self.plan)
        return list(
            rows.select_related("chapter__book").order_by(
                "chapter__book__number", "chapter__number", "order"
            )
        )

    @cached_property
    def editions(self) -> list[BookEdition]:
        """The last standing edition of each book that says what the plan says now."""
        standing = BookEdition.objects.standing().filter(book__plan=self.plan)
        last: dict[int, BookEdition] = {}
        for edition in standing.select_related("book").order_by("book__number", "number"):
            last[edition.book_id] = edition
        if not last:
            return []
        records = press.frozen_records(next(iter(last.values())).book)
        return [
            edition
            for edition in last.values()
            if _without_annexes(edition.records) == records
            and edition.revisions == context.revisions(edition.book)
        ]

    def edition_of(self, book: Book) -> BookEdition | None:
        return next((one for one in self.editions if one.book_id == book.pk), None)

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """Where each kind of block stands: "Buku 2, BAB III"."""
        found: dict[str, dict[str, None]] = {}
        for section in self.sections:
            chapter = section.chapter
            for block in section.blocks:
                kind = block.partition(":")[0]
                where = f"{chapter.book.short}, Bab {chapter.number}"
                found.setdefault(kind, {})[where] = None
        return {kind: list(rows) for kind, rows in found.items()}

    @cached_property
    def head(self) -> tuple[str, str]:
        """The head of region's title and name as of now, empty when nobody is named."""
        today = local(self.at, self.region).date()
        tenure = (
            Tenure.objects.at(today)
            .heads()
            .filter(office__region=self.region, office__agency=None)
            .select_related("office", "official")
            .first()
        )
        return (tenure.printed_title, tenure.official.name) if tenure else ("", "")

    @cached_property
    def works(self) -> list[Any]:
        """The works that the texts may cite and the abbreviations that they may use."""
        sources = BibliographyEntry.objects.filter(plan=self.plan).order_by("key")
        rows = [[str(getattr(row, name) or "") for name in WORK] for row in sources]
        short = AbbreviationEntry.objects.filter(plan=self.plan).order_by("short", "pk")
        return [rows, list(map(list, short.values_list("short", "long")))]

    @cached_property
    def tables(self) -> list[tuple[Sheet, Table]]:
        """Every list of the plan as it stands."""
        return workbook.tables(self.enrolment)

    @cached_property
    def rpjmd(self) -> dict[str, str]:
        """The reference of each program, by its code."""
        rows = PlanProgram.objects.filter(plan=self.plan)
        return dict(rows.values_list("code", "rpjmd_reference"))

    @property
    def vision_source(self) -> str:
        return self.plan.vision_source

    def chapters_of(self, book: Book) -> list[tuple[Chapter, list[Section]]]:
        """The chapters of a book with their sections, in reading order."""
        book.plan = self.plan
        return books.read(book)

    def lacks_lists(self) -> list[str]:
        """Say why there is nothing to put into a workbook."""
        return workbook.why_not(self.tables)

    def as_workbook(self, basis: str, progress: workbook.Progress) -> tuple[bytes, int]:
        """Return all lists as a workbook, and how many sheets it has."""
        content = workbook.workbook_of(self.enrolment, self.tables, basis, progress)
        return content, len(self.tables) + 1

    @property
    def edition_sha256(self) -> str:
        """The edition that is shown; empty for the plan as it stands."""
        return ""

    def basis(self, *, whole_hash: bool = False) -> str:
        """Say which edition it is that is shown; empty for the plan as it stands."""
        return ""

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """A picture by the name of the quick win: of its course, one that names it, one of its dimension."""
        figures = {row.sha256: row for row in Figure.objects.filter(plan=self.plan)}
        by_dimension = self._of_dimensions(figures)
        of_course = self._of_courses()
        wins = QuickWin.objects.filter(plan=self.plan).chosen().select_related("dimension")
        found = {}
        for win in wins:
            picture = (
                of_course.get(win.pk)
                or _naming(win.name, figures)
                or by_dimension.get(win.dimension.code)
            )
            if picture is not None:
                found[win.name] = picture
        return found

    def _of_courses(self) -> dict[int, Picture]:
        found: dict[int, Picture] = {}
        for model in (QuickWinCondition, QuickWinReport):
            rows = model.objects.filter(quick_win__plan=self.plan).exclude(figure=None)
            for row in rows.select_related("figure").order_by("pk"):
                if figure := row.figure:
                    found[row.quick_win_id] = Picture(
                        figure.sha256, figure.mime, figure.alt, figure.alt
                    )
        return found

    def _of_dimensions(self, figures: dict[str, Figure]) -> dict[str, Picture]:
        found: dict[str, Picture] = {}
        for section in self.sections:
            dimensions = [
                block.partition(":")[2] for block in section.blocks if block.startswith("programs:")
            ]
            address = FIGURE_ADDRESS.search(section.html) if dimensions else None
            figure = figures.get(address["sha256"]) if address else None
            if figure is None:
                continue
            caption = CAPTION.search(section.html)
            words = TAG.sub("", caption[1]).strip() if caption else figure.alt
            for code in dimensions:
                found.setdefault(code, Picture(figure.sha256, figure.mime, figure.alt, words))
        return found


def _without_annexes(records: dict[str, Any]) -> dict[str, Any]:
    return {kind: rows for kind, rows in records.items() if kind != annexes.KEPT}


def _naming(name: str, figures: dict[str, Figure]) -> Picture | None:
    """Return a picture whose description names the quick win by its first words."""
    words = " ".join(name.split("(")[0].split()[:2]).casefold()
    for figure in figures.values():
        if words and words in figure.alt.casefold():
            return Picture(figure.sha256, figure.mime, figure.alt, figure.alt)
    return None
