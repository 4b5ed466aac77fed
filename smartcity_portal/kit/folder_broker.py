"""How do messages reach a worker without a broker process? As files that move between folders.

    <folder>/<queue>/<stem>.msg              waiting; written aside, then renamed: never half there
    <folder>/<queue>/taken/<taker>/…msg      taken by one process and not yet acknowledged
    <folder>/takers/<taker>                  locked by that process for as long as it lives

A message leaves the disk when it is acknowledged. When its taker has died, the next process
that looks for work puts it back.
"""

import fcntl
import itertools
import logging
import os
import socket
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import virtual
from kombu.utils.encoding import bytes_to_str, str_to_bytes
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)

LOOK_FOR_THE_DEAD_EVERY = 5.0
TURN = 0.3
_stems = itertools.count()


class Taker:
    """This process as a taker of messages: a file that stays locked until the process ends.

    The lock is a POSIX record lock: a forked child does not inherit it.
    """

    _of_process: dict[tuple[int, Path], "Taker"] = {}

    def __init__(self, folder: Path) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        takers = folder / "takers"
        takers.mkdir(parents=True, exist_ok=True)
        self.file = (takers / f".{self.name}").open("w")
        fcntl.lockf(self.file, fcntl.LOCK_EX)
        Path(self.file.name).rename(takers / self.name)

    @classmethod
    def here(cls, folder: Path) -> "Taker":
        """Return the taker of this process in this folder."""
        key = (os.getpid(), folder)
        if key not in cls._of_process:
            cls._of_process[key] = cls(folder)
        return cls._of_process[key]


def return_abandoned(folder: Path, *, myself: str = "") -> int:
    """Put the messages of dead takers back into their queues; return how many."""
    returned = 0
    for lock in (folder / "takers").glob("[!.]*"):
        if lock.name == myself or not _is_dead(lock):
            continue
        for shelf in folder.glob(f"*/taken/{lock.name}"):
            for message in shelf.glob("*.msg"):
                returned += _move(message, shelf.parent.parent / message.name)
            _remove_folder(shelf)
        lock.unlink(missing_ok=True)
    return returned


def _is_dead(lock: Path) -> bool:
    try:
        with lock.open("r+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _move(source: Path, target: Path) -> bool:
    try:
        source.rename(target)
    except FileNotFoundError:
        return False
    return True


def _remove_folder(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        log.debug("folder %s is not empty yet", folder)


class InOrder:
    """The queues of one taker: each time it looks, it begins with the first that was named."""

    def __init__(self, fetch: Callable[..., Any], queues: list[str]) -> None:
        self.fetch, self.queues = fetch, queues

    def get(self, callback: Any, **options: Any) -> Any:
        for queue in self.queues:
            try:
                return self.fetch(queue, callback, **options)
            except Empty:
                continue
        raise Empty

    def close(self) -> None:
        """Nothing is held open."""


class Channel(virtual.Channel):
    """One conversation with the folder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(self.connection.client.transport_options["folder"]).resolve()
        self._taken: dict[str, Path] = {}
        self._unacknowledged_queues: set[str] = set()
        self._looked_at = 0.0

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **kwargs: Any) -> None:
        if no_ack:
            self._unacknowledged_queues.add(queue)
        super().basic_consume(queue, no_ack, *args, **kwargs)

    def _reset_cycle(self) -> None:
        self._cycle = InOrder(self._get_and_deliver, self._active_queues)

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        super().basic_ack(delivery_tag, multiple)
        self._forget(delivery_tag)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        super().basic_reject(delivery_tag, requeue)
        if not requeue:
            self._forget(delivery_tag)

    def _forget(self, delivery_tag: str) -> None:
        path = self._taken.pop(delivery_tag, None)
        if path is not None:
            path.unlink(missing_ok=True)

    def _restore(self, message: Any) -> None:
        path = self._taken.pop(message.delivery_tag, None)
        if path is not None:
            _move(path, path.parent.parent.parent / path.name)

    def _new_queue(self, queue: str, **_: Any) -> None:
        self._home(queue).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, message: Any, **_: Any) -> None:
        self._new_queue(queue)
        home = self._home(queue)
        stem = f"{time.time_ns():020d}-{next(_stems):06d}-{uuid.uuid4().hex}"
        part = home / f".{stem}.part"
        part.write_bytes(str_to_bytes(dumps(message)))
        part.rename(home / f"{stem}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        self._return_abandoned()
        for name in self._waiting(queue):
            shelf = self._home(queue) / "taken" / Taker.here(self.folder).name
            shelf.mkdir(parents=True, exist_ok=True)
            if not _move(self._home(queue) / name, shelf / name):
                continue
            message = self._read(shelf / name)
            if message is None:
                continue
            if queue in self._unacknowledged_queues:
                (shelf / name).unlink()
            else:
                self._taken[message["properties"]["delivery_tag"]] = shelf / name
            return message
        raise Empty

    def _read(self, path: Path) -> Any:
        try:
            return loads(bytes_to_str(path.read_bytes()))
        except ValueError:
            log.error("message %s cannot be read and is set aside", path.name)
            path.rename(path.with_suffix(".unreadable"))
            return None

    def _return_abandoned(self) -> None:
        if time.monotonic() - self._looked_at < LOOK_FOR_THE_DEAD_EVERY:
            return
        self._looked_at = time.monotonic()
        returned = return_abandoned(self.folder, myself=Taker.here(self.folder).name)
        if returned:
            log.warning("%s unfinished messages are back in the queue", returned)

    def _home(self, queue: str) -> Path:
        return self.folder / queue.replace("/", "_")

    def _waiting(self, queue: str) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._home(queue)) if name.endswith(".msg"))
        except FileNotFoundError:
            return []

    def _size(self, queue: str) -> int:
        return len(self._waiting(queue))

    def _purge(self, queue: str) -> int:
        names = self._waiting(queue)
        for name in names:
            (self._home(queue) / name).unlink(missing_ok=True)
        return len(names)


class Transport(virtual.Transport):
    """Messages as files, for one machine."""

    Channel = Channel
    driver_type = driver_name = "folder"

    def drain_events(self, connection: Any, timeout: float | None = None, **kwargs: Any) -> None:
        """Wait in short turns, so that a worker that was told to stop soon hears it."""
        super().drain_events(connection, timeout=min(timeout or TURN, TURN), **kwargs)

    def driver_version(self) -> str:
        return "1"
