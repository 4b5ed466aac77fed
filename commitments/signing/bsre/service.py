"""What must be known to speak with one organisation's service, and with one person's words?"""

from dataclasses import dataclass, field
from typing import Protocol

from commitments.signing.port import Order, Outcome
from commitments.signing.secret import Secret

ACTIVE = "ISSUE"


@dataclass(frozen=True)
class Service:
    """One endpoint as it was set up; see models/endpoint.py."""

    base_url: str
    version: str
    username: str
    password: Secret
    timeout: int = 60
    tls_ca: str = ""
    allows_http: bool = False


@dataclass(frozen=True)
class Person:
    """Who signs there: by e-mail address or NIK, confirmed by passphrase or one-time code."""

    identity: str
    known_by: Secret
    factor: str = "passphrase"
    secret: Secret = field(default_factory=lambda: Secret(""))


class Client(Protocol):
    """One version of the interface."""

    def status(self, person: Person) -> str:
        """In which state is this person's certificate? Only "ISSUE" may sign."""

    def request_code(self, person: Person) -> None:
        """Have the service send the person a one-time code for one file."""

    def sign(self, order: Order, person: Person, picture: bytes, before: bytes) -> Outcome:
        """Have one file signed. NotSigned when surely nothing was; OutcomeUnknown when unsure."""

    def fetch(self, document_id: str) -> bytes:
        """Fetch a file that was signed before; NotSigned when it cannot be had."""
