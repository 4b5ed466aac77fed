"""Does work that was asked for get done by real workers, whatever dies on the way?"""

import os
import signal

import pytest

from tests.services.conftest import PATIENCE


@pytest.fixture(params=["folder", "redis"])
def portal(request, make_portal):
    """A portal on each of the two brokers."""
    if request.param == "folder":
        return make_portal()
    return make_portal(CELERY_BROKER_URL=request.getfixturevalue("redis").url)


def kill(worker) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_a_job_is_done_by_a_worker(portal):
    portal.start_worker()
    job, sent = portal.ask()

    portal.wait_for(job, "done")

    assert sent == "sent"
    assert portal.row(job, "result", "attempts") == ('{"worked": true}', 1)
    assert len(portal.workers_seen) == 1


def test_a_worker_that_is_asked_to_end_finishes_its_job(portal):
    worker = portal.start_worker()
    job, _ = portal.ask(held=True)
    portal.wait_for_workers(1)

    worker.send_signal(signal.SIGTERM)
    portal.wait_until_the_worker_was_asked_to_end(log="worker")
    portal.let_work_end()
    worker.wait(PATIENCE)

    assert portal.state(job) == "done"
    assert portal.row(job, "attempts") == (1,)


def test_a_job_ends_although_its_worker_was_killed_in_the_middle(portal):
    worker = portal.start_worker()
    job, _ = portal.ask(held=True)
    portal.wait_for_workers(1)

    kill(worker)
    assert portal.state(job) == "running"
    portal.let_work_end()
    portal.start_worker()
    portal.start_beat()
    portal.wait_for(job, "done")

    assert len(set(portal.workers_seen)) == 2
    assert portal.row(job, "attempts", "error") == (2, "")


def test_a_job_asked_for_while_the_broker_is_away_runs_when_it_is_back(make_portal, redis):
    portal = make_portal(CELERY_BROKER_URL=redis.url)
    redis.stop()
    job, sent = portal.ask()
    assert (sent, portal.state(job)) == ("unsent", "queued")

    redis.start()
    portal.start_worker()
    portal.start_beat()

    portal.wait_for(job, "done")


def test_a_job_whose_workers_die_again_and_again_ends_with_a_sentence(make_portal):
    portal = make_portal()
    job, _ = portal.ask(held=True)
    for attempt in range(1, 4):
        worker = portal.start_worker()
        portal.wait_for_workers(attempt)
        kill(worker)
    portal.start_worker()
    portal.start_beat()

    portal.wait_for(job, "failed")

    assert portal.row(job, "error")[0].endswith(".")
    assert len(portal.workers_seen) == 3
