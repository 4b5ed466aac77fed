"""How does a person sign? `signing.sign` is the one door to every route.

Lock, guards, storage and history are here and nowhere else; a route only turns bytes into
bytes with one more signature.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import (
    Attempt,
    Certificate,
    Sheet,
    SheetVersion,
    Signatory,
    Signature,
)
from commitments.services import finishing, leases, orders, revocations, timekeeping
from commitments.services.reauthentication import Proof
from commitments.signing.authority import the_ca
from commitments.signing.guards import GuardFailed
from commitments.signing.marks import Mark
from commitments.signing.port import Order, Route, Stamped
from commitments.signing.portal_route import ROUTES
from commitments.states import SIGNATORY
from smartcity_portal.kit import blobs
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked


def sign(
    signatory: Signatory, *, by: User, consent_sha256: str, mark: Mark, proof: Proof
) -> Signature:
    """Put this person's own signature into their field, in the portal, and return its row.

    `consent_sha256` is the hash of the issued document that the person has agreed to. Signing
    twice gives the first signature again. Raises PermissionDenied for anybody else than the
    signatory, Blocked with a sentence when it cannot be done now.
    """
    require("commitments.sign_signatory", signatory, by=by)
    if not proof.holds_for(by):
        raise Blocked([_("Prove again who you are, then sign.")])
    made = Signature.objects.filter(signatory=signatory).first()
    if made:
        return made
    if signatory.route not in ROUTES:
        raise Blocked(
            [
                _("This place is signed another way: %(route)s. Choose first how you sign.")
                % {"route": signatory.get_route_display()}
            ]
        )
    revocations.check_portal(the_ca())
    route, order = ROUTES[signatory.route], orders.order_for(signatory, mark)
    begun = route.begin(order)
    leases.wait(signatory.sheet)
    return put(
        signatory,
        by=by,
        consent_sha256=consent_sha256,
        mark=mark.kind,
        authenticated_by=proof.method,
        work=(route, order, begun),
    )


@room_needed()
@transaction.atomic
def put(
    signatory: Signatory,
    *,
    by: User,
    consent_sha256: str,
    mark: str,
    authenticated_by: str,
    work: tuple[Route, Order, Any],
    attempt: Attempt | None = None,
) -> Signature:
    """Lock, check, take the next bytes from the route, guard, store, remember: for every route.

    Raises GuardFailed when the route gave back anything else than one more signature of this
    person; nothing is stored then. `attempt` holds the sheet's lease, if the route needed one.
    """
    sheet, signatory = locked(signatory)
    made = Signature.objects.filter(signatory=signatory).first()
    if made:
        return made
    check_consent(sheet, signatory, consent_sha256, by=by)
    leases.check_free(sheet, but=attempt)
    timekeeping.check(sheet)
    SIGNATORY.take("sign", signatory, by=by)
    route, order, begun = work
    before = blobs.read(sheet.head_sha256)
    outcome = route.complete(order, begun, before)
    stamped = route.check(order, outcome, before, _filled(sheet))
    if sheet.is_for_certificates and not stamped.certified:
        raise GuardFailed("not_certified")
    revocations.check_certificate(stamped.serial, stamped.issuer)
    signature = _store(
        sheet, signatory, outcome.after, stamped, consent_sha256, mark, authenticated_by
    )
    _move_on(sheet, signatory, signature, by=by)
    return signature


def check_consent(sheet: Sheet, signatory: Signatory, consent_sha256: str, *, by: User) -> None:
    """The person may sign now, and has agreed to this very document."""
    require("commitments.sign_signatory", signatory, by=by)
    if reasons := SIGNATORY.reasons_against("sign", signatory):
        raise Blocked(reasons)
    if consent_sha256 != sheet.issued_sha256:
        raise Blocked(
            [_("The document is not the one you have read. Open the page again, then sign.")]
        )


def _filled(sheet: Sheet) -> set[str]:
    """The fields that are filled already, besides the portal's seal."""
    before = sheet.text.get("fields_before", [])
    return {*before, *sheet.signatures.values_list("field", flat=True)}


def joint_consent(signatories: Iterable[Signatory]) -> str:
    """The fingerprint of several documents together, which one consent names."""
    documents = sorted(row.sheet.issued_sha256 for row in signatories)
    return hashlib.sha256("".join(documents).encode()).hexdigest()


def locked(signatory: Signatory) -> tuple[Sheet, Signatory]:
    """Lock the sheet first, so that 40 people in the same second sign one after the other."""
    sheet = Sheet.objects.select_for_update().get(pk=signatory.sheet_id)
    row = Signatory.objects.with_sheet().get(pk=signatory.pk)
    sheet.enrolment = row.sheet.enrolment
    row.sheet = sheet
    return sheet, row


def _store(
    sheet: Sheet,
    signatory: Signatory,
    after: bytes,
    stamped: Stamped,
    consent_sha256: str,
    mark: str,
    authenticated_by: str,
) -> Signature:
    now = timezone.now()
    after_sha256 = blobs.put(after)
    kinds = Certificate.Kind
    certificate, _made = Certificate.objects.get_or_create(
        serial=stamped.serial,
        issuer=stamped.issuer,
        defaults={
            "kind": kinds.OTHER if stamped.issuer else kinds.PERSON,
            "name": stamped.name,
            "pem": stamped.pem,
            "made_at": now,
        },
    )
    signature = Signature.objects.create(
        sheet=sheet,
        signatory=signatory,
        field=stamped.field,
        route=signatory.route,
        certificate=certificate,
        certified=stamped.certified,
        mark=mark,
        consent_sha256=consent_sha256,
        authenticated_by=authenticated_by,
        before_sha256=sheet.head_sha256,
        after_sha256=after_sha256,
        clock=stamped.clock,
        at=stamped.at or now,
    )
    done = sheet.signatures.count()
    SheetVersion.objects.create(
        sheet=sheet,
        number=done,
        kind=SheetVersion.Kind.SIGNED,
        sha256=after_sha256,
        size=len(after),
        signatures=done,
        at=now,
    )
    sheet.head_sha256 = after_sha256
    return signature


def _move_on(sheet: Sheet, signatory: Signatory, signature: Signature, *, by: User) -> None:
    signatory.state_since = signatory.signed_at = signature.at
    signatory.save(update_fields=["state", "state_since", "signed_at"])
    history.record(
        "commitments.signatory.sign",
        sheet,
        by=by,
        name=signatory.signer_name,
        office=signatory.signer_office,
        sha256=signature.after_sha256,
        short=signature.after_sha256[:12],
        consent=signature.consent_sha256,
    )
    notices.signature_made(signatory)
    finishing.go_on(sheet, by=by)
