"""What did a plan hold when an edition of it was issued? Read from what was kept with that edition."""

import json
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import Book, BookEdition, Chapter, Section, VolumeEdition
from masterplans.outputs import workbook
from masterplans.outputs.material import Material, Picture
from masterplans.outputs.plain import from_plain
from masterplans.outputs.workbook import Progress
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.sheets.xlsx_writing import Page

SHORT_HASH = 16


class FrozenMaterial(Material):
    """The plan as an issued edition shows it. Asks the database for nothing that could have changed."""

    def __init__(self, edition: BookEdition | VolumeEdition) -> None:
        plan = edition.plan if isinstance(edition, VolumeEdition) else edition.book.plan
        super().__init__(plan, at=edition.issued_at)
        self.edition = edition
        self.kept: dict[str, Any] = json.loads(blobs.read(edition.material_sha256))

    @cached_property
    def records(self) -> PlanRecords:
        return from_plain(self.kept["records"])

    @cached_property
    def books(self) -> list[Book]:
        return [
            Book(pk=row["pk"], plan=self.plan, number=row["number"], short=row["short"], title=row["title"])
            for row in self.kept["books"]
        ]  # fmt: skip

    @cached_property
    def sections(self) -> list[Section]:
        return [
            one for book in self.books for _chapter, rows in self.chapters_of(book) for one in rows
        ]

    @property
    def editions(self) -> list[Any]:
        return [self.edition]

    def edition_of(self, book: Book) -> Any:
        return self.edition

    def chapters_of(self, book: Book) -> list[tuple[Chapter, list[Section]]]:
        kept = next(row for row in self.kept["books"] if row["pk"] == book.pk)
        return [
            (chapter := _chapter(row, book), _sections(row, chapter)) for row in kept["chapters"]
        ]

    @property
    def places(self) -> dict[str, list[str]]:
        return self.kept["places"]

    @property
    def head(self) -> tuple[str, str]:
        title, name = self.kept["head"]
        return title, name

    @property
    def works(self) -> list[Any]:
        return self.kept["works"]

    @property
    def rpjmd(self) -> dict[str, str]:
        return self.kept["rpjmd"]

    @property
    def vision_source(self) -> str:
        return self.kept["vision_source"]

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        return {name: Picture(*row) for name, row in self.kept["pictures"].items()}

    def lacks_lists(self) -> list[str]:
        return [] if any(row["holds"] for row in self.kept["lists"]) else [workbook.nothing()]

    def as_workbook(self, basis: str, progress: Progress) -> tuple[bytes, int]:
        pages = [_page(row["page"]) for row in self.kept["lists"]]
        content = workbook.frozen_workbook(self.enrolment, pages, basis)
        return content, len(pages) + 1

    @property
    def edition_sha256(self) -> str:
        return self.edition.sha256

    def basis(self, *, whole_hash: bool = False) -> str:
        """Say which edition it is: name, number, hash, and that it was withdrawn."""
        edition = self.edition
        sha256 = edition.sha256
        shown = (
            sha256 if whole_hash else " ".join(sha256[i : i + 4] for i in range(0, SHORT_HASH, 4))
        )
        words = _("As in %(name)s edition %(number)d, code %(code)s, SHA-256 %(hash)s") % {
            "name": name_of(edition),
            "number": edition.number,
            "code": edition.code or "–",
            "hash": shown,
        }
        if edition.withdrawn_at:
            words += ". " + _("This edition was withdrawn on %(day)s.") % {
                "day": day(edition.withdrawn_at, self.region)
            }
        return words


def name_of(edition: Any) -> str:
    """Name what was issued in few words."""
    if isinstance(edition, VolumeEdition):
        return _("the volume of all books")
    return edition.book.short


def _chapter(row: dict[str, Any], book: Book) -> Chapter:
    return Chapter(pk=row["pk"], book=book, number=row["number"], title=row["title"])


def _sections(row: dict[str, Any], chapter: Chapter) -> list[Section]:
    return [
        Section(
            pk=one["pk"],
            chapter=chapter,
            order=place,
            level=one.get("level", 1),
            numeral=one.get("number", ""),
            title=one["title"],
            html=one.get("html", ""),
            blocks=list(one.get("blocks", ())),
            version=one.get("version", 0),
            landscape=one.get("landscape", False),
        )
        for place, one in enumerate(row["sections"], start=1)
    ]


def _page(kept: dict[str, Any]) -> Page:
    rows = [list(from_plain(row)) for row in kept["rows"]]
    return Page(**{**kept, "rows": rows, "choices": {}})
