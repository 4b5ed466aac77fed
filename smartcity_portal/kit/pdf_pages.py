"""How do pages of a PDF come into a document of ours? As flat pictures, drawn in a process of its own.

Nothing of the foreign file goes along: no script, no form, no font, nothing that PDF/A forbids.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smartcity_portal.kit import page_drawer

DRAWER = Path(page_drawer.__file__)
DOTS_PER_INCH = 170


@dataclass(frozen=True)
class DrawnPage:
    """One page as a JPEG, and the beginning of what can be read on it."""

    picture: bytes
    width: int
    height: int
    text: str = ""

    @property
    def is_wide(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True)
class Drawn:
    """The pages of a file; `total` counts all of them, `problem` says why there are none."""

    pages: tuple[DrawnPage, ...] = ()
    total: int = 0
    problem: str = ""


def draw(content: bytes, *, most: int, dots: int = DOTS_PER_INCH) -> Drawn:
    """Draw the first `most` pages of a PDF; never raises for what is in the file."""
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        folder = Path(name)
        source = folder / "file"
        source.write_bytes(content)
        command = [sys.executable, "-I", str(DRAWER), str(source), name, str(dots), str(most)]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                timeout=page_drawer.SECONDS + 30,
                check=True,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            )
            told = dict(json.loads(done.stdout))
        except (subprocess.SubprocessError, ValueError):
            return Drawn(problem="too_costly")
        if "problem" in told:
            return Drawn(problem=str(told["problem"]))
        pages = tuple(
            DrawnPage((folder / row["file"]).read_bytes(), row["width"], row["height"], row["text"])
            for row in told["pages"]
        )
        return Drawn(pages, told["total"])
