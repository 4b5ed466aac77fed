"""Does the folder carry every message exactly where it should go?"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from kombu import Connection
from kombu.transport import TRANSPORT_ALIASES

from smartcity_portal.kit import folder_broker

ROOT = Path(__file__).resolve().parents[2]
MESSAGES_PER_WRITER = 150
WRITERS = 4

WRITER = """
import sys
from tests.setup.test_folder_broker import connect
with connect(sys.argv[1]) as connection:
    queue = connection.SimpleQueue("work")
    for number in range(int(sys.argv[3])):
        queue.put(f"{sys.argv[2]}-{number}")
"""
READER = """
import sys, time
from queue import Empty
from tests.setup.test_folder_broker import connect
with connect(sys.argv[1]) as connection, open(sys.argv[2], "w") as seen:
    queue, quiet_since = connection.SimpleQueue("work"), time.monotonic()
    while time.monotonic() - quiet_since < 2:
        try:
            message = queue.get(timeout=0.2)
        except Empty:
            continue
        seen.write(message.payload + "\\n")
        message.ack()
        quiet_since = time.monotonic()
"""
HOLDER = """
import sys, time
from tests.setup.test_folder_broker import connect
with connect(sys.argv[1]) as connection:
    message = connection.SimpleQueue("work").get(timeout=5)
    print(message.payload, flush=True)
    time.sleep(60)
"""


def connect(folder: str | Path) -> Connection:
    TRANSPORT_ALIASES["folder"] = "smartcity_portal.kit.folder_broker:Transport"
    options = {"folder": str(folder), "polling_interval": 0.02}
    return Connection("folder://", transport_options=options)


def run(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_four_writers_and_two_readers_lose_nothing_and_double_nothing(tmp_path):
    folder = tmp_path / "queue"
    readers = [run(READER, folder, tmp_path / f"seen-{n}") for n in range(2)]
    writers = [run(WRITER, folder, name, MESSAGES_PER_WRITER) for name in range(WRITERS)]
    assert [process.wait(60) for process in [*writers, *readers]] == [0] * 6

    seen = Counter(
        line for file in tmp_path.glob("seen-*") for line in file.read_text().splitlines()
    )

    assert len(seen) == WRITERS * MESSAGES_PER_WRITER
    assert set(seen.values()) == {1}
    assert not list(folder.rglob("*.msg"))


def test_messages_come_in_the_order_they_were_sent(tmp_path):
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("work")
        for number in range(20):
            queue.put(number)

        assert [queue.get(timeout=1).payload for _ in range(20)] == list(range(20))


def test_what_a_killed_process_had_taken_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_broker, "LOOK_FOR_THE_DEAD_EVERY", 0.1)
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("work")
        queue.put("unfinished")
        holder = run(HOLDER, tmp_path)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "unfinished\n"
        with pytest.raises(queue.Empty):
            queue.get(timeout=0.3)

        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        time.sleep(0.1)
        message = queue.get(timeout=2)

        assert message.payload == "unfinished"
        message.ack()
        assert not list(tmp_path.rglob("*.msg"))


def test_a_message_that_is_put_back_is_delivered_again(tmp_path):
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("work")
        queue.put("again")
        queue.get(timeout=1).requeue()

        assert queue.get(timeout=1).payload == "again"


def test_a_message_that_was_not_acknowledged_survives_the_connection(tmp_path):
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("work")
        queue.put("kept")
        queue.get(timeout=1)

    with connect(tmp_path) as connection:
        assert connection.SimpleQueue("work").get(timeout=1).payload == "kept"


def test_a_file_that_is_no_message_is_set_aside(tmp_path):
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("work")
        (tmp_path / "work" / "0-broken.msg").write_text("{half a mess")
        queue.put("whole")

        assert queue.get(timeout=1).payload == "whole"
    assert len(list(tmp_path.rglob("*.unreadable"))) == 1
