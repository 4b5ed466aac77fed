"""How does one person sign all own sheets at once? One consent that lists them, one proof, one mark."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from commitments.models import Signatory
from commitments.services import conversation, reauthentication, signing
from commitments.sign_forms import SignForm
from commitments.views import proofs
from commitments.views.signatory import pledges_of
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.machine import Blocked

MOST_AT_ONCE = 40


@dataclass
class Outcome:
    """What came of signing several sheets: how many, and why some were left."""

    signed: int = 0
    left: list[str] = field(default_factory=list)


@never_cache
@sensitive_post_parameters("secret", "drawn", "typed")
@login_required
def sign_all(request: HttpRequest) -> HttpResponse:
    """Every sheet that waits for the reader, with its lines and its fingerprint."""
    waiting = [
        row
        for row in Signatory.objects.waiting_for(request.user).with_sheet()
        if row.route == "portal"
    ]
    left, waiting = waiting[MOST_AT_ONCE:], waiting[:MOST_AT_ONCE]
    if len(waiting) < 2:
        return redirect(waiting[0] if waiting else "commitments:sheet_list")
    if request.method == "GET":
        waiting = [conversation.see(row, by=request.user) for row in waiting]
    form = _form(request, waiting)
    outcome = Outcome()
    if request.method == "POST" and attempt_form(
        request, form, lambda: _sign(request, waiting, form, outcome)
    ):
        return _told(request, outcome)
    context = {
        "form": form,
        "method": reauthentication.method_of(request.user),
        "sheets": [{"signatory": row, "pledges": pledges_of(row)} for row in waiting],
        "left": len(left),
    }
    return render(request, "commitments/sign_all.html", context)


def _form(request: HttpRequest, waiting: list[Signatory]) -> SignForm:
    label = ngettext(
        "I have read this %(count)d document, named above by its fingerprint, and sign it.",
        "I have read these %(count)d documents, named above by their fingerprints, and sign them.",
        len(waiting),
    ) % {"count": len(waiting)}
    consent = signing.joint_consent(waiting)
    return SignForm(
        request.POST or None,
        request.FILES or None,
        consent_label=label,
        method=reauthentication.method_of(request.user),
        is_proven=proofs.remembered(request, consent) is not None,
        initial={
            "consent_sha256": consent,
            "typed": waiting[0].signer_name[:60],
        },
    )


def _sign(request: HttpRequest, waiting: list[Signatory], form: SignForm, outcome: Outcome) -> None:
    """Sign one after the other; a sheet that cannot be signed now holds none of the others up."""
    given: dict[str, Any] = form.cleaned_data
    if given["consent_sha256"] != signing.joint_consent(waiting):
        raise Blocked(
            [_("The list of documents has changed since you opened it. Read it again, then sign.")]
        )
    proof = proofs.proof_for(request, given["consent_sha256"], given["secret"])
    for row in waiting:
        try:
            signing.sign(
                row,
                by=request.user,
                consent_sha256=row.sheet.issued_sha256,
                mark=given["mark"],
                proof=proof,
            )
            outcome.signed += 1
        except Blocked as blocked:
            outcome.left.append(f"{row.sheet}: {' '.join(blocked.reasons)}")


def _told(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if outcome.signed:
        words = ngettext(
            "You have signed %(count)d sheet.",
            "You have signed %(count)d sheets.",
            outcome.signed,
        )
        messages.success(request, words % {"count": outcome.signed})
    for sentence in outcome.left:
        messages.error(request, sentence)
    return redirect("commitments:sheet_list")
