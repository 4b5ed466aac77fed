"""What stands on the page of a chapter? Text, records, comments, guidance, and the next step."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.services.history import history_of
from masterplans import progress, snapshot
from masterplans.forms import CommentForm
from masterplans.models import Chapter, Comment, Section
from masterplans.pdf.blocks import BLOCKS, render_block
from masterplans.pdf.plan_context import plan_records
from masterplans.states import CHAPTER, CommentState
from smartcity_portal.kit.formats import day_brief, moment

THREAD_TONES = {CommentState.OPEN: "wait", CommentState.ANSWERED: "busy", CommentState.CLOSED: "ok"}
EDIT_RECORDS = {
    "swot": ("record_list", "swot"),
    "readiness": ("record_list", "kesiapan"),
    "gaps": ("record_list", "kesenjangan"),
    "action_plan": ("record_list", "rencana-aksi"),
    "vision": ("vision", ""),
    "programs": ("program_list", ""),
    "roadmap": ("program_list", ""),
    "budget": ("program_list", ""),
    "quick_wins": ("quick_win_list", ""),
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


def shown_sections(chapter: Chapter, *, reader: Any) -> list[ShownSection]:
    """Return the chapter's sections ready to read; records are read once for all blocks."""
    sections = list(chapter.sections.all())
    records = plan_records(chapter.plan) if any(section.blocks for section in sections) else None
    shown = []
    for section in sections:
        section.chapter = chapter
        blocks = [_block(name, records, chapter) for name in section.blocks] if records else []
        may_write = reader.has_perm("masterplans.edit_section", section)
        shown.append(ShownSection(section, mark_safe(section.html), blocks, may_write))
    return shown


def _block(name: str, records: Any, chapter: Chapter) -> ShownBlock:
    kind = name.partition(":")[0]
    return ShownBlock(
        BLOCKS[kind].label, render_block(name, records), records_url(kind, chapter.enrolment.slug)
    )


def records_url(kind: str, slug: str) -> str:
    """Return the page on which the records behind a block are entered."""
    view, noun = EDIT_RECORDS[kind]
    kwargs = {"slug": slug, "kind": noun} if noun else {"slug": slug}
    return reverse(f"masterplans:{view}", kwargs=kwargs)


def threads_of(comments: list[Comment], *, reader: Any, kept: Any = None) -> list[dict[str, Any]]:
    """Return comments for parts/thread.html; `kept` is (pk, text) of an answer that was refused."""
    return [_thread(comment, reader, kept) for comment in comments]


def _thread(comment: Comment, reader: Any, kept: Any) -> dict[str, Any]:
    region = comment.chapter.enrolment.region
    answers = reader.has_perm("masterplans.answer_comment", comment)
    reviews = reader.has_perm("masterplans.close_comment", comment)
    closed = comment.state == CommentState.CLOSED
    waits = comment.state == CommentState.OPEN and answers
    thread: dict[str, Any] = {
        "id": comment.pk,
        "where": str(comment.section or _("Whole chapter")),
        "section": comment.section_id or "",
        "tone": THREAD_TONES[CommentState(comment.state)],
        "word": _("Waits for your answer") if waits else comment.get_state_display(),
        "quote": comment.quote,
        "prefix": comment.prefix,
        "suffix": comment.suffix,
        "said": [
            {
                "who": _("You") if line.by == reader else line.by,
                "when": day_brief(line.at, region),
                "text": line.text,
            }
            for line in [comment, *comment.replies.all()]
        ],
        "closed": closed,
        "title": _("Closed: %(text)s") % {"text": comment.text[:60]},
        "actions": [],
    }
    if reviews and not closed:
        thread["actions"].append(_post(_("Close"), "comment_close", comment, "check-lg"))
    if reviews and comment.state == CommentState.ANSWERED:
        thread["reply"] = _reply(_("Ask again"), "comment_ask_again", comment, _("Ask"), kept)
    elif answers and not closed:
        thread["reply"] = _reply(
            _("Your answer"), "comment_answer", comment, _("Send answer"), kept
        )
    return thread


def _post(label: str, view: str, comment: Comment, icon: str) -> dict[str, Any]:
    url = reverse(f"masterplans:{view}", kwargs={"pk": comment.pk})
    return {"label": label, "hint": comment.text[:60], "icon": icon, "post": True, "url": url}


def _reply(label: str, view: str, comment: Comment, submit: str, kept: Any) -> dict[str, Any]:
    return {
        "label": label,
        "submit": submit,
        "url": reverse(f"masterplans:{view}", kwargs={"pk": comment.pk}),
        "value": kept[1] if kept and kept[0] == comment.pk else "",
    }


def comments_context(
    chapter: Chapter, *, reader: Any, form: CommentForm | None = None, kept: Any = None
) -> dict[str, Any]:
    """Return what the comments panel shows; the same partial on the page and for htmx."""
    comments = list(chapter.comments.with_talk())
    for comment in comments:
        comment.chapter = chapter
        if comment.section:
            comment.section.chapter = chapter
    may_add = reader.has_perm("masterplans.add_comment", chapter) and not chapter.is_approved
    return {
        "chapter": chapter,
        "threads": threads_of(comments, reader=reader, kept=kept),
        "unclosed": sum(comment.state != CommentState.CLOSED for comment in comments),
        "open_comments": sum(comment.state == CommentState.OPEN for comment in comments),
        "comment_form": (form or CommentForm(chapter=chapter)) if may_add else None,
    }


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
    return {
        "reasons": reasons,
        "url": reverse("masterplans:chapter_submit", kwargs={"pk": chapter.pk}),
        "summary": ngettext(
            "%(count)s thing is missing", "%(count)s things are missing", len(reasons)
        )
        % {"count": len(reasons)}
        if reasons
        else _("Everything is there. The mentor reads it next."),
    }


def records_hash(chapter: Chapter) -> str:
    """Return the hash of the tables that the page shows now."""
    return snapshot.records_sha256(chapter)
