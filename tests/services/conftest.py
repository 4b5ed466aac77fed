"""What stands around the real workers? A migrated database of files, brokers, and processes."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from smartcity_portal.kit import queues as kit_queues

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds: Callable[[], bool], *, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"after {seconds:g} s: {what}")
        time.sleep(0.1)


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
                seconds=90,
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

    def let_work_end(self) -> None:
        (self.folder / "gate").touch()

    def ask(self, *, held: bool = False) -> tuple[int, str]:
        """Enqueue a job in a process of its own; return its number and whether it was sent.

        A held job does not end before `let_work_end`.
        """
        gate = str(self.folder / "gate") if held else ""
        answer = subprocess.run(
            [sys.executable, "-m", "tests.services.ask", str(self.trace), gate],
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
        database = sqlite3.connect(self.folder / "portal.sqlite3", timeout=20)
        with contextlib.closing(database):
            return database.execute(query, values).fetchall()

    def wait_for_workers(self, number: int) -> None:
        """Wait until so many workers have begun, one after the other."""
        wait_until(
            lambda: len(self.workers_seen) == number,
            seconds=60,
            what=f"{self.workers_seen} have worked, not {number}",
        )

    def row(self, job: int, *columns: str) -> tuple:
        return self.rows(f"SELECT {', '.join(columns)} FROM accounts_job WHERE id = ?", job)[0]

    def state(self, job: int) -> str:
        return self.row(job, "state")[0]

    def wait_for(self, job: int, state: str, *, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
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
def migrated(tmp_path_factory) -> Path:
    """A migrated database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env=environment_of(folder),
        check=True,
    )
    return folder / "portal.sqlite3"


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
def make_portal(tmp_path, migrated) -> Iterator[Callable[..., Portal]]:
    made: list[Portal] = []

    def make(**environment: str) -> Portal:
        shutil.copy(migrated, tmp_path)
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
        wait_until(self._answers, seconds=10, what="Redis does not answer")

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@pytest.fixture
def redis(tmp_path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()
