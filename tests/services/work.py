"""What do the workers of these tests do? They sign a list, then wait until they may end."""

import os
import time
from datetime import timedelta
from pathlib import Path

from accounts import runner
from accounts.services import jobs
from masterplans import tasks

runner.RESEND_AFTER = timedelta(seconds=2)  # a test does not wait for a minute


@jobs.performer("tests.wait")
def wait(job, report) -> dict:
    """Write who works, then wait for the file that lets the work end, if there is to be one."""
    trace, gate = job.arguments["trace"], job.arguments["gate"]
    with Path(trace).open("a") as file:
        file.write(f"{os.getpid()}\n")
    turns = 0
    while gate and not Path(gate).exists():
        report("Turn %(turn)s", done=turns, turn=turns)
        turns += 1
        time.sleep(0.1)
    return {"worked": True}


def print_when_all_are_here(job, report) -> dict:
    """Print a piece of a book, but not before so many workers have begun one."""
    meeting, wanted = Path(os.environ["MEETING"]), int(os.environ["MEETING_OF"])
    with meeting.open("a") as file:
        file.write(f"{os.getpid()}\n")
    while len(set(meeting.read_text().split())) < wanted:
        report("Turn")
        time.sleep(0.05)
    return tasks.print_piece(job, report)


def print_when_it_may_end(job, report) -> dict:
    """Print a piece of a book, but not before the file is there that lets it end."""
    while not Path(os.environ["MAY_PRINT"]).exists():
        report("Turn")
        time.sleep(0.05)
    return tasks.print_piece(job, report)


if "MEETING" in os.environ:
    runner.PERFORMERS["masterplans.piece"] = print_when_all_are_here
if "MAY_PRINT" in os.environ:
    runner.PERFORMERS["masterplans.piece"] = print_when_it_may_end
