"""What stands on the page of a chapter? Text, records, comments, guidance, and the next step."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.services.history import history_of
from masterplans import passages, progress
from masterplans.models import Chapter, Section
from masterplans.passages import Mark
from masterplans.pdf.blocks import BLOCKS
from masterplans.pdf.plan_context import plan_records
from masterplans.services import endorsements
from masterplans.states import CHAPTER
from masterplans.views import kept_pages
from masterplans.views.page_texts import PageTexts
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.kept_parts import kept

EDIT_RECORDS = {
    "swot": ("record_list", "swot"),
    "readiness": ("record_list", "kesiapan"),
    "readiness_radar": ("record_list", "kesiapan"),
    "swot_strategies": ("record_list", "strategi"),
    "gaps": ("record_list", "kesenjangan"),
    "vision_keywords": ("record_list", "kata-kunci"),
    "sni37122": ("record_list", "sni"),
    "totals": ("program_list", ""),
    "action_plan": ("record_list", "rencana-aksi"),
    "vision": ("vision", ""),
    "programs": ("program_list", ""),
    "roadmap": ("program_list", ""),
    "budget": ("program_list", ""),
    "quick_wins": ("quick_win_list", ""),
    "quick_win_ranking": ("quick_win_choice", ""),
    "quick_win_profiles": ("quick_win_list", ""),
}


@dataclass(frozen=True)
class ShownBlock:
    """A block of records as the page shows it, with the door to the records."""

    label: Any
    html: SafeString
    url: str


@dataclass(frozen=True)
class ShownSection:
    """One section on the reading page; `html` was sanitised when it was stored."""

    section: Section
    html: SafeString
    blocks: list[ShownBlock]
    may_write: bool


def shown_sections(
    chapter: Chapter, *, reader: Any, marks: dict[int, list[Mark]] | None = None
) -> list[ShownSection]:
    """Return the chapter's sections ready to read; records are read once for all blocks.

    `marks` are passages to underline, by section.
    """
    sections, marks = list(chapter.sections.all()), marks or {}
    for section in sections:
        section.chapter = chapter
    facts = kept_pages.facts_of(chapter, sections, marks)
    drawn = kept("text", facts, lambda: _drawn(chapter, sections, marks))
    return [
        ShownSection(
            section,
            mark_safe(text),
            _blocks(section, blocks),
            reader.has_perm("masterplans.edit_section", section),
        )
        for section, (text, blocks) in zip(sections, drawn, strict=True)
    ]


def _drawn(
    chapter: Chapter, sections: list[Section], marks: dict[int, list[Mark]]
) -> list[tuple[str, list[SafeString]]]:
    records = plan_records(chapter.plan) if any(section.blocks for section in sections) else None
    texts = PageTexts(chapter, sections, records)
    return [
        (
            str(texts.html(section, _underlined(section.html, marks.get(section.pk, [])))),
            texts.blocks[section.pk],
        )
        for section in sections
    ]


def _underlined(html: str, marks: list[Mark]) -> str:
    return passages.marked(html, marks) if html and marks else html


def _blocks(section: Section, drawn: list[SafeString]) -> list[ShownBlock]:
    slug = section.enrolment.slug
    kinds = [name.partition(":")[0] for name in section.blocks]
    return [
        ShownBlock(BLOCKS[kind].label, html, records_url(kind, slug))
        for kind, html in zip(kinds, drawn, strict=False)
    ]


def records_url(kind: str, slug: str) -> str:
    """Return the page on which the records behind a block are entered."""
    view, noun = EDIT_RECORDS[kind]
    kwargs = {"slug": slug, "kind": noun} if noun else {"slug": slug}
    return reverse(f"masterplans:{view}", kwargs=kwargs)


def submitted_line(chapter: Chapter) -> str:
    """Say which revision was handed in by whom and when; empty before the first."""
    revision = chapter.latest_revision
    if revision is None:
        return ""
    return _("Revision %(number)s, handed in by %(who)s on %(when)s") % {
        "number": revision.number,
        "who": revision.submitted_by,
        "when": moment(revision.submitted_at, chapter.enrolment.region),
    }


def state_of(chapter: Any, reader: Any) -> dict[str, Any]:
    """Return the chip and the ball of a chapter."""
    row = progress.with_turns([chapter], reader=reader)[0]
    return {"tone": row.tone, "word": chapter.get_state_display(), "turn": row.turn}


def timeline_of(chapter: Chapter) -> list[dict[str, Any]]:
    """Return what happened to the chapter, oldest first, for parts/timeline.html."""
    region = chapter.enrolment.region
    return [
        {
            "when": moment(entry.at, region),
            "title": f"{entry.by or _('The portal')} {entry.sentence}",
            "text": entry.data.get("note", ""),
        }
        for entry in reversed(history_of(chapter))
    ]


def submission(chapter: Chapter, reader: Any) -> dict[str, Any] | None:
    """Return the step "send to the mentor": what it would do, or what still stops it."""
    if not reader.has_perm("masterplans.submit_chapter", chapter):
        return None
    if chapter.is_locked:
        return None
    reasons = CHAPTER.reasons_against("submit", chapter)
    by_head = endorsements.asks_the_head(chapter, by=reader)
    then = _("The head of the agency reads it next.") if by_head else _("The mentor reads it next.")
    return {
        "label": _("Send to the head of the agency") if by_head else _("Send to the mentor"),
        "reasons": reasons,
        "url": reverse("masterplans:chapter_submit", kwargs={"pk": chapter.pk}),
        "summary": ngettext(
            "%(count)s thing is missing", "%(count)s things are missing", len(reasons)
        )
        % {"count": len(reasons)}
        if reasons
        else f"{_('Everything is there.')} {then}",
    }


def records_hash(chapter: Chapter) -> str:
    """Return the hash of the tables that the page shows now."""
    return kept_pages.records_of(chapter)
