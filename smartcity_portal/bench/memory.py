"""How much memory do the web server and the worker hold after they have worked?

Both are started as processes of their own; the figure is the proportional set size of each
with its children, in MiB.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from smartcity_portal.bench.figure import Figure, at_most

WEB_LIMIT, WORKER_LIMIT = 200, 300


def figures() -> Iterator[Figure]:
    """Yield the memory of a web process with its workers and of a worker with two children."""
    port = _free_port()
    web = _start(
        [
            "gunicorn",
            "smartcity_portal.wsgi",
            "-b",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
            "--no-control-socket",
        ]
    )
    try:
        _visit(f"http://127.0.0.1:{port}/")
        yield at_most("memory.web", _mebibytes(web.pid), WEB_LIMIT, unit="MiB")
    finally:
        _stop(web)
    worker = _start(
        [
            "celery",
            "-A",
            "smartcity_portal",
            "-q",
            "worker",
            "-c",
            "2",
            "-l",
            "ERROR",
            "--without-gossip",
            "--without-mingle",
        ]
    )
    try:
        time.sleep(6)
        yield at_most("memory.worker", _mebibytes(worker.pid), WORKER_LIMIT, unit="MiB")
    finally:
        _stop(worker)


def _start(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        env=dict(os.environ),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _visit(url: str) -> None:
    for attempt in range(60):
        try:
            for _ in range(5):
                urllib.request.urlopen(url, timeout=10).read()
            return
        except OSError:
            if attempt == 59:
                raise
            time.sleep(0.5)


def _mebibytes(pid: int) -> float:
    import psutil

    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(_pss(process.pid) for process in family) / 1024


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
