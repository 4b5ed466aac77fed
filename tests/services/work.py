"""What do the workers of these tests do? They sign a list, then wait until they may end."""

import os
import time
from datetime import timedelta
from pathlib import Path

from accounts import runner
from accounts.services import jobs

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
