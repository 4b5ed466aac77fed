"""How does a text leave as a Word document that can come back? The version that went out is kept."""

from django.db import transaction
from django.utils import timezone

from masterplans.models import Chapter, Section, SectionText
from masterplans.word import exports


@transaction.atomic
def of_section(section: Section) -> bytes:
    """Return a section as .docx."""
    keep_what_goes_out([section])
    return exports.section_docx(section)


@transaction.atomic
def of_chapter(chapter: Chapter) -> bytes:
    """Return a chapter as .docx."""
    keep_what_goes_out(list(chapter.sections.all()))
    return exports.chapter_docx(chapter)


def keep_what_goes_out(sections: list[Section]) -> None:
    """Autosaves that follow may no longer replace the exported versions: changes are told against them."""
    for section in sections:
        texts = section.texts.filter(version=section.version)
        if texts.filter(kind=SectionText.Kind.AUTOSAVE).update(kind=SectionText.Kind.KEPT):
            continue
        known = texts.exclude(kind=SectionText.Kind.CONFLICT).exists()
        if section.html and not known and section.updated_by_id:
            SectionText.objects.create(
                section=section,
                version=section.version,
                html=section.html,
                by_id=section.updated_by_id,
                at=section.updated_at or timezone.now(),
            )
