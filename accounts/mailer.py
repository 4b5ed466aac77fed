"""How does a notice or an invitation become a mail? Once, in the reader's language, with the reason."""

from collections.abc import Sequence
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.invitation_links import token_of
from accounts.models import Invitation, Notice

Attachment = tuple[str, bytes, str] | MIMEBase


def mail_once(notice_pk: int) -> bool:
    """Send the mail of a notice unless it was sent already; return whether it went out now."""
    notice = Notice.objects.select_related("to").get(pk=notice_pk)
    if not notice.to.is_active or not _claim(Notice.objects.filter(pk=notice_pk, mailed_at=None)):
        return False
    with translation.override(notice.to.language):
        words = notice.words
        context = {"notice": notice, "words": words, "link": _whole(notice.url)}
        text = render_to_string("accounts/mail/notice.txt", context)
    _send(words.title, text, notice.to.email, unsent_again=Notice.objects.filter(pk=notice_pk))
    return True


def mail_invitation_once(invitation_pk: int) -> bool:
    """Send the newest link of an invitation unless it was sent already."""
    if not _claim(Invitation.objects.unmailed().filter(pk=invitation_pk)):
        return False
    invitation = Invitation.objects.select_related("invited_by").get(pk=invitation_pk)
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("accounts:invitation_accept", args=[token_of(invitation)])
        context = {"invitation": invitation, "link": _whole(path)}
        text = render_to_string("accounts/mail/invitation.txt", context)
        title = _("Invitation to Portal Smart City: %(place)s") % {"place": invitation.promise_text}
    again = Invitation.objects.filter(pk=invitation_pk)
    _send(title, text, invitation.email, unsent_again=again)
    return True


def _claim(unsent: models.QuerySet) -> bool:
    """Mark the row as mailed in one step, so that two workers never send the same mail."""
    return bool(unsent.update(mailed_at=timezone.now()))


def deliver(
    title: str,
    text: str,
    address: str,
    *,
    attachments: Sequence[Attachment] = (),
    reply_to: Sequence[str] = (),
) -> None:
    """Hand one mail to the mail server; raises OSError or SMTPException when it does not take it."""
    message = EmailMessage(" ".join(title.split()), text, to=[address], reply_to=list(reply_to))
    for part in attachments:
        if isinstance(part, MIMEBase):
            message.attach(part)
        else:
            message.attach(*part)
    message.send()


def _send(title: str, text: str, address: str, *, unsent_again: models.QuerySet) -> None:
    try:
        deliver(title, text, address)
    except Exception:
        unsent_again.update(mailed_at=None)
        raise


def _whole(url: str) -> str:
    return settings.PORTAL_URL + url if url.startswith("/") else url
