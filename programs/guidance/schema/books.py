"""What does an edition say about books, chapters and their sections?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.edition_words import BLOCKS
from programs.guidance.schema.nodes import Field, Rows
from programs.models import ChapterPlan


def _book_name(row: dict[str, Any]) -> str:
    return f"Buku {row.get('number')}"


def _chapter_name(row: dict[str, Any]) -> str:
    return str(_("Chapter %(number)s") % {"number": row.get("number")})


SECTIONS = Rows(
    name="sections",
    label=_("Sections"),
    title="title",
    add=_("Add a section"),
    most=40,
    fields=(
        Field(name="title", label=_("Title")),
        Field(
            name="level",
            label=_("Level"),
            kind="whole",
            low=1,
            high=3,
            absent=1,
            help=_("1 is a section, 2 and 3 are inside the section before."),
        ),
        Field(name="guidance", label=_("Guidance"), kind="long", required=False, longest=4000),
        Field(
            name="checklist",
            label=_("Checklist"),
            kind="lines",
            required=False,
            absent=(),
            help=_("One in each line."),
        ),
        Field(
            name="example",
            label=_("Example"),
            kind="long",
            required=False,
            longest=8000,
            absent="",
            help=_("A text that shows what a good answer looks like."),
        ),
        Field(
            name="blocks",
            label=_("Tables from the records"),
            kind="many",
            required=False,
            choices=tuple(BLOCKS.items()),
        ),
    ),
)
CHAPTER = (
    Field(name="title", label=_("Title")),
    Field(name="standfirst", label=_("Opening line"), kind="long", required=False, longest=1000),
    Field(name="guidance", label=_("Guidance"), kind="long", required=False, longest=8000),
    Field(
        name="checklist",
        label=_("Checklist"),
        kind="lines",
        required=False,
        help=_("One in each line."),
    ),
    Field(
        name="owner",
        label=_("Written by"),
        kind="choice",
        choices=tuple(ChapterPlan.Owner.choices),
    ),
    SECTIONS,
)
CHAPTERS = Rows(
    name="chapters",
    label=_("Chapters"),
    key="number",
    title="title",
    named=_chapter_name,
    add=_("Add a chapter"),
    most=40,
    mark_rows=True,
    fields=(Field(name="number", label=_("Number"), kind="whole", low=1, high=40), *CHAPTER),
)
BOOKS = Rows(
    name="books",
    label=_("Books"),
    key="number",
    named=_book_name,
    add=_("Add a book"),
    most=9,
    fields=(
        Field(name="number", label=_("Number"), kind="whole", low=1, high=9),
        Field(name="title", label=_("Title"), mark=True),
        Field(name="short", label=_("Short title"), longest=20),
        CHAPTERS,
    ),
)
