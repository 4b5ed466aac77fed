"""What is thrown away of what was printed? Parts that nobody used for long, and the least used of too many.

Nothing here is missed: a part that is gone is printed again when it is needed.
"""

import time
from dataclasses import dataclass
from pathlib import Path

ABANDONED_AFTER = 3600.0


@dataclass(frozen=True)
class Swept:
    """What a sweep took away and what is left, in files and bytes."""

    removed: int
    freed: int
    kept: int
    size: int


def sweep(folder: Path, *, days: float, most: int, now: float | None = None) -> Swept:
    """Remove parts unused for `days`, then the longest unused until at most `most` bytes remain.

    What was used within the last hour stays: a build may be reading it.
    """
    now = time.time() if now is None else now
    parts = sorted(_parts(folder), key=lambda part: part.used)
    left = sum(part.size for part in parts)
    gone: list[_Part] = []
    for part in parts:
        if now - part.used < ABANDONED_AFTER:
            break
        if now - part.used > days * 86400 or left > most:
            for file in part.files:
                file.unlink(missing_ok=True)
            gone.append(part)
            left -= part.size
    removed = sum(len(part.files) for part in gone)
    kept = sum(len(part.files) for part in parts) - removed
    return Swept(removed, sum(part.size for part in gone), kept, left)


@dataclass
class _Part:
    """The files of one key, which live and go together."""

    files: list[Path]
    size: int = 0
    used: float = 0.0


def _parts(folder: Path) -> list[_Part]:
    found: dict[str, _Part] = {}
    for path in folder.glob("*/*"):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        part = found.setdefault(path.stem, _Part([]))
        part.files.append(path)
        part.size += stat.st_size
        part.used = max(part.used, stat.st_mtime)
    return list(found.values())
