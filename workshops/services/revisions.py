"""What happens when a revision of the guidance is put in force while regions are under way?

Each floor moves what it holds; nothing that a region has is deleted. The books of regions whose
four stages are closed stay as they are.
"""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.services import permission
from masterplans.services import following
from programs.guidance import files
from programs.guidance.changes import PartChanges, compare
from programs.guidance.faults import faults_in
from programs.models import Cohort, Enrolment, GuidanceEdition
from programs.services import editions
from smartcity_portal.kit.machine import Blocked
from workshops.services import journeys

LAST_STAGE = 4


@dataclass
class Preview:
    """What putting a revision in force changes, for which cohorts and regions, and what forbids it."""

    edition: GuidanceEdition
    cohorts: list[Cohort]
    changes: list[tuple[GuidanceEdition, list[PartChanges]]]
    enrolments: list[Enrolment]
    reasons: list[str]


def preview(edition: GuidanceEdition) -> Preview:
    """Say what put_in_force() would do, without doing it."""
    cohorts = list(Cohort.objects.overtaken_by(edition).select_related("edition"))
    data = editions.export(edition)
    faults = faults_in(data)
    now = {cohort.edition for cohort in cohorts}
    enrolments = list(Enrolment.objects.filter(cohort__in=cohorts).with_names())
    reasons = [files.said(fault.location, fault.text, data) for fault in faults]
    reasons += following.reasons_against(edition, enrolments)
    changes = [] if faults else [(old, compare(editions.export(old), data)) for old in now]
    return Preview(edition, cohorts, changes, enrolments, reasons)


@transaction.atomic
def put_in_force(edition: GuidanceEdition, *, version: int, by: User) -> GuidanceEdition:
    """Move the cohorts of its year to a revision, and lay out what it newly asks for.

    `version` is that of the edition whose preview was read. Raises Blocked when it changed
    since, or when plans use what the revision no longer has.
    """
    permission.require("programs.enforce_edition", edition, by=by)
    cohorts = Cohort.objects.select_for_update().overtaken_by(edition)
    enrolments = list(
        Enrolment.objects.select_for_update().filter(cohort__in=list(cohorts)).order_by("pk")
    )
    if reasons := following.reasons_against(edition, enrolments):
        raise Blocked(reasons)
    edition = editions.enforce(edition, version=version, by=by)
    following.move_records(edition, enrolments)
    for enrolment in Enrolment.objects.filter(pk__in=[e.pk for e in enrolments]).with_names():
        if enrolment.stage <= LAST_STAGE:
            following.follow(enrolment, by=by)
        journeys.follow(enrolment)
    return edition
