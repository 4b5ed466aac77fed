"""How does an authority come about, and how is it renewed? Written aside, then put in place at once.

The folder holds root.pem, root.crl and the first generation; later generations lie in gen-2,
gen-3 …, and the file `current` names the one that signs.
"""

import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from commitments.signing.certificates import (
    OID_DOCUMENT_SIGNING,
    SIGNS_OTHERS,
    YEARS_ISSUING,
    YEARS_LEAF,
    YEARS_ROOT,
    Credential,
    PrivateKey,
    certify,
    is_issued_by,
    revocation_list,
    subject,
)
from commitments.signing.keys import CaTrouble, Token, load_key, make_in_token, write_key

DEMO_MARK = "contoh"
CURRENT, FIRST = "current", "."
LATER = re.compile(r"^gen-(\d+)$")

MakeKey = Callable[[Path, str], PrivateKey]


def generations(folder: Path) -> list[str]:
    """Name the generations of an authority, the oldest first."""
    later = [int(found[1]) for path in folder.iterdir() if (found := LATER.match(path.name))]
    return [FIRST, *(f"gen-{number}" for number in sorted(later))]


def make_ca(
    folder: Path,
    *,
    organisation: str,
    passphrase: str = "",
    base_url: str = "",
    token: Token | None = None,
) -> None:
    """Make a whole authority; whoever comes second keeps the first. With a token, keys lie there."""
    new_key = _key_maker(passphrase, token)

    def write(aside: Path) -> None:
        key = new_key(aside, "root")
        who = subject(f"{organisation} Root CA", organisation=organisation)
        root = Credential(key, certify(who, key, None, years=YEARS_ROOT, usages=SIGNS_OTHERS))
        _write_certificate(aside, "root", root.certificate)
        _write_root_list(aside, root)
        issuing = _new_issuing(aside, root, organisation, "", new_key)
        _seal_and_clock(aside, issuing, organisation, base_url, new_key)

    _put_in_place(folder, write)


def rotate(
    folder: Path,
    *,
    root_key: Path | None,
    passphrase: str = "",
    root_passphrase: str = "",
    base_url: str = "",
    token: Token | None = None,
) -> str:
    """Have the root vouch for a new issuing authority with a new seal and clock; return its name.

    `root_key` is where the root's key was brought to; None when it still lies in the folder or in
    the token. Everything signed so far stays valid.
    """
    certificate = x509.load_pem_x509_certificate((folder / "root.pem").read_bytes())
    where = root_key.parent if root_key else folder
    part = root_key.stem if root_key else "root"
    root = Credential(
        load_key(
            where,
            part,
            certificate,
            passphrase=root_passphrase or passphrase,
            token=token or Token(),
        ),
        certificate,
    )
    number = len(generations(folder)) + 1
    name, organisation = f"gen-{number}", _organisation_of(certificate)
    inside = token if token and (folder / "issuing.token").exists() else None
    new_key = _key_maker(passphrase, inside, suffix=f"-{number}")

    def write(aside: Path) -> None:
        issuing = _new_issuing(aside, root, organisation, f" {number}", new_key)
        _seal_and_clock(aside, issuing, organisation, base_url, new_key)

    _put_in_place(folder / name, write)
    _write_root_list(folder, root, number=number)
    _replace(folder / CURRENT, name.encode())
    return name


def take_in(
    folder: Path,
    *,
    root: Path,
    root_crl: Path,
    issuing: Path,
    secret: str = "",
    label: str = "",
    passphrase: str = "",
    base_url: str = "",
    token: Token | None = None,
) -> None:
    """Build on an organisation's own authority: it gives an issuing one, the portal makes the rest.

    `issuing` is a PKCS#12 file opened with `secret`, or a certificate whose key lies in the token
    under `label`. ValueError says what does not fit.
    """
    top = x509.load_pem_x509_certificate(root.read_bytes())
    key, certificate = _given(issuing, secret, label, token)
    _check_given(top, certificate)
    listed = _list_of(root_crl, top)

    def write(aside: Path) -> None:
        _write_certificate(aside, "root", top)
        (aside / "root.crl").write_bytes(listed)
        _write_certificate(aside, "issuing", certificate)
        if label:
            (aside / "issuing.token").write_text(label)
        else:
            write_key(aside / "issuing.key", key, passphrase)
        organisation = _organisation_of(certificate)
        new_key = _key_maker(passphrase, token if label else None)
        _seal_and_clock(aside, Credential(key, certificate), organisation, base_url, new_key)

    _put_in_place(folder, write)


def take_root_list(folder: Path, root_crl: Path) -> None:
    """Replace the root's list by a newer one of the same root."""
    top = x509.load_pem_x509_certificate((folder / "root.pem").read_bytes())
    _replace(folder / "root.crl", _list_of(root_crl, top))


def _key_maker(passphrase: str, token: Token | None, suffix: str = "") -> MakeKey:
    def in_file(folder: Path, part: str) -> PrivateKey:
        key = ec.generate_private_key(ec.SECP256R1())
        write_key(folder / f"{part}.key", key, passphrase)
        return key

    def in_token(folder: Path, part: str) -> PrivateKey:
        assert token is not None
        label = f"smartcity-{part}{suffix}"
        key = make_in_token(token, label)
        (folder / f"{part}.token").write_text(label)
        return key

    return in_token if token and token.module else in_file


def _new_issuing(
    folder: Path, root: Credential, organisation: str, number: str, new_key: MakeKey
) -> Credential:
    key = new_key(folder, "issuing")
    who = subject(f"{organisation} Issuing CA{number}", organisation=organisation)
    certificate = certify(who, key, root, years=YEARS_ISSUING, usages=SIGNS_OTHERS)
    _write_certificate(folder, "issuing", certificate)
    return Credential(key, certificate)


def _seal_and_clock(
    folder: Path, issuing: Credential, organisation: str, base_url: str, new_key: MakeKey
) -> None:
    key = new_key(folder, "seal")
    seal = certify(
        subject(f"{organisation} Seal", organisation=organisation),
        key,
        issuing,
        years=YEARS_LEAF,
        usages=("digital_signature", "content_commitment"),
        extended=[OID_DOCUMENT_SIGNING],
        uncertified=True,
        base_url=base_url,
    )
    _write_certificate(folder, "seal", seal)
    key = new_key(folder, "clock")
    clock = certify(
        subject(f"{organisation} Clock", organisation=organisation),
        key,
        issuing,
        years=YEARS_LEAF,
        usages=("digital_signature",),
        extended=[ExtendedKeyUsageOID.TIME_STAMPING],
    )
    _write_certificate(folder, "clock", clock)


def _write_certificate(folder: Path, part: str, certificate: x509.Certificate) -> None:
    (folder / f"{part}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _write_root_list(folder: Path, root: Credential, *, number: int = 1) -> None:
    lifetime = dt.timedelta(days=365 * YEARS_ISSUING)
    _replace(folder / "root.crl", revocation_list(root, (), number=number, valid=lifetime))


def _organisation_of(certificate: x509.Certificate) -> str:
    found = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _given(
    issuing: Path, secret: str, label: str, token: Token | None
) -> tuple[PrivateKey, x509.Certificate]:
    if label:
        certificate = x509.load_pem_x509_certificate(issuing.read_bytes())
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "issuing.token").write_text(label)
            key = load_key(
                Path(folder), "issuing", certificate, passphrase="", token=token or Token()
            )
        return key, certificate
    try:
        found, own, _others = pkcs12.load_key_and_certificates(
            issuing.read_bytes(), secret.encode() or None
        )
    except ValueError:
        raise CaTrouble("key_locked", issuing.name) from None
    if found is None or own is None:
        raise ValueError("The PKCS#12 file holds no key with its certificate.")
    if not hasattr(found, "sign") or found.public_key() != own.public_key():
        raise ValueError("The key in the PKCS#12 file is not that of its certificate.")
    return found, own  # type: ignore[return-value]


def _check_given(root: x509.Certificate, issuing: x509.Certificate) -> None:
    if not is_issued_by(root, root):
        raise ValueError("The root certificate does not vouch for itself.")
    if not is_issued_by(issuing, root):
        raise ValueError("The issuing certificate was not issued by this root.")
    basic = issuing.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = issuing.extensions.get_extension_for_class(x509.KeyUsage).value
    if not basic.ca or not (usage.key_cert_sign and usage.crl_sign):
        raise ValueError("The issuing certificate may not issue certificates and lists.")
    if issuing.not_valid_after_utc < dt.datetime.now(dt.UTC):
        raise ValueError("The issuing certificate has expired.")


def _list_of(path: Path, root: x509.Certificate) -> bytes:
    content = path.read_bytes()
    load = x509.load_pem_x509_crl if content.startswith(b"-----") else x509.load_der_x509_crl
    found = load(content)
    if not found.is_signature_valid(root.public_key()):  # type: ignore[arg-type]
        raise ValueError("The list was not signed by this root.")
    return found.public_bytes(serialization.Encoding.DER)


def _put_in_place(folder: Path, write: Callable[[Path], None]) -> None:
    """Have everything written aside, then give it its name; an existing folder stands."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".ca-"))
    try:
        write(aside)
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
        os.rename(aside, folder)
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        if not isinstance(error, OSError) or not any(folder.glob("*.pem")):
            raise


def _replace(path: Path, content: bytes) -> None:
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(aside, 0o644)
    os.replace(aside, path)
