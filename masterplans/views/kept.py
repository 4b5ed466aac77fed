"""How is a kept text called? Its number, who wrote it when and why, and whether it waits for merging."""

from typing import Any

from django.utils.translation import gettext as _

from masterplans import html as permitted
from masterplans.models import Chapter, Section, SectionText
from masterplans.services import pens
from smartcity_portal.kit.formats import clock, moment


def open_texts(section: Section, reader: Any) -> list[dict[str, Any]]:
    """Return the texts that met a newer one and wait for merging."""
    may = reader.has_perm("masterplans.edit_section", section)
    rows = section.texts.unmerged().select_related("by")
    return [named(text, section) | {"may_merge": may} for text in rows]


def open_texts_in(chapter: Chapter) -> list[dict[str, Any]]:
    """Return the texts of a whole chapter that wait for merging; one query however many."""
    parts = {section.pk: section for section in chapter.sections.all()}
    found = []
    for text in SectionText.objects.unmerged().of_chapter(chapter).select_related("by"):
        section = parts.get(text.section_id) or text.section
        section.chapter = chapter
        found.append(named(text, section) | {"where": str(section)})
    return found


def writing_now(chapter: Chapter, reader: Any) -> list[dict[str, Any]]:
    """Return who writes which section of a chapter at this moment; one query."""
    region = chapter.enrolment.region
    rows = pens.pens_in(chapter).values()
    return [
        {"where": pen.section.title, "who": pen.holder, "since": clock(pen.since, region)}
        for pen in rows
        if pen.holder_id != reader.pk
    ]


def named(text: SectionText, section: Section) -> dict[str, Any]:
    """Say of a kept text which one it is: its number, who, when and why."""
    return {
        "pk": text.pk,
        "number": text.version,
        "who": text.by,
        "when": moment(text.at, section.enrolment.region),
        "why": reason(text),
        "words": text.words if text.words is not None else permitted.word_count(text.html),
        "is_present": text.kind != SectionText.Kind.CONFLICT and text.version == section.version,
    }


def reason(text: SectionText) -> str:
    """Say why there is this text."""
    why, note = SectionText.Why(text.why), text.note
    if why == SectionText.Why.RESTORED:
        return _("Version %(number)s restored") % {"number": note}
    if why == SectionText.Why.MERGED:
        return _("Merged with the text of %(whose)s") % {"whose": note}
    if why == SectionText.Why.WRITTEN:
        return str(text.get_kind_display())
    return f"{why.label}: {note}" if note else str(why.label)
