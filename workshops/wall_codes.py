"""Which code hangs on the wall now, and does a code that somebody brings come from there?

A code is a keyed hash of session and minute: nothing is stored, nobody can compute it, and it says
nothing about anybody. What it opens is a pass: a signed note that somebody stood before the wall.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from smartcity_portal.kit import clock
from smartcity_portal.kit.numbers import natural
from workshops.codes import LETTERS
from workshops.models import AgendaSession, CheckInRule

STEP_SECONDS = 60
LENGTH = 6
KNOWN_STEPS = 30
SALT = "workshops.wall_codes"
TICKET = "workshops.wall_codes.ticket"
PASS_HOURS = 24


@dataclass(frozen=True)
class Pass:
    """Somebody brought the code of a session, at this moment of the programme's clock."""

    session: int
    at: datetime
    nonce: str


def code_now(session: AgendaSession, *, serial: int = 0, at: float | None = None) -> str:
    """Return what the wall shows: the session's number and six letters."""
    return f"{session.pk}-{_letters(session.pk, serial, _step(at))}"


def seconds_left(at: float | None = None) -> int:
    """Return in how many seconds the wall shows the next code."""
    return STEP_SECONDS - int(time.time() if at is None else at) % STEP_SECONDS


def read(code: str) -> tuple[int, str] | None:
    """Part "417-k7qm2x" into the number of the session and the letters; None when it is no code."""
    named, _, letters = code.strip().replace(" ", "").upper().partition("-")
    number = natural(named)
    return None if number is None or len(letters) != LENGTH else (number, letters)


def age_of(session: int, letters: str, *, serial: int = 0, at: float | None = None) -> int | None:
    """Return how many steps ago the wall showed these letters; None when it never did lately."""
    now = _step(at)
    for age in range(KNOWN_STEPS):
        if constant_time_compare(letters, _letters(session, serial, now - age)):
            return age
    return None


def serial_of(session: int) -> int:
    found = CheckInRule.objects.filter(session=session).values_list("serial", flat=True).first()
    return found or 0


def give_pass(session: int) -> str:
    """Return the signed note that a good code has been brought now."""
    content = [session, clock.now().isoformat(), secrets.token_urlsafe(6)]
    return signing.dumps(content, salt=SALT, compress=True)


def read_pass(token: str) -> Pass | None:
    """Return what a pass says; None when it is not ours or older than a day."""
    try:
        session, at, nonce = signing.loads(token, salt=SALT, max_age=PASS_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Pass(session, datetime.fromisoformat(at), nonce)


def ticket_of(participation: int) -> str:
    """Return the name of a row that a phone may keep; it is worth nothing without a pass."""
    return signing.Signer(salt=TICKET).sign(str(participation))


def read_ticket(token: str) -> int | None:
    try:
        return int(signing.Signer(salt=TICKET).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _step(at: float | None) -> int:
    return int(time.time() if at is None else at) // STEP_SECONDS


def _letters(session: int, serial: int, step: int) -> str:
    digest = salted_hmac(SALT, f"{session}:{serial}:{step}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    letters = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters
