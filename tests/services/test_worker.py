"""Does work that was asked for get done by real workers, whatever dies on the way?"""

import os
import signal

import pytest

from tests.services.conftest import wait_until


@pytest.fixture(params=["folder", "redis"])
def portal(request, make_portal):
    """A portal on each of the two brokers."""
    if request.param == "folder":
        return make_portal()
    return make_portal(CELERY_BROKER_URL=request.getfixturevalue("redis").url)


def test_a_job_is_done_by_a_worker(portal, tmp_path):
    portal.start_worker()
    job, sent = portal.ask(tmp_path / "trace", steps=3)

    portal.wait_for(job, "done")

    assert sent == "sent"
    assert portal.row(job, "result", "attempts") == ('{"counted": 3}', 1)
    assert len((tmp_path / "trace").read_text().splitlines()) == 3


def test_a_worker_that_is_asked_to_end_finishes_its_job(portal, tmp_path):
    worker = portal.start_worker()
    job, _ = portal.ask(tmp_path / "trace", steps=4, pause=0.5)
    portal.wait_for(job, "running")

    worker.send_signal(signal.SIGTERM)
    worker.wait(30)

    assert portal.state(job) == "done"
    assert portal.row(job, "attempts") == (1,)


def test_a_job_ends_although_its_worker_was_killed_in_the_middle(portal, tmp_path):
    trace = tmp_path / "trace"
    worker = portal.start_worker()
    job, _ = portal.ask(trace, steps=6, pause=0.5)
    wait_until(trace.exists, seconds=40, what="the work has not begun")

    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert portal.state(job) == "running"
    portal.start_worker()
    portal.start_beat()
    portal.wait_for(job, "done", seconds=60)

    workers = {line.split()[0] for line in trace.read_text().splitlines()}
    assert len(workers) == 2
    assert portal.row(job, "attempts", "error") == (2, "")


def test_a_job_asked_for_while_the_broker_is_away_runs_when_it_is_back(
    make_portal, redis, tmp_path
):
    portal = make_portal(CELERY_BROKER_URL=redis.url)
    redis.stop()
    job, sent = portal.ask(tmp_path / "trace")
    assert (sent, portal.state(job)) == ("unsent", "queued")

    redis.start()
    portal.start_worker()
    portal.start_beat()

    portal.wait_for(job, "done", seconds=60)


def test_a_job_whose_workers_die_again_and_again_ends_with_a_sentence(make_portal, tmp_path):
    portal = make_portal()
    trace = tmp_path / "trace"
    job, _ = portal.ask(trace, steps=1, pause=60)
    for attempt in range(1, 4):
        worker = portal.start_worker()
        wait_until(
            lambda: trace.exists() and len(trace.read_text().splitlines()) == attempt,  # noqa: B023
            seconds=40,
            what=f"attempt {attempt} has not begun",
        )
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    portal.start_worker()
    portal.start_beat()

    portal.wait_for(job, "failed", seconds=60)

    assert portal.row(job, "error")[0].endswith(".")
