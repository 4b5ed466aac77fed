"""Does a job that others work for go on when they have ended, whatever happened to them?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.job_cards import card, remaining_seconds
from accounts.models import Job, JobState
from accounts.services import jobs
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory

RUNS: list[str] = []


@jobs.performer("tests.whole")
def whole(job, report) -> dict:
    RUNS.append("whole")
    names = job.arguments["names"]
    report("", done=0, total=len(names))
    done = Job.objects.filter(kind="tests.piece", state=JobState.DONE).count()
    if done < len(names):
        raise jobs.WaitForParts(
            [
                jobs.enqueue(
                    "tests.piece", job, by=None, key=name, is_part=True, label=name, place=place
                )
                for place, name in enumerate(names)
            ],
            "%(done)s of %(total)s",
        )
    return {"pieces": done}


@jobs.performer("tests.piece")
def piece(job, report) -> dict:
    RUNS.append(job.key)
    if job.key == "bad":
        raise Blocked(["Bab 4 tidak dapat dicetak."])
    return {}


@pytest.fixture(autouse=True)
def _nothing_ran():
    RUNS.clear()


@pytest.fixture
def person(db):
    return UserFactory()


def asked(person, *names: str) -> Job:
    return jobs.enqueue("tests.whole", person, by=person, names=list(names))


def now(job: Job) -> JobState:
    job.refresh_from_db()
    return JobState(job.state)


def part(name: str) -> Job:
    return Job.objects.get(kind="tests.piece", key=name)


def test_it_waits_without_holding_a_worker_and_goes_on_after_the_last_part(person):
    job = asked(person, "a", "b")

    assert jobs.run(job.pk) == JobState.WAITING
    jobs.run(part("a").pk)
    assert (now(job), job.progress_done, job.progress_total) == (JobState.WAITING, 1, 2)
    assert job.step_text == "1 dari 2"
    jobs.run(part("b").pk)

    assert now(job) == JobState.QUEUED
    assert jobs.run(job.pk) == JobState.DONE
    assert RUNS == ["whole", "a", "b", "whole"]


def test_parts_that_ended_before_the_waiting_was_written_do_not_leave_it_waiting(
    person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = asked(person, "a", "b", "c")

    assert now(job) == JobState.DONE
    assert job.result == {"pieces": 3}


def test_two_jobs_share_the_parts_that_they_have_in_common(person):
    first, second = (
        asked(person, "a"),
        jobs.enqueue("tests.whole", person, by=person, key="other", names=["a"]),
    )
    jobs.run(first.pk)
    jobs.run(second.pk)

    assert Job.objects.filter(kind="tests.piece").count() == 1
    jobs.run(part("a").pk)
    assert (now(first), now(second)) == (JobState.QUEUED, JobState.QUEUED)


def test_a_part_that_fails_ends_the_whole_with_its_sentence(person):
    job = asked(person, "a", "bad")
    jobs.run(job.pk)
    jobs.run(part("bad").pk)
    jobs.run(part("a").pk)

    assert jobs.run(job.pk) == JobState.FAILED
    assert now(job) == JobState.FAILED
    assert job.error == "Bab 4 tidak dapat dicetak."


def test_the_sweep_wakes_what_nobody_told(person):
    job = asked(person, "a")
    jobs.run(job.pk)
    Job.objects.filter(kind="tests.piece").update(state=JobState.DONE)

    jobs.sweep()

    assert now(job) == JobState.DONE


def test_waiting_is_no_interruption(person):
    job = asked(person, "a")
    for _turn in range(5):
        jobs.run(job.pk)
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.QUEUED)

    assert now(job) == JobState.QUEUED
    assert job.attempts == 0


def test_cancelling_it_cancels_the_parts_that_only_it_needs(person):
    job = asked(person, "a", "b")
    other = jobs.enqueue("tests.whole", person, by=person, key="other", names=["b"])
    jobs.run(job.pk)
    jobs.run(other.pk)

    jobs.cancel(job, by=person)

    assert now(part("a")) == JobState.CANCELLED
    assert now(part("b")) == JobState.QUEUED


def test_people_see_the_whole_and_its_steps_but_no_part_of_its_own(person):
    job = asked(person, "a", "b")
    jobs.run(job.pk)
    jobs.run(part("b").pk)
    Job.objects.filter(kind="tests.piece").update(requested_by=person)
    job.refresh_from_db()

    assert list(Job.objects.visible_to(person)) == [job]
    assert card(job)["steps"] == [{"label": "a", "state": ""}, {"label": "b", "state": "ok"}]


def test_the_estimate_comes_from_the_pace_of_what_has_ended():
    start = timezone.now()
    ended = Job(
        state=JobState.DONE,
        started_at=start,
        finished_at=start + timedelta(seconds=6),
        arguments={"weight": 300},
    )
    running = [
        Job(state=JobState.RUNNING, arguments={"weight": 200}),
        Job(state=JobState.RUNNING, arguments={"weight": 100}),
    ]

    assert remaining_seconds([ended, *running]) == 3
    assert remaining_seconds(running) is None
