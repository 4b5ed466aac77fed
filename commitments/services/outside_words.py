"""In which words is a failure of another service told? One sentence per code; never its own text."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES = {
    "unreachable": gettext_lazy(
        "The signing service does not answer. Nothing was signed; try again later."
    ),
    "timeout": gettext_lazy(
        "The signing service did not answer in time. It is not known whether you have signed."
    ),
    "dropped": gettext_lazy(
        "The connection broke while the signature was made. It is not known whether you have signed."
    ),
    "server_error": gettext_lazy(
        "The signing service failed. It is not known whether you have signed."
    ),
    "empty": gettext_lazy(
        "The signing service reported a signature and sent an empty file. Whether you have signed "
        "is not known."
    ),
    "not_pdf": gettext_lazy(
        "The signing service reported a signature and sent something else than a PDF. Whether you "
        "have signed is not known."
    ),
    "wrong_count": gettext_lazy(
        "The signing service sent back another number of files than it was given. Whether you have "
        "signed is not known."
    ),
    "too_large": gettext_lazy(
        "The signing service sent far too much. Whether you have signed is not known."
    ),
    "interrupted": gettext_lazy(
        "The portal was interrupted while the signature was made. It is not known whether you have "
        "signed."
    ),
    "tls": gettext_lazy(
        "The signing service could not prove who it is, so nothing was sent. The coordinator "
        "checks its certificate."
    ),
    "not_encrypted": gettext_lazy(
        "This address is not encrypted (https). Allow that only inside a closed network."
    ),
    "bad_address": gettext_lazy("This is not the plain address of a service."),
    "closed_network": gettext_lazy(
        "This address lies in a closed network. The operators of the portal name it in "
        "SIGNING_HOSTS first."
    ),
    "bad_account": gettext_lazy(
        "The signing service does not accept the portal's account. Nothing was signed; the "
        "coordinator checks name and password."
    ),
    "forbidden": gettext_lazy(
        "The signing service refuses the portal. Nothing was signed; the coordinator asks its "
        "operators."
    ),
    "busy": gettext_lazy(
        "The signing service has too much to do right now. Nothing was signed; try again in a few "
        "minutes."
    ),
    "refused": gettext_lazy(
        "The signing service has refused. Nothing was signed; check what you typed."
    ),
    "unexpected": gettext_lazy(
        "The signing service answers in a way that the portal does not understand. Nothing was "
        "signed."
    ),
    "not_there": gettext_lazy("The signing service no longer has this file."),
    "no_codes": gettext_lazy("This service knows no one-time codes."),
    "wrong_secret": gettext_lazy("The passphrase or code is wrong. Nothing was signed."),
    "not_registered": gettext_lazy(
        "You are not registered with BSrE under this identity. Nothing was signed."
    ),
    "no_certificate": gettext_lazy("You have no certificate of BSrE yet. Nothing was signed."),
    "state_EXPIRED": gettext_lazy(
        "Your certificate of BSrE has expired. Renew it, or sign another way."
    ),
    "state_RENEW": gettext_lazy(
        "Your certificate of BSrE is being renewed. Wait for it, or sign another way."
    ),
    "state_WAITING_FOR_VERIFICATION": gettext_lazy(
        "BSrE has not verified you yet. Wait for it, or sign another way."
    ),
    "state_NEW": gettext_lazy(
        "Your certificate of BSrE is issued and not active yet. Activate it, or sign another way."
    ),
    "state_NO_CERTIFICATE": gettext_lazy(
        "You have no certificate of BSrE yet. Ask for one, or sign another way."
    ),
    "state_NOT_REGISTERED": gettext_lazy(
        "You are not registered with BSrE under this identity. Register, or sign another way."
    ),
    "state_SUSPEND": gettext_lazy(
        "Your certificate of BSrE is suspended. Ask your verifier, or sign another way."
    ),
    "state_REVOKE": gettext_lazy(
        "Your certificate of BSrE has been revoked. Ask for a new one, or sign another way."
    ),
    "rewritten": gettext_lazy(
        "The file that came back is not the one that went out with a signature behind it: its "
        "earlier bytes have changed. It was not taken."
    ),
    "moved": gettext_lazy(
        "Somebody else has signed meanwhile, so this file no longer fits. Take the document out "
        "again and sign it."
    ),
    "unreadable": gettext_lazy("The file that came back cannot be read. It was not taken."),
    "unsigned": gettext_lazy("The file that came back carries no new signature."),
    "too_many": gettext_lazy(
        "The file that came back carries more than one new signature. It was not taken."
    ),
    "wrong_field": gettext_lazy(
        "The new signature stands in the field of somebody else. It was not taken."
    ),
    "wrong_place": gettext_lazy(
        "The new signature lies over the place of somebody else. Put it on your own place."
    ),
    "not_covered": gettext_lazy(
        "The new signature does not cover the whole file. It was not taken."
    ),
    "changed": gettext_lazy(
        "Besides the signature, something else in the file was changed. It was not taken."
    ),
    "broken": gettext_lazy("The new signature does not hold. It was not taken."),
    "unknown_issuer": gettext_lazy(
        "The portal does not know the authority behind this certificate. It was not taken."
    ),
    "wrong_person": gettext_lazy(
        "The certificate names another person than the sheet. It was not taken."
    ),
    "not_certified": gettext_lazy(
        "This sheet takes certified signatures only, and the certificate does not end in a root of "
        "BSrE. It was not taken."
    ),
    "failing": gettext_lazy(
        "The signing service fails at the moment. Nothing was signed; try again later."
    ),
    "replaced": gettext_lazy("Somebody else signs in this place now."),
    "closed": gettext_lazy("The sheet could no longer be signed when the file came back."),
    "given_up": gettext_lazy("The attempt was given up."),
    "lapsed": gettext_lazy("The document was not brought back in time."),
    "never_sent": gettext_lazy("The attempt ended before anything was sent."),
}


def sentence(code: str) -> str:
    """What happened, in a sentence for people."""
    return str(SENTENCES.get(code) or _("The signing service could not be used."))
