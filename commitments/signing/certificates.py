"""How is a certificate of the portal's authority written, and a list of those taken back?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

OID_ARC = "2.25.73767869794268817054448562627255154164"
OID_UNCERTIFIED = x509.ObjectIdentifier(f"{OID_ARC}.1")
OID_CLOCK = f"{OID_ARC}.2"
OID_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
UNCERTIFIED_NOTICE = "Tanda tangan elektronik tidak tersertifikasi; penerbit bukan PSrE"

YEARS_ROOT, YEARS_ISSUING, YEARS_LEAF = 45, 40, 35
BACKDATE = dt.timedelta(minutes=5)
SIGNS_OTHERS = ("key_cert_sign", "crl_sign")
USAGES = (
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

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
Taken = tuple[str, dt.datetime]


@dataclass(frozen=True)
class Credential:
    """A private key with its certificate. The representation never shows the key."""

    key: PrivateKey
    certificate: x509.Certificate

    def __repr__(self) -> str:
        return f"<Credential {self.serial}>"

    @property
    def serial(self) -> str:
        """The certificate's serial number in lower-case hexadecimal."""
        return serial_of(self.certificate)

    @property
    def pem(self) -> str:
        """The certificate in PEM; the key is in it nowhere."""
        return pem_of(self.certificate)


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's serial number in lower-case hexadecimal."""
    return f"{certificate.serial_number:x}"


def pem_of(certificate: x509.Certificate) -> str:
    """Return the certificate as text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Return the certificate as pyHanko's libraries read it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def common_name(name: x509.Name) -> str:
    """Return what a subject or issuer is called."""
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """True when the issuer's own key has signed the certificate."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:
        return False
    return True


def address_of(issuer: x509.Certificate) -> str:
    """What the files of an issuing authority are called below /periksa/pki/."""
    return f"issuing-{serial_of(issuer)[:16]}"


def subject(name: str, *, organisation: str, office: str = "") -> x509.Name:
    """Name somebody the way certificates do; no NIP or NIK is part of it."""
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
    ]
    if office:
        attributes.append(x509.NameAttribute(NameOID.TITLE, office[:64]))
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, name[:64]))
    return x509.Name(attributes)


def certify(
    who: x509.Name,
    key: PrivateKey,
    issuer: Credential | None,
    *,
    years: float,
    usages: tuple[str, ...],
    extended: list[x509.ObjectIdentifier] | None = None,
    uncertified: bool = False,
    base_url: str = "",
) -> x509.Certificate:
    """Write a certificate for a key; without an issuer it vouches for itself (the root)."""
    public = key.public_key()
    signer = issuer.key if issuer else key
    authority = "key_cert_sign" in usages
    begins = dt.datetime.now(dt.UTC) - BACKDATE
    ends = begins + dt.timedelta(days=365 * years)
    if issuer:
        ends = min(ends, issuer.certificate.not_valid_after_utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(issuer.certificate.subject if issuer else who)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(
            x509.BasicConstraints(authority, 0 if authority and issuer else None), critical=True
        )
        .add_extension(
            x509.KeyUsage(**{name: name in usages for name in USAGES}),
            critical=True,
        )
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
    if base_url and issuer:
        for extension in _addresses(base_url, issuer.certificate):
            builder = builder.add_extension(extension, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _addresses(base_url: str, issuer: x509.Certificate) -> list[x509.ExtensionType]:
    """Where the issuer's revocation list and certificate can be fetched."""
    crl, certificate = (
        x509.UniformResourceIdentifier(f"{base_url}/periksa/pki/{address_of(issuer)}.{kind}")
        for kind in ("crl", "cer")
    )
    access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, certificate)
    return [
        x509.CRLDistributionPoints([x509.DistributionPoint([crl], None, None, None)]),
        x509.AuthorityInformationAccess([access]),
    ]


def revocation_list(
    issuer: Credential, taken: Iterable[Taken], *, number: int, valid: dt.timedelta
) -> bytes:
    """Return the issuer's list of certificates taken back, each with the moment, in DER."""
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
    for serial, since in taken:
        entry = (
            x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(since)
        )
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
