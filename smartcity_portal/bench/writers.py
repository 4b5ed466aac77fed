"""What does saving while writing cost, how long does comparing take, and do forty writers lose a word?

Forty writers save every five seconds for two minutes (BENCH_SECONDS changes how long) at one web
process, on the database that is configured: SQLite or PostgreSQL.
"""

import os
import random
import time
from collections.abc import Iterator
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from masterplans.models import Section
from masterplans.services import pens, sections
from masterplans.states import ChapterState
from masterplans.views.differing import SIDE_BY_SIDE, differences
from smartcity_portal.bench.desks import BACKEND, desks_for
from smartcity_portal.bench.figure import Figure, at_most, beside, for_the_record
from smartcity_portal.bench.scribes import Outcome, Scribe, text_of, write_all
from smartcity_portal.bench.volumes import WORDS
from smartcity_portal.bench.web import portal

WRITERS, EVERY, SECONDS = 40, 5.0, 120
RUNS = 15
OPEN = (ChapterState.EMPTY, ChapterState.WRITING, ChapterState.NEEDS_WORK)
PARAGRAPH_WORDS, LONG, USUAL = 60, 150, 30


def figures() -> Iterator[Figure]:
    """Yield the cost of a save and of a beat, of comparing, and what forty writers left behind."""
    yield from _one_page()
    yield from _comparing()
    yield from _forty()


def _one_page() -> Iterator[Figure]:
    by = User.objects.get(username="penulis")
    mine = Section.objects.of_writer(by).filter(chapter__state__in=OPEN)
    section = Section.objects.with_names().get(pk=mine[0].pk)
    before = section.html
    client, reader = _signed_in(by.username), _signed_in("asesor")
    tab, sent = uuid4().hex, [0, section.version]
    text = _markup(_text(USUAL, random.Random(3)))
    save_at = reverse("masterplans:section_autosave", args=[section.pk])

    def save() -> None:
        sent[0] += 1
        answer = client.post(
            save_at,
            {
                "html": f"{text}<p>Kalimat {sent[0]}.</p>",
                "base_version": sent[1],
                "tab": tab,
                "stroke": sent[0],
            },
        )
        sent[1] = answer.json()["version"]

    def empty() -> None:
        reader.get(reverse("accounts:notices"))

    taken, base = beside(save, empty, runs=RUNS)
    yield at_most("writers.autosave.time", taken / base, 2.0, unit="× empty page")
    yield for_the_record("writers.autosave.queries", _queries(save), unit="queries")
    pens.hold(section, by=by, tab=tab)

    def beat() -> None:
        client.post(
            reverse("masterplans:section_pen", args=[section.pk]),
            {"tab": tab, "act": "keep", "version": sent[1]},
        )

    taken, base = beside(beat, empty, runs=RUNS)
    yield at_most("writers.beat.time", taken / base, 1.2, unit="× empty page")
    yield for_the_record("writers.beat.queries", _queries(beat), unit="queries")
    pens.lay_down(section.pk, by=by, tab=tab)
    sections.save(section, before, by=by, base_version=sent[1])


def _comparing() -> Iterator[Figure]:
    chance = random.Random(7)
    old = _text(LONG, chance)
    new = [list(words) for words in old]
    for words in chance.sample(new, LONG // 2):
        for _ in range(6):
            words[chance.randrange(len(words))] = chance.choice(WORDS)
    new.insert(LONG - 20, new.pop(5))
    pairs = {"revised": new, "anew": _text(LONG, chance), "backwards": old[::-1]}
    for name, other in pairs.items():
        times = []
        for _ in range(5):
            began = time.perf_counter()
            differences(_markup(old), _markup(other), view=SIDE_BY_SIDE)
            times.append(time.perf_counter() - began)
        yield at_most(f"writers.compare.{name}", min(times), 0.5, unit="s")


def _forty() -> Iterator[Figure]:
    saves = int(float(os.environ.get("BENCH_SECONDS", SECONDS)) / EVERY)
    with desks_for(WRITERS) as scribes, portal(workers=1) as port:
        done = write_all(port, scribes, saves=saves, every=EVERY)
        yield from _left_behind(scribes, saves, done)


def _left_behind(scribes: list[Scribe], saves: int, done: Outcome) -> Iterator[Figure]:
    unit = f"of {len(scribes) * saves}"
    kept = {row.pk: row for row in Section.objects.filter(pk__in=[s.section for s in scribes])}
    lost = sum(kept[s.section].html != text_of(s.number, saves) for s in scribes)
    doubled = sum(abs(kept[s.section].version - saves) for s in scribes)
    beside_it = sum(kept[s.section].texts.unmerged().count() for s in scribes)
    failed = sum(
        count for status, count in done.statuses.items() if not str(status).endswith("200")
    )
    yield at_most("writers.forty.lost", lost, 0, unit=unit)
    yield at_most("writers.forty.doubled", doubled, 0, unit=unit)
    yield at_most("writers.forty.false_conflicts", beside_it, 0, unit=unit)
    yield at_most("writers.forty.not_answered_well", failed, 0, unit=unit)
    yield for_the_record("writers.forty.median", done.within(0.5) * 1000, unit="ms")
    yield for_the_record("writers.forty.p95", done.within(0.95) * 1000, unit="ms")
    yield for_the_record("writers.forty.slowest", max(done.taken) * 1000, unit="ms")
    yield for_the_record("writers.forty.saves", len(done.taken), unit=connection.vendor)


def _queries(act) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def _signed_in(username: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client


def _text(paragraphs: int, chance: random.Random) -> list[list[str]]:
    return [[chance.choice(WORDS) for _ in range(PARAGRAPH_WORDS)] for _ in range(paragraphs)]


def _markup(text: list[list[str]]) -> str:
    return "".join(f"<p>{' '.join(words)}</p>" for words in text)
