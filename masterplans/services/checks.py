"""When is a plan checked, and who sets a finding aside, for which reason?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.sending import send_soon
from accounts.services import history
from masterplans.checks.catalogue import title_of
from masterplans.models import Chapter, CheckResult, CheckRun, Masterplan
from smartcity_portal.kit.machine import Blocked

TASK = "masterplans.tasks.run_checks"
PAUSE_SECONDS = 8
RESEND_AFTER = timedelta(seconds=60)
LONGEST_REASON = 300
State = CheckResult.State


def want(chapter: Chapter) -> None:
    """Ask that a chapter whose text changed is checked soon; many saves in a row are one run."""
    _want(chapter.book.plan, chapter)


def want_plan(plan: Masterplan) -> None:
    """Ask that a plan whose records changed is checked soon, with all its chapters."""
    _want(plan, None)


def run_now(plan: Masterplan, *, by: Any) -> None:
    """Ask for the checks of a whole plan without a pause. Raises PermissionDenied."""
    if not by.has_perm("masterplans.view_masterplan", plan):
        raise PermissionDenied("masterplans.view_masterplan")
    _want(plan, None, pause=0)


def is_waiting(plan: Masterplan, chapter: Chapter | None = None) -> bool:
    """Say whether something changed that no finished run has read."""
    return CheckRun.objects.reading(plan, chapter).exclude(wanted_at=None).exists()


@transaction.atomic
def dismiss(
    results: Iterable[CheckResult], *, by: Any, reason: str, at: datetime | None = None
) -> int:
    """Set findings aside for a reason; return how many. Raises Blocked, or PermissionDenied for all."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise Blocked([_("Write down why the finding may stay as it is.")])
    rows = _locked(results, "dismiss", by=by)
    rows = [row for row in rows if row.state == State.OPEN]
    if not rows:
        raise Blocked([_("These findings are no longer there. The page shows what is open now.")])
    now = at or timezone.now()
    for row in rows:
        row.state, row.reason, row.by, row.at = State.DISMISSED, reason, by, now
    CheckResult.objects.bulk_update(rows, ["state", "reason", "by", "at"], batch_size=100)
    _remember("dismiss_findings", rows, by=by, at=at, reason=reason)
    return len(rows)


@transaction.atomic
def reopen(result: CheckResult, *, by: Any, at: datetime | None = None) -> CheckResult:
    """Open a finding that was set aside. Raises Blocked when it is not set aside."""
    rows = _locked([result], "reopen", by=by)
    if not rows or rows[0].state != State.DISMISSED:
        raise Blocked([_("This finding is not set aside.")])
    row = rows[0]
    was = row.reason
    row.state, row.reason, row.by, row.at = State.OPEN, "", None, None
    row.save(update_fields=["state", "reason", "by", "at"])
    _remember("reopen_findings", rows, by=by, at=at, reason=was)
    return row


def sweep() -> int:
    """Send again what waits and was never sent, was lost, or whose worker died."""
    now = timezone.now()
    waiting = (
        CheckRun.objects.exclude(wanted_at=None)
        .filter(Q(sent_at=None) | Q(sent_at__lt=now - RESEND_AFTER))
        .filter(Q(lease_until=None) | Q(lease_until__lt=now))
    )
    found = list(waiting.values_list("pk", flat=True)[:200])
    CheckRun.objects.filter(pk__in=found).update(sent_at=now)
    return sum(_send(pk, 0) for pk in found)


def _want(plan: Masterplan, chapter: Chapter | None, *, pause: int = PAUSE_SECONDS) -> None:
    now = timezone.now()
    runs = CheckRun.objects.filter(plan=plan, chapter=chapter)
    if pause and runs.exclude(sent_at=None).update(wanted_at=now):
        return
    run, _created = CheckRun.objects.update_or_create(
        plan=plan, chapter=chapter, defaults={"wanted_at": now, "sent_at": now}
    )
    transaction.on_commit(partial(_send, run.pk, pause))


def _send(run: int, pause: int) -> bool:
    sent = send_soon(TASK, run, countdown=pause)
    if not sent:
        CheckRun.objects.filter(pk=run).update(sent_at=None)
    return sent


def _locked(results: Iterable[CheckResult], verb: str, *, by: Any) -> list[CheckResult]:
    rows = list(
        CheckResult.objects.select_for_update(of=("self",))
        .filter(pk__in=[row.pk for row in results])
        .with_names()
        .prefetch_related("section__co_agencies", "section__writers")
    )
    permission = f"masterplans.{verb}_checkresult"
    if not all(by.has_perm(permission, row) for row in rows):
        raise PermissionDenied(permission)
    return rows


def _remember(
    verb: str, rows: list[CheckResult], *, by: Any, at: datetime | None, reason: str
) -> None:
    """History has one line per chapter, or one of the plan for findings that no chapter shows."""
    places: dict[Any, list[CheckResult]] = defaultdict(list)
    for row in rows:
        places[row.chapter or row.plan].append(row)
    for place, group in places.items():
        history.record(
            f"{place._meta.label_lower}.{verb}",
            place,
            by=by,
            at=at,
            count=len(group),
            reason=reason,
            checks=", ".join(dict.fromkeys(title_of(row.rule) for row in group)),
        )
