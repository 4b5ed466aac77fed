"""Where do the authority's own keys lie? In a locked file, in a PKCS#12 file, or in a token.

A key in a token (PKCS#11) never leaves it: the portal hands over a digest and gets a signature.
"""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from commitments.signing.certificates import PrivateKey

PROBE = b"smartcity-portal"


class CaTrouble(Exception):
    """The authority cannot sign. `code` says why, `part` which of its parts is meant."""

    def __init__(self, code: str, part: str = "") -> None:
        self.code, self.part = code, part
        super().__init__(f"{code} {part}".strip())


@dataclass(frozen=True)
class Token:
    """A PKCS#11 module and the token in it. The PIN is never shown."""

    module: str = ""
    label: str = ""
    pin: str = field(default="", repr=False)


def load_key(
    folder: Path, part: str, certificate: x509.Certificate, *, passphrase: str, token: Token
) -> PrivateKey:
    """Return the key of one part of the authority, wherever it lies; it fits the certificate."""
    key = _find(folder, part, certificate, passphrase.encode() or None, token)
    if key.public_key() != certificate.public_key():
        raise CaTrouble("key_wrong", part)
    return key


def _find(
    folder: Path, part: str, certificate: x509.Certificate, secret: bytes | None, token: Token
) -> PrivateKey:
    try:
        if (folder / f"{part}.token").exists():
            label = (folder / f"{part}.token").read_text().strip()
            return _in_token(token, label, certificate, part)
        if (folder / f"{part}.p12").exists():
            found = pkcs12.load_key_and_certificates((folder / f"{part}.p12").read_bytes(), secret)[
                0
            ]
        else:
            found = serialization.load_pem_private_key(
                (folder / f"{part}.key").read_bytes(), secret
            )
    except OSError:
        raise CaTrouble("key_missing", part) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise CaTrouble("key_locked", part) from None
    if not isinstance(found, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise CaTrouble("key_wrong", part)
    return found


def write_key(path: Path, key: PrivateKey, passphrase: str) -> None:
    """Write a key for its owner only, locked with the passphrase where there is one."""
    lock: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    content = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


class TokenKey(ec.EllipticCurvePrivateKey):
    """A P-256 key that lies in a token, used the way any other key is."""

    def __init__(self, token: Token, label: str, public: ec.EllipticCurvePublicKey) -> None:
        self._token, self._label, self._public = token, label, public

    def __repr__(self) -> str:
        return f"<TokenKey {self._label}>"

    def __copy__(self) -> "TokenKey":
        return self

    def __deepcopy__(self, memo: Any) -> "TokenKey":
        return self

    @property
    def curve(self) -> ec.EllipticCurve:
        return self._public.curve

    @property
    def key_size(self) -> int:
        return self._public.key_size

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._public

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """Hash here, have the token sign the digest, and write the answer as X.509 does."""
        algorithm = signature_algorithm.algorithm
        assert isinstance(algorithm, hashes.HashAlgorithm)
        digest = hashes.Hash(algorithm)
        digest.update(data)
        return _sessions.sign(self._token, self._label, digest.finalize())

    def exchange(self, algorithm: Any, peer_public_key: Any) -> bytes:
        raise CaTrouble("token_only_signs", self._label)

    def private_numbers(self) -> Any:
        raise CaTrouble("token_only_signs", self._label)

    def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> bytes:
        raise CaTrouble("token_only_signs", self._label)


def make_in_token(token: Token, label: str) -> TokenKey:
    """Have the token make a P-256 key that it never gives out."""
    return TokenKey(token, label, _sessions.generate(token, label))


def _in_token(token: Token, label: str, certificate: x509.Certificate, part: str) -> TokenKey:
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise CaTrouble("key_wrong", part)
    key = TokenKey(token, label, public)
    try:
        public.verify(key.sign(PROBE, ec.ECDSA(hashes.SHA256())), PROBE, ec.ECDSA(hashes.SHA256()))
    except CaTrouble:
        raise
    except Exception:
        raise CaTrouble("key_wrong", part) from None
    return key


class _Sessions:
    """One open session per process and token; opened again when the token was away."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, Token], Any] = {}
        self._lock = threading.Lock()

    def sign(self, token: Token, label: str, digest: bytes) -> bytes:
        from pkcs11 import Mechanism, ObjectClass
        from pkcs11.exceptions import PKCS11Error
        from pkcs11.util.ec import encode_ecdsa_signature

        for attempt in range(2):
            try:
                with self._lock:
                    session = self._session(token)
                    key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
                    return encode_ecdsa_signature(key.sign(digest, mechanism=Mechanism.ECDSA))
            except PKCS11Error as error:
                self._open.pop((os.getpid(), token), None)
                if attempt:
                    raise CaTrouble(_code_of(error), label) from None
        raise CaTrouble("token_away", label)

    def generate(self, token: Token, label: str) -> ec.EllipticCurvePublicKey:
        from pkcs11 import Attribute, KeyType, ObjectClass
        from pkcs11.exceptions import PKCS11Error
        from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

        try:
            with self._lock:
                session = self._session(token)
                if list(session.get_objects({Attribute.LABEL: label})):
                    raise CaTrouble("token_has_it", label)
                curve = session.create_domain_parameters(
                    KeyType.EC,
                    {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
                    local=True,
                )
                public, _private = curve.generate_keypair(label=label, store=True)
                assert public.object_class == ObjectClass.PUBLIC_KEY
                der = encode_ec_public_key(public)
        except PKCS11Error as error:
            raise CaTrouble(_code_of(error), label) from None
        found = serialization.load_der_public_key(der)
        assert isinstance(found, ec.EllipticCurvePublicKey)
        return found

    def _session(self, token: Token) -> Any:
        import pkcs11
        from pkcs11.exceptions import PKCS11Error

        here = (os.getpid(), token)
        if here not in self._open:
            try:
                library = pkcs11.lib(token.module)
                if any(process != os.getpid() for process, _token in self._open):
                    library.reinitialize()
                    self._open.clear()
                self._open[here] = library.get_token(token_label=token.label).open(
                    rw=True, user_pin=token.pin
                )
            except (PKCS11Error, RuntimeError, OSError) as error:
                raise CaTrouble(_code_of(error), token.label) from None
        return self._open[here]


def _code_of(error: Exception) -> str:
    """Which of the troubles with a token it is."""
    name = type(error).__name__
    if name.startswith("Pin"):
        return "token_pin"
    return "token_key" if name == "NoSuchKey" else "token_away"


_sessions = _Sessions()
