"""Who vouches for the portal's signatures? A small authority: root, issuing, seal and clock.

The authority lives in one folder. Keys of signatories never do: each is made for one
signature, held in memory while signing and then forgotten.
"""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

OID_ARC = "2.25.73767869794268817054448562627255154164"
OID_UNCERTIFIED = x509.ObjectIdentifier(f"{OID_ARC}.1")
OID_CLOCK = f"{OID_ARC}.2"
OID_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
UNCERTIFIED_NOTICE = "Tanda tangan elektronik tidak tersertifikasi; penerbit bukan PSrE"

YEARS_ROOT, YEARS_ISSUING, YEARS_LEAF = 45, 40, 35
DEMO_MARK = "contoh"
PARTS = ("root", "issuing", "seal", "clock")
BACKDATE = dt.timedelta(minutes=5)


class CaMissing(Exception):
    """There is no authority in the folder, and none may be made unasked."""


@dataclass(frozen=True)
class Credential:
    """A private key with its certificate. The representation never shows the key."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def __repr__(self) -> str:
        return f"<Credential {serial_of(self.certificate)}>"

    @property
    def serial(self) -> str:
        """The certificate's serial number in lower-case hexadecimal."""
        return serial_of(self.certificate)

    @property
    def pem(self) -> str:
        """The certificate in PEM; the key is in it nowhere."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")

    def as_asn1(self) -> tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo]:
        """The pair in the form that pyHanko takes."""
        key = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return asn1_certificate(self.certificate), asn1_keys.PrivateKeyInfo.load(key)


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's serial number in lower-case hexadecimal."""
    return f"{certificate.serial_number:x}"


def asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Return the certificate as pyHanko's libraries read it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


@dataclass(frozen=True)
class PortalCa:
    """The authority as loaded from its folder."""

    root: x509.Certificate
    issuing: Credential
    seal: Credential
    clock: Credential
    root_crl: bytes

    @property
    def is_demo(self) -> bool:
        """True for the authority that development makes by itself."""
        return DEMO_MARK in _common_name(self.root.subject)

    def one_time(self, *, name: str, office: str, organisation: str, base_url: str) -> Credential:
        """Make a key for exactly one signature, and its certificate, valid beyond retention."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _subject(name, organisation=organisation, office=office)
        certificate = _certify(
            subject,
            key,
            self.issuing,
            years=YEARS_LEAF,
            usages=("digital_signature", "content_commitment"),
            extended=[OID_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION],
            uncertified=True,
            base_url=base_url,
        )
        return Credential(key, certificate)

    def crl(self, revoked: Iterable[tuple[str, dt.datetime]] = (), *, number: int = 1) -> bytes:
        """Return the issuing authority's revocation list, fresh, in DER."""
        return _crl(self.issuing, revoked, number=number, valid=dt.timedelta(days=7))

    def crls(
        self, revoked: Iterable[tuple[str, dt.datetime]] = ()
    ) -> list[asn1_crl.CertificateList]:
        """Both lists, issuing and root, as pyHanko's libraries read them."""
        return [asn1_crl.CertificateList.load(der) for der in (self.crl(revoked), self.root_crl)]


def portal_ca(folder: Path, *, make_demo: bool = False, passphrase: str = "") -> PortalCa:
    """Return the authority in `folder`; make a demo one there when that is allowed."""
    folder = Path(folder)
    if not (folder / "root.pem").exists():
        if not make_demo:
            raise CaMissing(str(folder))
        make_ca(folder, organisation=f"Portal Smart City ({DEMO_MARK})", passphrase=passphrase)
    return _load(folder, passphrase)


@lru_cache(maxsize=4)
def _load(folder: Path, passphrase: str) -> PortalCa:
    secret = passphrase.encode() or None
    pairs = {}
    for part in PARTS[1:]:
        key = serialization.load_pem_private_key((folder / f"{part}.key").read_bytes(), secret)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        certificate = x509.load_pem_x509_certificate((folder / f"{part}.pem").read_bytes())
        pairs[part] = Credential(key, certificate)
    root = x509.load_pem_x509_certificate((folder / "root.pem").read_bytes())
    return PortalCa(root, **pairs, root_crl=(folder / "root.crl").read_bytes())


def make_ca(folder: Path, *, organisation: str, passphrase: str = "", base_url: str = "") -> None:
    """Make a whole authority aside and rename it into place; whoever comes second keeps the first."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".ca-"))
    try:
        _write(aside, organisation, passphrase, base_url)
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
        os.rename(aside, folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        if not (folder / "root.pem").exists():
            raise


def _write(folder: Path, organisation: str, passphrase: str, base_url: str) -> None:
    keys = {part: ec.generate_private_key(ec.SECP256R1()) for part in PARTS}
    subject = lambda label: _subject(f"{organisation} {label}", organisation=organisation)  # noqa: E731
    signs_others = ("key_cert_sign", "crl_sign")
    root = Credential(
        keys["root"],
        _certify(subject("Root CA"), keys["root"], None, years=YEARS_ROOT, usages=signs_others),
    )
    issuing = Credential(
        keys["issuing"],
        _certify(
            subject("Issuing CA"), keys["issuing"], root, years=YEARS_ISSUING, usages=signs_others
        ),
    )
    seal = _certify(
        subject("Seal"),
        keys["seal"],
        issuing,
        years=YEARS_LEAF,
        usages=("digital_signature", "content_commitment"),
        extended=[OID_DOCUMENT_SIGNING],
        uncertified=True,
        base_url=base_url,
    )
    clock = _certify(
        subject("Clock"),
        keys["clock"],
        issuing,
        years=YEARS_LEAF,
        usages=("digital_signature",),
        extended=[ExtendedKeyUsageOID.TIME_STAMPING],
    )
    encryption: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    certificates = (root.certificate, issuing.certificate, seal, clock)
    for part, certificate in zip(PARTS, certificates, strict=True):
        pem = keys[part].private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
        )
        _write_private(folder / f"{part}.key", pem)
        (folder / f"{part}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    lifetime = dt.timedelta(days=365 * YEARS_ISSUING)
    (folder / "root.crl").write_bytes(_crl(root, (), number=1, valid=lifetime))


def _write_private(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _subject(name: str, *, organisation: str, office: str = "") -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
    ]
    if office:
        attributes.append(x509.NameAttribute(NameOID.TITLE, office[:64]))
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, name[:64]))
    return x509.Name(attributes)


def _common_name(name: x509.Name) -> str:
    return str(name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _certify(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: Credential | None,
    *,
    years: int,
    usages: tuple[str, ...],
    extended: list[x509.ObjectIdentifier] | None = None,
    uncertified: bool = False,
    base_url: str = "",
) -> x509.Certificate:
    public = key.public_key()
    signer = issuer.key if issuer else key
    authority = "key_cert_sign" in usages
    begins = dt.datetime.now(dt.UTC) - BACKDATE
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=365 * years))
        .add_extension(
            x509.BasicConstraints(authority, 0 if authority and issuer else None), critical=True
        )
        .add_extension(_usage(usages), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if extended:
        timestamping = ExtendedKeyUsageOID.TIME_STAMPING in extended
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=timestamping)
    if uncertified:
        notice = x509.UserNotice(None, UNCERTIFIED_NOTICE)
        policy = x509.PolicyInformation(OID_UNCERTIFIED, [notice])
        builder = builder.add_extension(x509.CertificatePolicies([policy]), critical=False)
    for extension in _addresses(base_url):
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _addresses(base_url: str) -> list[x509.ExtensionType]:
    """Where the revocation list and the issuer's certificate can be fetched."""
    if not base_url:
        return []
    crl, issuer = (
        x509.UniformResourceIdentifier(f"{base_url}/periksa/pki/{name}")
        for name in ("issuing.crl", "issuing.cer")
    )
    access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, issuer)
    return [
        x509.CRLDistributionPoints([x509.DistributionPoint([crl], None, None, None)]),
        x509.AuthorityInformationAccess([access]),
    ]


def _usage(usages: tuple[str, ...]) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in usages for name in names})


def _crl(
    issuer: Credential,
    revoked: Iterable[tuple[str, dt.datetime]],
    *,
    number: int,
    valid: dt.timedelta,
) -> bytes:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - dt.timedelta(minutes=1))
        .next_update(now + valid)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    for serial, since in revoked:
        entry = (
            x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(since)
        )
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
