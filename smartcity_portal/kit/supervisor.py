"""How do several programs live as one? Started together, restarted when they die, ended cleanly."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.utils.translation import gettext as _

from smartcity_portal.kit.heir import ASK_AGAIN_AFTER, Heir

QUICK_DEATH_SECONDS = 10.0
QUICK_DEATHS_ALLOWED = 5
PATIENCE_BEFORE_SPEAKING = 5.0
# Linux asks the children to end when this process is killed; a child that comes too late to be
# asked, because nobody is there any more, does not begin.
ASKED_BY_LINUX = ["setpriv", "--pdeathsig", "TERM", "--"]
UNLESS_TOO_LATE = ["sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"']


def tied_to(parent: int, command: Sequence[str]) -> list[str]:
    """Return the command as one that ends with its parent, where the system can do that."""
    if not shutil.which("setpriv"):
        return list(command)
    return [*ASKED_BY_LINUX, *UNLESS_TOO_LATE, str(parent), *command]


@dataclass
class Program:
    """One program: its command, and what is known of its present process.

    Without a program that is not `needed` the others go on, if it cannot be kept alive.
    """

    name: str
    command: Sequence[str]
    open_files: Sequence[int] = ()
    needed: bool = True
    left_out: bool = field(default=False, init=False)
    process: subprocess.Popen[str] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    quick_deaths: int = field(default=0, init=False)
    start_after: float = field(default=0.0, init=False)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, env: Mapping[str, str]) -> int:
        """Start in a session of its own, so that Ctrl-C reaches only the supervisor.

        Return the number of its first process, which is also that of its group.
        """
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            tied_to(os.getpid(), self.command),
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            pass_fds=self.open_files,
        )
        threading.Thread(target=self._pass_on, args=(self.process,), daemon=True).start()
        return self.process.pid

    def _pass_on(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            print(f"{self.name:<6} | {line}", end="", flush=True)

    def ask_to_end(self) -> None:
        """Ask the leader only: its children may finish what they are doing."""
        if self.process is not None and self.is_running:
            self.process.terminate()

    def end(self) -> int | None:
        """End what is left of the group, now, and forget it; return the code of its first."""
        if self.process is None:
            return None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        self.process = None
        return code


class Supervisor:
    """Runs programs until it is told to stop."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        env: Mapping[str, str],
        say: Callable[[str], None],
        patience: float = 30.0,
    ) -> None:
        self.programs = programs
        self.env = env
        self.say = say
        self.patience = patience
        self.stops_asked = 0
        self.gave_up = False

    def run(self, *, when_started: Callable[[], bool]) -> int:
        """Keep everything running; return the exit code.

        `when_started` is asked again and again until it says that it has done its work.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        self.heir = Heir(self.patience)
        try:
            for program in self.programs:
                self._start(program)
            announced = False
            while not self.stops_asked and not self.gave_up:
                announced = announced or when_started()
                for program in self.programs:
                    self._look_after(program)
                time.sleep(0.2)
        finally:
            self._stop()
        return 1 if self.gave_up else 0

    def _start(self, program: Program) -> None:
        self.heir.note_start(program.start(self.env))

    def _end(self, program: Program) -> int | None:
        leader = program.process and program.process.pid
        code = program.end()
        if leader:
            self.heir.note_end(leader)
        return code

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stops_asked += 1

    def _look_after(self, program: Program) -> None:
        now = time.monotonic()
        if program.is_running or program.left_out:
            return
        if not program.start_after:
            self._note_death(program, now)
        elif now >= program.start_after:
            program.start_after = 0.0
            self._start(program)

    def _note_death(self, program: Program, now: float) -> None:
        code = self._end(program)
        quick = now - program.started_at < QUICK_DEATH_SECONDS
        program.quick_deaths = program.quick_deaths + 1 if quick else 0
        if program.quick_deaths >= QUICK_DEATHS_ALLOWED and not program.needed:
            self.say(
                _("%(name)s cannot be kept running; the portal goes on without it.")
                % {"name": program.name}
            )
            program.left_out = True
            return
        if program.quick_deaths >= QUICK_DEATHS_ALLOWED:
            self.say(
                _("%(name)s ended %(times)s times in a row; giving up.")
                % {"name": program.name, "times": program.quick_deaths}
            )
            self.gave_up = True
            return
        program.start_after = now + min(2.0**program.quick_deaths, 30.0) - 0.5
        self.say(
            _("%(name)s has ended (code %(code)s) and is started again.")
            % {"name": program.name, "code": code}
        )

    def _stop(self) -> None:
        """Ask until all have ended: a request that comes in an unlucky moment may not be heard."""
        asked, started = self.stops_asked, time.monotonic()
        said, ask_after = False, 0.0
        while any(program.is_running for program in self.programs):
            waited = time.monotonic() - started
            if waited >= ask_after:
                ask_after = waited + ASK_AGAIN_AFTER
                for program in self.programs:
                    program.ask_to_end()
            if waited > self.patience or self.stops_asked > asked + (not asked):
                break
            if waited > PATIENCE_BEFORE_SPEAKING and not said:
                said = True
                self.say(
                    _(
                        "Waiting up to %(seconds)s seconds for running jobs. Press Ctrl-C again "
                        "to end at once: they are then resumed at the next start."
                    )
                    % {"seconds": int(self.patience)}
                )
            time.sleep(0.05)
        for program in self.programs:
            self._end(program)
        self.heir.let_go()
        sys.stdout.flush()
