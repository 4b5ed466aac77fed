"""How are all books of a plan printed as one volume? As a draft again and again, as an edition once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import annexes, notices
from masterplans.checks import gate, runner
from masterplans.models import Masterplan, VolumeDraft, VolumeEdition
from masterplans.pdf import book as pipeline
from masterplans.pdf import context
from masterplans.pdf.book import HandOut
from masterplans.pdf.front_context import is_dressed_anew
from masterplans.pdf.press import Keeper, frozen_records
from masterplans.pdf.printed import Progress, renewed, set_for_issue
from masterplans.pdf.setting import MOST_BOOKS
from smartcity_portal.kit.machine import Blocked


def print_draft(
    plan: Masterplan,
    *,
    at: datetime | None = None,
    progress: Progress,
    hand_out: HandOut | None = None,
) -> VolumeDraft:
    """Return the draft of the volume as its books stand; unchanged content is not printed again."""
    at = at or timezone.now()
    _check_shape(plan)
    content = context.volume_content(plan, at=at)
    return renewed(VolumeDraft, content, at=at, progress=progress, hand_out=hand_out, plan=plan)


def print_edition(
    plan: Masterplan,
    *,
    by: Any,
    at: datetime | None = None,
    progress: Progress,
    hand_out: HandOut | None = None,
    keep: Keeper | None = None,
) -> VolumeEdition:
    """Print the approved volume and put it on the shelf as its next edition, once and for good.

    What is missing is asked before and after printing: a volume that changed in between is not issued.
    `keep` stores what the edition's other files are made from.
    """
    at = at or timezone.now()
    runner.check_plan(plan)
    if reasons := reasons_against_issue(plan):
        raise Blocked(reasons)
    number = _next_number(plan)
    content = context.volume_content(plan, at=at, edition=number)
    key, facts = set_for_issue(content, progress, hand_out)
    return _shelve(plan, number, key, by=by, at=at, facts=facts, keep=keep)


def reasons_against_issue(plan: Masterplan) -> list[str]:
    """Say why the volume cannot be issued now; empty when it can."""
    reasons = []
    books = list(plan.books.order_by("number"))
    for book in books:
        waits = [*context.missing(book), *gate.findings_against(book)]
        reasons += [f"{book.short}: {reason}" for reason in waits]
    if not books:
        reasons.append(_("The plan has no books."))
    last = plan.volumes.standing().order_by("-number").first()
    if not reasons and last and not _has_changed(plan, last):
        reasons.append(
            _("Edition %(number)d already shows exactly this. Nothing has changed since.")
            % {"number": last.number}
        )
    return reasons


def revisions(plan: Masterplan) -> list[dict[str, Any]]:
    """Name the revisions that a volume printed now would show, book by book."""
    return [
        {"book": book.number, "title": str(book), "chapters": context.revisions(book)}
        for book in plan.books.order_by("number")
    ]


def _has_changed(plan: Masterplan, last: VolumeEdition) -> bool:
    if last.revisions != revisions(plan) or last.records != _records(plan):
        return True
    return is_dressed_anew(plan, plan.books.all(), last.issued_at)


def _records(plan: Masterplan) -> dict[str, Any]:
    first = plan.books.order_by("number").first()
    kept = frozen_records(first) if first else {}
    return {**kept, annexes.KEPT: annexes.marks(plan.enrolment)}


def _check_shape(plan: Masterplan) -> None:
    count = plan.books.count()
    if not count:
        raise Blocked([_("The plan has no books.")])
    if count > MOST_BOOKS:
        raise Blocked(
            [_("A volume holds at most %(most)d books; the plan has %(count)d.")
             % {"most": MOST_BOOKS, "count": count}]
        )  # fmt: skip


def _next_number(plan: Masterplan) -> int:
    last = plan.volumes.order_by("-number").first()
    return last.number + 1 if last else 1


@transaction.atomic
def _shelve(
    plan: Masterplan,
    number: int,
    key: str,
    *,
    by: Any,
    at: datetime,
    facts: dict[str, Any],
    keep: Keeper | None,
) -> VolumeEdition:
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    known = plan.volumes.filter(sha256=facts["sha256"]).first()
    if known:
        return known
    content = context.volume_content(plan, at=at, edition=number)
    if _next_number(plan) != number or pipeline.lasting_key(content) != key:
        raise Blocked(
            [_("The book was changed while it was being printed. Read it and issue it again.")]
        )
    if reasons := reasons_against_issue(plan):
        raise Blocked(reasons)
    edition = VolumeEdition.objects.create(
        plan=plan,
        number=number,
        revisions=revisions(plan),
        records=_records(plan),
        material_sha256=keep(plan, list(plan.books.order_by("number")), at=at) if keep else "",
        issued_by=by,
        issued_at=at,
        **facts,
    )
    history.record(
        "masterplans.volume.issue", plan, by=by, at=at, edition=number, sha256=edition.sha256
    )
    notices.volume_issued(edition, by=by)
    return edition
