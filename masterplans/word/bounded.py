"""How is a hostile document read without harm? In a process of its own, with bounds on all it uses."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from masterplans.word.package import Refused

SECONDS = 180


@dataclass(frozen=True)
class Reading:
    """What a child process read; `pictures` are files that live as long as the reading."""

    html: str
    pictures: list[dict[str, Any]]
    remarks: list[dict[str, str]]
    counts: dict[str, int]
    own: bool
    turned: list[str]
    folder: Path

    def picture(self, number: int) -> Path:
        return self.folder / self.pictures[number]["file"]


@contextmanager
def read(content: bytes) -> Iterator[Reading]:
    """Read a document; raises Refused with the code of the reason."""
    with tempfile.TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        (folder / "document").write_bytes(content)
        result = _result(folder)
        if "refused" in result:
            raise Refused(result.pop("refused"), **result)
        yield Reading(**result, folder=folder)


def _result(folder: Path) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "masterplans.word.reading",
        str(folder / "document"),
        str(folder),
    ]
    try:
        subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
        return json.loads((folder / "result.json").read_text(encoding="utf-8"))
    except (subprocess.SubprocessError, OSError, ValueError):
        raise Refused("is_too_costly") from None
