"""What is in a book, how far is it, and where are its drafts and issued editions?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import job_history
from accounts.job_cards import card_on_page
from accounts.models import Job
from masterplans import progress
from masterplans.forms import ReasonForm
from masterplans.models import Book, BookDraft, BookEdition, Chapter
from masterplans.services import publication, summaries
from masterplans.views import issued, issuing
from masterplans.views.files import pdf_response
from masterplans.views.plans import plan_crumbs
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment, size


def visible_book(request: HttpRequest, slug: str, number: int) -> Book:
    """Return a book that the reader may see."""
    rows = Book.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    return get_object_or_404(rows, plan__enrolment__slug=slug, number=number)


@login_required
def book_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    book = visible_book(request, slug, number)
    user = request.user
    chapters = progress.with_turns(
        Chapter.objects.filter(book=book).with_names().with_counts(), reader=user
    )
    complete = progress.completeness_by_chapter(chapters)
    may_issue = user.has_perm("masterplans.issue_book", book)
    context = {
        "book": book,
        "plan": book.plan,
        "crumbs": plan_crumbs(book.plan, book.short),
        "progress": progress.progress_of(chapters),
        "rows": [_chapter_row(chapter, complete[chapter.pk]) for chapter in chapters],
        "columns": [
            {"label": _("Chapter")},
            {"label": _("State")},
            {"label": _("Sections handed in or approved"), "numeric": True},
            {"label": _("Agency (OPD)")},
            {"label": _("In the hands of")},
            {"label": _("Open comments"), "numeric": True},
        ],
        "draft": _draft(book),
        "job": _job_card(book, user),
        "history": job_history.ended(_jobs(book), book.plan.enrolment.region),
        "may_draft": user.has_perm("masterplans.draft_book", book),
        "may_issue": may_issue,
        "may_summarise": summaries.is_summary(book)
        and user.has_perm("masterplans.summarise_book", book),
        "issue": _issuing(book, user) if may_issue else None,
        "editions": issued.shown(_editions(book), user),
    }
    return render(request, "masterplans/book_detail.html", context)


@login_required
@never_cache
def book_job(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer the polling of the book's page; when the work is over, the page is loaded again."""
    book = visible_book(request, slug, number)
    found = _job_card(book, request.user)
    if found is None or not found["poll_url"]:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "parts/job.html", {"job": found})


@login_required
@require_POST
def book_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    book = visible_book(request, slug, number)
    attempt(request, lambda: publication.request_draft(book, by=request.user))
    return redirect(f"{book.get_absolute_url()}#draft")


@login_required
@require_POST
def book_issue(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    book = visible_book(request, slug, number)
    if attempt(request, lambda: publication.issue(book, by=request.user)):
        return redirect(f"{book.get_absolute_url()}#draft")
    return redirect(book)


@login_required
@require_safe
def draft_download(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    book = visible_book(request, slug, number)
    draft = get_object_or_404(BookDraft, book=book)
    return pdf_response(request, draft.sha256, f"{_stem(book)}-rancangan.pdf", changing=True)


@login_required
@require_safe
def edition_download(request: HttpRequest, sha256: str) -> HttpResponse:
    """Serve an issued edition: the same bytes for ever."""
    edition = get_object_or_404(
        BookEdition.objects.visible_to(request.user).select_related(
            "book__plan__enrolment__region"
        ),
        sha256=sha256,
    )
    name = f"{_stem(edition.book)}-edisi-{edition.number}.pdf"
    return pdf_response(request, edition.sha256, name)


@login_required
@require_POST
def edition_withdraw(request: HttpRequest, sha256: str) -> HttpResponse:
    edition = get_object_or_404(BookEdition.objects.visible_to(request.user), sha256=sha256)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("Edition %(number)s is withdrawn. Its bytes stay in the archive.") % {
            "number": edition.number
        }
        attempt(
            request,
            lambda: publication.withdraw(edition, by=request.user, reason=reason),
            done=done,
        )
    else:
        for error in form.errors.get("reason", []):
            messages.error(request, error)
    return redirect(edition.book)


def _stem(book: Book) -> str:
    return f"{slugify(book.short)}-{slugify(book.title)}-{book.plan.enrolment.slug}"


def _jobs(book: Book) -> Any:
    return Job.objects.about(book).filter(kind__in=(publication.DRAFT, publication.EDITION))


def _job_card(book: Book, viewer: Any) -> dict[str, Any] | None:
    """Return the card of the book's newest job while it runs or when it failed."""
    job = _jobs(book).order_by("-created_at", "-pk").first()
    if job is None or (not job.is_active and not job.error):
        return None
    place = {"slug": book.plan.enrolment.slug, "number": book.number}
    url = reverse("masterplans:book_job", kwargs=place)
    return card_on_page(job, viewer=viewer, poll_url=url, page=book.get_absolute_url())


def _chapter_row(chapter: Any, complete: progress.Completeness) -> dict[str, Any]:
    turn = chapter.turn
    return {
        "title": chapter.label,
        "url": chapter.get_absolute_url(),
        "cells": [
            {"tone": chapter.tone, "text": chapter.get_state_display(), "lift": True},
            {"text": _("%(done)s of %(total)s") % {"done": complete.done, "total": complete.total}},
            {"text": str(chapter.agency)} if chapter.agency else {"none": True},
            {"holder": turn.holder, "days": turn.days, "you": turn.you} if turn else {"none": True},
            {"text": str(chapter.open_comments)},
        ],
    }


def _draft(book: Book) -> dict[str, Any] | None:
    draft = BookDraft.objects.filter(book=book).first()
    if draft is None or not blobs.exists(draft.sha256):
        return None
    slug, number = book.plan.enrolment.slug, book.number
    return {
        "pages": draft.pages,
        "size": size(draft.size),
        "when": moment(draft.built_at, book.plan.enrolment.region),
        "url": reverse("masterplans:draft_download", kwargs={"slug": slug, "number": number}),
    }


def _editions(book: Book) -> list[BookEdition]:
    """The editions without what they froze, which no list shows."""
    rows = list(book.editions.select_related("issued_by").defer("records", "revisions"))
    for edition in rows:
        edition.book = book
    return rows


def _issuing(book: Book, user: Any) -> dict[str, Any]:
    slug, number = book.plan.enrolment.slug, book.number
    confirm = {
        "label": _("Issue the book"),
        "title": _("Issue %(book)s as an edition?") % {"book": book.short},
        "text": _(
            "The edition is printed once from the approved chapters, stored by its hash, and never changed. A later change needs a new edition."
        ),
        "submit": _("Issue"),
        "url": reverse("masterplans:book_issue", kwargs={"slug": slug, "number": number}),
    }
    return issuing.gate_of(
        book.plan,
        [book],
        user,
        reasons=lambda: publication.reasons_against_issue(book),
        confirm=confirm,
    )
