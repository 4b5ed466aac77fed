"""How does a notice become a mail? Once, in the reader's language, with the reason for it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Notice


@transaction.atomic
def mail_once(notice_pk: int) -> bool:
    """Send the mail of a notice unless it was sent already; return whether it went out now."""
    notice = Notice.objects.select_for_update().select_related("to").get(pk=notice_pk)
    if notice.mailed_at or not notice.to.is_active:
        return False
    with translation.override(notice.to.language):
        words = notice.words
        link = settings.PORTAL_URL + notice.url if notice.url.startswith("/") else notice.url
        text = render_to_string(
            "accounts/mail/notice.txt", {"notice": notice, "words": words, "link": link}
        )
    EmailMessage(" ".join(words.title.split()), text, to=[notice.to.email]).send()
    notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at"])
    return True
