"""Does background work survive double presses, dead workers and a broker that is away?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts import runner
from accounts.job_cards import card
from accounts.job_history import took
from accounts.models import Job, JobState
from accounts.queueing import jobs_before
from accounts.services import jobs
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory


@pytest.fixture
def person(db):
    return UserFactory()


def asked(person, kind: str = "tests.count", **kwargs) -> Job:
    return jobs.enqueue(kind, person, by=person, **kwargs)


def abandoned(person, **kwargs) -> Job:
    """A job whose worker died on another machine: its lease has run out."""
    past = timezone.now() - timedelta(minutes=1)
    return Job.objects.create(
        kind="tests.count",
        key="tests.count:x",
        requested_by=person,
        state=JobState.RUNNING,
        lease_until=past,
        lease_owner="elsewhere:1",
        **{"attempts": 1, "started_at": past, **kwargs},
    )


def test_pressing_twice_gives_one_job(person, counted, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert asked(person) == asked(person)
    job = Job.objects.get()
    assert job.state == JobState.DONE
    assert job.result == {"url": "/hasil/"}
    assert counted == [job.pk]
    with django_capture_on_commit_callbacks(execute=True):
        assert asked(person) != job


def test_two_keys_are_two_jobs(person):
    assert asked(person, key="a") != asked(person, key="b")


def test_a_job_that_arrives_twice_is_done_once(person, counted):
    job = asked(person)
    assert jobs.run(job.pk) == JobState.DONE
    assert jobs.run(job.pk) is None
    assert counted == [job.pk]


def test_a_leased_job_is_not_taken_by_a_second_worker(person, counted):
    job = abandoned(person)
    Job.objects.update(lease_until=timezone.now() + timedelta(seconds=30))
    assert jobs.run(job.pk) is None
    assert counted == []


def test_the_sweep_finishes_what_a_killed_worker_left(person, counted):
    job = abandoned(person)
    assert jobs.sweep() == 1
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.attempts == 2
    assert counted == [job.pk]


def test_after_three_interruptions_the_job_ends_with_a_sentence(person, counted):
    job = abandoned(person, attempts=runner.MAX_ATTEMPTS)
    jobs.sweep()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "tiga kali" in job.error
    assert counted == []


def test_a_failure_ends_in_a_sentence_without_inner_details(person):
    job = asked(person, "tests.fail")
    assert jobs.run(job.pk) == JobState.FAILED
    job.refresh_from_db()
    assert "rahasia" not in job.error
    assert job.error


def test_a_cancelled_job_is_not_performed(person, counted):
    job = jobs.cancel(asked(person), by=person)
    assert jobs.run(job.pk) is None
    assert counted == []
    with pytest.raises(Blocked):
        jobs.cancel(job, by=person)


def test_a_running_job_notices_that_it_was_cancelled(person):
    job = abandoned(person)
    report = jobs.Report(job)
    report("", done=1, total=2)
    jobs.cancel(job, by=person)
    with pytest.raises(jobs.JobCancelled):
        report("", done=2, total=2)


def test_while_the_broker_is_away_the_page_says_so_and_the_job_runs_when_it_is_back(
    person, client, counted, broker_away, django_capture_on_commit_callbacks
):
    client.force_login(person)
    with django_capture_on_commit_callbacks(execute=True):
        job = asked(person)
    job.refresh_from_db()
    assert job.is_unsent
    Job.objects.update(created_at=timezone.now() - timedelta(seconds=10))
    page = client.get(job.get_absolute_url())
    assert "Antrean pekerjaan sedang tidak dapat dihubungi" in page.text
    assert jobs.sweep() == 0
    broker_away()
    assert jobs.sweep() == 1
    assert counted == [job.pk]
    page = client.get(reverse("accounts:job_fragment", args=[job.pk]))
    assert "/hasil/" in page.text
    assert "hx-get" not in page.text


def test_a_long_queue_is_not_sent_twice_but_what_the_broker_forgot_is(
    person, broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            asked(person, key=str(number))
    messages = sorted(broker.glob("celery/*.msg"))
    assert len(messages) == 5
    Job.objects.update(sent_at=timezone.now() - timedelta(minutes=5))

    assert jobs.sweep() == 0
    for message in messages[:2]:
        message.unlink()
    with django_capture_on_commit_callbacks(execute=True):
        asked(person, key="new")
    assert jobs.sweep() == 2
    assert jobs.sweep() == 0


def test_who_waits_in_the_queue_reads_how_much_comes_first(person):
    first, second, third = (asked(person, key=str(number)) for number in range(3))

    assert card(first)["note"] == gettext("It is next.")
    assert [jobs_before(job) for job in (first, second, third)] == [0, 1, 2]
    assert "2" in card(third)["note"]


def test_work_without_parts_tells_how_long_it_usually_takes(person):
    now = timezone.now()
    Job.objects.create(
        kind="tests.count", key="before", state=JobState.DONE, requested_by=person,
        started_at=now - timedelta(seconds=100), finished_at=now - timedelta(seconds=60),
    )  # fmt: skip
    job = abandoned(person, started_at=now - timedelta(seconds=20))

    assert "Kira-kira 20 detik lagi." in card(job)["note"]


def test_whoever_cancels_comes_back_to_where_they_were(person, client):
    job = asked(person)
    client.force_login(person)
    url = reverse("accounts:job_cancel", args=[job.pk])

    assert client.post(url, {"next": "/rencana/"})["Location"] == "/rencana/"
    assert client.post(url, {"next": "//evil.example"})["Location"] == job.get_absolute_url()


def test_an_ended_job_tells_how_long_it_took_and_how_large_it_is(person, client):
    asked_at = timezone.now() - timedelta(minutes=1)
    job = asked(person)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE,
        created_at=asked_at,
        finished_at=asked_at + timedelta(seconds=26),
        result={"pages": 84, "size": 4_300_000},
    )
    client.force_login(person)

    for url in (job.get_absolute_url(), reverse("accounts:jobs")):
        assert f"{took(26)}, 84 halaman, 4,1 MB" in client.get(url).text


def test_the_page_polls_while_the_job_lives_and_shows_its_step(person, client):
    client.force_login(person)
    job = abandoned(person)
    jobs.Report(job)("Chapter %(done)s of %(total)s", done=3, total=12)
    page = client.get(job.get_absolute_url())
    assert f'hx-get="{reverse("accounts:job_fragment", args=[job.pk])}"' in page.text
    assert 'hx-trigger="every 1s"' in page.text
    assert "3 dari 12" in page.text
    client.post(reverse("accounts:job_cancel", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    page = client.post(reverse("accounts:job_cancel", args=[job.pk]), follow=True)
    assert "sudah" in page.text


def test_nobody_else_sees_a_job(person, client):
    job = asked(person)
    client.force_login(UserFactory())
    for name in ("job_detail", "job_fragment"):
        assert client.get(reverse(f"accounts:{name}", args=[job.pk])).status_code == 404
    assert client.post(reverse("accounts:job_cancel", args=[job.pk])).status_code == 404


def test_the_list_costs_the_same_with_one_and_with_three_jobs(
    person, client, django_assert_num_queries
):
    client.force_login(person)
    url = reverse("accounts:jobs")
    asked(person, key="1")
    client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        assert "Menghitung" in client.get(url).text
    for key in "23":
        asked(person, key=key)
    with django_assert_num_queries(len(one)):
        client.get(url)
