"""How does a stage close, reopen, or close although its gate is not met?"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.gates import Gate, gate_of
from workshops.models import StageClosure, StagePlea
from workshops.models.workshop import numeral


@transaction.atomic
def close(
    enrolment: Enrolment,
    *,
    by: User,
    stage: int | None = None,
    despite: str = "",
    at: datetime | None = None,
) -> Enrolment:
    """Close the stage that the enrolment is in, asking its gate again inside the transaction.

    `stage` is what the person saw; when the stage has moved on meanwhile, nothing happens.
    `despite` is the reason for closing although requirements are unmet. Raises Blocked
    with what is missing, PermissionDenied for anybody but the ministry.
    """
    enrolment = _locked(enrolment)
    permission.require(
        "workshops.override_stage" if despite.strip() else "workshops.close_stage", enrolment, by=by
    )
    _same_stage(enrolment, stage)
    gate = gate_of(enrolment)
    if gate.unmet and not despite.strip():
        raise Blocked(gate.sentences)
    closure = StageClosure.objects.create(
        enrolment=enrolment,
        stage=gate.stage,
        by=by,
        at=at or timezone.now(),
        reason=despite.strip(),
        overridden=bool(gate.unmet),
        unmet=gate.sentences,
    )
    _move(enrolment, gate.stage + 1)
    _grant_plea(closure)
    _remember_closing(closure, gate, by=by, at=at)
    notices.stage_closed(enrolment, gate.stage, by=by)
    return enrolment


@transaction.atomic
def reopen(
    enrolment: Enrolment,
    *,
    by: User,
    reason: str,
    stage: int | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """Take back the last closing, or all from `stage` on; closures keep who and why.

    What was held and written in the later stages stays; their gates are asked again. Requests to
    close a later stage end. Raises Blocked without a reason, or when the stage is not closed.
    """
    enrolment = _locked(enrolment)
    permission.require("workshops.reopen_stage", enrolment, by=by)
    closures = list(enrolment.closures.standing().order_by("-stage"))
    if not closures:
        raise Blocked([_("No stage has been closed yet.")])
    if not reason.strip():
        raise Blocked([_("Say why the stage is opened again.")])
    first = stage or closures[0].stage
    if first not in {closure.stage for closure in closures}:
        raise Blocked([_("Stage %(stage)s is not closed.") % {"stage": numeral(first)}])
    for closure in closures:
        if closure.stage >= first:
            _take_back(closure, reason.strip(), by=by, at=at)
    _move(enrolment, first)
    _end_later_pleas(enrolment, by=by, at=at)
    notices.stage_reopened(enrolment, first, by=by, reason=reason.strip())
    return enrolment


@transaction.atomic
def plead(enrolment: Enrolment, *, by: User, reason: str, at: datetime | None = None) -> StagePlea:
    """The coordinator asks the ministry to close the stage although its gate is not met."""
    enrolment = _locked(enrolment)
    permission.require("workshops.plead_stage", enrolment, by=by)
    _same_stage(enrolment, None)
    if not reason.strip():
        raise Blocked([_("Say why the stage should be closed now.")])
    if gate_of(enrolment).is_met:
        raise Blocked([_("All requirements are met; the ministry can close the stage.")])
    if enrolment.pleas.open().filter(stage=enrolment.stage).exists():
        raise Blocked([_("The ministry has been asked already and has not answered yet.")])
    plea = StagePlea.objects.create(
        enrolment=enrolment,
        stage=enrolment.stage,
        by=by,
        at=at or timezone.now(),
        reason=reason.strip(),
    )
    history.record(
        "workshops.stage.plead",
        enrolment,
        by=by,
        at=at,
        stage=numeral(plea.stage),
        reason=plea.reason,
    )
    notices.stage_pleaded(plea, by=by)
    return plea


@transaction.atomic
def decline(plea: StagePlea, *, by: User, answer: str, at: datetime | None = None) -> StagePlea:
    """The ministry keeps the stage open and says why. Raises Blocked without a reason."""
    enrolment = _locked(plea.enrolment)
    permission.require("workshops.answer_plea", enrolment, by=by)
    plea = StagePlea.objects.select_for_update().get(pk=plea.pk)
    plea.enrolment = enrolment
    if plea.answered_at:
        raise Blocked([_("This request has been answered already.")])
    if not answer.strip():
        raise Blocked([_("Say why the stage stays open.")])
    plea.answered_at, plea.answered_by = at or timezone.now(), by
    plea.granted, plea.answer = False, answer.strip()
    plea.save(update_fields=["answered_at", "answered_by", "granted", "answer"])
    history.record(
        "workshops.stage.decline",
        enrolment,
        by=by,
        at=at,
        stage=numeral(plea.stage),
        reason=plea.answer,
    )
    notices.stage_declined(plea, by=by)
    return plea


def _locked(enrolment: Enrolment) -> Enrolment:
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("region", "cohort__edition")
        .get(pk=enrolment.pk)
    )


def _same_stage(enrolment: Enrolment, seen: int | None) -> None:
    if enrolment.is_finished:
        raise Blocked([_("All four stages are closed already.")])
    if seen is not None and seen != enrolment.stage:
        raise Blocked(
            [
                _("Stage %(seen)s is no longer the open one; stage %(now)s is. Look at its gate.")
                % {"seen": numeral(seen), "now": numeral(enrolment.stage)}
            ]
        )


def _take_back(closure: StageClosure, reason: str, *, by: User, at: datetime | None) -> None:
    closure.reopened_at, closure.reopened_by = at or timezone.now(), by
    closure.reopened_reason = reason
    closure.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    history.record(
        "workshops.stage.reopen",
        closure.enrolment,
        by=by,
        at=at,
        stage=numeral(closure.stage),
        reason=reason,
    )


def _end_later_pleas(enrolment: Enrolment, *, by: User, at: datetime | None) -> None:
    """Nobody decides about a stage whose predecessor is open again."""
    later = enrolment.pleas.open().filter(stage__gt=enrolment.stage)
    answer = _("Stage %(stage)s is open again.") % {"stage": numeral(enrolment.stage)}
    later.update(answered_at=at or timezone.now(), answered_by=by, granted=False, answer=answer)


def _move(enrolment: Enrolment, stage: int) -> None:
    enrolment.stage = stage
    enrolment.save(update_fields=["stage"])


def _grant_plea(closure: StageClosure) -> None:
    closure.enrolment.pleas.open().filter(stage=closure.stage).update(
        answered_at=closure.at, answered_by=closure.by, granted=True, answer=closure.reason
    )


def _remember_closing(closure: StageClosure, gate: Gate, *, by: User, at: datetime | None) -> None:
    verb = "override" if closure.overridden else "close"
    kept = (
        {"reason": closure.reason, "count": len(gate.unmet), "unmet": closure.unmet}
        if closure.overridden
        else {}
    )
    history.record(
        f"workshops.stage.{verb}", closure.enrolment, by=by, at=at, stage=gate.numeral, **kept
    )
