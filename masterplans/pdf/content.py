"""What is a book made of, for the press? Plain data: the pipeline knows these and nothing else.

context.py fills them from the database; tests and benchmarks fill them by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from masterplans.pdf.brand import Brand
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.pdf import Asset


@dataclass(frozen=True)
class SectionContent:
    """A numbered part of a chapter: text from the editor, then blocks that show records.

    `level` is 1 for "3.1" and 2 for "3.1.1". A block is named "kind" or "kind:dimension".
    References name the section by `key`.
    """

    title: str
    html: str = ""
    level: int = 1
    blocks: tuple[str, ...] = ()
    key: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class SourceRow:
    """A work that texts cite; `authors` are parted by semicolons, `accessed` is a day in words."""

    key: str
    authors: str
    title: str
    year: str = ""
    publisher: str = ""
    place: str = ""
    url: str = ""
    accessed: str = ""


@dataclass(frozen=True)
class ChapterContent:
    """One chapter; `pictures` maps the address a text uses in <img src> to the picture.

    `book` is the number of the book it stands in, 0 where there is only one.
    """

    number: int
    title: str
    sections: tuple[SectionContent, ...] = ()
    standfirst: str = ""
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    book: int = 0


@dataclass(frozen=True)
class BookPart:
    """One of the books that a volume holds."""

    number: int
    code: str
    title: str


@dataclass(frozen=True)
class ApprovalLine:
    """What history says about one chapter: which revision, who wrote, who approved, when.

    `book` is the book's short title where several books stand in one volume.
    """

    chapter: str
    revision: str
    written_by: str = ""
    written_at: str = ""
    reviewed_by: str = ""
    approved_by: str = ""
    approved_at: str = ""
    reviewed_at: str = ""
    book: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """An office that puts its name to the whole book; `role` is a heading such as "Approved by"."""

    role: str
    name: str
    office: str
    date: str = ""


@dataclass(frozen=True)
class Foreword:
    """A text before the contents, signed by a person or a team (lines of the sign-off).

    `over` says above the title which book it belongs to, in a volume of several.
    """

    title: str
    html: str
    signed: tuple[str, ...] = ()
    photo: Asset | None = None
    portrayed: str = ""
    over: str = ""


@dataclass(frozen=True)
class AnnexTable:
    """A table of an annex: heads, widths in per cent, rows of words; `numeric` columns stand right."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    source: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file that an annex shows page by page; its bytes are found by their hash."""

    title: str
    sha256: str
    told: str = ""


@dataclass(frozen=True)
class Annex:
    """What is bound behind the chapters: words, tables, blocks of records, files of others."""

    title: str
    intro: str = ""
    tables: tuple[AnnexTable, ...] = ()
    blocks: tuple[str, ...] = ()
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Says that the book is not final: as of when, and what is still missing.

    `named` is what is missing in so few words that they fit the foot of every page.
    """

    as_of: str
    missing: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True)
class BookContent:
    """A whole book. Without `draft` it is final and carries `edition`.

    `sources` are all works of the plan, `abbreviations` those that the plan explains; `elsewhere`
    says what the places of its other books are called, by the names that references use. A volume
    names the `books` that it holds; its chapters say which one they belong to.
    """

    code: str
    kind: str
    title: str
    place: str
    period: str
    publisher: str
    chapters: tuple[ChapterContent, ...]
    records: PlanRecords = field(default_factory=PlanRecords)
    departments: tuple[str, ...] = ()
    programme: str = ""
    edition: str = ""
    number: str = ""
    check_code: str = ""
    check_url: str = ""
    notice: str = ""
    blurb: str = ""
    forewords: tuple[Foreword, ...] = ()
    approvals: tuple[ApprovalLine, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    books: tuple[BookPart, ...] = ()
    annexes: tuple[Annex, ...] = ()
    brand: Brand = field(default_factory=Brand)
    arms: Asset | None = None
    draft: Draft | None = None
    language: str = "id"

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title, broken before the place so that "Kota Bontang" stays together."""
        head, place, tail = self.title.rpartition(self.place)
        return (head.strip(), f"{place}{tail}") if head.strip() and place else (self.title,)

    @property
    def full_title(self) -> str:
        return f"{self.title} {self.period}".strip()
