"""How does a pass letter reach a region that has no account yet? As a mail with the paper, once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from programs.models import Candidacy
from smartcity_portal.kit import blobs


def mail_pass_letter_once(candidacy_pk: int) -> bool:
    """Send the letter to the contact person unless it was sent; return whether it went out now."""
    unsent = Candidacy.objects.unmailed().filter(pk=candidacy_pk)
    if not unsent.update(letter_mailed_at=timezone.now()):
        return False
    candidacy = Candidacy.objects.with_names().get(pk=candidacy_pk)
    try:
        _message(candidacy).send()
    except Exception:
        Candidacy.objects.filter(pk=candidacy_pk).update(letter_mailed_at=None)
        raise
    return True


def _message(candidacy: Candidacy) -> EmailMessage:
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("programs/mail/pass_letter.txt", {"candidacy": candidacy})
        title = _("Pass letter of %(region)s, %(programme)s %(year)s") % {
            "region": candidacy.region,
            "programme": candidacy.cohort.edition.programme,
            "year": candidacy.cohort.year,
        }
    message = EmailMessage(title, text, to=[candidacy.contact_email])
    name = f"surat-kelulusan-{candidacy.region.slug}-{candidacy.cohort.year}.pdf"
    message.attach(name, blobs.read(candidacy.letter_sha256), "application/pdf")
    return message
