"""How does the whole portal start with one command? Prepare what changed, then run until Ctrl-C.

Nothing is touched before the port and the data folder are known to be free.
"""

import errno
import fcntl
import hashlib
import http.client
import os
import socket
import sys
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _

from smartcity_portal.kit import queues
from smartcity_portal.kit.supervisor import Program, Supervisor

# The demo may run as root, in a container for instance; Celery would warn of it at every start.
QUIET = "ignore:You're running the worker with superuser privileges"


class CannotStart(Exception):
    """The portal cannot start; the message is a sentence for people."""


class Command(BaseCommand):
    help = "Prepares and runs the whole portal: web, worker and beat, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="prepare only, start nothing")

    def handle(self, *args: Any, prepare: bool, **options: Any) -> None:
        with translation.override(_language_of_the_terminal()):
            if prepare:
                self.prepare()
                return
            try:
                code = self.run_portal()
            except CannotStart as reason:
                self.stderr.write(str(reason))
                code = 1
        sys.exit(code)

    def run_portal(self) -> int:
        """Take the port and the folder, prepare, and run until told to stop."""
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        with take_port(host, port) as listener, take_folder(settings.PORTAL_VAR):
            self.prepare()
            return self.supervise(listener)

    def prepare(self) -> None:
        """Migrate, collect static files and load the demo, each only when something changed."""
        migrated = self._migrate()
        self._collect_static()
        if settings.PORTAL_DEMO:
            self._load_demo(fresh=migrated)

    def _migrate(self) -> bool:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        self.say(_("Preparing the database"))
        call_command("migrate", interactive=False, verbosity=0)
        return True

    def _collect_static(self) -> None:
        stamp = Stamp("static", _static_sources())
        if not stamp.is_fresh:
            self.say(_("Collecting styles, scripts and icons"))
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            stamp.keep()

    def _load_demo(self, *, fresh: bool) -> None:
        if "load_demo" not in get_commands():
            self.say(_("There is no demo to load yet."))
            return
        stamp = Stamp("demo", _demo_sources())
        if fresh or not stamp.is_fresh:
            self.say(_("Loading the demo; the first time this takes one or two minutes"))
            call_command("load_demo", verbosity=0)
            stamp.keep()

    def supervise(self, listener: socket.socket) -> int:
        """Run the programs; say where the portal is as soon as it answers."""
        connections.close_all()
        host, port = listener.getsockname()[:2]
        supervisor = Supervisor(
            programs(listener.fileno()),
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": QUIET},
            say=self.say,
        )
        started = time.monotonic()
        code = supervisor.run(when_started=lambda: self._announce(host, port, started))
        self.say(_("The portal has ended."))
        return code

    def _announce(self, host: str, port: int, started: float) -> bool:
        if not _answers(host, port):
            return False
        self.say(
            _("The portal is ready after %(seconds).1f s: %(address)s   Ctrl-C ends it.")
            % {"seconds": time.monotonic() - started, "address": settings.PORTAL_URL + "/"}
        )
        if settings.PORTAL_DEMO and "load_demo" in get_commands():
            call_command("load_demo", people=True)
            connections.close_all()
        self.stdout.flush()
        return True

    def say(self, sentence: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"==> {sentence}"))
        self.stdout.flush()


def programs(listener: int) -> list[Program]:
    """Return web, two workers and beat; the web server inherits the port that is already taken.

    Books and outputs are made by a press of its own, so that mails never wait behind them; both
    look first whether somebody waits for a preview.
    """
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "smartcity_portal", "-q"]
    web = ["gunicorn", "smartcity_portal.wsgi", "--bind", f"fd://{listener}", "--preload"]
    size = ["--workers", os.environ.get("WEB_WORKERS", "2"), "--threads", "4"]
    manners = ["--no-control-socket", "--graceful-timeout", "20", "--log-level", "warning"]
    alone = ["--without-gossip", "--without-mingle"]
    press = [
        "--queues",
        queues.named(queues.PRESS),
        "--concurrency",
        os.environ.get("WORKERS", "2"),
    ]
    errands = ["--queues", queues.named(queues.WORKER), "--concurrency", "1"]
    return [
        Program("web", [*python, *web, *size, *manners], open_files=[listener]),
        Program(
            "worker", [*celery, "worker", "-n", "worker@%h", "-l", "WARNING", *errands, *alone]
        ),
        Program("press", [*celery, "worker", "-n", "press@%h", "-l", "WARNING", *press, *alone]),
        Program("beat", [*celery, "beat", "-l", "WARNING", "--pidfile="]),
        *_stand_ins(),
    ]


def _stand_ins() -> list[Program]:
    """In the demo: what answers in place of BSrE, so that signing through it can be tried."""
    if settings.PRODUCTION or not settings.PORTAL_DEMO or not settings.BSRE_SIMULATION_PORT:
        return []
    return [Program("bsre", [sys.executable, "manage.py", "fake_bsre"], needed=False)]


def take_port(host: str, port: str) -> socket.socket:
    """Listen on the port, or say in one sentence why that is not possible."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStart(_("PORT must be a number from 1 to 65535, not “%s”.") % port)
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise CannotStart(
            _(
                "Port %(port)s cannot be used (%(reason)s). Nothing was started. "
                "End the program that uses it, or choose another: PORT=%(other)s bin/run"
            )
            % {"port": port, "reason": _why(error), "other": int(port) % 65000 + 1}
        ) from None
    return listener


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return _("another program is using it")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return _("this user may not use it")
    return error.strerror or str(error)


def take_folder(folder: Path) -> IO[str]:
    """Lock the data folder for this portal, or say that another one runs on it."""
    lock = (folder / "portal.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotStart(
            _(
                "Another portal is running on the folder %s. Nothing was started. "
                "End it first, or choose another folder with PORTAL_VAR."
            )
            % folder
        ) from None
    return lock


class Stamp:
    """What was prepared from which files? A checksum of names, sizes and times, kept on disk."""

    def __init__(self, name: str, sources: list[Path]) -> None:
        self.file = settings.PORTAL_VAR / f"{name}.stamp"
        checksum = hashlib.sha256()
        for source in sources:
            stat = source.stat()
            checksum.update(f"{source}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
        self.value = checksum.hexdigest()

    @property
    def is_fresh(self) -> bool:
        return self.file.exists() and self.file.read_text() == self.value

    def keep(self) -> None:
        self.file.write_text(self.value)


def _static_sources() -> list[Path]:
    found = (entry for finder in get_finders() for entry in finder.list(["CVS", ".*", "*~"]))
    return sorted(Path(storage.path(name)) for name, storage in found)


def _demo_sources() -> list[Path]:
    folders = ("accounts", "programs", "masterplans", "commitments", "workshops", "ratings")
    roots = [settings.BASE_DIR / name for name in (*folders, "smartcity_portal")]
    parts = [part for root in roots for name in ("demo", "editions") for part in root.rglob(name)]
    files = (file for part in parts for file in part.rglob("*"))
    return sorted(file for file in files if file.is_file() and "__pycache__" not in file.parts)


def _language_of_the_terminal() -> str:
    wanted = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if wanted.startswith("en") else settings.LANGUAGE_CODE


def _answers(host: str, port: int) -> bool:
    web = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)
    try:
        web.request("GET", "/health/", headers={"Host": "localhost"})
        return web.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()
