"""How is a candidate scored? One sheet per assessor, the own until it is handed in, then compared."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import past
from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import AssessorAssignment, Candidacy, ScoreSheet
from programs.people import forget_relations
from programs.ranking import HIGHEST, LOWEST, criteria_of
from programs.services import assessors, editions
from programs.services.outcome import Outcome
from programs.states import CANDIDACY, CandidacyState
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def ask(
    candidacy: Candidacy, assessor: User, *, by: User | None, at: datetime | None = None
) -> ScoreSheet:
    """Give the assessor an empty sheet for this candidate; asking twice changes nothing."""
    candidacy = _locked(candidacy)
    permission.require("programs.assign_assessor", candidacy, by=by)
    if candidacy.state != CandidacyState.INVITED:
        raise Blocked(
            [
                _("The assessment of %(region)s is over. Open it again before you ask somebody.")
                % {"region": candidacy.region}
            ]
        )
    at = at or past.moment() or timezone.now()
    assessors.assign(candidacy, assessor, by=by, since=timezone.localdate(at))
    sheet, _made = ScoreSheet.objects.get_or_create(
        candidacy=candidacy, assessor=assessor, defaults={"asked_at": at}
    )
    return sheet


def ask_many(
    candidacies: Iterable[Candidacy], assessors_asked: Iterable[User], *, by: User
) -> Outcome:
    """Ask each person about each candidate; everybody is told once, with the number of sheets."""
    outcome, chosen = Outcome(), list(assessors_asked)
    candidacies = list(candidacies)
    for candidacy in candidacies:
        for person in chosen:
            outcome.attempt(ask, candidacy, person, by=by)
    counts = Counter(sheet.assessor_id for sheet in outcome.done)
    for person in chosen:
        if counts[person.pk]:
            notices.assessor_asked(person, candidacies[0].cohort, counts[person.pk], by=by)
    return outcome


@transaction.atomic
def release(sheet: ScoreSheet, *, by: User) -> None:
    """Take an empty or unfinished sheet away; what was handed in stays."""
    sheet = _sheet(sheet)
    candidacy = sheet.candidacy
    permission.require("programs.assign_assessor", candidacy, by=by)
    if sheet.is_handed_in:
        raise Blocked(
            [_("%(name)s has already handed in; the sheet stays.") % {"name": sheet.assessor}]
        )
    AssessorAssignment.objects.filter(
        cohort=candidacy.cohort_id, region=candidacy.region_id, user=sheet.assessor, until=None
    ).delete()
    forget_relations(sheet.assessor)
    history.record(
        "programs.candidacy.release_assessor", candidacy, by=by, name=sheet.assessor.name
    )
    sheet.delete()


@transaction.atomic
def save(
    candidacy: Candidacy, *, by: User, scores: Mapping[str, Any], note: str = ""
) -> ScoreSheet:
    """Keep what the assessor has filled in so far."""
    return _fill(_own_sheet(candidacy, by), scores, note)


@transaction.atomic
def hand_in(
    candidacy: Candidacy,
    *,
    by: User,
    scores: Mapping[str, Any],
    note: str = "",
    at: datetime | None = None,
) -> ScoreSheet:
    """Hand the sheet in; with the last one the assessment closes."""
    sheet = _own_sheet(candidacy, by)
    sheet = _fill(sheet, scores, note)
    if reasons := _reasons_against_handing_in(sheet):
        raise Blocked(reasons)
    at = at or past.moment() or timezone.now()
    sheet.handed_in_at = at
    sheet.save(update_fields=["handed_in_at"])
    editions.freeze(sheet.cohort.edition, by=by)
    history.record("programs.candidacy.hand_in", sheet.candidacy, by=by, at=at)
    if not sheet.candidacy.sheets.waiting().exists():
        _close(sheet.candidacy, by, at)
    return sheet


@transaction.atomic
def give_back(sheet: ScoreSheet, *, by: User, reason: str) -> ScoreSheet:
    """Let the assessor correct a sheet that was handed in."""
    sheet = _sheet(sheet)
    candidacy = sheet.candidacy
    permission.require("programs.assign_assessor", candidacy, by=by)
    if candidacy.is_decided:
        raise Blocked(
            [
                _("%(region)s has been decided. Take the decision back first.")
                % {"region": candidacy.region}
            ]
        )
    if not sheet.is_handed_in:
        raise Blocked([_("%(name)s has not handed in yet.") % {"name": sheet.assessor}])
    if not reason.strip():
        raise Blocked([_("Say what has to be corrected.")])
    if candidacy.state == CandidacyState.ASSESSED:
        CANDIDACY.take("resume", candidacy, by=by)
        candidacy.save(update_fields=["state"])
    sheet.handed_in_at = None
    sheet.save(update_fields=["handed_in_at"])
    history.record(
        "programs.candidacy.give_back", candidacy, by=by, name=sheet.assessor.name, reason=reason
    )
    notices.sheet_given_back(sheet, reason, by=by)
    return sheet


def _close(candidacy: Candidacy, by: User, at: datetime) -> None:
    CANDIDACY.take("complete", candidacy, by=by)
    candidacy.save(update_fields=["state"])
    history.record("programs.candidacy.complete", candidacy, by=by, at=at)


def _own_sheet(candidacy: Candidacy, by: User) -> ScoreSheet:
    candidacy = _locked(candidacy)
    permission.require("programs.score_candidacy", candidacy, by=by)
    sheet = ScoreSheet.objects.filter(candidacy=candidacy, assessor=by).first()
    if sheet is None:
        raise Blocked([_("You have no score sheet for %(region)s.") % {"region": candidacy.region}])
    sheet.candidacy = candidacy
    if candidacy.state != CandidacyState.INVITED:
        raise Blocked(
            [
                _("The assessment of %(region)s is over; nothing was changed.")
                % {"region": candidacy.region}
            ]
        )
    if sheet.is_handed_in:
        raise Blocked(
            [_("You have already handed in this sheet. Ask the ministry to give it back.")]
        )
    return sheet


def _fill(sheet: ScoreSheet, scores: Mapping[str, Any], note: str) -> ScoreSheet:
    known = {criterion.code: criterion for criterion in criteria_of(sheet.cohort.edition)}
    kept, reasons = {}, []
    for code, value in scores.items():
        if code not in known:
            reasons.append(_("The guidance edition has no criterion “%(code)s”.") % {"code": code})
        elif value is None:
            continue
        elif not isinstance(value, int) or not LOWEST <= value <= HIGHEST:
            reasons.append(
                _("“%(criterion)s”: write a whole number from %(lowest)s to %(highest)s.")
                % {"criterion": known[code].title, "lowest": LOWEST, "highest": HIGHEST}
            )
        else:
            kept[code] = value
    if reasons:
        raise Blocked(reasons)
    sheet.scores, sheet.note = kept, note.strip()
    sheet.save(update_fields=["scores", "note"])
    return sheet


def _reasons_against_handing_in(sheet: ScoreSheet) -> list[str]:
    criteria = criteria_of(sheet.cohort.edition)
    if not criteria:
        return [_("The guidance edition of this cohort names no criteria yet. Tell the ministry.")]
    missing = [c.title for c in criteria if sheet.score_of(c.code) is None]
    if len(missing) == len(criteria):
        return [_("Score at least one criterion before you hand in.")]
    if missing and not sheet.note:
        return [
            _("You left out: %(criteria)s. Say in the note why it can't be scored.")
            % {"criteria": ", ".join(missing)}
        ]
    return []


def _sheet(sheet: ScoreSheet) -> ScoreSheet:
    candidacy = _locked(sheet.candidacy)
    sheet = (
        ScoreSheet.objects.select_for_update(of=("self",))
        .select_related("assessor")
        .get(pk=sheet.pk)
    )
    sheet.candidacy = candidacy
    return sheet


def _locked(candidacy: Candidacy) -> Candidacy:
    return (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("cohort__edition", "region")
        .get(pk=candidacy.pk)
    )
