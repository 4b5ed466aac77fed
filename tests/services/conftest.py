"""What stands around the real workers? A migrated database of files, brokers, and processes."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from smartcity_portal.kit import queues as kit_queues

ROOT = Path(__file__).resolve().parents[2]


# So long is waited for anything that must happen: a slow machine is no fault.
PATIENCE = 300
_kept: list[socket.socket] = []


def free_port() -> int:
    """Return a port that stays ours: bound, so that the system gives it to nobody else.

    Who wants to listen there says SO_REUSEADDR, as every server does.
    """
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _kept.append(keeper)
    return keeper.getsockname()[1]


def wait_until(
    holds: Callable[[], object], *, what: str | Callable[[], str], seconds: float = PATIENCE
) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"after {seconds:g} s: {what() if callable(what) else what}")
        time.sleep(0.1)


def alive_in(folder: Path) -> list[psutil.Process]:
    """Return every process that works on the folder, whoever its parent is by now."""
    found = []
    for process in psutil.process_iter():
        try:
            works_here = process.environ().get("PORTAL_VAR") == str(folder)
            if works_here and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def wait_until_nobody_is_left(folder: Path) -> None:
    wait_until(lambda: not alive_in(folder), what=lambda: f"{alive_in(folder)} are alive")


def computed(process: subprocess.Popen) -> float:
    """Return how many seconds a process and its children have computed, waiting not counted."""
    leader = psutil.Process(process.pid)
    family = [leader, *leader.children(recursive=True)]
    return sum(times.user + times.system for times in (one.cpu_times() for one in family))


def has_answered(port: int, path: str = "/health/") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return answer.status == 200
    except (OSError, http.client.HTTPException):
        return False


@dataclass
class Portal:
    """One portal on its own folder: its environment, its processes, and a look at its rows."""

    folder: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start(self, *command: str, log: str) -> subprocess.Popen:
        with (self.folder / f"{log}.log").open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def start_worker(
        self, *, name: str = "worker", queues: tuple[str, ...] = kit_queues.WORKER
    ) -> subprocess.Popen:
        return self.start(
            *("-m", "celery", "-A", "smartcity_portal", "-q", "worker", "-l", "INFO", "-c", "1"),
            *(
                "-n",
                f"{name}@%h",
                "--queues",
                kit_queues.named(queues),
                "--without-gossip",
                "--without-mingle",
            ),
            log=name,
        )

    def start_press(self, *, name: str = "press") -> subprocess.Popen:
        return self.start_worker(name=name, queues=kit_queues.PRESS)

    def wait_until_it_listens(self, *names: str) -> None:
        """Wait until the workers of these names have begun to look into their queues."""
        for name in names:
            log = self.folder / f"{name}.log"
            wait_until(
                lambda log=log: " ready." in log.read_text(),
                what=f"{name} is not ready",
            )

    def start_beat(self) -> subprocess.Popen:
        return self.start(
            *("-m", "celery", "-A", "smartcity_portal", "-q", "beat", "--pidfile=", "-l", "INFO"),
            *("--max-interval", "1"),
            log="beat",
        )

    @property
    def trace(self) -> Path:
        """The list that everybody signs who works."""
        return self.folder / "trace"

    @property
    def workers_seen(self) -> list[str]:
        return self.trace.read_text().split() if self.trace.exists() else []

    def wait_until_the_worker_was_asked_to_end(self, *, log: str, says: str = "") -> None:
        """Wait until it has said that it ends as soon as it has done its work."""
        file = self.folder / f"{log}.log"
        wait_until(
            lambda: f"{says}worker: Warm shutdown" in file.read_text(),
            what="the worker was not asked to end",
        )

    def start_web(self, port: int) -> subprocess.Popen:
        """Start one web process; return when it answers."""
        process = self.start(
            *("-m", "gunicorn", "smartcity_portal.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "1", "--threads", "4", "--timeout", str(PATIENCE)),
            *("--no-control-socket", "--log-level", "warning"),
            log="web",
        )
        wait_until(lambda: has_answered(port), what="no answer")
        return process

    @property
    def gate(self) -> Path:
        """The file that lets held work end."""
        return self.folder / "gate"

    def let_work_end(self) -> None:
        self.gate.touch()

    def ask(self, *, held: bool = False) -> tuple[int, str]:
        """Enqueue a job in a process of its own; return its number and whether it was sent.

        A held job does not end before `let_work_end`.
        """
        answer = subprocess.run(
            [sys.executable, "-m", "tests.services.ask", str(self.trace), held * str(self.gate)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        number, sent = answer.stdout.split()
        return int(number), sent

    def ask_for_a_book(self) -> int:
        """Write a long book and ask for its draft, in a process of its own; return the job."""
        return self.ask_for("ask_for_a_book")[0]

    def ask_for(self, script: str, *arguments: str) -> list[int]:
        """Ask for work as a script of this folder does; return its jobs."""
        answer = subprocess.run(
            [sys.executable, "-m", f"tests.services.{script}", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return list(map(int, answer.stdout.split()))

    def rows(self, query: str, *values: object) -> list[tuple]:
        database = sqlite3.connect(self.folder / "portal.sqlite3", timeout=PATIENCE)
        with contextlib.closing(database):
            return database.execute(query, values).fetchall()

    def wait_for_workers(self, number: int) -> None:
        """Wait until so many workers have begun, one after the other."""
        wait_until(
            lambda: len(self.workers_seen) == number,
            what=lambda: f"{self.workers_seen} have worked, not {number}",
        )

    def row(self, job: int, *columns: str) -> tuple:
        return self.rows(f"SELECT {', '.join(columns)} FROM accounts_job WHERE id = ?", job)[0]

    def state(self, job: int) -> str:
        return self.row(job, "state")[0]

    def wait_for(self, job: int, state: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while (known := self.row(job, "state", "attempts", "error"))[0] != state:
            ended = known[0] in {"done", "failed", "cancelled"}
            if ended or time.monotonic() > deadline:
                pytest.fail(f"the job is {known}, not {state}")
            time.sleep(0.1)

    def end(self) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """What every portal prepares, made once: a database to be copied, and the static files."""
    folder = tmp_path_factory.mktemp("prepared")
    subprocess.run(
        [sys.executable, "manage.py", "portal", "--prepare"],
        cwd=ROOT,
        env=environment_of(folder),
        check=True,
    )
    return folder


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    dropped = ("DATABASE_URL", "CELERY_BROKER_URL", "PYTEST_XDIST_WORKER")
    return {
        **{name: value for name, value in os.environ.items() if name not in dropped},
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "PORTAL_VAR": str(folder),
        "PORTAL_DEMO": "0",
        **more,
    }


@pytest.fixture
def make_portal(tmp_path, prepared) -> Iterator[Callable[..., Portal]]:
    made: list[Portal] = []

    def make(**environment: str) -> Portal:
        for name in ("portal.sqlite3", "static.stamp"):
            shutil.copy(prepared / name, tmp_path)
        environment = {"STATIC_ROOT": str(prepared / "static"), **environment}
        portal = Portal(tmp_path, environment_of(tmp_path, **environment))
        made.append(portal)
        return portal

    yield make
    for portal in made:
        portal.end()


@dataclass
class Redis:
    """A Redis of our own on a free port, which can be stopped and started again."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        wait_until(self._answers, what="Redis does not answer")

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None


@pytest.fixture
def redis(tmp_path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()
