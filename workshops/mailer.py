"""How does a letter become a mail? Once per recipient: text, the letter as PDF, the calendar entry."""

import smtplib
from datetime import timedelta
from email.mime.base import MIMEBase
from email.mime.text import MIMEText

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.mailer import Attachment, deliver
from programs.people import coordinators_of
from smartcity_portal.kit import blobs
from workshops.answer_links import address_of
from workshops.calendars import invitation
from workshops.models import LetterRecipient

Delivery = LetterRecipient.Delivery
LOST_AFTER = timedelta(minutes=15)


def mail_letter_once(recipient_pk: int) -> bool:
    """Send the mail that waits for this recipient; return whether it went out now.

    The row is claimed first, so that two workers never send the same mail. What fails is kept as
    failed, by the kind of failure only: no address is written to a log.
    """
    rows = LetterRecipient.objects.filter(pk=recipient_pk)
    if not rows.filter(state=Delivery.QUEUED).update(
        state=Delivery.SENDING, state_since=timezone.now()
    ):
        return False
    recipient = LetterRecipient.objects.with_names().get(pk=recipient_pk)
    try:
        _deliver(recipient)
    except (OSError, smtplib.SMTPException) as error:
        refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
        rows.update(
            state=Delivery.FAILED,
            state_since=timezone.now(),
            error="refused" if refused else "unreachable",
        )
        return False
    rows.update(state=Delivery.SENT, state_since=timezone.now(), error="")
    return True


def give_up_lost() -> int:
    """Mark mails whose worker died while sending: nobody knows whether they went out."""
    lost = LetterRecipient.objects.filter(
        state=Delivery.SENDING, state_since__lt=timezone.now() - LOST_AFTER
    )
    return lost.update(state=Delivery.FAILED, state_since=timezone.now(), error="interrupted")


def _deliver(recipient: LetterRecipient) -> None:
    letter = recipient.letter
    with translation.override("id"):
        words = letter.issue.text
        context = {"recipient": recipient, "letter": letter, "words": words}
        if recipient.cancels:
            title = _("Cancelled: %(subject)s") % {"subject": words["subject"]}
            text = render_to_string("workshops/mail/cancelled.txt", context)
        else:
            title = words["subject"]
            context["link"] = address_of(recipient)
            text = render_to_string("workshops/mail/invitation.txt", context)
    answer_to = coordinators_of(letter.enrolment).exclude(email="")
    deliver(
        title,
        text,
        recipient.email,
        attachments=_attachments(recipient),
        reply_to=list(answer_to.values_list("email", flat=True)[:3]),
    )


def _attachments(recipient: LetterRecipient) -> list[Attachment]:
    parts: list[Attachment] = []
    if not recipient.cancels:
        letter = recipient.letter
        sha256 = letter.signed_sha256 or letter.issue.sha256
        parts.append(("undangan.pdf", blobs.read(sha256), "application/pdf"))
    return [*parts, _calendar_part(recipient)]


def _calendar_part(recipient: LetterRecipient) -> MIMEBase:
    """The entry as calendars expect it: text/calendar that names its method."""
    content = invitation(recipient, cancels=recipient.cancels).decode()
    part = MIMEText(content, "calendar", "utf-8")
    part.set_param("method", "CANCEL" if recipient.cancels else "REQUEST")
    part.add_header("Content-Disposition", "attachment", filename="undangan.ics")
    return part
