"""Does the one command start the whole portal, look after it, and end it cleanly?"""

import contextlib
import signal
import socket
import subprocess

import psutil
import pytest

from tests.services.conftest import (
    PATIENCE,
    free_port,
    has_answered,
    wait_until,
    wait_until_nobody_is_left,
)


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def portal(make_portal, port):
    return make_portal(PORT=str(port), LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8")


def spoken(portal) -> str:
    return (portal.folder / "portal.log").read_text()


def start(portal, port) -> subprocess.Popen:
    process = portal.start("manage.py", "portal", log="portal")
    wait_until(lambda: has_answered(port), what="no answer")
    return process


def child(process: subprocess.Popen, name: str) -> psutil.Process | None:
    """Return the first process of web or worker."""
    marks = {"web": "gunicorn", "worker": "worker@%h"}
    for found in psutil.Process(process.pid).children():
        with contextlib.suppress(psutil.Error):
            if marks[name] in found.cmdline():
                return found
    return None


def test_it_starts_answers_says_where_and_ends_without_leaving_anything(portal, port):
    process = start(portal, port)
    wait_until(lambda: "The portal is ready" in spoken(portal), what="said nothing")

    wait_until(lambda: has_answered(port, "/health/jobs/"), what="no way to the workers")
    assert f"http://localhost:{port}/" in spoken(portal)

    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    wait_until_nobody_is_left(portal.folder)
    assert "The portal has ended" in spoken(portal)


def test_a_killed_worker_and_a_killed_web_server_are_started_again(portal, port):
    process = start(portal, port)
    for name in ("worker", "web"):
        wait_until(lambda: child(process, name) is not None, what="not there")  # noqa: B023
        before = child(process, name)
        before.kill()
        wait_until(
            lambda: (now := child(process, name)) is not None and now.pid != before.pid,  # noqa: B023
            what=f"{name} was not started again",
        )
    wait_until(lambda: has_answered(port), what="no answer")
    assert "worker has ended" in spoken(portal)


def test_a_running_job_may_finish_when_the_portal_ends(portal, port):
    process = start(portal, port)
    job, _ = portal.ask(held=True)
    portal.wait_for_workers(1)

    process.send_signal(signal.SIGINT)
    portal.wait_until_the_worker_was_asked_to_end(log="portal", says="worker | ")
    portal.let_work_end()

    assert process.wait(PATIENCE) == 0
    assert portal.state(job) == "done"


def test_a_job_that_was_cut_off_is_resumed_at_the_next_start(portal, port):
    process = start(portal, port)
    job, _ = portal.ask(held=True)
    portal.wait_for_workers(1)
    process.send_signal(signal.SIGINT)
    portal.wait_until_the_worker_was_asked_to_end(log="portal", says="worker | ")
    process.send_signal(signal.SIGINT)
    process.wait(PATIENCE)
    assert portal.state(job) == "running"

    portal.let_work_end()
    start(portal, port)

    portal.wait_for(job, "done")


def test_nothing_stays_behind_when_the_command_itself_is_killed(portal, port):
    process = start(portal, port)

    process.kill()

    process.wait()
    wait_until_nobody_is_left(portal.folder)


def test_a_taken_port_gets_a_sentence_before_anything_starts(portal, port):
    (portal.folder / "portal.sqlite3").unlink()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        process = portal.start("manage.py", "portal", log="portal")
        code = process.wait(PATIENCE)

    assert code == 1
    assert f"Port {port} cannot be used" in spoken(portal)
    assert "Traceback" not in spoken(portal)
    assert not (portal.folder / "portal.sqlite3").exists()


def test_the_sentence_is_indonesian_by_default(make_portal):
    portal = make_portal(PORT="sepuluh", LANG="C.UTF-8", LC_ALL="", LC_MESSAGES="")
    process = portal.start("manage.py", "portal", log="portal")

    assert process.wait(PATIENCE) == 1
    assert "PORT harus berupa angka" in spoken(portal)


def test_a_second_portal_on_the_same_folder_is_refused(portal, port):
    start(portal, port)
    portal.environment["PORT"] = str(free_port())
    second = portal.start("manage.py", "portal", log="second")

    assert second.wait(PATIENCE) == 1
    assert "Another portal is running" in (portal.folder / "second.log").read_text()
