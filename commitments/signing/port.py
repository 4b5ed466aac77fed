"""What does the portal ask of any way to sign? Routes live beside this file.

A route turns the present bytes of a sheet into bytes with exactly one more signature. The
lock, the guards, the storage and the history are written once, in services/signing.py. What
speaks with another service runs before that, under a lease: services/attempts.py.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from commitments.signing.marks import Stencil

Box = tuple[float, float, float, float]


class NotSigned(Exception):
    """Surely nothing was signed. Carries a code that services/attempts.py has a sentence for."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class OutcomeUnknown(Exception):
    """It was sent, and nobody can say what came of it; never sent again by itself."""

    def __init__(self, code: str, document_id: str = "") -> None:
        self.code, self.document_id = code, document_id
        super().__init__(code)


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
    page: int = 0
    box: Box = (0, 0, 0, 0)
    link: str = ""
    anchor: str = ""
    others: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """The bytes with one more signature, and whose certificate is in it."""

    after: bytes
    serial: str = ""
    name: str = ""
    pem: str = ""
    document_id: str = ""


class Route(Protocol):
    """One way to sign."""

    def begin(self, order: Order) -> Any:
        """Prepare what may take time; called without any lock held."""

    def complete(self, order: Order, begun: Any, before: bytes) -> Outcome:
        """Return `before` with one more revision."""

    def check(self, order: Order, outcome: Outcome, before: bytes, signed: set[str]) -> "Stamped":
        """Read the new signature; GuardFailed unless it is the only thing that was added.

        `signed` names the fields that were filled before, besides the portal's seal.
        """


@dataclass(frozen=True)
class Stamped:
    """What the guards read out of the new signature: who signed in which field, and when.

    `issuer` and `clock` are empty where they are the portal's; `at` is None without a time stamp.
    """

    field: str
    serial: str
    name: str
    pem: str
    at: dt.datetime | None
    issuer: str = ""
    clock: str = ""
    certified: bool = False
