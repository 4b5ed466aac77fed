"""How does a comment written in Word become a mentor's comment? Once, and under the name of who takes it over."""

from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from masterplans import passages
from masterplans.models import Chapter, Comment, Section, WordImport
from masterplans.services import comments, word_imports
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked


def bring(chapter: Chapter, file: IO[bytes], *, name: str, by: Any) -> WordImport:
    """Keep and read a document on which a mentor wrote comments; its text changes nothing.

    Raises Blocked for bad files and approved chapters.
    """
    if not by.has_perm("masterplans.add_comment", chapter):
        raise PermissionDenied("masterplans.add_comment")
    if chapter.state == ChapterState.APPROVED:
        raise Blocked([_("This chapter is approved. Reopen it before you comment on it.")])
    return word_imports.keep(chapter, file, name=name, by=by)


@transaction.atomic
def take_over(
    arrival: WordImport,
    number: int,
    *,
    by: Any,
    author_named: bool = True,
    at: datetime | None = None,
) -> Comment:
    """Write a comment of the document beside its passage. Raises Blocked, PermissionDenied."""
    arrival = _locked(arrival)
    remark = _remark(arrival, number)
    if remark.get("comment"):
        raise Blocked([_("This comment has been taken over already.")])
    return _take(arrival, [number], by=by, author_named=author_named, at=at)[0]


@transaction.atomic
def take_over_many(
    arrival: WordImport,
    numbers: Iterable[int],
    *,
    by: Any,
    author_named: bool = True,
    at: datetime | None = None,
) -> int:
    """Write several comments beside their passages; what stands there already is left alone."""
    arrival = _locked(arrival)
    chosen = sorted(set(numbers))
    if not chosen:
        raise Blocked([_("Choose at least one comment.")])
    fresh = [number for number in chosen if not _remark(arrival, number).get("comment")]
    return len(_take(arrival, fresh, by=by, author_named=author_named, at=at))


def _locked(arrival: WordImport) -> WordImport:
    return WordImport.objects.select_for_update(of=("self",)).with_names().get(pk=arrival.pk)


def _remark(arrival: WordImport, number: int) -> dict[str, Any]:
    remarks = arrival.findings.get("remarks", [])
    if not 0 <= number < len(remarks):
        raise Blocked([_("This comment is no longer in the document. Open the page again.")])
    return remarks[number]


def _take(
    arrival: WordImport, numbers: list[int], *, by: Any, author_named: bool, at: datetime | None
) -> list[Comment]:
    findings = arrival.findings
    known = {
        (row.text, row.quote): row for row in Comment.objects.filter(chapter=arrival.chapter, by=by)
    }
    made = []
    for number in numbers:
        remark = findings["remarks"][number]
        section = _section_of(arrival.chapter, remark["quote"])
        text = _said(remark, by, author_named=author_named)
        quote = passages.plain(remark["quote"])[: comments.LONGEST_QUOTE].strip() if section else ""
        comment = known.get((text, quote))
        if comment is None:
            comment = comments.add(
                arrival.chapter, section=section, quote=quote, text=text, by=by, at=at
            )
            made.append(comment)
        remark["comment"] = comment.pk
    arrival.findings = findings
    arrival.save(update_fields=["packed"])
    return made


def _said(remark: dict[str, Any], by: Any, *, author_named: bool) -> str:
    """One's own comment needs no name before it."""
    author = remark["author"].strip()
    if not author_named or author.casefold() == str(by).casefold():
        return remark["text"]
    return _("%(author)s wrote in Word: %(text)s") % {
        "author": author or _("Somebody"),
        "text": remark["text"],
    }


def _section_of(chapter: Chapter, quote: str) -> Section | None:
    """Return the section in whose text the words stand; None leaves the comment with the chapter."""
    wanted = passages.plain(quote)
    if not wanted:
        return None
    rows = chapter.sections.all()
    return next((row for row in rows if wanted in passages.words_of(row.html)), None)
