"""How does one of our keys sign a PDF? pyHanko's signer with the portal's chain beside it."""

from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from commitments.signing import asn1_lengths
from commitments.signing.ca import PortalCa
from commitments.signing.certificates import Credential, asn1_certificate

DIGESTS = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}

asn1_lengths.put_right()


class KeySigner(Signer):
    """Signs with a key of the portal, in memory or in a token; the key is never copied."""

    def __init__(self, credential: Credential, store: SimpleCertificateStore) -> None:
        super().__init__(signing_cert=asn1_certificate(credential.certificate), cert_registry=store)
        self._key = credential.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign the attributes of one signature."""
        key = self._key
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        if dry_run:
            return bytes(2 * ((key.key_size + 7) // 8) + 8)
        digest: Any = DIGESTS[digest_algorithm]
        return key.sign(data, ec.ECDSA(digest()))


def simple_signer(credential: Credential, ca: PortalCa) -> KeySigner:
    """Return a signer for `credential` that embeds the issuing certificate."""
    store = SimpleCertificateStore()
    store.register(asn1_certificate(ca.issuing.certificate))
    return KeySigner(credential, store)
