"""Whose approval does a chapter still need? One mentor's, or every mentor's of the region."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.services import history
from masterplans.models import Chapter, ChapterRevision, Masterplan, Verdict
from programs.people import mentors_of
from programs.states import Approvals


def rule_of(plan: Masterplan) -> Approvals:
    """Return how many approvals count: as the plan says, else as the guidance says."""
    return Approvals(plan.approvals or plan.enrolment.cohort.edition.approvals)


def still_needed(chapter: Chapter, revision: ChapterRevision) -> list[Any]:
    """Return the mentors who have not approved this revision although their approval is needed."""
    if rule_of(chapter.plan) == Approvals.ONE:
        return []
    given = set(approvers_of(revision))
    return [mentor for mentor in mentors_of(chapter.enrolment) if mentor.pk not in given]


def approvers_of(revision: ChapterRevision) -> list[int]:
    """Return the primary keys of the people who approved a revision."""
    approved = revision.verdicts.filter(outcome=Verdict.Outcome.APPROVED)
    return list(approved.values_list("by_id", flat=True))


@transaction.atomic
def set_rule(plan: Masterplan, rule: str, *, by: Any) -> Masterplan:
    """Say for one region whether one approval is enough; empty follows the guidance."""
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    if not by.has_perm("masterplans.set_approvals", plan):
        raise PermissionDenied("masterplans.set_approvals")
    if plan.approvals == rule:
        return plan
    plan.approvals = rule
    plan.full_clean()
    plan.save(update_fields=["approvals"])
    history.record("masterplans.masterplan.set_approvals", plan, by=by, rule=rule_of(plan).label)
    return plan
