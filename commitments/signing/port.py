"""What does the portal ask of any way to sign? Routes live beside this file.

A route turns the present bytes of a sheet into bytes with exactly one more signature. The
lock, the guards, the storage and the history are written once, in services/signing.py.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from commitments.signing.marks import Stencil


@dataclass(frozen=True)
class Order:
    """What is to be signed by whom; no secret is ever part of it."""

    field: str
    name: str
    office: str
    organisation: str
    reason: str
    lines: tuple[str, ...]
    stencil: Stencil | None = None


@dataclass(frozen=True)
class Outcome:
    """The bytes with one more signature, and whose certificate is in it."""

    after: bytes
    serial: str
    name: str
    pem: str


class Route(Protocol):
    """One way to sign."""

    def begin(self, order: Order) -> Any:
        """Prepare what may take time; called without any lock held."""

    def complete(self, order: Order, begun: Any, before: bytes) -> Outcome:
        """Return `before` with one more revision; called while the sheet is locked."""


@dataclass(frozen=True)
class Stamped:
    """What the guards read out of the new signature."""

    serial: str
    at: dt.datetime
