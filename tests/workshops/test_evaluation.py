"""How is an evaluation answered, and what does nobody learn from it?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from smartcity_portal.kit.machine import Blocked
from tests.workshops.minuting import held
from workshops.models import Survey, SurveyAnswer, SurveyTicket
from workshops.services import surveys
from workshops.survey_result import result_of

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {"code": "materi", "text": "Materi mudah dipahami", "kind": "scale"},
    {"code": "waktu", "text": "Waktu cukup", "kind": "scale"},
    {"code": "saran", "text": "Saran", "kind": "text"},
]


@pytest.fixture
def survey(town, plan) -> Survey:
    later = timezone.localdate() + timedelta(days=7)
    return surveys.begin(held(town), by=town["coordinator"], closes_on=later, places=3)


def answer(survey: Survey, town, count: int = 1, **values) -> None:
    for token in surveys.hand_out(survey, by=town["coordinator"], count=count):
        surveys.answer(token, values or {"materi": "4", "bermanfaat": "Kelompok kecil"})


def test_it_opens_with_the_questions_of_the_edition(town, survey):
    assert survey.questions == town.enrolment.cohort.edition.evaluation_questions
    with pytest.raises(Blocked):
        surveys.begin(survey.workshop, by=town["coordinator"], closes_on=date(2100, 1, 1), places=1)


def test_the_mentor_does_not_open_it(town, plan):
    with pytest.raises(PermissionDenied):
        surveys.begin(held(town), by=town["mentor"], closes_on=date(2100, 1, 1), places=1)


def test_a_token_answers_once(town, survey):
    (token,) = surveys.hand_out(survey, by=town["coordinator"], count=1)
    surveys.answer(token, {"materi": "5"})
    with pytest.raises(Blocked):
        surveys.answer(token, {"materi": "1"})
    survey.refresh_from_db()
    assert survey.answered == 1 == SurveyAnswer.objects.count()


def test_a_guessed_token_answers_nothing(town, survey):
    with pytest.raises(Blocked):
        surveys.answer("tebakan", {"materi": "5"})


@pytest.mark.parametrize("values", [{}, {"materi": "6"}, {"materi": "x"}, {"lain": "5"}])
def test_answers_fit_the_questions(town, survey, values):
    (token,) = surveys.hand_out(survey, by=town["coordinator"], count=1)
    with pytest.raises(ValidationError):
        surveys.answer(token, values)
    assert surveys.ticket_of(token).used is False


def test_nothing_leads_from_a_ticket_to_an_answer(town, survey):
    answer(survey, town)
    fields = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert fields == {"id", "survey", "values"}
    assert {field.name for field in SurveyTicket._meta.get_fields()} == {
        "id",
        "survey",
        "token_sha256",
        "from_wall",
        "used",
    }


def test_the_wall_gives_as_many_places_as_people_are_in_the_room(town, survey):
    for _place in range(3):
        surveys.take_place(survey)
    with pytest.raises(Blocked):
        surveys.take_place(survey)


def test_below_five_answers_nothing_is_told(town, survey):
    answer(survey, town, 4)
    survey = surveys.close(survey, by=town["coordinator"])
    assert survey.result == {}


def test_a_closed_evaluation_tells_means_and_takes_no_answers(town, survey):
    answer(survey, town, 5)
    (late,) = surveys.hand_out(survey, by=town["coordinator"], count=1)
    survey = surveys.close(survey, by=town["coordinator"])
    assert survey.result["answers"] == 5
    assert survey.result["mean"] == 4
    with pytest.raises(Blocked):
        surveys.answer(late, {"materi": "1"})


def test_an_evaluation_whose_day_is_over_closes_by_itself(town, survey):
    answer(survey, town, 5)
    assert surveys.close_over() == 0
    Survey.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert (surveys.close_over(), surveys.close_over()) == (1, 0)
    assert Survey.objects.get().result["answers"] == 5


def test_a_question_that_few_answered_is_left_out():
    rows = [{"materi": 4, "waktu": 2}] * 4 + [{"materi": 4}] * 2
    told = {part["code"]: part for part in result_of(QUESTIONS, rows)["questions"]}
    assert told["materi"]["counts"] == [0, 0, 0, 6, 0]
    assert "mean" not in told["waktu"] and "counts" not in told["waktu"]


def test_texts_stand_apart_from_the_rest():
    rows = [{"materi": 5, "saran": text} for text in ("zaitun", "apel", "Buah", "c", "d")]
    told = result_of(QUESTIONS, rows)["questions"][2]
    assert told["texts"] == ["apel", "Buah", "c", "d", "zaitun"]


def test_a_phone_in_the_room_answers_without_signing_in(town, survey, client):
    wall = f"/bimtek/evaluasi/{survey.code}/"
    assert client.get(wall).status_code == 200
    first = client.post(f"{wall}isi/")
    again = client.post(f"{wall}isi/")
    assert first.url == again.url
    assert client.get(first.url).status_code == 200
    done = client.post(first.url, {"materi": "5", "bermanfaat": "Semua"}, follow=True)
    assert done.status_code == 200
    assert SurveyAnswer.objects.get().values["materi"] == 5
    assert client.get("/bimtek/evaluasi/isi/tidakada/").status_code == 404


def test_the_page_shows_the_result_only_when_closed(town, survey, client):
    answer(survey, town, 5)
    client.force_login(town["coordinator"])
    url = f"/bimtek/{town.enrolment.slug}/1/evaluasi/"
    assert "Kelompok kecil" not in client.get(url).content.decode()
    surveys.close(survey, by=town["coordinator"])
    page = client.get(url).content.decode()
    assert "Kelompok kecil" in page
    client.force_login(town["ministry"])
    compared = client.get(f"/bimtek/evaluasi/angkatan/{town.enrolment.cohort.year}/")
    assert str(town.enrolment.region) in compared.content.decode()


def test_slips_are_printed_with_fresh_tokens(town, survey, client):
    client.force_login(town["coordinator"])
    url = f"/bimtek/{town.enrolment.slug}/1/evaluasi/lembar.pdf"
    response = client.post(url, {"count": "9"})
    assert response.content.startswith(b"%PDF-")
    assert SurveyTicket.objects.count() == 9
