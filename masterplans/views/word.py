"""How does a Word document come in and go out? Bring it, look at what it would change, decide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.job_cards import card
from accounts.models import Job
from masterplans import html as permitted
from masterplans.forms import PasteForm
from masterplans.models import Chapter, Section, WordImport, WordImportState
from masterplans.services import sections, word_exports, word_imports
from masterplans.views import word_preview
from masterplans.views.chapter_addresses import visible_chapter
from masterplans.views.chapters import crumbs
from masterplans.views.sections import visible_section
from masterplans.word import notes, pasting
from masterplans.word_forms import WORD, WordFileForm, choices_of, undecided
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.signs import leaves_out_nul


@login_required
@require_safe
@never_cache
def section_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a section out as Word."""
    section = visible_section(request, pk)
    return _download(word_exports.of_section(section), f"{section.number} {section.title}", section)


@login_required
@require_safe
@never_cache
def chapter_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a chapter out as Word."""
    chapter = visible_chapter(request, pk)
    return _download(
        word_exports.of_chapter(chapter), f"{chapter.book.short} {chapter.label}", chapter
    )


@login_required
@never_cache
def section_word_import(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    return _bring(request, section.chapter, section)


@login_required
@never_cache
def chapter_word_import(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    if not writable(chapter, request.user):
        raise PermissionDenied("masterplans.edit_section")
    return _bring(request, chapter, None)


def _bring(request: HttpRequest, chapter: Chapter, section: Section | None) -> HttpResponse:
    form = WordFileForm(request.POST or None, request.FILES or None)
    arrival: WordImport | None = None

    def act() -> None:
        nonlocal arrival
        file = form.cleaned_data["file"]
        arrival = word_imports.bring(
            chapter, file, name=file.name, by=request.user, section=section
        )

    if request.method == "POST" and attempt_form(request, form, act) and arrival is not None:
        return redirect(arrival)
    place = section or chapter
    context = {
        "form": form,
        "place": place,
        "section": section,
        "chapter": chapter,
        "crumbs": chapter_crumbs(chapter, request.user),
        "locked": sections.why_not_writable(chapter),
        "earlier": WordImport.objects.filter(by=request.user.pk, chapter=chapter)[:5],
        "back_url": place.get_absolute_url(),
    }
    status = 422 if form.errors else 200
    return render(request, "masterplans/word_import.html", context, status=status)


def chapter_crumbs(chapter: Chapter, reader: Any) -> list[dict[str, str]]:
    """Return the way to the pages that bring a document into a chapter."""
    label = _("Chapter %(number)s") % {"number": chapter.number}
    here = {"label": label, "url": chapter.get_absolute_url()}
    return [*crumbs(chapter, reader)[:-1], here]


@login_required
@never_cache
def word_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _preview(request, visible_import(request, pk))


def _preview(
    request: HttpRequest, arrival: WordImport, *, reasons: list[str] | None = None
) -> HttpResponse:
    job = Job.objects.about(arrival).first()
    context: dict[str, Any] = {
        "arrival": arrival,
        "reasons": reasons or [],
        "place": arrival.section or arrival.chapter,
        "crumbs": chapter_crumbs(arrival.chapter, request.user),
        "job": card(job) if job and (job.is_active or job.error) else None,
        "refusal": notes.refusal(arrival.problem) if arrival.problem else "",
        "is_mine": arrival.by_id == request.user.pk,
    }
    if arrival.state in (WordImportState.READY, WordImportState.APPLIED):
        context["notes"] = word_preview.remarks(arrival)
        context["said"] = arrival.findings.get("remarks", [])
        context["may_comment"] = request.user.has_perm("masterplans.add_comment", arrival.chapter)
        context["own_remarks"] = context["is_mine"] and context["may_comment"]
    if arrival.state == WordImportState.READY and (targets := _targets(request, arrival)):
        context |= _decision(request, arrival, targets)
    if arrival.state == WordImportState.APPLIED:
        context["outcome"] = _outcome(arrival)
    status = 422 if reasons else 200
    return render(request, "masterplans/word_import_detail.html", context, status=status)


def _targets(request: HttpRequest, arrival: WordImport) -> dict[int, Section]:
    """The sections that the reader may change by this document; none for a mentor's comments."""
    targets = writable(arrival.chapter, request.user)
    if arrival.section_id:
        targets = {pk: one for pk, one in targets.items() if pk == arrival.section_id}
    return targets


def _decision(
    request: HttpRequest, arrival: WordImport, targets: dict[int, Section]
) -> dict[str, Any]:
    posted = request.POST if request.method == "POST" else None
    rows = word_preview.rows(arrival, targets, posted)
    unchanged = [row for row in rows if row.state == word_preview.UNCHANGED]
    shown = [row for row in rows if row.state not in (word_preview.UNCHANGED, word_preview.EMPTY)]
    return {
        "rows": shown,
        "unchanged": unchanged,
        "targets": list(targets.values()),
        "conflicts": sum(row.state == word_preview.CONFLICT for row in shown),
        "untouched": [] if arrival.section_id else word_preview.untouched(rows, targets),
        "pictures": word_preview.pictures(arrival, posted),
        "locked": sections.why_not_writable(arrival.chapter),
    }


def _outcome(arrival: WordImport) -> list[dict[str, Any]]:
    known = {section.pk: section for section in arrival.chapter.sections.all()}
    for section in known.values():
        section.chapter = arrival.chapter
    return [row | {"section": known.get(row["section"])} for row in arrival.applied]


@login_required
@require_POST
def word_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    arrival = visible_import(request, pk)
    count = len(arrival.findings.get("parts", []))
    if undecided(request.POST, count):
        reason = _("Say for every part where it goes, or that it is left out.")
        return _preview(request, arrival, reasons=[reason])
    choices, alts = choices_of(request.POST, count, writable(arrival.chapter, request.user))
    try:
        outcome = word_imports.apply(arrival, choices, alts=alts, by=request.user)
    except Blocked as blocked:
        return _preview(request, visible_import(request, pk), reasons=blocked.reasons)
    saved = sum(row["outcome"] == "saved" for row in outcome)
    if saved:
        words = ngettext("%(count)s section was saved.", "%(count)s sections were saved.", saved)
        messages.success(request, words % {"count": saved})
    return redirect(arrival)


@login_required
@require_POST
def word_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    arrival = visible_import(request, pk)
    done = _("The document was discarded. Nothing was changed.")
    attempt(request, lambda: word_imports.discard(arrival, by=request.user), done=done)
    return redirect(arrival.section or arrival.chapter)


@login_required
@require_safe
def word_picture(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """Show a picture of a document that nobody has decided about yet."""
    arrival = visible_import(request, pk)
    found = arrival.findings.get("pictures", {}).get(sha256)
    if found is None or not blobs.exists(sha256):
        raise Http404
    response = FileResponse(blobs.open_blob(sha256), content_type=found["mime"])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400"
    return response


@login_required
@require_safe
def word_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the document back as it was brought."""
    arrival = visible_import(request, pk)
    if not blobs.exists(arrival.sha256):
        raise Http404
    response = FileResponse(
        blobs.open_blob(arrival.sha256),
        as_attachment=True,
        filename=arrival.file_name,
        content_type=WORD,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@leaves_out_nul
@login_required
@require_POST
def section_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a paste from an office program with what may stand in the text."""
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    form = PasteForm(request.POST)
    if not form.is_valid():
        reason = _("The paste is too large to be read in one piece. Bring it as a Word document.")
        return JsonResponse({"state": "blocked", "reasons": [reason]}, status=422)
    html = pasting.tidied(form.cleaned_data["html"])
    if reason := permitted.why_refused(html):
        return JsonResponse({"state": "blocked", "reasons": [reason]}, status=422)
    clean = permitted.clean(html, slug=section.enrolment.slug)
    return JsonResponse({"html": clean, "undescribed": permitted.undescribed(clean)})


def visible_import(request: HttpRequest, pk: int) -> WordImport:
    return get_object_or_404(WordImport.objects.visible_to(request.user).with_names(), pk=pk)


def writable(chapter: Chapter, user: Any) -> dict[int, Section]:
    """Return the sections of the chapter that this person writes, by number."""
    found = {}
    for section in chapter.sections.select_related("agency").prefetch_related(
        "co_agencies", "writers"
    ):
        section.chapter = chapter
        if user.has_perm("masterplans.edit_section", section):
            found[section.pk] = section
    return found


def _download(content: bytes, title: str, place: Chapter | Section) -> HttpResponse:
    name = f"{slugify(title)[:80]}-{place.enrolment.slug}.docx"
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
