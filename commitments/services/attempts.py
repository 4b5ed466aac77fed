"""How does somebody sign outside the portal? Prepared, sent once, checked; else looked after.

Nothing is sent twice by itself: when nobody can say what came of it, a person looks, brings the
file, or gives the attempt up. The steps of an attempt: services/attempt_steps.py.
"""

from typing import IO, Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import (
    Attempt,
    Identity,
    Route,
    Sheet,
    Signatory,
    Signature,
    SigningEndpoint,
)
from commitments.services import attempt_steps, endpoints, leases, orders
from commitments.services.outside_words import sentence
from commitments.signing.bsre.route import BsreRoute, client_of
from commitments.signing.bsre.service import Person
from commitments.signing.port import NotSigned, Order, Outcome, OutcomeUnknown
from commitments.signing.secret import Secret
from commitments.states import AttemptState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_pdf

TRIES, WINDOW = 5, 600


@sensitive_variables("secret", "known_by")
def sign(
    signatory: Signatory,
    *,
    by: User,
    consent_sha256: str,
    secret: Secret,
    known_by: Secret | None = None,
    key: UUID | None = None,
) -> Signature:
    """Have the organisation's service put this person's signature on the sheet.

    `secret` is the passphrase or one-time code, `known_by` the NIK where the service wants one;
    both go over the wire once. The same `key` never sends twice. Raises Blocked with what happened.
    """
    require("commitments.sign_signatory", signatory, by=by)
    endpoint = _endpoint_for(signatory)
    route = BsreRoute(client_of(_service(endpoint)), _person(endpoint, by, secret, known_by))
    _check_tries(by)
    leases.wait(signatory.sheet)
    attempt, is_new = attempt_steps.prepare(
        signatory, endpoint, by=by, consent=consent_sha256, key=key
    )
    if not is_new:
        return _told_again(attempt)
    _send(attempt, route, orders.order_for(signatory))
    return attempt_steps.settle(attempt)


def _send(attempt: Attempt, route: BsreRoute, order: Order) -> None:
    """Speak with the service; no lock is held, the lease is."""
    try:
        begun = route.begin(order)
        attempt_steps.move(attempt, AttemptState.SENDING, sent_at=timezone.now())
        outcome: Outcome = route.complete(order, begun, blobs.read(attempt.before_sha256))
    except NotSigned as refused:
        if refused.code == "wrong_secret":
            _count_try(attempt.by)
        attempt_steps.end(attempt, AttemptState.FAILED, refused.code)
        raise Blocked([sentence(refused.code)]) from None
    except OutcomeUnknown as lost:
        attempt_steps.end(attempt, AttemptState.UNKNOWN, lost.code, document_id=lost.document_id)
        raise Blocked([sentence(lost.code)]) from None
    except Exception:
        attempt_steps.end(attempt, AttemptState.UNKNOWN, "interrupted")
        raise
    try:
        attempt_steps.arrived(attempt, outcome.after, document_id=outcome.document_id)
    except Blocked:
        attempt_steps.end(attempt, AttemptState.FAILED, "moved")
        raise


@transaction.atomic
def take_out(signatory: Signatory, *, by: User, consent_sha256: str) -> Attempt:
    """Give the present document to its signatory, to be signed elsewhere; the sheet waits a while."""
    require("commitments.sign_signatory", signatory, by=by)
    if signatory.route != Route.BROUGHT:
        raise Blocked([_("Choose first that you sign elsewhere and bring the file back.")])
    mine = signatory.attempts.holding().filter(lease_until__gt=timezone.now()).first()
    if mine is not None and mine.state == AttemptState.SENDING:
        return mine
    attempt, _is_new = attempt_steps.prepare(
        signatory, None, by=by, consent=consent_sha256, key=None
    )
    attempt_steps.move(attempt, AttemptState.SENDING, sent_at=timezone.now())
    history.record("commitments.attempt.take_out", attempt.sheet, by=by, name=signatory.signer_name)
    return attempt


def bring_back(signatory: Signatory, upload: IO[bytes], *, by: User) -> Signature:
    """Take in the file that was signed elsewhere, after the same checks as any other route.

    Also ends an attempt whose outcome was unknown, when the person got the file another way.
    """
    require("commitments.sign_signatory", signatory, by=by)
    attempt = signatory.attempts.open().first() or _renewed(signatory, by=by)
    if attempt.state == AttemptState.VALIDATING:
        raise Blocked([_("Your file is being checked already.")])
    content = clean_pdf(upload)
    before, lease, code = attempt.state, attempt.lease_until, attempt.problem
    attempt_steps.arrived(attempt, content)
    try:
        return attempt_steps.settle(attempt)
    except Blocked:
        if attempt.problem != "moved":
            attempt_steps.move(
                attempt, before, lease_until=lease, problem=code, ended_at=None, after_sha256=""
            )
        raise


def look(attempt: Attempt, *, by: User) -> Signature:
    """Ask the service for the file of an attempt whose outcome is unknown; nothing is sent again."""
    require("commitments.settle_attempt", attempt, by=by)
    if attempt.state != AttemptState.UNKNOWN:
        raise Blocked([_("The outcome of this attempt is known.")])
    if not attempt.document_id or attempt.endpoint is None:
        raise Blocked(
            [
                _(
                    "This service keeps no file that the portal could fetch. If the signatory has "
                    "received the signed file, upload it here; else give the attempt up."
                )
            ]
        )
    try:
        content = client_of(_service(attempt.endpoint)).fetch(attempt.document_id)
    except NotSigned as refused:
        raise Blocked([sentence(refused.code)]) from None
    attempt_steps.arrived(attempt, content)
    return attempt_steps.settle(attempt)


@transaction.atomic
def give_up(attempt: Attempt, *, by: User) -> Attempt:
    """End an attempt without a signature, so that the person may try anew or another way."""
    Sheet.objects.select_for_update().get(pk=attempt.sheet_id)
    attempt = Attempt.objects.select_related("sheet", "signatory").get(pk=attempt.pk)
    require("commitments.settle_attempt", attempt, by=by)
    ends = attempt.is_unknown or (attempt.is_away and attempt.state == AttemptState.SENDING)
    if not ends:
        raise Blocked([_("This attempt cannot be given up now.")])
    attempt_steps.end(attempt, AttemptState.FAILED, "given_up", by=by)
    return attempt


@sensitive_variables("known_by")
def request_code(signatory: Signatory, *, by: User, known_by: Secret | None = None) -> None:
    """Have the service send the person a one-time code."""
    require("commitments.sign_signatory", signatory, by=by)
    endpoint = _endpoint_for(signatory)
    person = _person(endpoint, by, Secret(""), known_by)
    try:
        client_of(_service(endpoint)).request_code(person)
    except NotSigned as refused:
        raise Blocked([sentence(refused.code)]) from None


def _renewed(signatory: Signatory, *, by: User) -> Attempt:
    """The document came back after its time; it is still good if nobody has signed since."""
    last = signatory.attempts.filter(route=Route.BROUGHT, problem="lapsed").first()
    if last is None:
        raise Blocked([_("Take the document out first, then sign it and bring it back.")])
    if last.before_sha256 != signatory.sheet.head_sha256:
        raise Blocked([sentence("moved")])
    attempt, _is_new = attempt_steps.prepare(
        signatory, None, by=by, consent=last.consent_sha256, key=None
    )
    attempt_steps.move(attempt, AttemptState.SENDING, sent_at=timezone.now())
    return attempt


def _told_again(attempt: Attempt) -> Signature:
    """The same press of the button: what came of it, without sending anything."""
    made = Signature.objects.filter(signatory=attempt.signatory_id).first()
    if made is not None:
        return made
    if attempt.problem:
        raise Blocked([sentence(attempt.problem)])
    raise Blocked([_("This try is under way already. Wait for its end.")])


def _endpoint_for(signatory: Signatory) -> SigningEndpoint:
    endpoint = endpoints.serving(signatory)
    if signatory.route != Route.BSRE or endpoint is None:
        raise Blocked([_("This place is not signed through a service of BSrE.")])
    return endpoint


def _service(endpoint: SigningEndpoint) -> Any:
    try:
        return endpoints.service_of(endpoint)
    except NotSigned as refused:
        raise Blocked([sentence(refused.code)]) from None


def _person(endpoint: SigningEndpoint, by: User, secret: Secret, known_by: Secret | None) -> Person:
    if endpoint.identity == Identity.EMAIL:
        known_by = Secret(by.email)
    if not known_by:
        raise Blocked([_("The service needs to know you: your e-mail address or NIK is missing.")])
    return Person(endpoint.identity, known_by, endpoint.factor, secret)


def _tries(user: User) -> str:
    return f"bsre-tries:{user.pk}"


def _check_tries(user: User) -> None:
    if cache.get(_tries(user), 0) >= TRIES:
        raise Blocked(
            [
                _(
                    "Too many wrong passphrases. Nothing was signed; BSrE may lock you out, so wait "
                    "ten minutes."
                )
            ]
        )


def _count_try(user: User) -> None:
    cache.add(_tries(user), 0, WINDOW)
    cache.incr(_tries(user))
