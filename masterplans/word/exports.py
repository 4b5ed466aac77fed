"""Which document leaves the portal to come back: one section or one chapter?"""

from collections.abc import Sequence
from typing import Any

from masterplans import html as permitted
from masterplans.models import Chapter, Figure, Masterplan, Section
from masterplans.pdf.blocks import BLOCKS, render_block
from masterplans.pdf.chapter import WIDE
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.plan_context import plan_records
from masterplans.pdf.records import PlanRecords
from masterplans.word import blank
from masterplans.word.marks import section_bookmark
from masterplans.word.words import Picture
from masterplans.word.writing import Writer
from smartcity_portal.kit import blobs

CHAPTER_LEVEL, SECTION_LEVEL = 1, 2


def section_docx(section: Section) -> bytes:
    """Return one section as a Word document."""
    chapter = section.chapter
    made = _begin(f"{section}", chapter.plan)
    blank.furnish(
        made.document, f"{section.enrolment.region} · {chapter.book.short}, {chapter.label}"
    )
    made.labels = Numbering(chapter.number)
    _section(made, section, records_for([section], chapter.plan))
    return made.to_bytes()


def chapter_docx(chapter: Chapter) -> bytes:
    """Return a chapter with its sections as a Word document."""
    sections = sections_of(chapter)
    made = _begin(chapter.label, chapter.plan)
    blank.furnish(
        made.document, f"{chapter.enrolment.region} · {chapter.book.short}, {chapter.label}"
    )
    write_chapter(made, chapter, sections, records_for(sections, chapter.plan))
    return made.to_bytes()


def _begin(title: str, plan: Masterplan) -> Writer:
    document = blank.blank(title=title, author=str(plan.enrolment.region), subject=str(plan))
    return Writer(document, Album(plan).picture)


def sections_of(chapter: Chapter) -> list[Section]:
    sections = list(chapter.sections.all())
    for section in sections:
        section.chapter = chapter
    return sections


def records_for(sections: Sequence[Section], plan: Masterplan) -> PlanRecords | None:
    return plan_records(plan) if any(section.blocks for section in sections) else None


def write_chapter(
    made: Writer, chapter: Chapter, sections: list[Section], records: PlanRecords | None
) -> None:
    made.labels = Numbering(chapter.number)
    made.heading(chapter.label, CHAPTER_LEVEL)
    for section in sections:
        _section(made, section, records)


def _section(made: Writer, section: Section, records: PlanRecords | None) -> None:
    level = SECTION_LEVEL + section.level - 1
    made.turn(turned=section.landscape)
    made.heading(str(section), level, bookmark=section_bookmark(section.pk, section.version))
    made.text(section.html, level=level)
    for name in section.blocks:
        if records is not None and name.partition(":")[0] in BLOCKS:
            html = render_block(name, records, made.labels)
            made.turn(turned=section.landscape or WIDE in html)
            made.records(html)


class Album:
    """The pictures of a plan by their address; each is read when it is needed."""

    def __init__(self, plan: Masterplan) -> None:
        self.slug = plan.enrolment.slug
        self.known = set(Figure.objects.filter(plan=plan).values_list("sha256", flat=True))

    def picture(self, address: str) -> Picture | None:
        found: Any = permitted.FIGURE_ADDRESS.fullmatch(address)
        if not found or found["slug"] != self.slug or found["sha256"] not in self.known:
            return None
        try:
            return Picture(found["sha256"], blobs.read(found["sha256"]))
        except FileNotFoundError:
            return None
