"""How do the remarks beside a text look? Where they stand, what was said, and what may be done now."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masterplans import cells
from masterplans.comparing.changes import changes
from masterplans.comparing.drawing import inline
from masterplans.forms import CommentForm
from masterplans.models import Chapter, Comment, Phrase, Section
from masterplans.passages import Mark
from masterplans.services import sections
from masterplans.snapshot import SHOWN_BY
from masterplans.states import CommentState, suggestion_still_fits
from masterplans.views.reading import records_url
from smartcity_portal.kit import kept_parts
from smartcity_portal.kit.formats import day_brief
from smartcity_portal.kit.kept_parts import TOKEN

TONES = {CommentState.OPEN: "wait", CommentState.ANSWERED: "busy", CommentState.CLOSED: "ok"}
LAST = 10**9


class Reader:
    """What a reader may do with the remarks of one chapter; asked once for each section."""

    def __init__(self, user: Any, chapter: Chapter) -> None:
        self.user, self.chapter = user, chapter
        self.reviews = user.has_perm("masterplans.add_comment", chapter)
        self.why_not = sections.why_not_writable(chapter)
        self._answers: dict[int | None, bool] = {}

    def answers(self, comment: Comment) -> bool:
        """Whether the reader writes what the remark is about."""
        if comment.section_id not in self._answers:
            may = self.user.has_perm("masterplans.answer_comment", comment)
            self._answers[comment.section_id] = may
        return self._answers[comment.section_id]


def talk_about(
    request: HttpRequest,
    chapter: Chapter,
    comments: list[Comment],
    *,
    form: CommentForm | None = None,
    kept: Any = None,
) -> dict[str, Any]:
    """Return what the comments panel shows; the same partial on the page and for htmx."""
    person = Reader(request.user, chapter)
    may_add = person.reviews and not chapter.is_approved
    return {
        "chapter": chapter,
        "threads": _written(request, comments, person, kept),
        "has_threads": bool(comments),
        "unclosed": sum(comment.state != CommentState.CLOSED for comment in comments),
        "open_comments": sum(comment.state == CommentState.OPEN for comment in comments),
        "new_comment": _new_comment(request, chapter, form) if may_add else "",
    }


def _new_comment(request: HttpRequest, chapter: Chapter, form: CommentForm | None) -> SafeString:
    """Write the form of a new remark out; the empty one is kept, one with refused words is not."""
    parts, phrases = list(chapter.sections.all()), phrases_for(request.user)
    has_tables = any(part.blocks for part in parts)

    def write() -> str:
        context = {
            "comment_form": form or CommentForm(chapter=chapter),
            "phrases": phrases,
            "has_tables": has_tables,
            "chapter": chapter,
            "csrf_token": TOKEN,
        }
        return render_to_string("masterplans/_new_comment.html", context)

    facts = [chapter.pk, has_tables, [(part.pk, str(part)) for part in parts]]
    facts += [(one.pk, one.text, one.category) for group in phrases for one in group["phrases"]]
    words = write() if form else kept_parts.kept("new-comment", facts, write)
    return mark_safe(words.replace(TOKEN, get_token(request)))


def _written(
    request: HttpRequest, comments: list[Comment], person: "Reader", kept: Any
) -> SafeString:
    """Write the threads out, or take them as they are kept; only the token of the forms is one's own."""
    now = _values_now(comments)
    facts = [person.user.pk, person.reviews, person.why_not, kept, sorted(now.items())]
    facts += [(*_facts(comment), person.answers(comment)) for comment in comments]

    def write() -> str:
        threads = [_thread(comment, person, now, kept) for comment in comments]
        return render_to_string(
            "masterplans/_threads.html", {"threads": threads, "csrf_token": TOKEN}
        )

    words = kept_parts.kept("threads", facts, write) if comments else ""
    return mark_safe(words.replace(TOKEN, get_token(request)))


def _facts(comment: Comment) -> tuple[Any, ...]:
    """Return everything that decides how a remark looks."""
    section = comment.section
    return (
        *(comment.pk, comment.state, comment.text, comment.category, comment.phrase_id),
        *(comment.quote, comment.standing, comment.position, comment.lost, str(comment.by)),
        *(comment.record, comment.record_field, comment.record_name),
        *(comment.is_suggestion, comment.replacement, comment.suggestion),
        section and (section.pk, section.number, section.title),
        [(reply.pk, reply.text, str(reply.by)) for reply in comment.replies.all()],
    )


def _values_now(comments: list[Comment]) -> dict[tuple[str, str], str | None]:
    return cells.values_now((c.record, c.record_field) for c in comments if c.record)


def remarks_on(chapter: Chapter) -> list[Comment]:
    """Return a chapter's remarks in the order of the text."""
    comments = list(chapter.comments.with_talk().order_by("pk"))
    parts = {section.pk: section for section in chapter.sections.all()}
    removed = {comment.section_id for comment in comments} - {None, *parts}
    if removed:
        parts |= {section.pk: section for section in Section.every.filter(pk__in=removed)}
    for comment in comments:
        comment.chapter = chapter
        if comment.section_id:
            comment.section = parts[comment.section_id]
            comment.section.chapter = chapter
    return sorted(comments, key=_place)


def marks_of(comments: Iterable[Comment]) -> dict[int, list[Mark]]:
    """Return the passages to underline, by section."""
    found: dict[int, list[Mark]] = {}
    for comment in comments:
        if comment.state != CommentState.CLOSED and comment.position is not None:
            end = comment.position + len(comment.standing)
            mark = Mark(comment.position, end, f"noted-{comment.pk}", f"#thread-{comment.pk}")
            found.setdefault(comment.section_id or 0, []).append(mark)
    return found


def threads_of(
    comments: list[Comment], chapter: Chapter, *, reader: Any, kept: Any = None
) -> list[dict[str, Any]]:
    """Return remarks for masterplans/_thread.html; `kept` is (pk, words) that were refused."""
    person = Reader(reader, chapter)
    now = _values_now(comments)
    return [_thread(comment, person, now, kept) for comment in comments]


def phrases_for(reader: Any) -> list[dict[str, Any]]:
    """Return the phrases that a mentor can put into a remark, by kind of fault."""
    rows: dict[str, list[Phrase]] = {}
    for phrase in Phrase.objects.usable_by(reader):
        rows.setdefault(phrase.get_category_display() or _("Without a kind"), []).append(phrase)
    return [{"label": label, "phrases": phrases} for label, phrases in rows.items()]


def _place(comment: Comment) -> tuple[int, int, int]:
    order = comment.section.order if comment.section else LAST if comment.record else 0
    position = comment.position if comment.position is not None else LAST
    return order, position, comment.pk


def _thread(comment: Comment, person: Reader, now: dict, kept: Any) -> dict[str, Any]:
    answers, closed = person.answers(comment), comment.state == CommentState.CLOSED
    waits = comment.state == CommentState.OPEN and answers
    thread: dict[str, Any] = {
        "id": comment.pk,
        "where": _where(comment),
        "section": comment.section_id or "",
        "tone": TONES[CommentState(comment.state)],
        "word": _("Waits for your answer") if waits else comment.get_state_display(),
        "category": comment.get_category_display(),
        "quote": comment.quote,
        "marked": comment.position is not None and not closed,
        "fate": _fate(comment, now),
        "said": _said(comment, person),
        "closed": closed,
        "title": _("Closed: %(text)s") % {"text": comment.text[:60]},
        "suggestion": _suggestion(comment, person, answers, kept)
        if comment.is_suggestion
        else None,
        "records_url": _records_url(comment) if comment.record and not closed else "",
        "actions": [],
    }
    if person.reviews and not closed:
        thread["actions"].append(_post(_("Close"), "comment_close", comment, "check-lg"))
    if person.reviews and comment.by_id == person.user.pk and not comment.phrase_id:
        thread["actions"].append(
            _post(_("Keep as a phrase"), "phrase_keep", comment, "bookmark-plus")
        )
    if person.reviews and comment.state == CommentState.ANSWERED:
        thread["reply"] = _reply(_("Ask again"), "comment_ask_again", comment, _("Ask"), kept)
    elif answers and not closed:
        sending = _("Send answer")
        thread["reply"] = _reply(_("Your answer"), "comment_answer", comment, sending, kept)
    return thread


def _where(comment: Comment) -> str:
    if comment.record:
        label = cells.label_of(comment.record, comment.record_field)
        return f"{comment.record_name}: {label}"
    return str(comment.section or _("Whole chapter"))


def _fate(comment: Comment, now: dict[tuple[str, str], str | None]) -> str:
    """Say what became of the words that a remark is about, when they are not as they were."""
    if comment.record:
        value = now.get((comment.record, comment.record_field))
        if value is None:
            return _("This row is no longer in the table.")
        return _("Now: %(value)s") % {"value": value or "—"} if value != comment.quote else ""
    if comment.lost:
        return _("These words are no longer in the text.")
    if comment.standing and comment.standing != comment.quote:
        return _("Now: %(value)s") % {"value": comment.standing}
    return ""


def _said(comment: Comment, person: Reader) -> list[dict[str, Any]]:
    region = comment.chapter.enrolment.region
    return [
        {
            "who": _("You") if line.by_id == person.user.pk else line.by,
            "when": day_brief(line.at, region),
            "text": line.text,
        }
        for line in [comment, *comment.replies.all()]
    ]


def _suggestion(comment: Comment, person: Reader, answers: bool, kept: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "words": drawn(comment.quote, comment.replacement),
        "state": comment.get_suggestion_display(),
        "accepted": comment.suggestion == "accepted",
    }
    if answers and not comment.suggestion and comment.state != CommentState.CLOSED:
        reasons = suggestion_still_fits(comment)
        if person.why_not:
            reasons = [person.why_not]
        url = reverse("masterplans:suggestion_accept", kwargs={"pk": comment.pk})
        shown["accept"] = {"url": url, "why_not": reasons[0] if reasons else ""}
        shown["decline"] = {
            "url": reverse("masterplans:suggestion_decline", kwargs={"pk": comment.pk}),
            "value": kept[1] if kept and kept[0] == -comment.pk else "",
        }
    return shown


def drawn(old: str, new: str) -> SafeString:
    """Show what a suggestion takes out and puts in."""
    found = changes(f"<p>{escape(old)}</p>", f"<p>{escape(new)}</p>")
    return format_html_join("", "{}", ((inline(change).inline,) for change in found))


def _records_url(comment: Comment) -> str:
    model = cells.model_of(comment.record)
    if model is None:
        return ""
    return records_url(sorted(SHOWN_BY[model])[-1], comment.chapter.enrolment.slug)


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
