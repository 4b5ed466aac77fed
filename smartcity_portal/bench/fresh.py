"""Where is something measured so that nothing else has been there before? In a process started anew."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import django


def fresh(work: Callable[..., Any], *given: Any) -> Any:
    """Work in a process that was started anew and inherits nothing; it may fork others."""
    anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=anew, initializer=_begin) as one:
        return one.submit(work, *given).result()


def held(process: object, file: str, line: str) -> float:
    """Return a figure of a process from /proc, in MB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(said.split()[1]) / 1024 for said in lines if said.startswith(line)), 0.0)


def _begin() -> None:
    multiprocessing.set_start_method("fork", force=True)
    django.setup()
