"""What do the texts and blocks of a chapter say on its page? Numbered through, as the book is."""

from typing import Any

from django.utils.safestring import SafeString

from masterplans.models import Chapter, Section
from masterplans.pdf import citations, labels
from masterplans.pdf.blocks import render_block
from masterplans.pdf.labels import Place, Places
from masterplans.pdf.measure import count
from masterplans.pdf.numbering import Heading, Label, Numbering, with_text_levels
from masterplans.pdf.page_html import Numbers, notes_of, shown


class PageTexts:
    """The texts of one chapter, read together: numbers, notes and references run through it."""

    def __init__(self, chapter: Chapter, sections: list[Section], records: Any) -> None:
        self.chapter = chapter
        self.numbering = Numbering(chapter.number)
        self.headings: dict[int, list[Heading]] = {}
        self.blocks: dict[int, list[SafeString]] = {}
        self.notes_before: dict[int, int] = {}
        notes = 0
        for section, text_level in with_text_levels(sections):
            self.numbering.heading(section.title, section.level, f"section:{section.pk}")
            self.headings[section.pk] = count(section.html, text_level, self.numbering)
            self.blocks[section.pk] = [
                render_block(name, records, self.numbering)
                for name in (section.blocks if records else ())
            ]
            self.notes_before[section.pk] = notes
            notes += len(notes_of(section.html))
        self._read([section.html for section in sections])

    def html(self, section: Section, marked: str = "") -> SafeString:
        """Return the text of a section for reading; `marked` is the same text with underlined passages."""
        return shown(
            marked or section.html,
            Numbers(
                keys=self.numbering.keys,
                headings=self.headings[section.pk],
                place=self._place,
                names=self.names,
                works=self.works,
                book=self.chapter.book.number,
                prefix=str(section.pk),
                notes_before=self.notes_before[section.pk],
            ),
        )

    def _read(self, texts: list[str]) -> None:
        sources = labels.sources_of(self.chapter.plan) if labels.sources_in(texts) else []
        self.names = citations.names_of(sources)
        self.works = {source.key: citations.plain(source, self.names) for source in sources}
        own = {labels.ref_of(key) for key in self.numbering.keys}
        others = labels.refs_in(texts) - own
        self.elsewhere = labels.places(self.chapter.plan, others) if others else Places()

    def _place(self, ref: str) -> Place | None:
        key = ref.removeprefix("block:")
        label: Label | None = self.numbering.keys.get(key)
        if label is None:
            return self.elsewhere.find(ref, self.chapter.pk)
        book = self.chapter.book
        return labels.place_of(
            key, label, book=book.number, book_name=book.short, chapter=self.chapter.pk
        )
