"""What do forty writers send while they type? What forty browsers would, answers lost on the way included.

Every writer has a section and a text that grows by a sentence with each save. Now and then the
answer does not arrive: the page then sends the same again, or goes on from the version it knows.
"""

import http.client
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 300
TOKEN = "b" * 32
SAME_AGAIN_EVERY, GO_ON_EVERY, BEAT_EVERY = 7, 5, 3


@dataclass(frozen=True)
class Scribe:
    """One writer: the section, and the session in which they are signed in."""

    number: int
    section: int
    session: str


@dataclass(frozen=True)
class Outcome:
    """What the portal answered: statuses, how long each save took, and how long all."""

    statuses: Counter
    taken: list[float]
    seconds: float

    def within(self, share: float) -> float:
        """Return the time within which so large a share of the saves was answered."""
        return sorted(self.taken)[min(int(len(self.taken) * share), len(self.taken) - 1)]


def text_of(number: int, saves: int) -> str:
    """The text that a writer has written after so many saves."""
    return "".join(f"<p>Kalimat {n} dari penulis {number}.</p>" for n in range(1, saves + 1))


def write_all(port: int, scribes: Sequence[Scribe], *, saves: int, every: float) -> Outcome:
    """Let everybody write at once, a save every few seconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(scribes)) as pool:
        told = list(pool.map(lambda scribe: _write(port, scribe, saves, every), scribes))
    statuses: Counter = sum((statuses for statuses, _taken in told), Counter())
    return Outcome(statuses, [t for _s, taken in told for t in taken], time.perf_counter() - began)


def _write(port: int, scribe: Scribe, saves: int, every: float) -> tuple[Counter, list[float]]:
    statuses: Counter = Counter()
    taken: list[float] = []
    tab, known = f"meja-{scribe.number}-{time.time_ns()}", 0
    start = time.monotonic() + every * (scribe.number % 40) / 40
    _post(port, scribe, "pena", {"tab": tab, "act": "open"})
    for number in range(1, saves + 1):
        time.sleep(max(0.0, start + every * (number - 1) - time.monotonic()))
        values = {
            "html": text_of(scribe.number, number),
            "base_version": known,
            "tab": tab,
            "stroke": number,
        }
        for _again in range(2 if number % SAME_AGAIN_EVERY == 0 else 1):
            began = time.perf_counter()
            status, answer = _post(port, scribe, "simpan", values)
            taken.append(time.perf_counter() - began)
            statuses[status] += 1
        if number % GO_ON_EVERY and status == 200:
            known = answer
        if number % BEAT_EVERY == 0:
            status, _ = _post(port, scribe, "pena", {"tab": tab, "act": "keep"})
            statuses[f"pen {status}"] += 1
    return statuses, taken


def _post(port: int, scribe: Scribe, act: str, values: dict) -> tuple[int, int]:
    """Send one form; return the status and the version that was told."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        heads = {
            "Host": "localhost",
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": TOKEN,
            "Cookie": f"sessionid={scribe.session}; csrftoken={TOKEN}",
        }
        line.request("POST", f"/rencana/bagian/{scribe.section}/{act}/", urlencode(values), heads)
        answer = line.getresponse()
        body = answer.read().decode(errors="replace")
        found = body.partition('"version": ')[2].partition(",")[0].strip(" }")
        return answer.status, int(found) if found.isdigit() else 0
    finally:
        line.close()
