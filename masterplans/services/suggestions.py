"""What becomes of suggested words? The writer takes them into the text, or says why not."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import html as permitted
from masterplans import notices, passages
from masterplans.models import Comment, CommentReply, Section, SectionText
from masterplans.services import sections
from masterplans.services.kept_texts import Origin
from masterplans.states import COMMENT, Suggestion, suggestion_waits
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def accept(comment: Comment, *, by: Any, at: datetime | None = None) -> Section:
    """Put the suggested words in the place of the passage: a new version, and the comment is closed.

    Raises Blocked when the passage no longer stands there word for word, or nobody may write now.
    """
    if not by.has_perm("masterplans.accept_comment", comment):
        raise PermissionDenied("masterplans.accept_comment")
    if comment.section is None:
        raise Blocked(suggestion_waits(comment))
    section = sections.open_section(comment.section, by=by)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    COMMENT.take("accept", comment, by=by)
    comment.suggestion = Suggestion.ACCEPTED
    comment.save(update_fields=["state", "suggestion"])
    origin = Origin(SectionText.Why.SUGGESTED, comment.by.name)
    sent = sections.Sent(_with(comment, section), section.version, at=at, origin=origin)
    section = sections.store(section, sent, by=by)
    history.record("masterplans.comment.accept", comment, by=by, at=at, version=section.version)
    notices.suggestion_accepted(comment, by=by)
    return section


@transaction.atomic
def decline(comment: Comment, *, reason: str, by: Any, at: datetime | None = None) -> Comment:
    """Leave the text as it is and say why; the mentor reads the reason as an answer."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Write down the reason.")})
    COMMENT.take("decline", comment, by=by)
    comment.suggestion = Suggestion.DECLINED
    comment.save(update_fields=["state", "suggestion"])
    CommentReply.objects.create(
        comment=comment, text=reason.strip(), by=by, at=at or timezone.now()
    )
    history.record("masterplans.comment.decline", comment, by=by, at=at, reason=reason.strip())
    notices.suggestion_declined(comment, by=by, text=reason.strip())
    return comment


def _with(comment: Comment, section: Section) -> str:
    """Return the section's text with the suggested words in place."""
    start = comment.position or 0
    passage = passages.Passage(start, start + len(comment.quote), comment.quote)
    html = passages.replaced(section.html, passage, comment.replacement)
    return permitted.clean(html, slug=section.enrolment.slug)
