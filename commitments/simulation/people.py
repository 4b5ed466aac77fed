"""Whom does the stand-in know, in which state is their certificate, and what do they confirm with?"""

import secrets
import time
from dataclasses import dataclass, field
from threading import Lock

CODE_SECONDS = 300
NIK_PREFIX = "99"
STATE_BY_ENDING = {
    "01": "ISSUE",
    "02": "EXPIRED",
    "03": "RENEW",
    "04": "WAITING_FOR_VERIFICATION",
    "05": "NEW",
    "06": "NO_CERTIFICATE",
    "08": "SUSPEND",
    "09": "REVOKE",
}
STATUS_CODES = {"ISSUE": 1111, "NOT_REGISTERED": 2011, "NO_CERTIFICATE": 2021}


@dataclass
class Code:
    """A one-time code, good for so many files, once, for a few minutes."""

    digits: str
    files: int
    until: float


@dataclass
class People:
    """`names` maps an e-mail address or an invented NIK (99…) to the name in the certificate."""

    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    passphrase: str = "simulasi-2022"
    codes: dict[str, Code] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def state_of(self, identity: str) -> str:
        """Malformed or unknown people are not registered; the ending of an invented NIK tells."""
        if identity in self.states:
            return self.states[identity]
        if identity in self.names:
            return "ISSUE"
        if len(identity) == 16 and identity.isdigit():
            if identity.startswith(NIK_PREFIX):
                return STATE_BY_ENDING.get(identity[-2:], "NO_CERTIFICATE")
            return "NO_CERTIFICATE"
        return "NOT_REGISTERED"

    def name_of(self, identity: str) -> str:
        """The name in the certificate."""
        return self.names.get(identity, "Pejabat Simulasi")

    def new_code(self, identity: str, files: int) -> str:
        """Give somebody a fresh one-time code; it replaces the one before."""
        digits = f"{secrets.randbelow(1_000_000):06d}"
        with self._lock:
            self.codes[identity] = Code(digits, files, time.monotonic() + CODE_SECONDS)
        return digits

    def confirms(self, identity: str, *, passphrase: str, code: str, files: int) -> bool:
        """Is it the passphrase, or an unused code for this many files?"""
        if passphrase:
            return secrets.compare_digest(passphrase.encode(), self.passphrase.encode())
        with self._lock:
            known = self.codes.get(identity)
            if known is None or known.digits != code or known.files != files:
                return False
            del self.codes[identity]
        return time.monotonic() < known.until
