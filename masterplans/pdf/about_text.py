"""Who wrote, approved and signs a book, and where does it come from? Said from what the portal knows."""

import re

from django.utils.translation import gettext as _

from masterplans.models import (
    Chapter,
)
from masterplans.pdf.content import ApprovalLine, Foreword, SignatureLine
from masterplans.pdf.shelf import Shelf, last_revision
from smartcity_portal.kit.formats import day


def heading(chapter: Chapter) -> str:
    """Return what stands at the head of a chapter, in one line."""
    return f"{_('Chapter %(number)d') % {'number': chapter.number}} {chapter.title}"


def approval(chapter: Chapter, zone: str, book: str) -> ApprovalLine:
    last = last_revision(chapter)
    if last is None:
        return ApprovalLine(heading(chapter), "", book=book)
    agreed = next(iter(last.endorsements.all()), None)
    verdict = next(iter(last.verdicts.all()), None) if chapter.is_approved else None
    writer = str(last.submitted_by)
    if chapter.agency:
        writer += f", {chapter.agency}"
    return ApprovalLine(
        chapter=heading(chapter),
        revision=str(last.number),
        written_by=writer,
        written_at=day(last.submitted_at, zone),
        approved_by=str(verdict.by) if verdict else "",
        approved_at=day(verdict.at, zone) if verdict else "",
        reviewed_by=str(agreed.by) if agreed else "",
        reviewed_at=day(agreed.at, zone) if agreed else "",
        book=book,
    )


def signatures(shelf: Shelf) -> list[SignatureLine]:
    heads = [tenure for tenure in shelf.tenures if tenure.office.agency_id is None]
    known = {agency.pk for agency in shelf.agencies}
    leads = [tenure for tenure in shelf.tenures if tenure.office.agency_id in known]
    lines = [(_("Compiled by"), tenure) for tenure in leads]
    lines += [(_("Endorsed by"), tenure) for tenure in heads]
    return [SignatureLine(role, t.official.name, t.printed_title) for role, t in lines]


def about_it(shelf: Shelf) -> Foreword:
    return Foreword(_("About this volume") if shelf.whole else _("About this book"), _about(shelf))


def _about(shelf: Shelf) -> str:
    """Say where the book comes from, from facts that the portal knows."""
    enrolment = shelf.plan.enrolment
    region, cohort = enrolment.region, enrolment.cohort
    names = [f"{book.short} {book.title}" for book in shelf.siblings]
    parts = [
        _(
            "%(book)s belongs to the masterplan of %(region)s for %(period)s, written in the cohort of %(year)d of the %(programme)s. The masterplan consists of: %(books)s."
        )
        % {
            "book": _("This volume") if shelf.whole else shelf.book.short,
            "region": region.name,
            "period": enrolment.period,
            "year": cohort.year,
            "programme": cohort.edition.programme,
            "books": "; ".join(names),
        }
    ]
    memorandum = getattr(enrolment, "memorandum", None)
    if memorandum and memorandum.signed_on:
        number = f" {memorandum.number_ministry}" if memorandum.number_ministry else ""
        parts.append(
            _("It rests on the %(title)s%(number)s of %(date)s.")
            % {"title": memorandum.title, "number": number, "date": day(memorandum.signed_on)}
        )
    writers = dict.fromkeys(str(chapter.agency) for chapter in shelf.chapters if chapter.agency)
    mentors = dict.fromkeys(str(assignment.mentor) for assignment in shelf.mentors)
    if writers:
        parts.append(
            _("The chapters were written by %(agencies)s.") % {"agencies": listed(list(writers))}
        )
    if mentors:
        parts.append(
            _(
                "Every chapter was read by the mentor appointed by the ministry, %(mentors)s, and was approved only when all remarks had been answered."
            )
            % {"mentors": listed(list(mentors))}
        )
    parts.append(
        _(
            "Tables and charts come from one set of records. A number that appears in more than one book is the same record in each."
        )
    )
    return "".join(f"<p>{_plain(part)}</p>" for part in parts)


def listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _plain(sentence: str) -> str:
    return re.sub(
        r"[<>&]", lambda sign: {"<": "&lt;", ">": "&gt;", "&": "&amp;"}[sign[0]], sentence
    )
