"""Is a book printed by several workers at once, and finished whatever dies on the way?"""

import os
import signal
import time

import pytest

PIECES = "SELECT state, lease_owner, attempts FROM accounts_job WHERE kind = 'masterplans.piece'"


@pytest.fixture(params=["folder", "redis"])
def portal(request, make_portal):
    if request.param == "folder":
        return make_portal()
    return make_portal(CELERY_BROKER_URL=request.getfixturevalue("redis").url)


def test_workers_share_the_chapters_of_a_book(portal):
    job = portal.ask_for_a_book()
    for name in ("one", "two"):
        portal.start_worker(name=name, queues="books")

    portal.wait_for(job, "done", seconds=120)

    pieces = portal.rows(PIECES)
    assert len(pieces) == 6
    assert {state for state, _owner, _attempts in pieces} == {"done"}
    assert len({owner for _state, owner, _attempts in pieces}) == 2
    assert portal.rows("SELECT pages > 10 FROM masterplans_bookdraft") == [(1,)]


def test_short_work_does_not_wait_behind_a_book(portal):
    book = portal.ask_for_a_book()
    portal.start_worker(queues="celery")
    job, _sent = portal.ask()

    portal.wait_for(job, "done")

    assert portal.state(book) == "queued"


def test_a_book_is_finished_although_a_worker_was_killed_while_it_printed(make_portal):
    portal = make_portal()
    job = portal.ask_for_a_book()
    doomed = portal.start_worker(name="doomed", queues="books")
    while not any(state == "running" for state, _owner, _attempts in portal.rows(PIECES)):
        time.sleep(0.05)
    os.killpg(doomed.pid, signal.SIGKILL)
    doomed.wait()

    portal.start_worker(name="next", queues="books,celery")
    portal.start_beat()

    portal.wait_for(job, "done", seconds=120)
    assert max(attempts for _state, _owner, attempts in portal.rows(PIECES)) == 2
