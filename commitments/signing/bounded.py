"""How is a hostile file inspected without harm? In a process of its own, with a time limit."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from commitments.signing.inspection import MOST_SECONDS, Inspection
from commitments.signing.roots import own_root_files, root_files

SECONDS = MOST_SECONDS + 30


def inspect_file(path: Path) -> Inspection:
    """Inspect a file against the portal's roots; a file that costs too much is "too_costly"."""
    command = [
        sys.executable,
        "-m",
        "commitments.signing.inspection",
        str(path),
        *map(str, own_root_files()),
        *map(str, root_files()),
    ]
    try:
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
        return Inspection.from_dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, KeyError):
        return Inspection("", path.stat().st_size, problem="too_costly")
