"""How did a letter reach one person, and what do they answer, by link or told to the organiser?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops import answer_links, calendars
from workshops.letter_forms import AnswerForm, RecipientForm
from workshops.models import LetterRecipient
from workshops.services import answers, deliveries
from workshops.views.letter_acts import failure
from workshops.views.letters import document
from workshops.views.pages import require, tab_page

DELIVERY_TONES = {
    "none": "none",
    "queued": "busy",
    "sending": "busy",
    "sent": "ok",
    "failed": "stop",
}


@login_required
@require_GET
def recipient_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: delivery, text for a chat, address, answer."""
    recipient = _recipient(request, pk)
    return _page(request, recipient, RecipientForm(instance=recipient), _answer_form(recipient))


@login_required
@require_POST
def recipient_correct(request: HttpRequest, pk: int) -> HttpResponse:
    recipient = _recipient(request, pk)
    form = RecipientForm(request.POST, instance=recipient)
    if attempt_form(
        request,
        form,
        lambda: deliveries.correct(recipient, by=request.user, **form.cleaned_data),
        done=_("The address has been saved."),
    ):
        return redirect(recipient)
    return _page(request, _recipient(request, pk), form, _answer_form(recipient))


@login_required
@require_POST
def recipient_send(request: HttpRequest, pk: int) -> HttpResponse:
    recipient = _recipient(request, pk)
    done = _("The mail is on its way.")
    attempt(request, lambda: deliveries.resend(recipient, by=request.user), done=done)
    return redirect(recipient)


@login_required
@require_POST
def recipient_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an answer that was given by telephone or in person."""
    recipient = _recipient(request, pk)
    form = AnswerForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: answers.give(recipient, by=request.user, **form.cleaned_data),
        done=_("The answer has been written down."),
    ):
        return redirect(recipient)
    return _page(request, recipient, RecipientForm(instance=recipient), form)


@never_cache
def letter_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The personal page behind the link: no account, three answers."""
    recipient = answer_links.recipient_of(token)
    if recipient is None:
        return render(request, "workshops/answer_unknown.html", status=404)
    form = AnswerForm(request.POST or None, initial=_given(recipient))
    reasons = answers.reasons_against(recipient)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: answers.give(recipient, by=None, **form.cleaned_data),
        done=_("Thank you, your answer has arrived. You may change it here until the last day."),
    ):
        return redirect("workshops:letter_answer", token=token)
    context = {
        "recipient": recipient,
        "letter": recipient.letter,
        "words": recipient.letter.issue.text,
        "form": form,
        "reasons": reasons,
        "token": token,
        "newer": _newer(recipient),
    }
    return render(request, "workshops/answer.html", context)


@never_cache
@require_GET
def answer_document(request: HttpRequest, token: str) -> HttpResponse:
    """The letter, for the holder of the link."""
    recipient = answer_links.recipient_of(token)
    if recipient is None:
        return render(request, "workshops/answer_unknown.html", status=404)
    letter = recipient.letter
    return document(letter.signed_sha256 or letter.issue.sha256, letter)


@never_cache
@require_GET
def answer_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar entry, for the holder of the link."""
    recipient = answer_links.recipient_of(token)
    if recipient is None:
        return render(request, "workshops/answer_unknown.html", status=404)
    ended = not recipient.letter.is_issued
    response = HttpResponse(
        calendars.invitation(recipient, cancels=ended), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="undangan.ics"'
    return response


def chat_text(recipient: LetterRecipient) -> str:
    """The invitation as text for a chat, with the personal link."""
    words = recipient.letter.issue.text
    with translation.override("id"):
        lines = [
            _("Dear %(name)s,") % {"name": recipient.name or recipient.office},
            "",
            f"*{words['subject']}*",
            *(f"{label}: {value}" for label, value in words["facts"]),
            "",
            _("Letter number %(number)s.") % {"number": recipient.letter.issue.number},
            _("Letter and answer (attend, send somebody, do not attend):"),
            answer_links.address_of(recipient),
        ]
    return "\n".join(lines)


def _page(
    request: HttpRequest, recipient: LetterRecipient, form: Any, answer_form: Any
) -> HttpResponse:
    letter = recipient.letter
    kwargs = {"pk": recipient.pk}
    context = {
        "recipient": recipient,
        "letter": letter,
        "tone": DELIVERY_TONES[recipient.state],
        "failure": failure(recipient),
        "chat": chat_text(recipient) if letter.is_issued else "",
        "form": form,
        "answer_form": answer_form if not answers.reasons_against(recipient) else None,
        "send_url": reverse("workshops:recipient_send", kwargs=kwargs),
        "correct_url": reverse("workshops:recipient_correct", kwargs=kwargs),
        "answer_url": reverse("workshops:recipient_answer", kwargs=kwargs),
    }
    return tab_page(request, letter.workshop, "invitations", "workshops/recipient.html", **context)


def _recipient(request: HttpRequest, pk: int) -> LetterRecipient:
    rows = LetterRecipient.objects.visible_to(request.user).with_names()
    recipient = get_object_or_404(rows, pk=pk)
    require(request, "workshops.send_letter", recipient.letter)
    return recipient


def _given(recipient: LetterRecipient) -> dict[str, str]:
    return {name: getattr(recipient, name) for name in ("answer", "substitute", "remark")}


def _answer_form(recipient: LetterRecipient) -> AnswerForm:
    return AnswerForm(initial=_given(recipient), auto_id="id_answer_%s")


def _newer(recipient: LetterRecipient) -> str:
    """The personal page of the same person at the letter that replaced this one."""
    if recipient.letter.state != "replaced" or not recipient.email:
        return ""
    same = LetterRecipient.objects.filter(
        letter__replaces=recipient.letter, email__iexact=recipient.email
    ).first()
    return answer_links.address_of(same) if same else ""
