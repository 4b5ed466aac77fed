"""What do hundreds of phones do when the code appears on the wall? Each as its own browser would."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from workshops.wall_codes import code_now

AT_ONCE = 40
AGAIN_EVERY = 3
PATIENCE = 300
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Rush:
    """What came of it: how long it took, and how often each answer was given."""

    seconds: float
    statuses: Counter
    slowest: float


def name_of(number: int) -> str:
    """A name that no other number has and that no title hides."""
    first, second = LETTERS[number // 26 % 26], LETTERS[number % 26]
    return f"Tamu{first}{second} Contoh{second}{first}"


def rush(port: int, session: int, names: Sequence[str]) -> Rush:
    """Let everybody scan, look for their name and confirm, as fast as the portal answers.

    Every third phone believes that its message was lost and sends it again.
    """
    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda item: _phone(port, session, *item), enumerate(names)))
    seconds = time.perf_counter() - begun
    statuses = Counter(status for status, _taken in answers)
    return Rush(seconds, statuses, max(taken for _status, taken in answers))


def _phone(port: int, session: int, number: int, name: str) -> tuple[int, float]:
    begun = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        code = code_now(SimpleNamespace(pk=session))
        scanned = _ask(line, "GET", f"/bimtek/hadir/{code}/")
        if scanned.status != 302:
            return scanned.status, time.perf_counter() - begun
        address = scanned.place
        found = _ask(line, "GET", f"{address}?cari={quote(name)}", {"X-Check-In": "1"})
        ticket = re.search(r'name="ticket" value="([^"]+)"', found.text)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', found.text)
        if not ticket or not token:
            return found.status + 1000, time.perf_counter() - begun
        message = {"ticket": unescape(ticket[1]), "key": str(uuid4()), "age": "0"}
        heads = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token[1],
            "Cookie": found.cookie,
        }
        sent = _ask(line, "POST", address, heads, urlencode(message))
        if number % AGAIN_EVERY == 0:
            sent = _ask(line, "POST", address, heads, urlencode(message))
        return sent.status, time.perf_counter() - begun
    finally:
        line.close()


def _ask(
    line: http.client.HTTPConnection,
    method: str,
    address: str,
    heads: dict[str, str] | None = None,
    body: str = "",
) -> Any:
    line.request(method, address, body or None, {"Host": "localhost", **(heads or {})})
    answer = line.getresponse()
    text = answer.read().decode(errors="replace")
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return SimpleNamespace(
        status=answer.status, text=text, cookie=cookie, place=answer.getheader("Location") or ""
    )
