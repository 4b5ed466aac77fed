"""What does anybody's software need in order to check our signatures? Certificates and lists."""

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commitments.services import revocation_lists
from commitments.signing.authority import the_ca, the_chain
from commitments.signing.ca import Chain, serial_of
from smartcity_portal.kit.machine import Blocked

HOUR = 3600
DER = serialization.Encoding.DER


@require_safe
def root_certificate(request: HttpRequest) -> HttpResponse:
    """The root that other programs need in order to trust the portal's signatures."""
    pem = _chain().root.public_bytes(serialization.Encoding.PEM)
    return _file(pem, "application/x-pem-file", "portal-root.pem")


@require_safe
@cache_control(public=True, max_age=HOUR)
def root_list(request: HttpRequest) -> HttpResponse:
    """The root's list of issuing authorities taken back."""
    return _file(_chain().root_crl, "application/pkix-crl", "portal-root.crl")


@require_safe
def issuing_certificate(request: HttpRequest, name: str = "") -> HttpResponse:
    """The certificate of an issuing authority: the present one, or the one with this number."""
    content = _issuer(_chain(), name).public_bytes(DER)
    return _file(content, "application/pkix-cert", "portal-issuing.cer")


@require_safe
@cache_control(public=True, max_age=HOUR)
def revocation_list(request: HttpRequest, name: str = "") -> HttpResponse:
    """What an issuing authority has taken back; the last list where no new one can be signed."""
    found = revocation_lists.served(serial_of(_issuer(_chain(), name)))
    if found is None:
        response = HttpResponse(status=503)
        response["Retry-After"] = str(HOUR)
        return response
    return _file(bytes(found.content), "application/pkix-crl", "portal-issuing.crl")


def _chain() -> Chain:
    """The authority's certificates; a demo that was never used makes its own now."""
    chain = the_chain()
    if chain is not None:
        return chain
    try:
        return the_ca().chain
    except Blocked:
        raise Http404 from None


def _issuer(chain: Chain, name: str) -> x509.Certificate:
    found = revocation_lists.issuer_named(name, chain.issuing)
    if found is None:
        raise Http404
    return found


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
