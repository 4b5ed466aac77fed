"""Who vouches for the portal's signatures? A small authority: root, issuing, seal and clock.

The authority lives in one folder. Keys of signatories never do: each is made for one
signature, held in memory while signing and then forgotten. When the issuing authority is
renewed, a new generation takes over; the earlier one only signs its revocation lists.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl as asn1_crl
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from commitments.signing.certificates import (
    OID_CLOCK,
    OID_DOCUMENT_SIGNING,
    YEARS_LEAF,
    Credential,
    Taken,
    asn1_certificate,
    certify,
    common_name,
    revocation_list,
    serial_of,
    subject,
)
from commitments.signing.keys import CaTrouble, Token, load_key
from commitments.signing.making import CURRENT, DEMO_MARK, FIRST, generations, make_ca

__all__ = [
    "DEMO_MARK",
    "LIST_VALID",
    "OID_CLOCK",
    "CaMissing",
    "CaTrouble",
    "Chain",
    "Credential",
    "PortalCa",
    "asn1_certificate",
    "chain_in",
    "folder_of",
    "make_ca",
    "portal_ca",
    "serial_of",
]

LIST_VALID = dt.timedelta(days=7)


class CaMissing(CaTrouble):
    """There is no authority in the folder, and none may be made unasked."""

    def __init__(self, folder: str) -> None:
        super().__init__("missing")
        self.folder = folder


@dataclass(frozen=True)
class Chain:
    """The authority's certificates, for everybody to see; no key is needed to read them.

    `issuing` is the present one first, then the earlier ones, newest first.
    """

    root: x509.Certificate
    issuing: tuple[x509.Certificate, ...]
    seal: x509.Certificate
    clock: x509.Certificate
    root_crl: bytes

    @property
    def is_demo(self) -> bool:
        """True for the authority that development makes by itself."""
        return DEMO_MARK in common_name(self.root.subject)

    @property
    def in_use(self) -> dict[str, x509.Certificate]:
        """What signs today, by the name of the part."""
        return {
            "root": self.root,
            "issuing": self.issuing[0],
            "seal": self.seal,
            "clock": self.clock,
        }


@dataclass(frozen=True)
class PortalCa:
    """The authority with its keys, as loaded from its folder."""

    chain: Chain
    issuing: Credential
    seal: Credential
    clock: Credential
    retired: tuple[Credential, ...] = ()

    @property
    def root(self) -> x509.Certificate:
        """What everybody who checks a signature trusts in the end."""
        return self.chain.root

    @property
    def root_crl(self) -> bytes:
        """The root's own list of issuing authorities taken back."""
        return self.chain.root_crl

    @property
    def is_demo(self) -> bool:
        """True for the authority that development makes by itself."""
        return self.chain.is_demo

    def one_time(self, *, name: str, office: str, organisation: str, base_url: str) -> Credential:
        """Make a key for exactly one signature, and its certificate, valid beyond retention."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certify(
            subject(name, organisation=organisation, office=office),
            key,
            self.issuing,
            years=YEARS_LEAF,
            usages=("digital_signature", "content_commitment"),
            extended=[OID_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION],
            uncertified=True,
            base_url=base_url,
        )
        return Credential(key, certificate)

    def crls(self, taken: Iterable[Taken] = ()) -> list[asn1_crl.CertificateList]:
        """Fresh lists of every issuing authority, and the root's, as pyHanko's libraries read them."""
        taken = list(taken)
        fresh = [
            revocation_list(issuing, taken, number=1, valid=LIST_VALID)
            for issuing in (self.issuing, *self.retired)
        ]
        return [asn1_crl.CertificateList.load(der) for der in (*fresh, self.root_crl)]


def portal_ca(
    folder: Path, *, make_demo: bool = False, passphrase: str = "", token: Token | None = None
) -> PortalCa:
    """Return the authority in `folder`; make a demo one there when that is allowed."""
    folder = Path(folder)
    if not (folder / "root.pem").exists():
        if not make_demo:
            raise CaMissing(str(folder))
        make_ca(folder, organisation=f"Portal Smart City ({DEMO_MARK})", passphrase=passphrase)
    return _load(folder, _mark(folder), passphrase, token or Token())


def chain_in(folder: Path) -> Chain:
    """Return the certificates of the authority in `folder`; CaTrouble when there is none."""
    folder = Path(folder)
    if not (folder / "root.pem").exists():
        raise CaMissing(str(folder))
    return _read_chain(folder, _mark(folder))


def folder_of(folder: Path, part: str) -> Path:
    """Where the present files of a part lie: the root's at the top, the others' in a generation."""
    return Path(folder) if part == "root" else Path(folder) / _generation(Path(folder))


def _generation(folder: Path) -> str:
    try:
        return (folder / CURRENT).read_text().strip()
    except FileNotFoundError:
        return FIRST


def _mark(folder: Path) -> tuple[str, int]:
    """What tells every process that the authority has changed: its generation, and the root's list."""
    try:
        return _generation(folder), (folder / "root.crl").stat().st_mtime_ns
    except OSError:
        raise CaTrouble("broken", "root.crl") from None


@lru_cache(maxsize=4)
def _read_chain(folder: Path, mark: tuple[str, int]) -> Chain:
    earlier = [name for name in reversed(generations(folder)) if name != mark[0]]
    here = folder / mark[0]
    return Chain(
        root=_certificate(folder, "root"),
        issuing=tuple(_certificate(folder / name, "issuing") for name in (mark[0], *earlier)),
        seal=_certificate(here, "seal"),
        clock=_certificate(here, "clock"),
        root_crl=(folder / "root.crl").read_bytes(),
    )


def _certificate(folder: Path, part: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate((folder / f"{part}.pem").read_bytes())
    except (OSError, ValueError):
        raise CaTrouble("broken", f"{part}.pem") from None


@lru_cache(maxsize=4)
def _load(folder: Path, mark: tuple[str, int], passphrase: str, token: Token) -> PortalCa:
    chain = _read_chain(folder, mark)
    here = folder / mark[0]

    def credential(where: Path, part: str, certificate: x509.Certificate) -> Credential:
        key = load_key(where, part, certificate, passphrase=passphrase, token=token)
        return Credential(key, certificate)

    retired = []
    for name in generations(folder):
        if name != mark[0]:
            try:
                retired.append(
                    credential(folder / name, "issuing", _certificate(folder / name, "issuing"))
                )
            except CaTrouble:
                continue
    return PortalCa(
        chain,
        issuing=credential(here, "issuing", chain.issuing[0]),
        seal=credential(here, "seal", chain.seal),
        clock=credential(here, "clock", chain.clock),
        retired=tuple(retired),
    )
