"""What keeps a book, or all books as one volume, from being issued now, and where is each thing settled?"""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans import progress
from masterplans.models import Book, Chapter, CheckResult, Masterplan
from masterplans.views import findings

MOST_LINES = 12


def gate_of(
    plan: Masterplan,
    books: Sequence[Book],
    reader: Any,
    *,
    reasons: Callable[[], list[str]],
    confirm: dict[str, Any],
) -> dict[str, Any]:
    """Return the gate as parts/gate.html draws it; `confirm` issues and is there when all is met.

    `reasons` says what the service would say; it is asked when chapters and checks are settled.
    """
    rows = Chapter.objects.filter(book__in=books).with_names().order_by("book__number", "number")
    chapters = progress.with_turns(rows, reader=reader)
    waiting = [chapter for chapter in chapters if not chapter.is_approved]
    must = list(
        CheckResult.objects.filter(chapter__book__in=books)
        .open()
        .must()
        .with_names()
        .with_owners()
        .order_by("order", "pk")
    )
    met, unmet = [], []
    if not chapters:
        unmet.append(
            {"title": _("The book has no chapters."), "action": _to(plan.get_absolute_url())}
        )
    elif waiting:
        unmet.append(_chapters(waiting, len(chapters), many=len(books) > 1))
    else:
        count = len(chapters)
        met.append(
            ngettext("The chapter is approved", "All %(count)d chapters are approved", count)
            % {"count": count}
        )
    if must:
        unmet.append(_checks(plan, must, reader))
    else:
        met.append(_("No finding of the checks is open that must be settled"))
    title = _("What is still missing") if unmet else _("It can be issued now")
    if not unmet and (against := reasons()):
        unmet, title = [{"title": reason} for reason in against], _("Nothing new to issue")
    return {
        "title": title,
        "unmet": unmet,
        "met": met,
        "confirm": None if unmet else confirm,
    }


def _chapters(waiting: list[Any], total: int, *, many: bool) -> dict[str, Any]:
    words = _("%(done)d of %(total)d chapters are approved") % {
        "done": total - len(waiting),
        "total": total,
    }
    return {
        "title": words,
        "note": _("Each of these waits for somebody:"),
        "subs": [_chapter(chapter, many=many) for chapter in waiting[:MOST_LINES]]
        + _more(len(waiting) - MOST_LINES, ""),
    }


def _chapter(chapter: Any, *, many: bool) -> dict[str, Any]:
    label = f"{chapter.book.short}, {chapter.label}" if many else chapter.label
    turn = chapter.turn
    return {
        "text": f"{label}: {chapter.get_state_display()}",
        "holder": turn.holder if turn else "",
        "days": turn.days if turn else None,
        "you": turn.you if turn else False,
        "action": _to(chapter.get_absolute_url(), label),
    }


def _checks(plan: Masterplan, must: list[CheckResult], reader: Any) -> dict[str, Any]:
    every = reverse("masterplans:check_list", kwargs={"slug": plan.enrolment.slug})
    words = ngettext(
        "%(count)d finding of the checks must be settled",
        "%(count)d findings of the checks must be settled",
        len(must),
    ) % {"count": len(must)}
    subs = [
        {
            "text": f"{row['where']}: {row['sentence']}",
            "action": _to(row["url"] or every, row["where"]),
        }
        for row in findings.shown(must[:MOST_LINES], plan=plan, reader=reader)
    ]
    return {
        "title": words,
        "action": {"label": _("All findings"), "url": every},
        "subs": subs + _more(len(must) - MOST_LINES, every),
    }


def _more(count: int, url: str) -> list[dict[str, Any]]:
    if count <= 0:
        return []
    words = ngettext("and %(count)d more", "and %(count)d more", count) % {"count": count}
    return [{"text": words, "action": _to(url) if url else None}]


def _to(url: str, what: str = "") -> dict[str, str]:
    return {"label": _("Go there"), "url": url, "hint": what}
