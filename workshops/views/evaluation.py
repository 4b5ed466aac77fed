"""How do the organisers open an evaluation, hand out its links, close it and read its result?"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services import history
from programs.models import Cohort
from smartcity_portal.kit import charts, clock
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import number as written
from workshops.models import Survey, Workshop
from workshops.models.workshop import numeral
from workshops.pdf import survey_slips as press
from workshops.services import surveys
from workshops.survey_forms import SlipsForm, SurveyForm
from workshops.survey_result import FEWEST, SCALE
from workshops.turnout import summary_of
from workshops.views.pages import form_page, get_workshop, require, tab_page

DAYS = 7


def survey_of(workshop: Workshop) -> Survey | None:
    return Survey.objects.with_names().filter(workshop=workshop.meeting).first()


@login_required
def evaluation(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_evaluation", workshop)
    survey = survey_of(workshop)
    user, meeting = request.user, workshop.meeting
    kwargs = {"slug": slug, "number": number}
    context: dict[str, Any] = {
        "survey": survey,
        "fewest": FEWEST,
        "may_open": user.has_perm("workshops.open_survey", meeting),
        "questions": meeting.enrolment.cohort.edition.evaluation_questions,
        "inferred": meeting.enrolment.cohort.edition.is_inferred("evaluation_questions"),
        "compare_url": _compare_url(request, workshop),
    }
    if survey:
        context |= {
            "result": _told(survey),
            "wall_address": press.wall_address(survey),
            "may_hand_out": user.has_perm("workshops.hand_out_survey", meeting)
            and not survey.is_closed,
            "slips": SlipsForm(),
            "close": {
                "label": _("Close and count"),
                "title": _("Close the evaluation?"),
                "text": _(
                    "No further answer is taken. The answers are counted once; below %(fewest)d nothing is shown."
                )
                % {"fewest": FEWEST},
                "url": reverse("workshops:evaluation_close", kwargs=kwargs),
                "submit": _("Close and count"),
            },
            "history": history.history_of(survey)[:20],
        }
    return tab_page(request, workshop, "evaluation", "workshops/evaluation.html", **context)


def _compare_url(request: HttpRequest, workshop: Workshop) -> str:
    cohort = workshop.enrolment.cohort
    if not Cohort.objects.visible_to(request.user).filter(pk=cohort.pk).exists():
        return ""
    return reverse("workshops:evaluation_compare", kwargs={"year": cohort.year})


def _told(survey: Survey) -> dict[str, Any] | None:
    """The result as pictures with their tables, and the free texts."""
    if not survey.result:
        return None
    scales = [part for part in survey.result["questions"] if part["kind"] == "scale"]
    shown = [part for part in scales if "mean" in part]
    means = charts.lying_bars(
        [(part["text"], part["mean"]) for part in shown],
        title=_("Mean of each question, from 1 to 5"),
        head=(_("Question"), _("Mean")),
        places=2,
    )
    return {
        "answers": survey.result["answers"],
        "mean": survey.result["mean"],
        "means": means if shown else None,
        "spread": [
            {
                "text": part["text"],
                "chart": charts.bars(
                    [(str(step), part["counts"][step - 1]) for step in SCALE],
                    title=_("Answers from 1 to 5: %(question)s") % {"question": part["text"]},
                    head=(_("Answer"), _("People")),
                ),
                "note": _("%(count)d answers, mean %(mean)s")
                % {"count": part["answers"], "mean": written(part["mean"], 2)},
            }
            for part in shown
        ],
        "withheld": [part["text"] for part in scales if "mean" not in part],
        "texts": [part for part in survey.result["questions"] if part["kind"] == "text"],
    }


@login_required
def evaluation_open(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Open it, or change how long and for how many it stands open."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.open_survey", workshop.meeting)
    survey = survey_of(workshop)
    page = reverse("workshops:evaluation", kwargs={"slug": slug, "number": number})
    form = SurveyForm(request.POST or None, initial=_first(workshop, survey))

    def save() -> None:
        if survey:
            surveys.extend(survey, by=request.user, **form.cleaned_data)
        else:
            surveys.begin(workshop, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt_form(
        request, form, save, done=_("The evaluation is open.")
    ):
        return redirect(page)
    title = _("Change the evaluation") if survey else _("Open the evaluation")
    return form_page(request, workshop, form, title, title, back_url=page)


def _first(workshop: Workshop, survey: Survey | None) -> dict[str, Any]:
    if survey:
        return {"closes_on": survey.closes_on, "places": survey.places}
    people = summary_of(workshop.meeting)["present"] or 100
    last = max(workshop.last_day or clock.today(), clock.today())
    return {"closes_on": last + timedelta(days=DAYS), "places": people}


@login_required
@require_POST
def evaluation_close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    survey = _survey(request, slug, number)
    done = _("The evaluation is closed and counted.")
    attempt(request, lambda: surveys.close(survey, by=request.user), done=done)
    return redirect("workshops:evaluation", slug=slug, number=number)


@login_required
@require_POST
def evaluation_slips(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Print slips with fresh links; they are not kept, so print again when some are lost."""
    survey = _survey(request, slug, number)
    form = SlipsForm(request.POST)
    tokens: list[str] = []
    count = form.cleaned_data["count"] if form.is_valid() else 0
    if not attempt(
        request, lambda: tokens.extend(surveys.hand_out(survey, by=request.user, count=count))
    ):
        return redirect("workshops:evaluation", slug=slug, number=number)
    response = HttpResponse(press.slips(survey, tokens), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="evaluasi-{slug}-{number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def evaluation_mail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    survey = _survey(request, slug, number)
    done = _("A worker mails the links.")
    attempt(request, lambda: surveys.request_mails(survey, by=request.user), done=done)
    return redirect("workshops:evaluation", slug=slug, number=number)


@login_required
@require_GET
def evaluation_wall(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    survey = _survey(request, slug, number)
    require(request, "workshops.hand_out_survey", survey)
    response = HttpResponse(press.wall(survey), content_type="application/pdf")
    name = f"evaluasi-dinding-{slug}-{number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@login_required
def evaluation_compare(request: HttpRequest, year: int) -> HttpResponse:
    """Regions and stages of a cohort side by side; only closed evaluations with enough answers."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), year=year)
    rows = (
        Survey.objects.told()
        .filter(workshop__enrolment__cohort=cohort)
        .with_names()
        .order_by("workshop__enrolment__region__name", "workshop__number")
    )
    asked = request.GET.get("pertanyaan", "")
    questions = _questions(rows)
    code = asked if asked in questions else ""
    values: dict[Any, dict[int, float]] = {}
    for survey in rows:
        if (value := _value(survey, code)) is not None:
            region = survey.workshop.enrolment
            values.setdefault(region, {})[survey.workshop.number] = value
    path = reverse("workshops:evaluation_compare", kwargs={"year": year})
    context = {
        "cohort": cohort,
        "chart": _chart_of_stages(values),
        "columns": [
            {"label": _("Region")},
            *({"label": f"Bimtek {numeral(stage)}"} for stage in (1, 2, 3, 4)),
        ],
        "rows": [
            {
                "title": str(enrolment.region),
                "url": enrolment.get_absolute_url(),
                "cells": [
                    {"text": written(by_stage[stage], 2) if stage in by_stage else "–"}
                    for stage in (1, 2, 3, 4)
                ],
            }
            for enrolment, by_stage in values.items()
        ],
        "views": [
            {
                "label": label,
                "url": f"{path}?pertanyaan={key}" if key else path,
                "current": key == code,
            }
            for key, label in {"": _("All questions"), **questions}.items()
        ],
        "fewest": FEWEST,
    }
    return render(request, "workshops/evaluation_compare.html", context)


def _questions(rows: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for survey in rows:
        for part in survey.result["questions"]:
            if part["kind"] == "scale":
                found.setdefault(part["code"], part["text"])
    return found


def _value(survey: Survey, code: str) -> float | None:
    if not code:
        return survey.result["mean"]
    parts = [part for part in survey.result["questions"] if part["code"] == code]
    return parts[0].get("mean") if parts else None


def _chart_of_stages(values: dict[Any, dict[int, float]]) -> charts.Chart | None:
    means = []
    for stage in (1, 2, 3, 4):
        found = [by_stage[stage] for by_stage in values.values() if stage in by_stage]
        if found:
            means.append((f"Bimtek {numeral(stage)}", round(sum(found) / len(found), 2)))
    if not means:
        return None
    return charts.lying_bars(
        means,
        title=_("Mean over the regions, stage by stage, from 1 to 5"),
        head=(_("Stage"), _("Mean")),
        places=2,
    )


def _survey(request: HttpRequest, slug: str, number: int) -> Survey:
    workshop = get_workshop(request, slug, number)
    return get_object_or_404(Survey.objects.with_names(), workshop=workshop.meeting)
