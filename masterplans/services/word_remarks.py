"""How does a comment written in Word become a mentor's comment? Once, and under the name of who takes it over."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from masterplans import passages
from masterplans.models import Chapter, Comment, Section, WordImport
from masterplans.services import comments
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def take_over(arrival: WordImport, number: int, *, by: Any, at: datetime | None = None) -> Comment:
    """Write a comment of the document beside its passage. Raises Blocked, PermissionDenied."""
    arrival = WordImport.objects.select_for_update(of=("self",)).with_names().get(pk=arrival.pk)
    findings = arrival.findings
    remarks = findings.get("remarks", [])
    if not 0 <= number < len(remarks):
        raise Blocked([_("This comment is no longer in the document. Open the page again.")])
    remark = remarks[number]
    if remark.get("comment"):
        raise Blocked([_("This comment has been taken over already.")])
    section = _section_of(arrival.chapter, remark["quote"])
    text = _("%(author)s wrote in Word: %(text)s") % {
        "author": remark["author"] or _("Somebody"),
        "text": remark["text"],
    }
    quote = remark["quote"] if section else ""
    comment = comments.add(arrival.chapter, section=section, quote=quote, text=text, by=by, at=at)
    remark["comment"] = comment.pk
    arrival.findings = findings
    arrival.save(update_fields=["packed"])
    return comment


def _section_of(chapter: Chapter, quote: str) -> Section | None:
    """Return the section in whose text the words stand; None leaves the comment with the chapter."""
    wanted = passages.plain(quote)
    if not wanted:
        return None
    rows = chapter.sections.all()
    return next((row for row in rows if wanted in passages.words_of(row.html)), None)
