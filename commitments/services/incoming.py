"""Where does an upload lie until a worker has read it? Aside, under a name of its own, a day at most."""

import time
from pathlib import Path

from django.conf import settings

FORGOTTEN_AFTER = 86_400


def put(name: str, content: bytes) -> Path:
    """Keep the bytes for a worker; what nobody has read for a day makes room."""
    for path in _folder().iterdir():
        if time.time() - path.stat().st_mtime > FORGOTTEN_AFTER:
            path.unlink(missing_ok=True)
    kept = path_of(name)
    kept.write_bytes(content)
    return kept


def path_of(name: str) -> Path:
    """Where the bytes of this name lie, if they do."""
    return _folder() / name


def drop(name: str) -> None:
    """They have been read."""
    path_of(name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.BLOB_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
