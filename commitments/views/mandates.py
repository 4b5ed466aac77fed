"""Who signs in somebody's place, and who prepares it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from commitments.forms import AideForm, MandateForm, NoteForm, QuestionForm
from commitments.models import Aide, Signatory
from commitments.services import conversation, mandates
from commitments.views.files import pdf_response
from commitments.views.signatory import pledges_of
from programs.models import AgencyMember, Office
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a place to another official, by whoever holds it or by those who look after the sheet."""
    signatory = _delegable(request, pk)
    if not request.user.has_perm("commitments.delegate_signatory", signatory):
        raise PermissionDenied
    form = MandateForm(request.POST or None, request.FILES or None, signatory=signatory)
    back = signatory.sheet if request.user.pk != signatory.holder_id else "commitments:sheet_list"
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: _delegate(request, signatory, form),
        done=_("The place has been handed over. Both people are told."),
    ):
        return redirect(back)
    context = {"signatory": signatory, "sheet": signatory.sheet, "form": form}
    return render(request, "commitments/delegate.html", context)


def _delegable(request: HttpRequest, pk: int) -> Signatory:
    rows = Signatory.objects.delegable_by(request.user).with_sheet()
    return get_object_or_404(rows, pk=pk)


def _delegate(request: HttpRequest, signatory: Signatory, form: MandateForm) -> Signatory:
    given = form.cleaned_data
    return mandates.delegate(
        signatory,
        given["given_to"],
        by=request.user,
        kind=given["kind"],
        decree=given["decree"],
        reason=given["reason"],
        file=given["file"],
    )


@login_required
@require_safe
def mandate_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest letter of mandate for a place."""
    signatory = _delegable(request, pk)
    mandate = signatory.mandates.exclude(file_sha256="").last()
    if mandate is None:
        raise Http404
    return pdf_response(signatory.sheet, mandate.file_sha256, name="surat-mandat")


@login_required
@require_safe
def aided(request: HttpRequest) -> HttpResponse:
    """What an aide prepares, and the aides of the reader's own offices."""
    rows = Signatory.objects.aided_by(request.user).with_sheet().order_by("-asked_at")
    offices = list(
        Office.objects.filter(
            tenures__official__user=request.user.pk, tenures__until=None
        ).select_related("region", "agency")
    )
    context = {
        "rows": rows,
        "offices": [
            {"office": office, "aides": _aides(office), "form": _aide_form(office)}
            for office in offices
        ],
    }
    return render(request, "commitments/aided.html", context)


def _aides(office: Office) -> list[Aide]:
    return list(office.aides.active().select_related("user"))


def _aide_form(office: Office, data: Any = None) -> AideForm:
    members = AgencyMember.objects.active().filter(agency__region=office.region)
    if office.agency_id:
        members = members.filter(agency=office.agency)
    people = User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("name")
    return AideForm(data, people=people, prefix=f"office-{office.pk}")


@login_required
@require_POST
def aide_name(request: HttpRequest, pk: int) -> HttpResponse:
    offices = Office.objects.visible_to(request.user).select_related("region", "agency")
    office = get_object_or_404(offices, pk=pk)
    if not request.user.has_perm("commitments.name_aide", office):
        raise PermissionDenied
    form = _aide_form(office, request.POST)
    attempt_form(
        request,
        form,
        lambda: mandates.name_aide(office, form.cleaned_data["user"], by=request.user),
        done=_("The aide has been named and told."),
    )
    return redirect("commitments:aided")


@login_required
@require_POST
def aide_release(request: HttpRequest, pk: int) -> HttpResponse:
    offices = Office.objects.visible_to(request.user)
    rows = Aide.objects.active().filter(office__in=offices).with_names()
    aide = get_object_or_404(rows, pk=pk)
    attempt(
        request,
        lambda: mandates.release_aide(aide, by=request.user),
        done=_("The aide has been released."),
    )
    return redirect("commitments:aided")


def _prepared(request: HttpRequest, pk: int) -> Signatory:
    """A place that the reader prepares; 404 for everybody else."""
    return get_object_or_404(Signatory.objects.aided_by(request.user).with_sheet(), pk=pk)


@login_required
@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as the signatory will see it, without any way to sign."""
    signatory = _prepared(request, pk)
    context = {
        "crumbs": [
            {"label": _("Preparing signatures"), "url": reverse("commitments:aided")},
            {"label": signatory.sheet.title, "url": ""},
        ],
        "signatory": signatory,
        "sheet": signatory.sheet,
        "pledges": pledges_of(signatory),
        "questions": signatory.questions.select_related("answered_by"),
        "notes": signatory.aide_notes.select_related("by"),
        "question_form": QuestionForm(prefix="q"),
        "note_form": NoteForm(prefix="n"),
    }
    return render(request, "commitments/prepare.html", context)


@login_required
@require_safe
def prepare_document(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = _prepared(request, pk).sheet
    return pdf_response(sheet, sheet.issued_sha256, download="unduh" in request.GET)


@login_required
@require_POST
def prepare_note(request: HttpRequest, pk: int) -> HttpResponse:
    signatory = _prepared(request, pk)
    form = NoteForm(request.POST, prefix="n")
    text = form.cleaned_data["note"] if form.is_valid() else ""
    attempt(
        request,
        lambda: mandates.leave_note(signatory, by=request.user, text=text),
        done=_("The note stands on the signatory's page."),
    )
    return redirect("commitments:prepare", pk=pk)


@login_required
@require_POST
def prepare_question(request: HttpRequest, pk: int) -> HttpResponse:
    signatory = _prepared(request, pk)
    form = QuestionForm(request.POST, prefix="q")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    attempt(
        request,
        lambda: conversation.ask(signatory, by=request.user, text=text),
        done=_("The question has been sent to the coordinator."),
    )
    return redirect("commitments:prepare", pk=pk)
