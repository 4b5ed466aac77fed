"""Which link lets one invited person answer without signing in? Signed, it names the recipient's row."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from workshops.models import LetterRecipient

SALT = "workshops.letter"


def token_of(recipient: LetterRecipient) -> str:
    """Return the personal token; it can be neither guessed nor counted through."""
    return signing.Signer(salt=SALT).sign(str(recipient.pk)).replace(":", "~")


def recipient_of(token: str) -> LetterRecipient | None:
    """Return whom a token names; None for a wrong one."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    return LetterRecipient.objects.with_names().filter(pk=pk).first()


def address_of(recipient: LetterRecipient) -> str:
    """Return the whole address of the personal page."""
    path = reverse("workshops:letter_answer", kwargs={"token": token_of(recipient)})
    return settings.PORTAL_URL + path
