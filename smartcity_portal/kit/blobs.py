"""Where do bytes live that must never change? In a store addressed by their SHA-256."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def sha256_of(content: bytes) -> str:
    """Return the lower-case hexadecimal SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Return the file that holds (or would hold) the blob; raises ValueError for a malformed hash."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return Path(settings.BLOB_ROOT) / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Store `content` once and return its SHA-256. Written aside, synced, renamed; never overwritten."""
    sha256 = sha256_of(content)
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".put-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, 0o440)
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return sha256


def put_file(written: Path, sha256: str) -> str:
    """Move a finished file of this hash into the store; for what is too large for memory."""
    target = path_of(sha256)
    if target.exists():
        written.unlink()
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    os.chmod(written, 0o440)
    os.replace(written, target)
    return sha256


def aside() -> Path:
    """Return an empty file beside the store, to be filled and then given to `put_file`."""
    folder = Path(settings.BLOB_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".put-")
    os.close(handle)
    return Path(name)


def read(sha256: str) -> bytes:
    """Return the bytes of a blob; raises FileNotFoundError when it was never stored."""
    return path_of(sha256).read_bytes()


def open_blob(sha256: str) -> BinaryIO:
    """Open a blob for reading, for streaming responses."""
    return path_of(sha256).open("rb")


def discard(sha256: str) -> None:
    """Take away what can be drawn again at will: never an issued document, a scan or an upload."""
    path_of(sha256).unlink(missing_ok=True)


def exists(sha256: str) -> bool:
    """Say whether the blob is in the store."""
    return path_of(sha256).exists()
