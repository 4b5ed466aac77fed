"""How much memory do the workers and the assembler of a book hold? Each measured in fresh processes."""

import contextlib
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any

from masterplans.pdf import relay
from masterplans.pdf.book import build
from masterplans.pdf.parts import PartStore
from masterplans.pdf.setting import Task
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.bench.fresh import fresh, held
from smartcity_portal.bench.volumes import volume
from smartcity_portal.celery import make_ready_to_fork
from smartcity_portal.kit import blobs

WORKERS = 2
LOOK_EVERY = 0.1
WORKER_MEMORY, ASSEMBLER_MEMORY = 200, 450


def figures(name: str, pages: int, folder: Path) -> Iterator[Figure]:
    """Yield what workers hold that print chapters one after the other, then what the assembler holds.

    As in production: both are forked from a process that has loaded everything, and the assembler
    finds the chapters printed. What a process shares with others counts in parts.
    """
    handed = fresh(_handed_out, pages, folder)
    for who, limit, chores in (
        ("worker", WORKER_MEMORY, [(_print, key, folder) for key in handed]),
        ("assembler", ASSEMBLER_MEMORY, [(_put_together, pages, folder)]),
    ):
        share, resident = fresh(_most_held, chores)
        yield at_most(f"{name}.memory_of_{who}", share, limit, unit="MB")
        yield for_the_record(f"{name}.memory_of_{who}_with_all_it_shares", resident, unit="MB")


def _most_held(chores: list[tuple[Any, ...]]) -> tuple[float, float]:
    """Let workers do the chores; return the most that one of them held, in its share and in all."""
    make_ready_to_fork()
    share = resident = 0.0
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(WORKERS, mp_context=forked) as workers:
        busy = {workers.submit(*chore) for chore in chores}
        while busy:
            done, busy = wait(busy, timeout=LOOK_EVERY)
            for one in done:
                one.result()
            for worker in multiprocessing.active_children():
                share = max(share, held(worker.pid, "smaps_rollup", "Pss:"))
                resident = max(resident, held(worker.pid, "status", "VmHWM:"))
    return share, resident


def _print(key: str, folder: Path) -> None:
    relay.print_handed(key, PartStore(folder))


def _handed_out(pages: int, folder: Path) -> list[str]:
    """Leave the sources of all pieces in the store; return their keys."""
    keys: list[str] = []

    def hand_out(tasks: Sequence[Task], store: PartStore) -> None:
        for task in tasks:
            for sha256, asset in task.piece.assets.items():
                assert blobs.put(asset.content) == sha256
            keys.append(relay.hand_out(task, store).key)
        raise _HandedOut

    with contextlib.suppress(_HandedOut):
        build(volume(pages), store=PartStore(folder), hand_out=hand_out)
    return keys


class _HandedOut(Exception):
    """All pieces lie in the store."""


def _put_together(pages: int, folder: Path) -> None:
    build(volume(pages), store=PartStore(folder))
