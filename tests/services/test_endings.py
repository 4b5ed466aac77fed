"""Does anything of the portal survive its command, however unlucky the moment in which it ends?"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable

import psutil
import pytest

from smartcity_portal.kit.supervisor import tied_to
from tests.services.conftest import (
    PATIENCE,
    ROOT,
    Portal,
    alive_in,
    free_port,
    wait_until,
    wait_until_nobody_is_left,
)

WAYS = pytest.mark.parametrize(
    ("how", "code"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0)],
    ids=["killed", "asked"],
)

HARD_OF_HEARING = """
import pathlib, signal, sys, time
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(1))
pathlib.Path("began").touch()
while len(heard) < 2:
    time.sleep(0.05)
pathlib.Path("ended").touch()
"""
DEAF_WITH_A_DEAF_CHILD = """
import os, pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork():
    pathlib.Path("began").touch()
time.sleep(3600)
"""
LEAVES_A_DEAF_CHILD = """
import os, pathlib, signal, time
if os.fork():
    pathlib.Path("began").touch()
else:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(3600)
"""
FINISHES_FIRST = """
import pathlib, signal, time
asked = []
signal.signal(signal.SIGTERM, lambda *_: (asked.append(1), pathlib.Path("asked").touch()))
pathlib.Path("began").touch()
while not asked or not pathlib.Path("may end").exists():
    time.sleep(0.05)
pathlib.Path("ended").touch()
"""


@pytest.fixture
def look_after(tmp_path, make_portal):
    """Start one program under a supervisor; return the supervisor when the program has begun."""

    def start(code: str, *, patience: float) -> subprocess.Popen:
        portal = make_portal()
        portal.environment["PYTHONPATH"] = str(ROOT)
        process = portal.start(
            *("-m", "tests.services.look_after", f"import os; os.chdir({str(tmp_path)!r})\n{code}"),
            str(patience),
            log="supervisor",
        )
        wait_until((tmp_path / "began").exists, what="the program has not begun")
        return process

    return start


@WAYS
def test_a_program_that_did_not_hear_the_first_time_is_asked_again(look_after, tmp_path, how, code):
    process = look_after(HARD_OF_HEARING, patience=3600)

    process.send_signal(how)

    assert process.wait(PATIENCE) == code
    wait_until_nobody_is_left(tmp_path)
    assert (tmp_path / "ended").exists()


@WAYS
@pytest.mark.parametrize(
    "program", [DEAF_WITH_A_DEAF_CHILD, LEAVES_A_DEAF_CHILD], ids=["deaf", "with a deaf child"]
)
def test_who_does_not_want_to_hear_is_killed_with_its_children(
    look_after, tmp_path, how, code, program
):
    process = look_after(program, patience=1)
    assert len(alive_in(tmp_path)) >= 3

    process.send_signal(how)

    assert process.wait(PATIENCE) == code
    wait_until_nobody_is_left(tmp_path)


@WAYS
def test_a_program_may_finish_what_it_does(look_after, tmp_path, how, code):
    process = look_after(FINISHES_FIRST, patience=3600)

    process.send_signal(how)
    wait_until((tmp_path / "asked").exists, what="it was not asked to end")
    (tmp_path / "may end").touch()

    assert process.wait(PATIENCE) == code
    wait_until_nobody_is_left(tmp_path)
    assert (tmp_path / "ended").exists()


def test_a_program_does_not_begin_when_its_supervisor_is_gone_already(tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    begins = [sys.executable, "-c", f"open({str(tmp_path / 'began')!r}, 'w')"]

    subprocess.run(tied_to(gone.pid, begins), check=False)
    assert not (tmp_path / "began").exists()

    subprocess.run(tied_to(os.getpid(), begins), check=True)
    assert (tmp_path / "began").exists()


Moment = Callable[[psutil.Process, Portal], bool]


def programs(command: psutil.Process, name: str) -> list[psutil.Process]:
    """Return the first process of web, press or beat, if it has got so far."""
    mark = {"web": "gunicorn", "press": "press@%h", "beat": "beat"}[name]
    found = []
    for process in command.children():
        try:
            found += [process] * (mark in process.cmdline())
        except psutil.Error:
            continue
    return found


def listens_to_term(process: psutil.Process) -> bool:
    """Say whether it has a handler of its own by now; before, the system ends it."""
    try:
        with open(f"/proc/{process.pid}/status") as file:
            caught = next(line for line in file if line.startswith("SigCgt"))
    except (OSError, StopIteration):
        return False
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def has_handlers(name: str) -> Moment:
    return lambda command, portal: any(map(listens_to_term, programs(command, name)))


def has_children(name: str) -> Moment:
    def holds(command: psutil.Process, portal: Portal) -> bool:
        with contextlib.suppress(psutil.NoSuchProcess):  # it may just be started again
            return any(process.children() for process in programs(command, name))
        return False

    return holds


def a_program_has_begun(command: psutil.Process, portal: Portal) -> bool:
    return len(command.children()) > 1


def beat_writes_its_schedule(command: psutil.Process, portal: Portal) -> bool:
    return portal.rows("SELECT count(*) FROM django_celery_beat_periodictask") != [(0,)]


MOMENTS = {
    "a program has begun": a_program_has_begun,
    "beat writes its schedule": beat_writes_its_schedule,
    "beat has handlers": has_handlers("beat"),
    "the press has handlers": has_handlers("press"),
    "the press has children": has_children("press"),
    "the web has children": has_children("web"),
}


@WAYS
@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_stays_behind_of_a_portal_that_ends_while_it_starts(make_portal, moment, how, code):
    port = str(free_port())
    portal = make_portal(PORT=port, LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8")
    process = portal.start("manage.py", "portal", log="portal")
    command = psutil.Process(process.pid)
    wait_until(lambda: MOMENTS[moment](command, portal), what=f"never: {moment}")

    process.send_signal(how)

    assert process.wait(PATIENCE) == code
    wait_until_nobody_is_left(portal.folder)
