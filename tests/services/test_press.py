"""Is a book printed by several workers at once, and finished whatever dies on the way?"""

import os
import signal

import pytest

from tests.services.conftest import wait_until

PIECES = "SELECT state, lease_owner, attempts FROM accounts_job WHERE kind = 'masterplans.piece'"
BEGUN = "SELECT MIN(started_at) FROM accounts_job WHERE kind = 'masterplans.piece' AND subject = ?"


@pytest.fixture(params=["folder", "redis"])
def portal(request, make_portal):
    if request.param == "folder":
        return make_portal()
    return make_portal(CELERY_BROKER_URL=request.getfixturevalue("redis").url)


def hold_what_is_printed(portal) -> None:
    """Let nothing be printed to its end before `let_work_end`."""
    portal.environment["MAY_PRINT"] = str(portal.gate)


def is_being_printed(portal) -> bool:
    return any(state == "running" for state, _owner, _attempts in portal.rows(PIECES))


def test_workers_share_the_chapters_of_a_book(portal):
    portal.environment |= {"MEETING": str(portal.folder / "meeting"), "MEETING_OF": "2"}
    for name in ("one", "two"):
        portal.start_press(name=name)
    portal.wait_until_it_listens("one", "two")
    job = portal.ask_for_a_book()

    portal.wait_for(job, "done")

    pieces = portal.rows(PIECES)
    assert len(pieces) == 6
    assert {state for state, _owner, _attempts in pieces} == {"done"}
    assert len({owner for _state, owner, _attempts in pieces}) == 2
    assert portal.rows("SELECT pages > 10 FROM masterplans_bookdraft") == [(1,)]


def test_short_work_does_not_wait_behind_a_book(portal):
    book = portal.ask_for_a_book()
    portal.start_worker()
    job, _sent = portal.ask()

    portal.wait_for(job, "done")

    assert portal.state(book) == "queued"


def test_a_preview_asked_for_last_is_printed_before_a_long_queue_of_books(portal):
    *books, preview = portal.ask_for("ask_for_books", "12")

    portal.start_press()
    portal.wait_for(preview, "done")
    portal.wait_for(books[0], "done")

    (looked_at,) = portal.row(preview, "finished_at")
    begun = portal.rows("SELECT started_at FROM accounts_job WHERE started_at IS NOT NULL")
    assert all(
        started > looked_at
        for (started,) in begun
        if (started,) != portal.row(preview, "started_at")
    )


def test_books_come_out_one_after_the_other_and_not_all_at_the_end(portal):
    first, second, _preview = portal.ask_for("ask_for_books", "2")

    portal.start_press()
    portal.wait_for(second, "done")

    (ended,) = portal.row(first, "finished_at")
    (subject,) = portal.row(second, "subject")
    assert portal.rows(BEGUN, subject)[0][0] > ended


def test_a_book_is_finished_although_a_worker_was_killed_while_it_printed(portal):
    hold_what_is_printed(portal)
    job = portal.ask_for_a_book()
    doomed = portal.start_press(name="doomed")
    wait_until(lambda: is_being_printed(portal), what="nothing is printed")
    os.killpg(doomed.pid, signal.SIGKILL)
    doomed.wait()
    portal.let_work_end()

    portal.start_press(name="next")
    portal.start_worker()
    portal.start_beat()

    portal.wait_for(job, "done")
    assert {state for state, _owner, _attempts in portal.rows(PIECES)} == {"done"}


def test_a_book_is_finished_although_its_broker_forgot_everything_meanwhile(make_portal, redis):
    portal = make_portal(CELERY_BROKER_URL=redis.url)
    hold_what_is_printed(portal)
    job = portal.ask_for_a_book()
    portal.start_press()
    portal.start_worker()
    portal.start_beat()
    wait_until(lambda: is_being_printed(portal), what="nothing is printed")

    redis.stop()
    redis.start()
    portal.let_work_end()

    portal.wait_for(job, "done")
    assert {state for state, _owner, _attempts in portal.rows(PIECES)} == {"done"}
