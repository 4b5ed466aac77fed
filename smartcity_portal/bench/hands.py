"""What do forty people send who press “sign” in the same second? What forty browsers would."""

import http.client
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PATIENCE = 300
TOKEN = "b" * 32
PASSWORD = "rahasia-bersama-2022"


@dataclass(frozen=True)
class Hand:
    """One signatory: the place on the sheet, the document read, and the session.

    Whoever has an `authenticator` (its key) proves who they are by its code, else by password.
    """

    place: int
    sha256: str
    session: str
    password: str = PASSWORD
    authenticator: str = ""

    @property
    def proof(self) -> str:
        """What this person types now."""
        if not self.authenticator:
            return self.password
        counters = [*yield_hotp_counters_from_time()]
        return format_hotp_value(hotp_value(self.authenticator, counters[len(counters) // 2]))


@dataclass(frozen=True)
class Signed:
    """What the portal answered, and how long each person waited."""

    statuses: list[int]
    taken: list[float]

    def within(self, share: float) -> float:
        """Return the time within which so large a share of the people had their answer."""
        return sorted(self.taken)[min(int(len(self.taken) * share), len(self.taken) - 1)]


def sign_at_once(port: int, hands: Sequence[Hand], *, typed_before: bool = False) -> Signed:
    """Let everybody press at the same moment; who has `typed_before` has been recognised by then."""
    start = threading.Barrier(len(hands))
    with ThreadPoolExecutor(len(hands)) as pool:
        told = list(pool.map(lambda hand: _sign(port, hand, start, typed_before), hands))
    return Signed([status for status, _ in told], [taken for _, taken in told])


def _sign(port: int, hand: Hand, start: threading.Barrier, typed: bool) -> tuple[int, float]:
    about = {"consent_sha256": hand.sha256}
    if typed:
        _send(port, hand, "bukti", {**about, "secret": hand.proof})
    start.wait(PATIENCE)
    began = time.perf_counter()
    act = {"way": "typed", "typed": f"Pejabat {hand.place}", "consent": "on", **about}
    status = _send(port, hand, str(hand.place), act if typed else {**act, "secret": hand.proof})
    return status, time.perf_counter() - began


def _send(port: int, hand: Hand, what: str, values: dict[str, str]) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    heads = {
        "Host": "localhost",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": TOKEN,
        "Cookie": f"sessionid={hand.session}; csrftoken={TOKEN}",
    }
    try:
        line.request("POST", f"/komitmen/tanda-tangan/{what}/", urlencode(values), heads)
        answer = line.getresponse()
        answer.read()
        return answer.status
    finally:
        line.close()
