"""Which link lets somebody fetch their own certificate without signing in? Signed, it names the row."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from workshops.models import Certificate

SALT = "workshops.certificate"


def token_of(certificate: Certificate) -> str:
    """Return the personal token; it can be neither guessed nor counted through."""
    return signing.Signer(salt=SALT).sign(str(certificate.pk)).replace(":", "~")


def certificate_of(token: str) -> Certificate | None:
    """Return what a token names; None for a wrong one."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    return Certificate.objects.with_names().filter(pk=pk).first()


def address_of(certificate: Certificate) -> str:
    """Return the whole address of the personal link."""
    path = reverse("workshops:certificate_personal", kwargs={"token": token_of(certificate)})
    return settings.PORTAL_URL + path
