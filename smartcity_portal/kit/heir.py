"""Who ends the programs when what started them was killed? A small process that outlives it.

It reads which programs live: "+4711" when one has started, "-4711" when one has ended. When there
is nothing more to read, the writer is gone: what is left of its programs is asked to end, again
and again, and after the patience their groups are killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

ASK_AGAIN_AFTER = 2.0


class Heir:
    """The side of the one who may be killed."""

    def __init__(self, patience: float) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def note_start(self, leader: int) -> None:
        self._tell(f"+{leader}")

    def note_end(self, leader: int) -> None:
        self._tell(f"-{leader}")

    def _tell(self, line: str) -> None:
        with contextlib.suppress(OSError):  # the heir is gone: nobody is left to tell
            print(line, file=self.process.stdin, flush=True)

    def let_go(self) -> None:
        """Let the heir end what is left, if anything is, and wait for it."""
        with contextlib.suppress(OSError):
            self.process.communicate()


def still_there(leaders: set[int]) -> set[int]:
    """Return those of whose groups somebody is left."""
    left = set()
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(leader, 0)
            left.add(leader)
    return left


def end(leaders: set[int], patience: float) -> None:
    """Ask the leaders until their groups are gone; kill those that stay."""
    started = asked = time.monotonic()
    ask(leaders)
    while (leaders := still_there(leaders)) and time.monotonic() < started + patience:
        if time.monotonic() > asked + ASK_AGAIN_AFTER:
            asked = time.monotonic()
            ask(leaders)
        time.sleep(0.1)
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)


def ask(leaders: set[int]) -> None:
    """Ask the leaders only: their children may finish what they are doing."""
    for leader in leaders:
        with contextlib.suppress(ProcessLookupError):
            os.kill(leader, signal.SIGTERM)


def main(patience: float) -> None:
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    leaders: set[int] = set()
    for line in sys.stdin:
        change = leaders.add if line.startswith("+") else leaders.discard
        change(int(line[1:]))
    end(leaders, patience)


if __name__ == "__main__":
    main(float(sys.argv[1]))
