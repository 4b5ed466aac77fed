"""What does the world read about certificates taken back? One numbered list per issuing authority."""

import datetime as dt
import logging

from cryptography import x509
from django.db import transaction
from django.utils import timezone

from commitments.models import Revocation, RevocationList
from commitments.signing.authority import the_ca
from commitments.signing.ca import LIST_VALID, PortalCa, serial_of
from commitments.signing.certificates import (
    Credential,
    Taken,
    is_issued_by,
    revocation_list,
)
from smartcity_portal.kit.machine import Blocked

log = logging.getLogger(__name__)

RENEWED_AFTER = dt.timedelta(days=1)


def latest(issuer: str) -> RevocationList | None:
    """The newest list of an issuing authority, by its serial number."""
    return RevocationList.objects.filter(issuer=issuer).first()


def served(issuer: str) -> RevocationList | None:
    """The list to hand out: a fresh one where that is possible, else the last one there is."""
    found = latest(issuer)
    if found is None or _is_old(found):
        renew_if_possible()
        found = latest(issuer)
    return found


def renew() -> int:
    """Publish what has grown old or incomplete; return how many new lists there are."""
    authority = the_ca()
    return sum(_renew(issuing) for issuing in (authority.issuing, *authority.retired))


def renew_if_possible() -> int:
    """The same; where the authority cannot sign now, the next time makes up for it."""
    try:
        return renew()
    except Blocked as blocked:
        log.warning("revocation lists wait: %s", " ".join(blocked.reasons))
        return 0


def fresh(authority: PortalCa) -> list[bytes]:
    """The lists of every issuing authority, complete as of now, and the root's."""
    lists = []
    for issuing in (authority.issuing, *authority.retired):
        _renew(issuing)
        found = latest(issuing.serial)
        assert found is not None
        lists.append(bytes(found.content))
    return [*lists, authority.root_crl]


@transaction.atomic
def _renew(issuing: Credential) -> bool:
    entries = entries_of(issuing.certificate)
    last = RevocationList.objects.filter(issuer=issuing.serial).select_for_update().first()
    if last is not None and last.entries == len(entries) and not _is_old(last):
        return False
    now = timezone.now()
    number = last.number + 1 if last else 1
    RevocationList.objects.get_or_create(
        issuer=issuing.serial,
        number=number,
        defaults={
            "entries": len(entries),
            "content": revocation_list(issuing, entries, number=number, valid=LIST_VALID),
            "made_at": now,
            "due_at": now + LIST_VALID,
        },
    )
    return True


def entries_of(issuer: x509.Certificate) -> list[Taken]:
    """The certificates of this issuing authority that were taken back, with the moment of each."""
    rows = Revocation.objects.filter(certificate__issuer="").select_related("certificate")
    return [
        (row.certificate.serial, row.since)
        for row in rows.order_by("at", "pk")
        if is_issued_by(x509.load_pem_x509_certificate(row.certificate.pem.encode()), issuer)
    ]


def _is_old(made: RevocationList) -> bool:
    return timezone.now() - made.made_at >= RENEWED_AFTER


def issuer_named(name: str, chain: tuple[x509.Certificate, ...]) -> x509.Certificate | None:
    """The issuing certificate whose serial number begins so; the present one without a name."""
    if not name:
        return chain[0]
    return next((each for each in chain if serial_of(each).startswith(name)), None)
