"""How is a certificate taken back, and which signatures then no longer count?"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Certificate, Revocation, Signature
from commitments.services import revocation_lists
from commitments.signing.authority import the_chain
from commitments.signing.ca import PortalCa, serial_of
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def revoke(
    certificate: Certificate,
    *,
    by: User,
    reason: str,
    note: str,
    since: dt.datetime | None = None,
) -> Revocation:
    """Take a certificate back from `since` on (now, when left out), for good.

    What was signed before stays valid. Blocked when it was taken back already, is still in use by
    the portal, or `since` lies in the future; PermissionDenied for anybody but the ministry.
    """
    require("commitments.revoke_certificate", certificate, by=by)
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    now = timezone.now()
    since = since or now
    if against := _reasons_against(certificate, reason, note, since, now):
        raise Blocked(against)
    made = Revocation.objects.create(
        certificate=certificate, reason=reason, note=note.strip(), since=since, by=by, at=now
    )
    history.record(
        "commitments.certificate.revoke",
        certificate,
        by=by,
        name=certificate.name,
        serial=certificate.serial,
        since=since,
        reason=reason,
        note=made.note,
    )
    _tell(made)
    if not certificate.issuer:
        revocation_lists.renew_if_possible()
    return made


def _reasons_against(
    certificate: Certificate, reason: str, note: str, since: dt.datetime, now: dt.datetime
) -> list[str]:
    earlier = Revocation.objects.filter(certificate=certificate).first()
    if earlier is not None:
        return [
            _("This certificate was taken back already, from %(moment)s on.")
            % {"moment": moment(earlier.since)}
        ]
    if _is_in_use(certificate):
        return [
            _(
                "The portal signs with this certificate today. The operators first renew the "
                "authority with “manage.py rotate_ca”; then it can be taken back."
            )
        ]
    found = []
    if reason not in Revocation.Reason.values:
        found.append(_("Choose a reason."))
    if not note.strip():
        found.append(_("Write what happened; whoever looks into it later reads it here."))
    if since > now:
        found.append(_("The moment lies in the future. Choose now or an earlier moment."))
    return found


def _is_in_use(certificate: Certificate) -> bool:
    chain = the_chain()
    if certificate.issuer or chain is None:
        return False
    return certificate.serial in {serial_of(each) for each in chain.in_use.values()}


def _tell(revocation: Revocation) -> None:
    """Whoever signed with it, and the coordinators, hear which signature no longer counts."""
    rows = Signature.objects.filter(certificate=revocation.certificate).select_related(
        "signatory__tenure__official__user", "signatory__account", "sheet__enrolment__region"
    )
    for signature in rows:
        if not counts(signature, revocation):
            history.record(
                "commitments.signature.revoke",
                signature.sheet,
                by=revocation.by,
                name=signature.signatory.signer_name,
                since=revocation.since,
            )
        notices.certificate_revoked(signature, counts=counts(signature, revocation))


def counts(signature: Signature, revocation: Revocation) -> bool:
    """A signature from before the revocation counts; one made at that moment or later does not."""
    return signature.at < revocation.since


def standing(serials: Iterable[str]) -> dict[str, Revocation]:
    """Serial number → what stands against that certificate of the portal's own authority."""
    rows = Revocation.objects.filter(certificate__serial__in=set(serials), certificate__issuer="")
    return {row.certificate.serial: row for row in rows.select_related("certificate")}


def check_portal(ca: PortalCa) -> None:
    """Blocked when the portal's own seal or clock has been taken back; asked before each use."""
    if standing([ca.seal.serial, ca.clock.serial]):
        raise Blocked(
            [
                _(
                    "The portal's own certificate has been taken back, so nothing can be signed "
                    "now. The operators renew the authority with “manage.py rotate_ca”."
                )
            ]
        )


def check_certificate(serial: str, issuer: str = "") -> None:
    """Blocked when the certificate that is about to be used has been taken back."""
    if Revocation.objects.against(serial, issuer).exists():
        raise Blocked(
            [
                _(
                    "This certificate has been taken back and can no longer sign. Nothing was "
                    "signed; ask for a new certificate."
                )
            ]
        )


def worthless(signatures: Iterable[Signature]) -> list[Signature]:
    """The signatures that do not count, because their certificate was taken back before."""
    rows = list(signatures)
    found = {
        row.certificate_id: row
        for row in Revocation.objects.filter(
            certificate__in=[signature.certificate_id for signature in rows]
        )
    }
    return [
        signature
        for signature in rows
        if signature.certificate_id in found
        and not counts(signature, found[signature.certificate_id])
    ]
