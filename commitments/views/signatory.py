"""What does a signatory see and do? One page, no menu: read, ask, decline or sign."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import QuestionForm, ReasonForm
from commitments.models import Role, Signatory, Signature
from commitments.services import conversation, reauthentication, signing
from commitments.sign_forms import SignForm
from commitments.views import proofs
from commitments.views.files import pdf_response
from commitments.views.ways import consent_words, ways_context
from smartcity_portal.kit.attempts import attempt, attempt_form


def own(request: HttpRequest, pk: int) -> Signatory:
    """The reader's own place on a sheet; 404 for everybody else, staff included."""
    return get_object_or_404(Signatory.objects.of_user(request.user).with_sheet(), pk=pk)


@never_cache
@sensitive_post_parameters("secret", "drawn", "typed")
@login_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    signatory = own(request, pk)
    if signatory.has_signed:
        return _done(request, signatory)
    if request.method == "GET":
        signatory = conversation.see(signatory, by=request.user)
    form = portal_form(request, signatory)
    if request.method == "POST" and attempt_form(
        request, form, lambda: _sign(request, signatory, form)
    ):
        messages.success(request, _("You have signed the sheet."))
        return redirect(signatory)
    return render(request, "commitments/sign.html", context_of(signatory, form))


def portal_form(request: HttpRequest, signatory: Signatory) -> SignForm:
    """The act in the portal."""
    sheet = signatory.sheet
    return SignForm(
        request.POST or None,
        request.FILES or None,
        consent_label=consent_words(signatory),
        method=reauthentication.method_of(request.user),
        is_proven=proofs.remembered(request, sheet.issued_sha256) is not None,
        initial={"consent_sha256": sheet.issued_sha256, "typed": signatory.signer_name[:60]},
    )


def _sign(request: HttpRequest, signatory: Signatory, form: SignForm) -> Signature:
    given = form.cleaned_data
    consent = given["consent_sha256"]
    return signing.sign(
        signatory,
        by=request.user,
        consent_sha256=consent,
        mark=given["mark"],
        proof=proofs.proof_for(request, consent, given["secret"]),
    )


def context_of(signatory: Signatory, form: SignForm) -> dict[str, Any]:
    """What the page says and offers."""
    sheet = signatory.sheet
    return {
        **ways_context(signatory),
        "signatory": signatory,
        "sheet": sheet,
        "form": form,
        "pledges": pledges_of(signatory),
        "people": list(sheet.signatories.all()),
        "notes": signatory.aide_notes.select_related("by"),
        "questions": signatory.questions.select_related("answered_by"),
        "question_form": QuestionForm(prefix="q"),
        "decline_form": ReasonForm(prefix="d"),
        "method": reauthentication.method_of(signatory.user),
    }


def pledges_of(signatory: Signatory) -> list[dict[str, Any]]:
    """What this person promises, in a few lines; the programmes as they stood when issued."""
    sheet = signatory.sheet
    if not sheet.is_promise:
        return []
    if signatory.role != Role.SIGNATORY:
        return [{"text": _("You sign as: %(role)s.") % {"role": signatory.get_role_display()}}]
    own = _totals(signatory) if signatory.is_head_of_region else _own_lines(signatory)
    return [*own, *_changes(signatory), *({"text": clause} for clause in sheet.clauses)]


def _own_lines(signatory: Signatory) -> list[dict[str, Any]]:
    lines = signatory.pledge
    pledges: list[dict[str, Any]] = [
        {
            "text": format_html(_("Carry out the quick win {}:"), _bold(line["name"])),
            "amount": line["amount"],
        }
        for line in lines
        if line.get("quick_win")
    ]
    if lines:
        pledges.append(
            {
                "text": format_html(
                    _("Carry out {} of {} in the masterplan {}, altogether"),
                    _bold(_programmes(len(lines))),
                    signatory.agency.name if signatory.agency else "",
                    signatory.sheet.enrolment.period,
                ),
                "amount": signatory.pledged,
            }
        )
    return pledges


def _totals(signatory: Signatory) -> list[dict[str, Any]]:
    """The head of region answers for the sums of all agencies."""
    lines = signatory.pledge
    if not lines:
        return []
    return [
        {
            "text": format_html(
                _("Lead {} of {} in the masterplan {}, altogether"),
                _bold(_programmes(sum(line["programs"] for line in lines))),
                ngettext("%(count)d agency", "%(count)d agencies", len(lines))
                % {"count": len(lines)},
                signatory.sheet.enrolment.period,
            ),
            "amount": signatory.pledged,
        }
    ]


def _changes(signatory: Signatory) -> list[dict[str, Any]]:
    """On an addendum: the own lines that differ from what was signed before."""
    return [
        {
            "text": format_html(
                _("Changed since your signature: {}"), _bold(f"{row['code']} {row['name']}".strip())
            ),
            "amount": row["after"]["amount"] if row["after"] else 0,
        }
        for row in signatory.sheet.changes
        if signatory.is_head_of_region or row["agency"] == signatory.agency_id
    ]


def _programmes(count: int) -> str:
    return ngettext("%(count)d programme", "%(count)d programmes", count) % {"count": count}


def _bold(text: str) -> str:
    return format_html("<b>{}</b>", text)


def _done(request: HttpRequest, signatory: Signatory) -> HttpResponse:
    if request.method == "POST":
        messages.info(request, _("You have signed this sheet already; once is enough."))
        return redirect(signatory)
    sheet = signatory.sheet
    people = sheet.signatories.all()
    signature = getattr(signatory, "signature", None)
    context = {
        "signatory": signatory,
        "sheet": sheet,
        "signature": signature,
        "signed": sum(row.has_signed for row in people),
        "total": len(people),
    }
    template = "signed.html" if signature else "signed_on_paper.html"
    return render(request, f"commitments/{template}", context)


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    signatory = own(request, pk)
    form = QuestionForm(request.POST, prefix="q")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    attempt(
        request,
        lambda: conversation.ask(signatory, by=request.user, text=text),
        done=_("Your question has been sent. The answer will stand here and reach you by mail."),
    )
    return redirect(signatory)


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    signatory = own(request, pk)
    form = ReasonForm(request.POST, prefix="d")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    attempt(
        request,
        lambda: conversation.decline(signatory, by=request.user, reason=reason),
        done=_("You have declined. The coordinator reads your reason."),
    )
    return redirect(signatory)


@login_required
@require_safe
def as_issued(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole document that is to be signed."""
    sheet = own(request, pk).sheet
    return pdf_response(sheet, sheet.issued_sha256, download="unduh" in request.GET)


@login_required
@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with all signatures so far, the reader's own included."""
    signatory = own(request, pk)
    if not signatory.has_signed:
        raise Http404
    sheet = signatory.sheet
    return pdf_response(sheet, sheet.head_sha256, download="unduh" in request.GET)
