"""Was a certificate of another authority taken back before it signed? Asked once, when a sheet is sealed.

The lists are fetched from hosts that the operators have named (REVOCATION_HOSTS) and from nowhere
else, whatever address stands in a certificate: within seconds, bounded, without redirects. What
could not be asked is said to be unchecked; it is never taken for good.
"""

import asyncio
import datetime as dt
import io
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import urllib3
from asn1crypto import crl, x509
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import collect_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import RevokedError
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from commitments.signing.bsre.wire import ONCE, reachable
from commitments.signing.port import NotSigned
from commitments.signing.roots import outside_roots

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024
MOST_LISTS = 12
SECONDS_EACH, SECONDS_ALL = 5.0, 20.0


@dataclass(frozen=True)
class Proof:
    """What the lists say about the signature in the field `name`: good, revoked (`since`), or unchecked."""

    name: str
    state: str
    since: dt.datetime | None = None
    lists: list[crl.CertificateList] = field(default_factory=list)
    paths: list[Any] = field(default_factory=list)


def proofs_of(content: bytes, fields: Iterable[str]) -> list[Proof]:
    """Ask about the signatures in these fields; each address once for all of them."""
    wanted = set(fields)
    reader = PdfFileReader(io.BytesIO(content))
    found = [row for row in reader.embedded_signatures if row.field_name in wanted]
    lists = fetched(found)
    return [_proof(signature, lists) for signature in found]


def fetched(signatures: Sequence[EmbeddedPdfSignature]) -> list[crl.CertificateList]:
    """The lists that the certificates of these signatures name, as far as they may be asked."""
    addresses = dict.fromkeys(
        address
        for signature in signatures
        for certificate in (signature.signer_cert, *signature.other_embedded_certs)
        for address in addresses_in(certificate)
    )
    until = time.monotonic() + SECONDS_ALL
    lists = []
    for address in list(addresses)[:MOST_LISTS]:
        content = fetch(address) if time.monotonic() < until else None
        if content is not None:
            lists.append(content)
    return lists


def addresses_in(certificate: x509.Certificate) -> list[str]:
    """Where a certificate says that its issuer's list can be had."""
    points = certificate.crl_distribution_points_value or []
    return [
        name.native
        for point in points
        if point["distribution_point"].name == "full_name"
        for name in point["distribution_point"].chosen
        if name.name == "uniform_resource_identifier"
    ]


def may_be_asked(address: str) -> bool:
    """Only a plain address at a host that the operators have named."""
    try:
        parts = urlsplit(address)
        if parts.hostname not in settings.REVOCATION_HOSTS:
            return False
        reachable(address, allows_http=True)
    except (NotSigned, ValueError):
        return False
    return True


def fetch(address: str) -> crl.CertificateList | None:
    """One list; None when it may not be asked for, does not come in time, or is none."""
    if not may_be_asked(address):
        return None
    try:
        with urllib3.PoolManager(num_pools=1, retries=ONCE) as pool:
            response = pool.request(
                "GET",
                address,
                timeout=Timeout(total=SECONDS_EACH),
                preload_content=False,
                headers={"User-Agent": "smartcity-portal"},
            )
            body = _body(response) if response.status == 200 else b""
            response.close()
        return crl.CertificateList.load(body, strict=True) if body else None
    except (HTTPError, OSError, ValueError) as error:
        log.warning("a revocation list could not be had: %s", type(error).__name__)
        return None


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    """Read within bounds of size and time; a slow drip counts as nothing."""
    until, parts, size = time.monotonic() + SECONDS_EACH, [], 0
    for part in response.stream(64 * 1024, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES or time.monotonic() > until:
            return b""
    return b"".join(parts)


def _proof(signature: EmbeddedPdfSignature, lists: list[crl.CertificateList]) -> Proof:
    name = str(signature.field_name)
    if not lists or not addresses_in(signature.signer_cert):
        return Proof(name, "unchecked")
    context = ValidationContext(
        trust_roots=outside_roots(),
        other_certs=signature.other_embedded_certs,
        crls=lists,
        revocation_mode="hard-fail",
        retroactive_revinfo=True,
        allow_fetching=False,
    )
    try:
        paths = asyncio.run(collect_validation_info(signature, context, skip_timestamp=True))
    except RevokedError as revoked:
        return Proof(name, "revoked", since=revoked.revocation_dt, lists=lists)
    except Exception as error:
        log.warning("a revocation list does not fit: %s", type(error).__name__)
        return Proof(name, "unchecked")
    return Proof(name, "good", lists=lists, paths=paths)
