"""How does one of our keys sign a PDF? pyHanko's signer with the portal's chain beside it."""

from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from commitments.signing.ca import Credential, PortalCa, asn1_certificate


def simple_signer(credential: Credential, ca: PortalCa) -> SimpleSigner:
    """Return a signer for `credential` that embeds the issuing certificate."""
    certificate, key = credential.as_asn1()
    store = SimpleCertificateStore()
    store.register(asn1_certificate(ca.issuing.certificate))
    return SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=store)
