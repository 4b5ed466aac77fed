"""Which portal do the crowds meet? One web process and some workers on a free port, ended afterwards."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

WAIT = 90


@contextmanager
def portal(*, workers: int, processes: int = 1) -> Iterator[int]:
    """Start the processes on the database and folder that are configured; yield the port.

    `processes` are those of the web server, each with as many threads as bin/run gives it.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    python = [sys.executable, "-m"]
    web = ["gunicorn", "smartcity_portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    size = ["--workers", str(processes), "--threads", "4"]
    worker = ["celery", "-A", "smartcity_portal", "-q", "worker", "-c", "1", "-l", "ERROR"]
    commands = [
        [*python, *web, *size, "--no-control-socket", "--log-level", "error"],
        *([*python, *worker, "-n", f"bench{n}@%h"] for n in range(1, workers + 1)),
    ]
    running = [
        subprocess.Popen(
            command,
            env={**os.environ, "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        _wait(port)
        yield port
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(30)


def _wait(port: int) -> None:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError("the web process did not answer")
