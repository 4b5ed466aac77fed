"""How does a participant answer an evaluation, without an account and without being known?"""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt_form, reasons_of
from smartcity_portal.kit.machine import Blocked
from workshops.models import Survey
from workshops.services import surveys
from workshops.survey_forms import AnswerForm

SALT = "workshops.survey.place"
DAYS = 60 * 24 * 3600


@never_cache
def survey_wall(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code on the wall leads: one button, one place, one answer."""
    survey = get_object_or_404(Survey.objects.with_names(), code=code.upper())
    is_open = not survey.is_closed and survey.closes_on >= clock.today()
    context = {"survey": survey, "workshop": survey.workshop, "is_open": is_open}
    return render(request, "workshops/survey_wall.html", context)


@never_cache
@require_POST
def survey_take(request: HttpRequest, code: str) -> HttpResponse:
    """Give this browser its place; pressing twice gives the same one."""
    survey = get_object_or_404(Survey.objects.with_names(), code=code.upper())
    cookie = f"tempat-{survey.code}"
    known = _token_in(request.COOKIES.get(cookie, ""))
    if known and surveys.ticket_of(known):
        return redirect("workshops:survey_answer", token=known)
    try:
        token = surveys.take_place(survey)
    except Blocked as blocked:
        return _closed(request, survey, " ".join(reasons_of(blocked)))
    response = redirect("workshops:survey_answer", token=token)
    response.set_cookie(
        cookie,
        signing.dumps(token, salt=SALT),
        max_age=DAYS,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


def _token_in(value: str) -> str:
    try:
        return str(signing.loads(value, salt=SALT)) if value else ""
    except signing.BadSignature:
        return ""


@never_cache
def survey_answer(request: HttpRequest, token: str) -> HttpResponse:
    ticket = surveys.ticket_of(token)
    if ticket is None:
        return render(request, "workshops/survey_unknown.html", status=404)
    survey = ticket.survey
    if ticket.used:
        return _thanks(request, survey)
    if survey.is_closed or survey.closes_on < clock.today():
        return _closed(request, survey, _("This evaluation is closed."))
    form = AnswerForm(request.POST or None, questions=survey.questions)
    if request.method == "POST" and attempt_form(
        request, form, lambda: surveys.answer(token, form.cleaned_data)
    ):
        return redirect("workshops:survey_answer", token=token)
    context = {"survey": survey, "workshop": survey.workshop, "form": form}
    return render(request, "workshops/survey_answer.html", context)


def _thanks(request: HttpRequest, survey: Survey) -> HttpResponse:
    context = {"survey": survey, "workshop": survey.workshop}
    return render(request, "workshops/survey_thanks.html", context)


def _closed(request: HttpRequest, survey: Survey, sentence: str) -> HttpResponse:
    context = {"survey": survey, "workshop": survey.workshop, "sentence": sentence}
    return render(request, "workshops/survey_closed.html", context)
