"""What does a person read when the disk is full? A sentence; what was begun is taken back whole."""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.db import DatabaseError
from django.utils.translation import gettext as _

from smartcity_portal.kit.machine import Blocked

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SAID_BY_DATABASES = ("disk is full", "No space left", "could not extend file")


def is_full(error: BaseException) -> bool:
    """True when a file or the database could not be written for want of room."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return isinstance(error, DatabaseError) and any(
        words in str(error) for words in SAID_BY_DATABASES
    )


@contextmanager
def room_needed() -> Iterator[None]:
    """Turn a full disk into a sentence. Stands outside the transaction, which is taken back first."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        if not is_full(error):
            raise
        raise Blocked(
            [
                _(
                    "There is no room left on the portal's disk. Nothing was changed; tell the "
                    "operators, then try again."
                )
            ]
        ) from error


@contextmanager
def file_for_native_code(target: Path) -> Iterator[BinaryIO]:
    """Open a file for a library in C++ that ends the whole process when writing fails in it.

    The library is let through to its end; what went wrong is raised then.
    """
    with target.open("wb") as file:
        patient = _Patient(file)
        yield cast(BinaryIO, patient)
        if patient.error is not None:
            raise patient.error


class _Patient(io.RawIOBase):
    """Takes whatever is written, and remembers what could not be."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.error is None:
            try:
                self.file.write(data)
            except OSError as error:
                self.error = error
        return len(data)
