"""Which steps does a try to sign outside take? prepared → sending → validating → done | failed | unknown.

It holds the sheet's lease from the first step on; what came back is kept before it is judged.
"""

import datetime as dt
from contextlib import suppress
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from commitments.models import Attempt, Sheet, Signatory, Signature, SigningEndpoint
from commitments.services import leases, orders, signing
from commitments.services.outside_words import sentence
from commitments.signing.guards import GuardFailed
from commitments.signing.outside import Received
from commitments.signing.roots import outside_roots
from commitments.states import AttemptState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked

AWAY = dt.timedelta(minutes=30)
MARGIN = dt.timedelta(seconds=60)


@transaction.atomic
def prepare(
    signatory: Signatory,
    endpoint: SigningEndpoint | None,
    *,
    by: User,
    consent: str,
    key: UUID | None,
) -> tuple[Attempt, bool]:
    """Note what goes out, and take the sheet's lease; the second press finds the first's row."""
    sheet, signatory = signing.locked(signatory)
    earlier = Attempt.objects.filter(key=key, signatory=signatory).first() if key else None
    if earlier is not None:
        return earlier, False
    for lapsed in Attempt.objects.lapsed(timezone.now()).filter(sheet=sheet):
        _sweep_one(lapsed)
    sheet.refresh_from_db(fields=["head_sha256", "state"])
    signing.check_consent(sheet, signatory, consent, by=by)
    if not outside_roots():
        raise Blocked(
            [
                _(
                    "The portal knows no root of BSrE yet, so it could not check what comes back. "
                    "The operators lay it down in BSRE_ROOTS."
                )
            ]
        )
    if signatory.attempts.unknown().exists():
        raise Blocked(
            [
                _(
                    "It is not known what came of your last try. Bring that to its end first: look, "
                    "bring the file, or give it up."
                )
            ]
        )
    leases.check_free(sheet)
    attempt = Attempt.objects.create(
        sheet=sheet,
        signatory=signatory,
        endpoint=endpoint,
        route=signatory.route,
        key=key or uuid4(),
        consent_sha256=consent,
        before_sha256=sheet.head_sha256,
        authenticated_by=endpoint.factor if endpoint else "brought",
        by=by,
        lease_until=timezone.now() + _lease(endpoint),
    )
    return attempt, True


def _lease(endpoint: SigningEndpoint | None) -> dt.timedelta:
    """Long enough for the status, the signature and the check; a person who is away needs more."""
    return dt.timedelta(seconds=2 * endpoint.timeout) + MARGIN if endpoint else AWAY


@transaction.atomic
def arrived(attempt: Attempt, content: bytes, *, document_id: str = "") -> None:
    """Keep what came back before judging it, so that an interruption loses nothing.

    The sheet is held again meanwhile: the lease may have lapsed on the way.
    """
    after_sha256 = blobs.put(content)
    sheet = Sheet.objects.select_for_update().get(pk=attempt.sheet_id)
    leases.check_free(sheet, but=attempt)
    if not Attempt.objects.open().filter(pk=attempt.pk).exists():
        raise Blocked([_("This attempt was given up meanwhile.")])
    for lapsed in Attempt.objects.lapsed(timezone.now()).filter(sheet=sheet).exclude(pk=attempt.pk):
        _sweep_one(lapsed)
    move(
        attempt,
        AttemptState.VALIDATING,
        after_sha256=after_sha256,
        document_id=document_id or attempt.document_id,
        lease_until=max(attempt.lease_until, timezone.now() + MARGIN),
    )


def move(attempt: Attempt, state: str, **fields: Any) -> None:
    attempt.state = state
    for name, value in fields.items():
        setattr(attempt, name, value)
    attempt.save(update_fields=["state", *fields])


@transaction.atomic
def end(
    attempt: Attempt, state: str, code: str, *, document_id: str = "", by: User | None = None
) -> None:
    move(
        attempt,
        state,
        problem=code,
        document_id=document_id or attempt.document_id,
        ended_at=None if state == AttemptState.UNKNOWN else timezone.now(),
    )
    verb = "lose" if state == AttemptState.UNKNOWN else "fail"
    with translation.override("id"):
        history.record(
            f"commitments.attempt.{verb}",
            attempt.sheet,
            by=by or attempt.by,
            name=attempt.signatory.signer_name,
            why=sentence(code),
        )


def settle(attempt: Attempt) -> Signature:
    """Judge the bytes that came back and take them in; safe to run again after an interruption."""
    signatory = Signatory.objects.with_sheet().get(pk=attempt.signatory_id)
    received = Received(blobs.read(attempt.after_sha256), attempt.before_sha256)
    try:
        with transaction.atomic():
            signature = signing.put(
                signatory,
                by=attempt.by,
                consent_sha256=attempt.consent_sha256,
                mark=attempt.mark,
                authenticated_by=attempt.authenticated_by,
                work=(received, orders.order_for(signatory), None),
                attempt=attempt,
            )
            move(attempt, AttemptState.DONE, ended_at=timezone.now())
    except GuardFailed as failed:
        signatory.sheet.refresh_from_db(fields=["head_sha256"])
        moved = signatory.sheet.head_sha256 != attempt.before_sha256
        _fail(attempt, "moved" if moved else str(failed))
    except PermissionDenied:
        _fail(attempt, "replaced")
    except Blocked:
        end(attempt, AttemptState.FAILED, "closed")
        raise
    return signature


def _fail(attempt: Attempt, code: str) -> NoReturn:
    end(attempt, AttemptState.FAILED, code)
    raise Blocked([sentence(code)]) from None


def sweep() -> int:
    """End what nobody ends: leases that have lapsed. Return how many."""
    lapsed = list(Attempt.objects.lapsed(timezone.now()).select_related("by"))
    for attempt in lapsed:
        _sweep_one(attempt)
    return len(lapsed)


def _sweep_one(attempt: Attempt) -> None:
    if attempt.state == AttemptState.VALIDATING:
        with suppress(Blocked):
            settle(attempt)
    elif attempt.state == AttemptState.PREPARED:
        end(attempt, AttemptState.FAILED, "never_sent")
    elif attempt.is_away:
        end(attempt, AttemptState.FAILED, "lapsed")
    else:
        end(attempt, AttemptState.UNKNOWN, "interrupted")
