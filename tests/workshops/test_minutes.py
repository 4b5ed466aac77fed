"""How do minutes come about, and what can nobody change any more?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.models import Notice
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.workshops.minuting import agreed, decide, draft, held
from workshops.models import MinutesSection, MinutesVersion, Task
from workshops.pdf.minutes_content import content_of, fingerprint
from workshops.pdf.spelled import spelled
from workshops.services import decisions
from workshops.services import minutes as service
from workshops.services.minutes import Written
from workshops.services.minutes_agreement import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(town, plan):
    return draft(town)


def test_minutes_begin_with_one_part_per_session(town, plan):
    meeting = held(town)
    minutes = service.begin(meeting, by=town["coordinator"])
    assert minutes.sections.count() == meeting.sessions.count() > 0
    assert minutes.dated == date(2019, 7, 9)
    assert service.begin(meeting, by=town["coordinator"]) == minutes


def test_two_people_write_on_different_sessions_at_once(town, minutes):
    first, second = list(minutes.sections.all())[:2]
    for part in (first, second):
        service.write(
            minutes, by=town["coordinator"], texts=[Written(part.pk, f"Isi {part.pk}", 0)]
        )
    assert MinutesSection.objects.exclude(text="").count() == 2


def test_a_part_that_somebody_else_wrote_meanwhile_is_not_overwritten(town, minutes):
    part = minutes.sections.first()
    service.write(minutes, by=town["coordinator"], texts=[Written(part.pk, "Pertama", 0)])
    with pytest.raises(service.Conflict) as conflict:
        service.write(minutes, by=town["ministry"], texts=[Written(part.pk, "Kedua", 0)])
    assert conflict.value.theirs[part.pk].text == "Pertama"
    part.refresh_from_db()
    assert part.text == "Pertama"


def test_empty_minutes_are_not_handed_in(town, plan):
    minutes = service.begin(held(town), by=town["coordinator"])
    with pytest.raises(Blocked) as blocked:
        service.submit(minutes, by=town["coordinator"])
    assert len(blocked.value.reasons) == 1


def test_handed_in_minutes_get_a_number_and_the_mentor_is_told(town, minutes):
    decide(minutes, town)
    minutes = service.submit(minutes, by=town["coordinator"])
    assert minutes.number == "001/BA-SC/2019"
    assert Notice.objects.filter(to=town["mentor"], kind="workshops.minutes_submitted").exists()
    with pytest.raises(Blocked):
        decide(minutes, town)


def test_the_coordinator_does_not_agree_to_the_own_minutes(town, minutes):
    decide(minutes, town)
    service.submit(minutes, by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        agree(minutes, by=town["coordinator"])


def test_agreed_minutes_are_printed_and_their_tasks_are_given(town, minutes):
    decide(minutes, town)
    service.submit(minutes, by=town["coordinator"])
    assert not Task.objects.given().exists()
    version = agree(minutes, by=town["mentor"])
    assert version.number == 1
    assert blobs.read(version.sha256).startswith(b"%PDF-")
    assert blobs.sha256_of(blobs.read(version.sha256)) == version.sha256
    task = Task.objects.get()
    assert task.given_at
    told = Notice.objects.get(kind="workshops.task_given")
    assert told.to == town["writer_of_another_agency"]


def test_agreeing_names_what_was_read(town, minutes):
    decide(minutes, town)
    service.submit(minutes, by=town["coordinator"])
    read = fingerprint(content_of(minutes))
    service.withdraw(minutes, by=town["coordinator"])
    decide(minutes, town, text="Yang lain.", holder="", due_on=None)
    service.submit(minutes, by=town["coordinator"])
    with pytest.raises(Blocked):
        agree(minutes, by=town["mentor"], read=read)
    assert not MinutesVersion.objects.exists()


def test_returned_minutes_can_be_written_again(town, minutes):
    decide(minutes, town)
    service.submit(minutes, by=town["coordinator"])
    with pytest.raises(Blocked):
        service.reject(minutes, by=town["mentor"], reason=" ")
    service.reject(minutes, by=town["mentor"], reason="Keputusan 1 belum lengkap.")
    minutes.refresh_from_db()
    assert minutes.is_draft
    assert Notice.objects.filter(to=town["coordinator"], kind="workshops.minutes_rejected").exists()


def test_a_correction_makes_a_new_version_with_its_reason(town, plan):
    minutes = agreed(town)
    with pytest.raises(Blocked):
        service.correct(minutes, by=town["coordinator"], reason="")
    service.correct(minutes, by=town["coordinator"], reason="Nama narasumber salah tulis.")
    service.write(minutes, by=town["coordinator"], head={"chair": "Wakil Wali Kota"})
    service.submit(minutes, by=town["coordinator"])
    second = agree(minutes, by=town["ministry"])
    first = minutes.versions.get(number=1)
    assert second.reason == "Nama narasumber salah tulis."
    assert second.sha256 != first.sha256
    assert first.content["written"]["chair"] == "Sekretaris Daerah"
    assert Task.objects.count() == 1


def test_a_decision_whose_task_was_given_is_not_removed(town, plan):
    minutes = agreed(town)
    service.correct(minutes, by=town["coordinator"], reason="Salah tulis.")
    with pytest.raises(Blocked):
        decisions.remove(minutes.decisions.get(), by=town["coordinator"])


def test_removing_a_decision_closes_the_gap_in_the_numbers(town, minutes):
    first = decide(minutes, town)
    decide(minutes, town, text="Kedua", holder="", due_on=None)
    decisions.remove(first, by=town["coordinator"])
    assert [(d.number, d.text) for d in minutes.decisions.all()] == [(1, "Kedua")]


@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_an_agreed_version(town, plan, statement):
    agreed(town)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("workshops_minutesversion"))


def test_the_next_bimtek_lists_what_was_left(town, plan):
    from workshops.models import Workshop
    from workshops.pdf.minutes_content import left_before

    agreed(town)
    second = Workshop.objects.get(enrolment=town.enrolment, number=2)
    assert [task.decision.number for task in left_before(second)] == [1]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9, "sembilan"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (2019, "dua ribu sembilan belas"),
        (2022, "dua ribu dua puluh dua"),
    ],
)
def test_numbers_are_written_in_words(number, words):
    assert spelled(number) == words
