"""How does the portal keep the password of its own account at a signing service? Encrypted.

The key comes from SECRET_KEY; what was sealed under an earlier one (SECRET_KEY_FALLBACKS) opens
still. The seal belongs to one place, so a sealed password copied to another row does not open.
"""

import base64
import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from commitments.signing.secret import Secret

NONCE = 12


def seal(secret: Secret, place: str) -> str:
    """Encrypt a secret for one place."""
    nonce = os.urandom(NONCE)
    box = AESGCM(next(_keys())).encrypt(nonce, secret.reveal().encode(), place.encode())
    return base64.b64encode(nonce + box).decode("ascii")


def unseal(sealed: str, place: str) -> Secret | None:
    """Decrypt what `seal` gave for this place; None when no known key opens it."""
    if not sealed:
        return None
    raw = base64.b64decode(sealed)
    for key in _keys():
        try:
            return Secret(AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode())
        except InvalidTag:
            continue
    return None


def _keys() -> Iterator[bytes]:
    for words in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derive = HKDF(hashes.SHA256(), length=32, salt=None, info=b"commitments.signing.vault")
        yield derive.derive(str(words).encode())
