"""Which worker runs the checks that are waited for? One at a time per chapter, nothing lost when it dies."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from masterplans.checks import runner
from masterplans.models import CheckRun

LEASE = timedelta(seconds=120)


def perform(run_pk: int) -> bool:
    """Run what is waited for; say whether more has come in meanwhile. Safe to call twice."""
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = CheckRun.objects.filter(free, pk=run_pk).exclude(wanted_at=None)
    if not taken.update(lease_until=now + LEASE, sent_at=None):
        return False
    run = CheckRun.objects.select_related("plan", "chapter__book").get(pk=run_pk)
    try:
        if run.chapter is None:
            runner.check_plan(run.plan)
        else:
            runner.check_chapter(run.chapter)
    finally:
        CheckRun.objects.filter(pk=run_pk).update(lease_until=None)
    _settle(run)
    return CheckRun.objects.filter(pk=run_pk).exclude(wanted_at=None).exists()


def _settle(run: CheckRun) -> None:
    """What was waited for when the run began is done; a run of the whole plan did its chapters too."""
    done = CheckRun.objects.filter(wanted_at__lte=run.wanted_at)
    scope = Q(pk=run.pk) if run.chapter_id else Q(plan=run.plan_id)
    done.filter(scope).update(wanted_at=None)
