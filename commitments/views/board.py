"""Who has signed, and who is waited for? The list of sheets and the board of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.job_cards import card
from accounts.services import history
from commitments.forms import AnswerForm, DueForm, NoteForm, ReasonForm, StampedForm
from commitments.models import Question, Scan, Sheet, SheetKind, Signatory
from commitments.outside_forms import WaysForm
from commitments.services import (
    checkers,
    conversation,
    deadlines,
    finishing,
    ink,
    issuing_sets,
    staleness,
)
from commitments.services.outside_words import sentence
from commitments.states import SHEET, SheetState
from commitments.views import crumbs
from commitments.views.drafts import visible_sheet
from commitments.views.files import pdf_response
from commitments.views.scans import paper_of
from commitments.views.ways import people_with_ways
from programs.models import Enrolment
from programs.people import relations_of
from smartcity_portal.kit.attempts import attempt

PER_PAGE = 40
MOST_WAITING = 20


@login_required
@require_safe
def sheet_list(request: HttpRequest) -> HttpResponse:
    seen = Sheet.objects.visible_to(request.user)
    groups = {
        "": (_("Commitments"), seen.promises()),
        "naskah": (_("Minutes and MoU"), seen.papers().filter(in_series=False)),
        "sertifikat": (_("Certificates"), seen.papers().filter(in_series=True)),
    }
    view = request.GET.get("tampilan", "")
    view = view if view in groups else ""
    rows = groups[view][1].with_names().select_related("agency").with_progress().newest_first()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    mine = list(Signatory.objects.waiting_for(request.user).with_sheet())
    relations = relations_of(request.user)
    keeps = relations.ministry or bool(relations.coordinated_regions)
    context = {
        "page": page,
        "mine": mine[:MOST_WAITING],
        "waiting": len(mine),
        "keeps_services": keeps,
        "view": view,
        "views": [
            {
                "label": label,
                "url": f"?tampilan={key}" if key else "?",
                "count": found.count(),
                "current": key == view,
            }
            for key, (label, found) in groups.items()
        ],
    }
    return render(request, "commitments/sheet_list.html", context)


@login_required
@require_safe
def sheet_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The only standing sheet of an enrolment, all of them, or the place where they are drafted."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).with_names(), slug=slug
    )
    seen = Sheet.objects.visible_to(request.user).of(enrolment).promises().with_names()
    standing = list(seen.standing().with_progress().order_by("version"))
    may_draft = request.user.has_perm("commitments.draft_sheet", enrolment)
    changes = staleness.changes_of(enrolment) if may_draft and standing else []
    if len(standing) == 1 and not changes:
        return redirect(standing[0])
    context = {
        "crumbs": crumbs.of_enrolment(enrolment, _("Commitment sheets")),
        "enrolment": enrolment,
        "standing": standing,
        "ended": [sheet for sheet in seen.newest_first() if sheet.has_ended],
        "may_draft": may_draft,
        "separately": may_draft and not any(sheet.kind == SheetKind.JOINT for sheet in standing),
        "drafts": sum(sheet.state == SheetState.DRAFT for sheet in standing),
        "changes": changes,
        "addendum": any(
            sheet.kind == SheetKind.ADDENDUM and not sheet.completed_at for sheet in standing
        ),
        "job": _issuing(enrolment) if may_draft else None,
    }
    template = "sheet_set.html" if standing else "sheet_none.html"
    return render(request, f"commitments/{template}", context)


def _issuing(enrolment: Enrolment) -> dict[str, Any] | None:
    job = issuing_sets.latest_job(enrolment)
    return card(job) if job else None


@login_required
@require_safe
def sheet_detail(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    people = list(
        sheet.signatories.with_people()
        .select_related("ink")
        .prefetch_related("questions__answered_by")
    )
    scanned = ink.scan_rows(Scan.objects.of_sheet(sheet)) if sheet.is_open else []
    checked = checkers.by_signatory(scanned)
    for row in people:
        row.sheet, row.checking = sheet, checked.get(row.pk)
    context = {
        "crumbs": crumbs.of_sheet(sheet),
        "sheet": sheet,
        "people": people,
        "signed": sum(row.has_signed for row in people),
        "questions": [question for row in people for question in _asked(row)],
        "looks_after": request.user.has_perm("commitments.edit_sheet", sheet),
        "offers": _offers(request, sheet),
        "versions": sheet.versions.all(),
        "job": finishing.latest_job(sheet) if sheet.state == SheetState.FINALISING else None,
        "moves": history.history_of(sheet)[:60],
        "note_form": NoteForm(),
        "stamped_form": StampedForm(),
        "due_form": DueForm(instance=sheet),
        "paper": paper_of(request, sheet, scanned),
        **_ways(request, sheet),
        "answer_form": AnswerForm(),
    }
    return render(request, "commitments/sheet_detail.html", context)


def _ways(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """How people sign, before issue; tries that nobody has ended, after it."""
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        return {}
    if sheet.state == SheetState.DRAFT:
        return {"ways_form": WaysForm(people=people_with_ways(sheet))}
    rows = sheet.attempts.open().select_related("signatory__tenure__official")
    return {"attempts": [(row, sentence(row.problem) if row.problem else "") for row in rows]}


def _asked(row: Signatory) -> list[Question]:
    questions = list(row.questions.all())
    for question in questions:
        question.signatory = row
    return questions


def _offers(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """The verbs that this reader may take now, with what they lead to and what stands against them."""
    offered = dict(SHEET.offered_to(request.user, sheet))
    offers: dict[str, Any] = {}
    if "issue" in offered:
        against = SHEET.reasons_against("issue", sheet)
        offers["against"] = against
        if not against:
            offers["issue"] = {
                "label": offered["issue"].label,
                "icon": "send",
                "title": _("Issue this sheet?"),
                "text": _(
                    "The text is frozen, gets its number, and every signatory is asked by mail. "
                    "After this only a new sheet can change it."
                ),
                "url": reverse("commitments:sheet_issue", args=[sheet.code]),
                "submit": _("Issue the sheet"),
            }
    for verb in ("void", "revoke"):
        if verb in offered:
            offers["end"] = {
                "label": offered[verb].label,
                "title": _("End this sheet?"),
                "text": _("Signatures on it no longer count. Everybody on it reads your reason."),
                "url": reverse(f"commitments:sheet_{verb}", args=[sheet.code]),
                "submit": offered[verb].label,
                "form": ReasonForm(),
                "danger": True,
            }
    if "finish" in offered:
        offers["finish"] = {
            "label": offered["finish"].label,
            "url": reverse("commitments:sheet_finish", args=[sheet.code]),
            "post": True,
            "icon": "arrow-repeat",
        }
    return offers


@login_required
@require_POST
def finish(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    attempt(
        request,
        lambda: finishing.finish(sheet, by=request.user),
        done=_("The sheet is being sealed. This page shows when it is done."),
    )
    return redirect(sheet)


@login_required
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The file with all signatures so far."""
    sheet = visible_sheet(request, code)
    return pdf_response(sheet, sheet.head_sha256, download="unduh" in request.GET)


@login_required
@require_safe
def as_issued(request: HttpRequest, code: str) -> HttpResponse:
    """The file that everybody consents to."""
    sheet = visible_sheet(request, code)
    return pdf_response(sheet, sheet.issued_sha256, download="unduh" in request.GET)


@login_required
@require_POST
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Give everybody on a sheet another day to sign until."""
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.extend_sheet", sheet):
        raise PermissionDenied
    form = DueForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            lambda: deadlines.extend(sheet, form.cleaned_data["due_on"], by=request.user),
            done=_("The day has been set. Reminders follow it."),
        )
    else:
        messages.error(request, _("Give the day as a date."))
    return redirect(sheet)


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    row = _visible_signatory(request, pk)
    attempt(
        request,
        lambda: conversation.remind(row, by=request.user),
        done=_("%(name)s has been reminded.") % {"name": row.name},
    )
    return redirect(row.sheet)


@login_required
@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    row = _visible_signatory(request, pk)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    attempt(
        request,
        lambda: conversation.ask_again(row, by=request.user, note=note),
        done=_("%(name)s has been asked again.") % {"name": row.name},
    )
    return redirect(row.sheet)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    question = get_object_or_404(
        Question.objects.visible_to(request.user).select_related(
            "signatory__sheet__enrolment__region"
        ),
        pk=pk,
    )
    form = AnswerForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    attempt(
        request,
        lambda: conversation.answer(question, by=request.user, text=text),
        done=_("The answer has been sent."),
    )
    return redirect(question.signatory.sheet)


def _visible_signatory(request: HttpRequest, pk: int) -> Signatory:
    rows = Signatory.objects.with_sheet().filter(sheet__in=Sheet.objects.visible_to(request.user))
    return get_object_or_404(rows, pk=pk)
