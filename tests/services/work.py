"""What do the workers of these tests do? They count, slowly when asked, and leave traces."""

import os
import time
from pathlib import Path

from accounts.services import jobs


@jobs.performer("tests.count")
def count(job, report) -> dict:
    """Write one line per step; the lines tell who worked and how often."""
    trace, steps, pause = (job.arguments[name] for name in ("trace", "steps", "pause"))
    for step in range(steps):
        report("Step %(number)s", done=step, total=steps, number=step)
        with Path(trace).open("a") as file:
            file.write(f"{os.getpid()} {step}\n")
        time.sleep(pause)
    return {"counted": steps}
