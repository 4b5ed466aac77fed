"""What did other authorities say of their certificates when the sheet was sealed? Remembered in its history."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import HistoryEntry
from accounts.services import history
from accounts.words import subject_of
from commitments.models import OUTSIDE_ROUTES, Sheet, Signature
from commitments.signing.outside_lists import Proof
from smartcity_portal.kit.machine import Blocked

PROVED, UNPROVED = "commitments.signature.prove", "commitments.signature.leave_unproved"


def check(sheet: Sheet, proofs: Sequence[Proof]) -> None:
    """Blocked when an authority had taken a certificate back before it signed."""
    revoked = {proof.name: proof.since for proof in proofs if proof.state == "revoked"}
    names = [
        made.signatory.signer_name
        for made in _from_outside(sheet)
        if made.field in revoked and not _later(made, revoked[made.field])
    ]
    if names:
        raise Blocked(
            [
                _(
                    "The authority behind the certificate of %(names)s had taken it back before, so "
                    "the signature does not count. Declare this sheet void and issue a new one."
                )
                % {"names": ", ".join(names)}
            ]
        )


def _later(made: Signature, since: dt.datetime | None) -> bool:
    return since is not None and made.at < since


def keep(sheet: Sheet, proofs: Sequence[Proof]) -> None:
    """Write down for each signature from outside whether its certificate could be asked about."""
    asked = {proof.name: proof for proof in proofs if proof.state != "unchecked"}
    for made in _from_outside(sheet):
        history.record(
            PROVED if made.field in asked else UNPROVED,
            sheet,
            by=None,
            name=made.signatory.signer_name,
            field=made.field,
        )


def _from_outside(sheet: Sheet) -> list[Signature]:
    rows = sheet.signatures.filter(route__in=OUTSIDE_ROUTES)
    return list(rows.select_related("signatory__tenure__official", "signatory__account"))


def proved_fields(sheet: Sheet) -> set[str]:
    """The fields whose certificates were asked about when the sheet was sealed."""
    rows = HistoryEntry.objects.filter(subject=subject_of(sheet), verb=PROVED)
    return {row.data["field"] for row in rows}
