"""Does the database hold when many ask for the same thing at once? Only PostgreSQL can say."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from accounts import runner
from accounts.models import Job, JobState
from accounts.services import jobs
from tests.factories import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE = 6


def at_once(act: Callable[[], object]) -> list[object]:
    """Run `act` in threads that start together; return what each got."""
    together, results = threading.Barrier(AT_ONCE), []

    def go() -> None:
        together.wait()
        try:
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_tests_really_run_on_postgresql():
    assert connection.vendor == "postgresql"


def test_many_who_press_at_once_get_one_job(monkeypatch):
    person, answered = UserFactory(), []

    def work(job, report):
        """Go on for as long as somebody may still press."""
        deadline = time.monotonic() + 300
        while len(answered) < AT_ONCE - 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        return {}

    monkeypatch.setitem(runner.PERFORMERS, "tests.long", work)

    at_once(lambda: answered.append(jobs.enqueue("tests.long", person, by=person).pk))

    assert len(answered) == AT_ONCE
    assert len(set(answered)) == 1
    assert Job.objects.count() == 1


def test_one_of_many_workers_takes_the_lease(monkeypatch):
    person, done = UserFactory(), []
    monkeypatch.setitem(runner.PERFORMERS, "tests.once", lambda job, report: done.append(1) or {})
    job = Job.objects.create(kind="tests.once", key="once", requested_by=person)

    states = at_once(lambda: runner.run(job.pk))

    assert done == [1]
    assert sorted(map(str, states)) == sorted([str(JobState.DONE), *["None"] * (AT_ONCE - 1)])
