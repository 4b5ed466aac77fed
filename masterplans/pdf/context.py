"""How does a book in the database become content for the press? A constant number of queries.

A draft shows the sections as they stand; an edition shows the revisions that were approved.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from masterplans.html import FIGURE_ADDRESS
from masterplans.models import (
    AbbreviationEntry,
    Book,
    Chapter,
    ChapterRevision,
    Figure,
    Section,
    Verdict,
)
from masterplans.pdf import citations, labels
from masterplans.pdf.content import (
    ApprovalLine,
    BookContent,
    ChapterContent,
    Draft,
    Foreword,
    SectionContent,
    SignatureLine,
    SourceRow,
)
from masterplans.pdf.plan_context import plan_records
from masterplans.pdf.records import PlanRecords
from programs.models import Agency, MentorAssignment, Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import day, local
from smartcity_portal.kit.pdf import Asset

LANGUAGE = "id"


@dataclass(frozen=True)
class Shelf:
    """A book with everything that printing it asks for, read once."""

    book: Book
    chapters: list[Chapter]
    records: PlanRecords
    agencies: list[Agency]
    mentors: list[MentorAssignment]
    tenures: list[Tenure]
    siblings: list[Book]

    @property
    def zone(self) -> str:
        return self.book.plan.enrolment.region.timezone


def book_content(book: Book, *, at: datetime, edition: int | None = None) -> BookContent:
    """Return the content of a draft drawn at `at`, or of edition number `edition` issued then."""
    with translation.override(LANGUAGE):
        return _content(_shelf(book, at), at, edition)


def missing(book: Book) -> list[str]:
    """Say what stands between a book and its edition, in the reader's language."""
    return _missing(list(_chapters(book)))


def revisions(book: Book) -> list[dict[str, Any]]:
    """Name the revision of every chapter that an edition printed now would show."""
    return [
        {
            "chapter": chapter.number,
            "title": chapter.title,
            "revision": last.number,
            "sha256": last.sha256,
        }
        for chapter in _chapters(book)
        if (last := _last(chapter))
    ]


def _chapters(book: Book) -> Any:
    newest_first = ChapterRevision.objects.order_by("-number").select_related("submitted_by")
    verdicts = Verdict.objects.filter(outcome=Verdict.Outcome.APPROVED).select_related("by")
    return (
        Chapter.objects.filter(book=book)
        .select_related("agency")
        .prefetch_related(
            Prefetch("sections", Section.objects.order_by("order")),
            Prefetch("revisions", newest_first.prefetch_related(Prefetch("verdicts", verdicts))),
        )
        .order_by("number")
    )


def _shelf(book: Book, at: datetime) -> Shelf:
    book = Book.objects.select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition", "plan__enrolment__memorandum"
    ).get(pk=book.pk)
    enrolment = book.plan.enrolment
    today = at.astimezone(ZoneInfo(enrolment.region.timezone)).date()
    return Shelf(
        book=book,
        chapters=list(_chapters(book)),
        records=plan_records(book.plan),
        agencies=list(Agency.objects.filter(region=enrolment.region).exclude(kind="other")),
        mentors=list(
            MentorAssignment.objects.filter(enrolment=enrolment)
            .select_related("mentor")
            .order_by("since", "pk")
        ),
        tenures=list(
            Tenure.objects.at(today)
            .heads()
            .filter(office__region=enrolment.region)
            .select_related("office__agency", "official")
        ),
        siblings=list(Book.objects.filter(plan=book.plan).order_by("number")),
    )


def _content(shelf: Shelf, at: datetime, edition: int | None) -> BookContent:
    book, enrolment = shelf.book, shelf.book.plan.enrolment
    region, programme = enrolment.region, enrolment.cohort.edition
    texts = [_sections(chapter, edition is not None) for chapter in shelf.chapters]
    pictures = _pictures(book, texts)
    invented = bool(shelf.records.examples) or any("(contoh)" in s.html for t in texts for s in t)
    return BookContent(
        code=book.short,
        kind=book.title,
        title=f"Masterplan Smart City {region.name}",
        place=region.name,
        period=enrolment.period,
        publisher=_("Government of %(region)s") % {"region": region.name},
        programme=_("%(programme)s, cohort %(year)d")
        % {"programme": programme.programme, "year": enrolment.cohort.year},
        departments=tuple(agency.name for agency in shelf.agencies),
        edition=_edition(edition, local(at, shelf.zone)) if edition else "",
        notice=_(
            "Parts marked (contoh) are invented to show the portal and are not statements of the regional government."
        )
        if invented
        else "",
        blurb=_(
            "Analysis, vision, strategy, programs and roadmap of a smart city, written by the agencies of %(region)s together with citizens, business and universities."
        )
        % {"region": region.name},
        chapters=tuple(
            ChapterContent(chapter.number, chapter.title, sections, chapter.standfirst, pictures)
            for chapter, sections in zip(shelf.chapters, texts, strict=True)
        ),
        records=shelf.records,
        sources=_sources(shelf, edition is not None),
        abbreviations=tuple(
            AbbreviationEntry.objects.filter(plan=book.plan).values_list("short", "long")
        ),
        elsewhere=_elsewhere(shelf, texts),
        forewords=(Foreword(_("About this book"), _about(shelf)),),
        approvals=tuple(_approval(chapter, shelf.zone) for chapter in shelf.chapters),
        signatures=tuple(_signatures(shelf)),
        draft=None if edition else Draft(day(at, shelf.zone), tuple(_missing(shelf.chapters))),
        language=LANGUAGE,
    )


def _edition(number: int, when: Any) -> str:
    month = f"{MONTHS[when.month]} {when.year}"
    return _("Edition %(number)d, %(month)s") % {"number": number, "month": month}


def _last(chapter: Chapter) -> ChapterRevision | None:
    return next(iter(chapter.revisions.all()), None)


def _sections(chapter: Chapter, issued: bool) -> tuple[SectionContent, ...]:
    last = _last(chapter)
    if issued and last is not None:
        return tuple(
            SectionContent(
                row["title"],
                row.get("html", ""),
                row.get("level", 1),
                tuple(row.get("blocks", ())),
                f"section:{row['pk']}",
                row.get("landscape", False),
            )
            for row in last.sections
        )
    return tuple(
        SectionContent(
            section.title,
            section.html,
            section.level,
            tuple(section.blocks),
            f"section:{section.pk}",
            section.landscape,
        )
        for section in chapter.sections.all()
    )


def _sources(shelf: Shelf, issued: bool) -> tuple[SourceRow, ...]:
    """The works of the plan; an edition says them as they stood when its chapters were handed in."""
    found = {row.key: row for row in labels.sources_of(shelf.book.plan)}
    if issued:
        kept = (
            row
            for chapter in shelf.chapters
            if (last := _last(chapter))
            for section in last.sections
            for row in section.get("works", ())
        )
        found |= {row["key"]: _source(row) for row in kept}
    return tuple(citations.in_order(found.values()))


def _source(row: dict[str, str]) -> SourceRow:
    facts = dict(row)
    read_on = facts.pop("accessed_on", "")
    return SourceRow(accessed=day(date.fromisoformat(read_on)) if read_on else "", **facts)


def _elsewhere(shelf: Shelf, texts: list[tuple[SectionContent, ...]]) -> dict[str, str]:
    """What the texts call places of the plan's other books."""
    refs = labels.refs_in(section.html for sections in texts for section in sections)
    if not refs:
        return {}
    return {
        place.ref.removeprefix("block:"): place.seen_from(shelf.book.number)
        for place in labels.places(shelf.book.plan, refs).rows
        if place.book != shelf.book.number and place.ref in refs
    }


def _pictures(book: Book, texts: list[tuple[SectionContent, ...]]) -> dict[str, Asset]:
    """Read the pictures that the texts show; one that has vanished from the store is left out."""
    used = {
        found[0]: found["sha256"]
        for sections in texts
        for section in sections
        for found in FIGURE_ADDRESS.finditer(section.html)
    }
    if not used:
        return {}
    known = dict(
        Figure.objects.filter(plan=book.plan_id, sha256__in=used.values()).values_list(
            "sha256", "mime"
        )
    )
    return {
        address: Asset(blobs.read(sha256), known[sha256])
        for address, sha256 in used.items()
        if sha256 in known and blobs.exists(sha256)
    }


def _approval(chapter: Chapter, zone: str) -> ApprovalLine:
    last = _last(chapter)
    if last is None:
        return ApprovalLine(chapter.label, "")
    verdict = next(iter(last.verdicts.all()), None) if chapter.is_approved else None
    writer = str(last.submitted_by)
    if chapter.agency:
        writer += f", {chapter.agency}"
    return ApprovalLine(
        chapter=chapter.label,
        revision=str(last.number),
        written_by=writer,
        written_at=day(last.submitted_at, zone),
        approved_by=str(verdict.by) if verdict else "",
        approved_at=day(verdict.at, zone) if verdict else "",
    )


def _signatures(shelf: Shelf) -> list[SignatureLine]:
    heads = [tenure for tenure in shelf.tenures if tenure.office.agency_id is None]
    known = {agency.pk for agency in shelf.agencies}
    leads = [tenure for tenure in shelf.tenures if tenure.office.agency_id in known]
    lines = [(_("Compiled by"), tenure) for tenure in leads]
    lines += [(_("Endorsed by"), tenure) for tenure in heads]
    return [SignatureLine(role, t.official.name, t.printed_title) for role, t in lines]


def _missing(chapters: list[Chapter]) -> list[str]:
    """What an edition still waits for: a chapter that is not approved, a book without chapters."""
    if not chapters:
        return [_("The book has no chapters.")]
    return [
        _("%(chapter)s is not approved yet: %(state)s.")
        % {"chapter": chapter.label, "state": chapter.get_state_display().lower()}
        for chapter in chapters
        if not chapter.is_approved
    ]


def _about(shelf: Shelf) -> str:
    """Say where the book comes from, from facts that the portal knows."""
    enrolment = shelf.book.plan.enrolment
    region, cohort = enrolment.region, enrolment.cohort
    names = [f"{book.short} {book.title}" for book in shelf.siblings]
    parts = [
        _(
            "%(book)s belongs to the masterplan of %(region)s for %(period)s, written in the cohort of %(year)d of the %(programme)s. The masterplan consists of: %(books)s."
        )
        % {
            "book": shelf.book.short,
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
            _("The chapters were written by %(agencies)s.") % {"agencies": _listed(list(writers))}
        )
    if mentors:
        parts.append(
            _(
                "Every chapter was read by the mentor appointed by the ministry, %(mentors)s, and was approved only when all remarks had been answered."
            )
            % {"mentors": _listed(list(mentors))}
        )
    parts.append(
        _(
            "Tables and charts come from one set of records. A number that appears in more than one book is the same record in each."
        )
    )
    return "".join(f"<p>{_plain(part)}</p>" for part in parts)


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _plain(sentence: str) -> str:
    return re.sub(
        r"[<>&]", lambda sign: {"<": "&lt;", ">": "&gt;", "&": "&amp;"}[sign[0]], sentence
    )
