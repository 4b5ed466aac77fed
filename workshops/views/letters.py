"""Which letters invite to a bimtek, what stands on them, and what can be done with them?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.machine import Blocked
from workshops import addressees
from workshops.letter_forms import LetterDraftForm, LetterForm, SignedForm
from workshops.letter_words import is_stale
from workshops.models import Letter
from workshops.services import deliveries, letters
from workshops.views import letter_acts
from workshops.views.pages import form_page, get_workshop, require, tab_page

TONES = {"draft": "busy", "issued": "ok", "replaced": "none", "cancelled": "stop"}


@login_required
@require_GET
def letter_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The letters of this bimtek with their answers."""
    workshop = get_workshop(request, slug, number)
    user = request.user
    rows = Letter.objects.visible_to(user).filter(workshop=workshop).with_names().counted()
    found = []
    for letter in rows:
        letter.workshop = workshop
        found.append({"letter": letter, "tone": TONES[letter.state], "stale": is_stale(letter)})
    context = {
        "letters": found,
        "may_draft": user.has_perm("workshops.draft_letter", workshop),
        "may_change_head": user.has_perm("programs.change_letterhead", workshop.enrolment.region),
    }
    return tab_page(request, workshop, "invitations", "workshops/letter_list.html", **context)


@login_required
def letter_draft(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose to whom; the words come from the edition."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.draft_letter", workshop)
    form = LetterDraftForm(request.POST or None, people=addressees.counts(workshop))
    made: list[Letter] = []
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: made.extend(
            letters.draft(
                workshop,
                by=request.user,
                groups=form.cleaned_data["groups"],
                per_group=form.cleaned_data["shape"] == "group",
            )
        ),
    ):
        if len(made) == 1:
            return redirect("workshops:letter_edit", pk=made[0].pk)
        return redirect("workshops:letter_list", slug=slug, number=number)
    return form_page(request, workshop, form, _("New letter"), _("Draft it"), **_back(workshop))


@login_required
@require_GET
def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: its document, its people, their answers, and what can be done."""
    letter = letter_of(request, pk)
    user = request.user
    may_send = user.has_perm("workshops.send_letter", letter)
    context: dict[str, Any] = {
        "letter": letter,
        "tone": TONES[letter.state],
        "stale": is_stale(letter),
        "may_send": may_send,
        "may_edit": letter.is_draft and user.has_perm("workshops.edit_letter", letter),
        "acts": letter_acts.offered(letter, user),
    }
    if letter.is_draft:
        people = addressees.people_of(letter.workshop, letter.groups)
        context |= {"people": people, "printed": sum(1 for row in people if row.printed)}
        context |= {"unreachable": sum(1 for row in people if not row.email)}
    elif may_send:
        context |= letter_acts.board(letter, request.GET)
        context |= {"newcomers": len(deliveries.newcomers(letter)) if letter.is_issued else 0}
        context |= {"signed_form": SignedForm()}
    return tab_page(
        request, letter.workshop, "invitations", "workshops/letter_detail.html", **context
    )


@login_required
def letter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_of(request, pk)
    require(request, "workshops.edit_letter", letter)
    workshop = letter.workshop
    form = LetterForm(
        request.POST or None,
        instance=letter,
        signers=letters.signers(workshop),
        people=addressees.counts(workshop),
    )
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: letters.edit(letter, by=request.user, **form.cleaned_data),
        done=_("The draft has been saved. Read it before you issue it."),
    ):
        return redirect(letter)
    return form_page(
        request,
        workshop,
        form,
        _("Letter of invitation"),
        _("Save and read"),
        **_back(workshop, letter),
    )


@login_required
@require_GET
def letter_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a document, marked as one."""
    letter = letter_of(request, pk)
    require(request, "workshops.edit_letter", letter)
    try:
        content = letters.preview(letter)
    except Blocked as blocked:
        return render(
            request, "workshops/letter_unprinted.html", {"reasons": blocked.reasons}, status=409
        )
    return _inline(content)


@login_required
@require_GET
def letter_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes that went out; with ?salinan=bertanda-tangan the signed copy."""
    letter = letter_of(request, pk)
    if letter.is_draft:
        raise Http404
    sha256 = letter.issue.sha256
    if request.GET.get("salinan") == "bertanda-tangan":
        sha256 = letter.signed_sha256
    return document(sha256, letter)


@login_required
@require_POST
def letter_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Issue, replace, cancel, discard, send or include: the service knows whether."""
    letter = letter_of(request, pk)
    if not request.user.has_perm(letter_acts.permission(verb), letter):
        raise PermissionDenied(verb)
    return letter_acts.carry_out(request, letter, verb)


@login_required
@require_POST
def letter_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """File the signed copy."""
    letter = letter_of(request, pk)
    require(request, "workshops.sign_letter", letter)
    form = SignedForm(request.POST, request.FILES)
    done = _("The signed letter is filed; mails carry it from now on.")

    def keep() -> None:
        letters.keep_signed(letter, form.cleaned_data["file"], by=request.user)

    if form.is_valid():
        attempt(request, keep, done=done)
    else:
        letter_acts.say(request, form.errors.get("file", []))
    return redirect(letter)


def letter_of(request: HttpRequest, pk: int) -> Letter:
    """Return the letter if this person may see it, else 404."""
    return get_object_or_404(Letter.objects.visible_to(request.user).with_names(), pk=pk)


def document(sha256: str, letter: Letter) -> HttpResponse:
    """Serve the bytes of an issued letter."""
    if not sha256 or not blobs.exists(sha256):
        raise Http404
    name = "".join(c if c.isalnum() else "-" for c in letter.issue.number)
    return FileResponse(
        blobs.open_blob(sha256), filename=f"undangan-{name}.pdf", content_type="application/pdf"
    )


def _inline(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="draf-undangan.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _back(workshop: Any, letter: Letter | None = None) -> dict[str, Any]:
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    url = letter.get_absolute_url() if letter else reverse("workshops:letter_list", kwargs=kwargs)
    return {"back_url": url}
