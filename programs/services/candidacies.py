"""How does a region become a candidate, and what becomes of it? Decided with reasons, told at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import past
from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import AssessorAssignment, Candidacy, Cohort, Region, RegionKind
from programs.services import assessors, pass_letters
from programs.services.outcome import Outcome
from programs.states import CANDIDACY, CandidacyState
from smartcity_portal.kit.machine import Blocked

NEED_REASONS = {"decline", "withdraw", "reopen"}


@transaction.atomic
def add(
    cohort: Cohort,
    region: Region,
    *,
    by: User | None,
    origin: str = Candidacy.Origin.INVITED,
    **facts: Any,
) -> Candidacy:
    """Put a region on the list of candidates of a cohort."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    permission.require("programs.manage_selection", cohort, by=by)
    if reasons := _reasons_against(cohort, region):
        raise Blocked(reasons)
    candidacy = Candidacy.objects.create(cohort=cohort, region=region, origin=origin, **facts)
    history.record("programs.candidacy.add", candidacy, by=by, year=cohort.year)
    return candidacy


def _reasons_against(cohort: Cohort, region: Region) -> list[str]:
    words = {"region": region, "year": cohort.year}
    if region.kind == RegionKind.PROVINCE:
        return [_("Only regencies and cities take part; %(region)s is a province.") % words]
    if Candidacy.objects.filter(cohort=cohort, region=region).exists():
        return [_("%(region)s is already a candidate for the cohort %(year)s.") % words]
    if cohort.enrolments.filter(region=region).exists():
        return [_("%(region)s already takes part in the cohort %(year)s.") % words]
    return []


def add_many(
    cohort: Cohort, regions: Iterable[Region], *, by: User | None, origin: str, **facts: Any
) -> Outcome:
    """Put several regions on the list; a refused one does not hold up the others."""
    outcome = Outcome()
    for region in regions:
        outcome.attempt(add, cohort, region, by=by, origin=origin, **facts)
    return outcome


@transaction.atomic
def record_chosen(
    cohort: Cohort, region: Region, *, by: User | None, decided_on: date | None, source: str
) -> Candidacy:
    """Write down that a region was chosen in a selection that was held outside the portal."""
    candidacy = add(cohort, region, by=by, source=source)
    candidacy.state, candidacy.decided_on = CandidacyState.ACCEPTED, decided_on
    candidacy.save(update_fields=["state", "decided_on"])
    history.record("programs.candidacy.record_chosen", candidacy, by=by, source=source)
    return candidacy


@transaction.atomic
def change(candidacy: Candidacy, *, by: User | None, **facts: Any) -> Candidacy:
    """Change how a candidate came in and who is written to."""
    candidacy = _locked(candidacy)
    permission.require("programs.manage_selection", candidacy, by=by)
    for name, value in facts.items():
        setattr(candidacy, name, value)
    if "contact_email" in facts and candidacy.letter_sha256:
        candidacy.letter_mailed_at = None
        facts = {**facts, "letter_mailed_at": None}
    candidacy.save(update_fields=list(facts))
    pass_letters.mail_soon(candidacy)
    history.record("programs.candidacy.change", candidacy, by=by, fields=sorted(facts))
    return candidacy


def assess(candidacy: Candidacy, *, by: User, at: datetime | None = None) -> Candidacy:
    """Close the assessment, also when some assessors have not handed in."""
    return _take("assess", candidacy, by=by, at=at)


def resume(candidacy: Candidacy, *, by: User, at: datetime | None = None) -> Candidacy:
    """Open the assessment again, for another assessor or a corrected sheet."""
    return _take("resume", candidacy, by=by, at=at)


def accept(
    candidacy: Candidacy, *, by: User, reason: str = "", at: datetime | None = None
) -> Candidacy:
    """Give the candidate a place."""
    candidacy = _take("accept", candidacy, by=by, reason=reason, at=at)
    notices.candidacy_accepted(candidacy, by=by)
    return candidacy


def decline(
    candidacy: Candidacy, *, by: User, reason: str, at: datetime | None = None
) -> Candidacy:
    """Turn the candidate down and say why."""
    candidacy = _take("decline", candidacy, by=by, reason=reason, at=at)
    notices.candidacy_declined(candidacy, by=by)
    return candidacy


def withdraw(
    candidacy: Candidacy, *, by: User, reason: str, at: datetime | None = None
) -> Candidacy:
    """Record that the region no longer stands for a place."""
    return _take("withdraw", candidacy, by=by, reason=reason, at=at)


def reopen(candidacy: Candidacy, *, by: User, reason: str, at: datetime | None = None) -> Candidacy:
    """Take a decision back before the region is enrolled; a letter that went out no longer counts."""
    candidacy = _take("reopen", candidacy, by=by, reason=reason, at=at)
    _begin_terms_again(candidacy, by=by)
    notices.candidacy_reopened(candidacy, reason, by=by)
    return candidacy


DECISIONS = {"accept": accept, "decline": decline}


def decide_many(
    candidacies: Iterable[Candidacy], verb: str, *, by: User, reason: str = ""
) -> Outcome:
    """Accept or decline several candidates; a refused one does not hold up the others."""
    outcome = Outcome()
    for candidacy in candidacies:
        outcome.attempt(
            DECISIONS[verb], candidacy, by=by, reason=reason, about=str(candidacy.region)
        )
    return outcome


@transaction.atomic
def _take(
    verb: str, candidacy: Candidacy, *, by: User, reason: str = "", at: datetime | None = None
) -> Candidacy:
    candidacy, reason = _locked(candidacy), reason.strip()
    CANDIDACY.take(verb, candidacy, by=by)
    if verb in NEED_REASONS and not reason:
        raise Blocked([_("Say why; the reason stays with the candidate.")])
    at = at or past.moment() or timezone.now()
    letter = candidacy.letter.number if candidacy.letter else ""
    _write(candidacy, reason, timezone.localdate(at))
    history.record(
        f"programs.candidacy.{verb}", candidacy, by=by, at=at, reason=reason, letter=letter
    )
    return candidacy


def _write(candidacy: Candidacy, reason: str, day: date) -> None:
    if candidacy.is_decided:
        candidacy.reason, candidacy.decided_on = reason, day
        _end_terms(candidacy, day)
    else:
        candidacy.reason, candidacy.decided_on = "", None
    if candidacy.state != CandidacyState.ACCEPTED:
        candidacy.letter, candidacy.letter_sha256, candidacy.letter_mailed_at = None, "", None
    candidacy.save()


def _end_terms(candidacy: Candidacy, day: date) -> None:
    """Whoever assessed only the candidate has done so; an assessor of the enrolment goes on."""
    if candidacy.cohort.enrolments.filter(region=candidacy.region_id).exists():
        return
    AssessorAssignment.objects.filter(
        cohort=candidacy.cohort_id,
        region=candidacy.region_id,
        until=None,
        user__in=candidacy.sheets.values("assessor"),
    ).update(until=day)


def _begin_terms_again(candidacy: Candidacy, *, by: User) -> None:
    """Assessors go on where they stopped; one who guides the region by now stays away."""
    for sheet in candidacy.sheets.select_related("assessor"):
        Outcome().attempt(assessors.assign, candidacy, sheet.assessor, by=by)


def _locked(candidacy: Candidacy) -> Candidacy:
    return (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("cohort", "region", "letter")
        .get(pk=candidacy.pk)
    )
