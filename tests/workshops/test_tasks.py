"""How does a task go from hand to hand, and who sees that it waits?"""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notice
from accounts.services import history
from programs.models import GateRule, Tenure
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Row, find
from tests.workshops.factories import PDF, line
from tests.workshops.minuting import agreed, decide, draft
from workshops.models import Task
from workshops.services import minutes as minutes_service
from workshops.services import reminders, tasks
from workshops.services.minutes_agreement import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(town, plan) -> Task:
    agreed(town)
    return Task.objects.get()


def report(task: Task, town, role: str = "writer_of_another_agency") -> Task:
    return tasks.report(task, by=town[role], note="Data 2018 sudah masuk Buku 1.")


def test_a_task_needs_a_holder_and_a_day(town, plan):
    minutes = draft(town)
    with pytest.raises(Blocked):
        decide(minutes, town, holder="agency:0")
    with pytest.raises(Blocked):
        decide(minutes, town, due_on=None)
    with pytest.raises(Blocked):
        decide(minutes, town, due_on=date(2019, 1, 1))
    assert not Task.objects.exists()


def test_the_holder_reports_and_somebody_else_confirms(town, task):
    task = report(task, town)
    assert task.state == "done"
    assert Notice.objects.filter(to=town["mentor"], kind="workshops.task_reported").exists()
    with pytest.raises(PermissionDenied):
        tasks.confirm(task, by=town["writer_of_another_agency"])
    assert tasks.confirm(task, by=town["mentor"]).state == "confirmed"


def test_who_reported_in_anothers_name_does_not_confirm(town, task):
    task = report(task, town, "coordinator")
    with pytest.raises(Blocked):
        tasks.confirm(task, by=town["coordinator"])
    tasks.confirm(task, by=town["ministry"])


def test_another_agency_does_not_report(town, task):
    with pytest.raises(PermissionDenied):
        report(task, town, "writer")


def test_a_report_says_what_was_done_and_may_carry_a_file(town, task):
    with pytest.raises(Blocked):
        tasks.report(task, by=town["writer_of_another_agency"], note=" ")
    with pytest.raises(ValidationError):
        tasks.report(
            task, by=town["writer_of_another_agency"], note="Lihat berkas.", file=io.BytesIO(b"MZ")
        )
    done = tasks.report(
        task,
        by=town["writer_of_another_agency"],
        note="Lihat berkas.",
        file=io.BytesIO(PDF),
        name="bukti.pdf",
    )
    assert done.file_name == "bukti.pdf"


def test_a_task_given_back_keeps_its_evidence(town, task):
    report(task, town)
    with pytest.raises(Blocked):
        tasks.reopen(task, by=town["mentor"], reason="")
    task = tasks.reopen(task, by=town["mentor"], reason="Data 2018 belum lengkap.")
    assert task.state == "open"
    assert task.note


def test_a_task_moves_to_another_office_with_a_reason(town, task):
    office = town.enrolment.region.offices.get(agency=None)
    with pytest.raises(Blocked):
        tasks.reassign(task, by=town["mentor"], holder=f"office:{office.pk}", reason="")
    task = tasks.reassign(
        task, by=town["mentor"], holder=f"office:{office.pk}", reason="Perlu perintah wali kota."
    )
    assert task.office == office and task.agency is None
    told = Notice.objects.filter(to=town["head_of_region"], kind="workshops.task_given")
    assert told.exists()
    report(task, town, "head_of_region")


def test_whoever_holds_the_office_now_holds_its_tasks(town, task):
    from tests.factories import OfficialFactory

    office = town.enrolment.region.offices.get(agency=None)
    tasks.reassign(task, by=town["mentor"], holder=f"office:{office.pk}", reason="Perintah.")
    yesterday = timezone.localdate() - timedelta(days=1)
    Tenure.objects.filter(office=office).update(until=yesterday)
    new = OfficialFactory()
    Tenure.objects.create(office=office, official=new, since=timezone.localdate())
    assert Task.objects.open().held_by(new.user).get() == task
    assert not Task.objects.open().held_by(town["head_of_region"]).exists()


def test_a_day_moves_with_a_reason_that_history_keeps(town, task):
    with pytest.raises(Blocked):
        tasks.postpone(task, by=town["coordinator"], due_on=date(2019, 8, 1), reason="Sama.")
    task = tasks.postpone(
        task, by=town["coordinator"], due_on=date(2019, 9, 1), reason="Menunggu data BPS."
    )
    assert task.due_on == date(2019, 9, 1)
    entry = history.last_move(task, "workshops.task.postpone")
    assert "BPS" in str(entry.sentence)


def test_a_dropped_task_waits_nowhere(town, task):
    with pytest.raises(PermissionDenied):
        tasks.drop(task, by=town["coordinator"], reason="Tidak perlu.")
    tasks.drop(task, by=town["mentor"], reason="Digantikan keputusan bimtek II.")
    assert not Task.objects.open().exists()


def test_a_proposed_task_cannot_be_reported(town, plan):
    minutes = draft(town)
    decide(minutes, town)
    with pytest.raises(Blocked):
        report(Task.objects.get(), town)


@pytest.mark.parametrize(
    ("key", "role"),
    [("mentor", "mentor"), ("coordinator", "coordinator"), ("ministry", "ministry")],
)
def test_a_role_holds_its_tasks(town, plan, key, role):
    agreed(town, holder=f"{key}:{town.enrolment.pk}")
    assert Task.objects.open().held_by(town[role]).count() == 1
    assert not Task.objects.open().held_by(town["writer"]).exists()


def test_a_task_waits_on_the_home_of_its_holder(town, task, client):
    client.force_login(town["writer_of_another_agency"])
    page = client.get("/beranda/").content.decode()
    assert task.text in page


def test_a_reported_task_waits_on_the_home_of_the_mentor(town, task, client):
    report(task, town)
    client.force_login(town["mentor"])
    assert task.text in client.get("/beranda/").content.decode()


def test_minutes_to_agree_wait_on_the_home_of_the_mentor(town, plan, client):
    minutes = draft(town)
    decide(minutes, town)
    minutes_service.submit(minutes, by=town["coordinator"])
    client.force_login(town["mentor"])
    assert minutes.get_absolute_url() in client.get("/beranda/").content.decode()
    agree(minutes, by=town["mentor"])
    assert minutes.get_absolute_url() not in client.get("/beranda/").content.decode()


def test_a_reminder_names_the_tasks(town, task):
    told = reminders.remind(
        town.enrolment, by=town["coordinator"], holder=f"agency:{town.works.pk}"
    )
    assert told == 1
    notice = Notice.objects.get(kind="workshops.reminder")
    assert task.text in notice.data["items"]


def ask(town, kind: str, **parameters) -> None:
    stage = town.enrolment.cohort.edition.stages.get(number=1)
    GateRule.objects.create(stage=stage, requirement=kind, parameters=parameters, order=90)


def test_a_gate_asks_for_agreed_minutes(town, plan):
    ask(town, "minutes_agreed")
    assert not line(town, "minutes_agreed", 1).met
    minutes = draft(town)
    decide(minutes, town)
    minutes_service.submit(minutes, by=town["coordinator"])
    waiting = line(town, "minutes_agreed", 1)
    assert waiting.items[0].holder.key == "mentor"
    agree(minutes, by=town["mentor"])
    assert line(town, "minutes_agreed", 1).met


def test_a_gate_asks_for_tasks_whose_day_has_come(town, task):
    ask(town, "tasks_done")
    unmet = line(town, "tasks_done", 1)
    assert [item.holder.key for item in unmet.items] == [f"agency:{town.works.pk}"]
    report(task, town)
    assert line(town, "tasks_done", 1).met


def test_a_gate_can_ask_for_confirmation(town, task):
    ask(town, "tasks_done", confirmed=True)
    report(task, town)
    assert line(town, "tasks_done", 1).items[0].holder.key == "mentor"
    tasks.confirm(task, by=town["mentor"])
    assert line(town, "tasks_done", 1).met


def test_a_task_of_tomorrow_blocks_nothing(town, task):
    ask(town, "tasks_done")
    Task.objects.update(due_on=timezone.localdate() + timedelta(days=1))
    assert line(town, "tasks_done", 1).met


def test_the_list_of_tasks_costs_the_same_for_one_and_for_three(town, plan, client):
    minutes = agreed(town)
    client.force_login(town["mentor"])
    url = f"/bimtek/{town.enrolment.slug}/tugas/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert client.get(url).status_code == 200
    minutes_service.correct(minutes, by=town["mentor"], reason="Dua keputusan tertinggal.")
    for number in (2, 3):
        decide(minutes, town, text=f"Keputusan {number}")
    minutes_service.submit(minutes, by=town["coordinator"])
    agree(minutes, by=town["mentor"])
    with CaptureQueriesContext(connection) as three:
        assert "Keputusan 3" in client.get(url).content.decode()
    assert len(three) == len(one)


def test_tasks_leave_and_enter_as_a_list(town, plan):
    minutes = draft(town)
    sheet = find("workshops.tasks")
    works = next(
        one for one in sheet.columns[3].kind.rows(town.enrolment) if one.agency == town.works
    )
    row = Row(stage=1, decision="Data dibuka.", task="", holder=works, due_on=date(2019, 8, 1))
    sheet.save(town.enrolment, row, by=town["coordinator"])
    sheet.save(town.enrolment, Row({**row, "task": "Membuka data."}), by=town["coordinator"])
    assert minutes.decisions.get().tasks.count() == 2
    left = list(sheet.rows(town.enrolment, town["coordinator"]))
    assert [(one["stage"], one["holder"]) for one in left] == [(1, works), (1, works)]


def test_a_given_task_moves_by_a_list_only_with_a_reason(town, task):
    sheet = find("workshops.tasks")
    row = Row(due_on=date(2019, 9, 1))
    row.id = task.pk
    with pytest.raises(Blocked):
        sheet.save(town.enrolment, row, by=town["coordinator"])
    row["reason"] = "Menunggu data."
    sheet.save(town.enrolment, row, by=town["coordinator"])
    task.refresh_from_db()
    assert task.due_on == date(2019, 9, 1)
