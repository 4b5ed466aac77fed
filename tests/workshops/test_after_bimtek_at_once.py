"""What if several agree, confirm, answer or issue in the same instant? One of them does it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.services import history
from programs.models import Tenure
from smartcity_portal.kit.machine import Blocked
from tests.factories import EnrolmentFactory
from tests.people import Town, people_around
from tests.workshops.factories import journey
from tests.workshops.minuting import agreed, decide, draft, held
from workshops.models import (
    Attendance,
    Certificate,
    CertificatePrint,
    Minutes,
    Participant,
    Participation,
    SurveyAnswer,
    Task,
)
from workshops.pdf import certificate_press
from workshops.services import certificates, surveys, tasks
from workshops.services import minutes as minutes_service
from workshops.services.minutes_agreement import agree

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 6


@pytest.fixture
def town() -> Iterator[Town]:
    town = people_around(EnrolmentFactory())
    journey(town)
    yield town


def at_once(act: Callable[[int], Any]) -> list:
    """What each of several people got, a refusal in place of an answer."""

    def run(number: int) -> Any:
        try:
            return act(number)
        except Blocked as blocked:
            return blocked
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def done(answers: list) -> list:
    return [answer for answer in answers if not isinstance(answer, Blocked)]


def test_minutes_are_agreed_once(town):
    minutes = draft(town)
    decide(minutes, town)
    minutes_service.submit(minutes, by=town["coordinator"])
    answers = at_once(lambda n: agree(minutes, by=town["mentor" if n % 2 else "ministry"]))
    assert len(done(answers)) == 1
    assert Minutes.objects.get().versions.count() == 1
    assert history.history_of(Task.objects.get()).filter(verb="workshops.task.give").count() == 1


def test_a_task_is_confirmed_once(town):
    agreed(town)
    task = Task.objects.get()
    tasks.report(task, by=town["writer_of_another_agency"], note="Sudah.")
    answers = at_once(lambda n: tasks.confirm(task, by=town["mentor" if n % 2 else "ministry"]))
    assert len(done(answers)) == 1


def test_minutes_are_begun_once(town):
    meeting = held(town)
    answers = at_once(lambda n: minutes_service.begin(meeting, by=town["coordinator"]).pk)
    assert len(set(answers)) == 1


def test_a_token_is_used_once_and_the_wall_gives_no_place_more(town):
    meeting = held(town)
    survey = surveys.begin(meeting, by=town["coordinator"], closes_on=date(2100, 1, 1), places=3)
    (token,) = surveys.hand_out(survey, by=town["coordinator"], count=1)
    at_once(lambda n: surveys.answer(token, {"materi": "4"}))
    assert SurveyAnswer.objects.count() == 1
    assert len(done(at_once(lambda n: surveys.take_place(survey)))) == 3


def test_nobody_gets_two_certificates(town):
    meeting = held(town)
    session = meeting.sessions.first()
    for number in range(5):
        known = Participant.objects.create(
            enrolment=town.enrolment, name=f"Orang {number}", community="Warga"
        )
        row = Participation.objects.create(workshop=meeting, participant=known)
        Attendance.objects.create(participation=row, session=session, at=timezone.now())
    plan = certificates.plan(
        meeting,
        by=town["coordinator"],
        signatory=Tenure.objects.get(office__title__startswith="Kepala Dinas"),
        place="Bontang",
        dated=date(2019, 7, 9),
    )
    at_once(lambda n: certificates.issue_all(meeting, by=town["coordinator"]))
    assert list(Certificate.objects.order_by("serial").values_list("serial", flat=True)) == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip
    at_once(lambda n: certificate_press.print_waiting(plan.pk, lambda done, total: None))
    assert CertificatePrint.objects.count() == 5
