"""Where is a mentor in a round through the queue? The session keeps the order and what was skipped."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from masterplans.models import Chapter

KEY = "review_round"
REVISED, NEW, SKIPPED = "revisi", "baru", "dilewati"


@dataclass
class Round:
    """Chapters in the order in which they come, and the revisions that were skipped."""

    view: str = ""
    order: list[int] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)

    def has_skipped(self, pk: int, revision: int) -> bool:
        """A skipped chapter comes again with its next revision."""
        return self.skipped.get(str(pk)) == revision

    def place_of(self, pk: int) -> tuple[int, int]:
        """Return (3, 11) for the third of eleven."""
        place = self.order.index(pk) + 1 if pk in self.order else 0
        return place, len(self.order)


def of(request: HttpRequest) -> Round:
    """Return the round as it was left."""
    kept = request.session.get(KEY) or {}
    return Round(kept.get("view", ""), list(kept.get("order", [])), dict(kept.get("skipped", {})))


def keep(request: HttpRequest, current: Round) -> None:
    """Keep the round for the next page."""
    request.session[KEY] = {
        "view": current.view,
        "order": current.order,
        "skipped": current.skipped,
    }


def waiting(user: Any, view: str = "") -> list[Chapter]:
    """Return the chapters of the queue, oldest first, that belong to a view."""
    rows = Chapter.objects.awaiting_review_by(user).with_revisions()
    if view == REVISED:
        return [chapter for chapter in rows if chapter.times_sent_back]
    if view == NEW:
        return [chapter for chapter in rows if not chapter.times_sent_back]
    return list(rows)


def current(request: HttpRequest) -> Round:
    """Return the round with what arrived meanwhile at its end."""
    kept = of(request)
    known = set(kept.order)
    if kept.view:
        arrived = [row.pk for row in waiting(request.user, kept.view)]
    else:
        rows = Chapter.objects.awaiting_review_by(request.user)
        arrived = list(rows.values_list("pk", flat=True))
    kept.order += [pk for pk in arrived if pk not in known]
    return kept


def begin(request: HttpRequest, view: str) -> Round:
    """Begin a round anew: what was skipped comes again."""
    rows = waiting(request.user, "" if view == SKIPPED else view)
    if view == SKIPPED:
        left = of(request)
        rows = [row for row in rows if left.has_skipped(row.pk, row.revision_number)]
        view = ""
    started = Round(view, [row.pk for row in rows])
    keep(request, started)
    return started


def next_of(request: HttpRequest, *, after: int = 0) -> int | None:
    """Return the next chapter of the round that still waits; None when the round is done."""
    round_ = current(request)
    still = {row.pk: row.revision_number for row in waiting(request.user, round_.view)}
    start = round_.order.index(after) + 1 if after in round_.order else 0
    turn = [*round_.order[start:], *round_.order[:start]]
    keep(request, round_)
    for pk in turn:
        if pk != after and pk in still and not round_.has_skipped(pk, still[pk]):
            return pk
    return None


def skip(request: HttpRequest, chapter: Chapter) -> None:
    """Remember for this round that a chapter is left for later."""
    round_ = current(request)
    revision = chapter.latest_revision
    round_.skipped[str(chapter.pk)] = revision.number if revision else 0
    keep(request, round_)
