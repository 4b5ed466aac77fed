"""How is an evaluation opened, answered once per token, and counted when it closes?"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job, User
from accounts.services import history, jobs, permission
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops.codes import new_code
from workshops.models import Participation, Survey, SurveyAnswer, SurveyTicket, Workshop
from workshops.survey_result import SCALE, result_of
from workshops.tickets import hash_of, new_tokens

LONGEST_TEXT = 1000
MOST_PLACES = 2000
MOST_SLIPS = 400


@transaction.atomic
def begin(
    workshop: Workshop,
    *,
    by: User,
    closes_on: date,
    places: int,
    at: datetime | None = None,
) -> Survey:
    """Open the evaluation of a meeting with the questions of its edition.

    `places` is how many answers the code on the wall admits. Raises Blocked before the bimtek,
    twice, for an edition without questions, and for a day that is over.
    """
    meeting = (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("enrolment__region", "enrolment__cohort__edition")
        .get(pk=workshop.meeting.pk)
    )
    permission.require("workshops.open_survey", meeting, by=by)
    today = at.date() if at else clock.today()
    questions = meeting.enrolment.cohort.edition.evaluation_questions
    if Survey.objects.filter(workshop=meeting).exists():
        raise Blocked([_("The evaluation of this bimtek was opened already.")])
    if not questions:
        raise Blocked([_("The edition of this cohort has no questions for an evaluation.")])
    if not meeting.starts_on or meeting.starts_on > today:
        raise Blocked([_("The evaluation opens from the first day of the bimtek on.")])
    _check(closes_on, places, today)
    survey = Survey.objects.create(
        workshop=meeting,
        code=new_code(Survey),
        questions=questions,
        places=places,
        opened_at=at or timezone.now(),
        opened_by=by,
        closes_on=closes_on,
        is_example=meeting.is_example,
    )
    history.record("workshops.survey.open", survey, by=by, at=at, until=day(closes_on))
    return survey


@transaction.atomic
def extend(survey: Survey, *, by: User, closes_on: date, places: int) -> Survey:
    """Let it stand open longer, or admit more people by the code on the wall."""
    survey = _locked(survey)
    permission.require("workshops.open_survey", survey, by=by)
    _require_open(survey)
    _check(closes_on, places, clock.today())
    survey.closes_on, survey.places = closes_on, places
    survey.save(update_fields=["closes_on", "places"])
    history.record("workshops.survey.open", survey, by=by, until=day(closes_on))
    return survey


@transaction.atomic
def close(survey: Survey, *, by: User | None, at: datetime | None = None) -> Survey:
    """End it and count the answers, once. Below the fewest answers nothing is told."""
    survey = _locked(survey)
    permission.require("workshops.close_survey", survey, by=by)
    _require_open(survey)
    answers = survey.answers.order_by("pk").values_list("values", flat=True)
    survey.result = result_of(survey.questions, answers)
    survey.closed_at = at or timezone.now()
    survey.save(update_fields=["result", "closed_at"])
    history.record("workshops.survey.close", survey, by=by, at=at, count=survey.answered)
    return survey


def close_over() -> int:
    """Close every evaluation whose last day is over; return how many."""
    closed = 0
    for survey in Survey.objects.over():
        try:
            close(survey, by=None)
        except Blocked:
            continue  # somebody closed it in this moment
        closed += 1
    return closed


@transaction.atomic
def hand_out(survey: Survey, *, by: User, count: int) -> list[str]:
    """Return fresh tokens, each good for one answer; the portal keeps only their hashes."""
    survey = _locked(survey)
    permission.require("workshops.hand_out_survey", survey, by=by)
    _require_open(survey)
    if not 1 <= count <= MOST_SLIPS:
        raise Blocked([_("Print between 1 and %(most)d slips at once.") % {"most": MOST_SLIPS}])
    tokens = new_tokens(survey, count)
    history.record("workshops.survey.print", survey, by=by, count=count)
    return tokens


@transaction.atomic
def request_mails(survey: Survey, *, by: User) -> Job:
    """Let a worker mail a link to everybody who was present and has an address."""
    survey = _locked(survey)
    permission.require("workshops.hand_out_survey", survey, by=by)
    _require_taking(survey)
    people = Participation.objects.filter(workshop=survey.workshop, attendances__isnull=False)
    waiting = people.exclude(participant__email="").exclude(
        pk__in=survey.mailings.values("participation")
    )
    count = waiting.distinct().count()
    if not count:
        raise Blocked([_("Nobody who was present has an address and no link yet.")])
    history.record("workshops.survey.mail", survey, by=by, count=count)
    return jobs.enqueue("workshops.evaluation_links", survey.workshop, by=by, survey=survey.pk)


@transaction.atomic
def take_place(survey: Survey) -> str:
    """Give somebody who read the code on the wall a token. Raises Blocked when all are given."""
    survey = _locked(survey)
    _require_taking(survey)
    if survey.tickets.filter(from_wall=True).count() >= survey.places:
        raise Blocked(
            [_("All places for this evaluation are taken. Ask the organisers for a slip of paper.")]
        )
    return new_tokens(survey, 1, from_wall=True)[0]


def ticket_of(token: str) -> SurveyTicket | None:
    """Return the ticket of a token, used or not; None for a token that was never given."""
    rows = SurveyTicket.objects.select_related(
        "survey__workshop__enrolment__region", "survey__workshop__plan"
    )
    return rows.filter(token_sha256=hash_of(token)).first()


@transaction.atomic
def answer(token: str, values: dict[str, Any]) -> None:
    """Store an answer and use up its token; nothing leads from one to the other.

    Raises Blocked for a token that is used or unknown and for a closed evaluation, ValidationError for answers
    that do not fit the questions.
    """
    ticket = ticket_of(token)
    if ticket is None:
        raise Blocked([_("This link is not known. Scan the code again or ask for another slip.")])
    survey = _locked(ticket.survey)
    _require_taking(survey)
    clean = _clean(survey, values)
    if not SurveyTicket.objects.filter(pk=ticket.pk, used=False).update(used=True):
        raise Blocked([_("This link has been used already. Your answer is stored; thank you.")])
    SurveyAnswer.objects.create(survey=survey, values=clean)
    Survey.objects.filter(pk=survey.pk).update(answered=F("answered") + 1)


def _clean(survey: Survey, values: dict[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for question in survey.questions:
        value = values.get(question["code"])
        if value in (None, ""):
            continue
        if question["kind"] == "text":
            clean[question["code"]] = str(value).strip()[:LONGEST_TEXT]
        elif (mark := natural(str(value))) in SCALE:
            clean[question["code"]] = mark
        else:
            raise ValidationError(_("Choose a number from 1 to 5."))
    if not any(clean.values()):
        raise ValidationError(_("Answer at least one question."))
    return clean


def _locked(survey: Survey) -> Survey:
    return Survey.objects.with_names().select_for_update(of=("self",)).get(pk=survey.pk)


def _require_open(survey: Survey) -> None:
    if survey.is_closed:
        raise Blocked([_("This evaluation is closed.")])


def _require_taking(survey: Survey) -> None:
    _require_open(survey)
    if survey.closes_on < clock.today():
        raise Blocked([_("This evaluation is closed.")])


def _check(closes_on: date, places: int, today: date) -> None:
    if closes_on < today:
        raise Blocked([_("This day is over. Choose a later one.")])
    if not 0 <= places <= MOST_PLACES:
        raise Blocked([_("The code on the wall admits at most %(most)d.") % {"most": MOST_PLACES}])
