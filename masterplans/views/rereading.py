"""What changed in a chapter since it was last judged? Worked out once for two texts and kept."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masterplans import passages, record_changes, snapshot
from masterplans.comparing import drawing
from masterplans.comparing.changes import SAME, changes
from masterplans.models import Chapter, ChapterRevision, Comment, Verdict
from masterplans.passages import Mark
from masterplans.states import CommentState
from masterplans.views import kept_pages
from masterplans.views.differing import Stretch, Summary, stretches_of, summary
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.kept_parts import kept

CHANGED_ONLY, WHOLE = "perubahan", "naskah"


@dataclass
class Part:
    """A section as it was judged and as it is now; `words` are those of each block, to find remarks."""

    pk: int
    title: str
    kind: str
    stretches: list[Stretch] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)
    words: dict[tuple[int, int], str] = field(default_factory=dict)


def verdicts_on(chapter: Chapter) -> list[Verdict]:
    """Return what was said to the chapter's revisions, newest first; asked once for each page."""
    if "_verdicts" not in chapter.__dict__:
        chapter.__dict__["_verdicts"] = list(
            Verdict.objects.filter(revision__chapter=chapter)
            .select_related("by", "revision")
            .defer("revision__sections", "revision__records")
        )
    return chapter.__dict__["_verdicts"]


def last_verdict(chapter: Chapter, reader: Any) -> Verdict | None:
    """Return the reader's own last verdict on the chapter, else the last one anybody gave."""
    verdicts = verdicts_on(chapter)
    return next((one for one in verdicts if one.by_id == reader.pk), next(iter(verdicts), None))


def views_of(chapter: Chapter, verdict: Verdict | None, asked: str, reader: Any) -> dict[str, Any]:
    """Say which view is shown: what changed comes first for a mentor who reads again."""
    latest = chapter.latest_revision
    if verdict is None or latest is None or verdict.revision_id == latest.pk:
        return {"views": [], "changed_only": False}
    again = chapter.with_mentor and reader.has_perm("masterplans.approve_chapter", chapter)
    changed_only = asked == CHANGED_ONLY or (again and asked != WHOLE)
    whose = (
        _("Changes since your verdict")
        if verdict.by_id == reader.pk
        else _("Changes since the last verdict")
    )
    return {
        "views": [
            {"label": whose, "url": f"?tampil={CHANGED_ONLY}", "current": changed_only},
            {"label": _("Whole text"), "url": f"?tampil={WHOLE}", "current": not changed_only},
        ],
        "changed_only": changed_only,
    }


def changes_since(verdict: Verdict, chapter: Chapter, comments: list[Comment]) -> SafeString:
    """Return masterplans/_changed_since.html, kept under the two texts and the remarks."""
    judged, now = verdict.revision, kept_pages.records_of(chapter)
    wanted = [comment for comment in comments if _is_marked(comment)]
    facts = [judged.pk, judged.sha256, now, verdict.pk, str(verdict.by)]
    facts += [(section.pk, str(section)) for section in chapter.sections.all()]
    facts.append(kept_pages.hash_of(chapter.sections.all()))
    facts += [(comment.pk, comment.section_id, comment.standing) for comment in wanted]
    since = _("Compared with revision %(number)s, judged by %(who)s on %(day)s") % {
        "number": judged.number,
        "who": verdict.by,
        "day": day(verdict.at, chapter.enrolment.region),
    }

    def write() -> str:
        changed = {"since": since, **_changes(judged, chapter, now, wanted)}
        return render_to_string("masterplans/_changed_since.html", {"changed": changed})

    return mark_safe(kept("reread", facts, write))


def _changes(
    judged: ChapterRevision, chapter: Chapter, now: str, wanted: list[Comment]
) -> dict[str, Any]:
    parts = _compare(judged.sections, snapshot.sections_of(chapter))
    shown = [_with_marks(part, wanted) for part in parts]
    differ = bool(now) and now != judged.records_sha256
    known = differ and bool(judged.records)
    return {
        "parts": [part for part in shown if part.kind != SAME],
        "same": [part.title for part in shown if part.kind == SAME],
        "rows": record_changes.changes(judged.records, snapshot.rows_of(chapter)) if known else [],
        "tables_differ": differ and not known,
    }


def _is_marked(comment: Comment) -> bool:
    return comment.position is not None and comment.state != CommentState.CLOSED


def _compare(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Part]:
    before = {part["pk"]: part for part in old}
    after = {part["pk"]: part for part in new}
    found = [_part(before.get(pk), part) for pk, part in after.items()]
    return found + [_part(part, None) for pk, part in before.items() if pk not in after]


def _part(old: dict[str, Any] | None, new: dict[str, Any] | None) -> Part:
    named = new or old or {}
    title = f"{named['number']} {named['title']}"
    one, two = (old or {}).get("html", ""), (new or {}).get("html", "")
    kind = "added" if old is None else "removed" if new is None else SAME
    if old and new and one != two:
        kind = "changed"
    if kind == SAME:
        return Part(named["pk"], title, kind)
    steps = changes(one, two)
    stretches = list(stretches_of(steps, drawing.inline))
    words = {
        (i, j): passages.words_of(block.inline)
        for i, stretch in enumerate(stretches)
        for j, block in enumerate(stretch.blocks)
    }
    return Part(named["pk"], title, kind, stretches, summary(steps), words)


def _with_marks(part: Part, comments: list[Comment]) -> Part:
    """Underline the passages of open remarks in the comparison."""
    marks: dict[tuple[int, int], list[Mark]] = {}
    for comment in (one for one in comments if one.section_id == part.pk):
        for place, words in part.words.items():
            found = passages.find(words, comment.standing)
            if found:
                mark = Mark(found.start, found.end, f"noted-{comment.pk}", f"#thread-{comment.pk}")
                marks.setdefault(place, []).append(mark)
                break
    if not marks:
        return part
    stretches = [
        replace(
            stretch,
            blocks=[
                replace(block, inline=mark_safe(passages.marked(block.inline, marks[i, j])))
                if (i, j) in marks
                else block
                for j, block in enumerate(stretch.blocks)
            ],
        )
        for i, stretch in enumerate(part.stretches)
    ]
    return replace(part, stretches=stretches)
