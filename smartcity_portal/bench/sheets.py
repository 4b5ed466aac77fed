"""What do 5,000 participants cost on their way in: read, checked against the services, stored, with progress?

Seconds of one process on the demo's Batam; everything is taken back. "Progress" is the longest
time during which nothing was said.
"""

import io
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts import imports
from accounts.models import DraftState, ImportDraft, User
from accounts.services import imports as service
from programs.models import Enrolment
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.kit.sheets import Sheet, find
from smartcity_portal.kit.sheets.reading import read
from smartcity_portal.kit.sheets.writing import Table, write
from workshops.models import Workshop

MANY = 5000
LIMIT = 20.0
SILENCE = 5.0


class Undo(Exception):
    """Leaves the transaction so that everything in it is taken back."""


def figures() -> Iterator[Figure]:
    """Yield the seconds of each step, their sum, and the longest silence."""
    sheet = find("workshops.participants")
    if sheet is None:
        raise LookupError("the list of participants is not declared")
    enrolment = Enrolment.objects.get(slug="kota-batam-2022")
    by = User.objects.get(username="koordinator")
    taken: dict[str, float] = {}
    worked = time.process_time()
    silences: list[float] = []
    try:
        with transaction.atomic(), translation.override("id"):
            _bring_in(sheet, _scope(sheet, enrolment), by, taken, silences)
            raise Undo
    except Undo:
        pass
    for step, seconds in taken.items():
        yield for_the_record(f"sheets.{step}", seconds, unit="s")
    yield for_the_record("sheets.cpu", time.process_time() - worked, unit="CPU s")
    yield at_most("sheets.5000_participants", sum(taken.values()), LIMIT, unit="s")
    yield at_most("sheets.longest_silence", max(silences), SILENCE, unit="s")


def _scope(sheet: Sheet, enrolment: Enrolment) -> Any:
    if sheet.scope is Workshop:
        return enrolment.workshops.order_by("number").first()
    return enrolment


def _bring_in(
    sheet: Sheet, scope: Any, by: User, taken: dict[str, float], silences: list[float]
) -> None:
    content = _file(sheet, scope)
    grids = _timed(taken, "read", lambda: read(io.BytesIO(content)))
    draft = _timed(taken, "bring", lambda: service.bring(sheet, scope, grids, by=by))
    _timed(taken, "check", lambda: imports.check(draft, _listener(silences)))
    draft = ImportDraft.objects.get(pk=draft.pk)
    if draft.found["new"] != MANY:
        raise ValueError(f"expected {MANY} new rows, found {draft.found}")
    ImportDraft.objects.filter(pk=draft.pk).update(state=DraftState.APPLYING)
    _timed(taken, "apply", lambda: imports.apply(draft, _listener(silences)))
    draft.refresh_from_db()
    if draft.applied != {"new": MANY}:
        raise ValueError(f"expected {MANY} rows to go in, found {draft.applied}")


def _timed(taken: dict[str, float], step: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    taken[step] = time.perf_counter() - start
    return result


def _listener(silences: list[float]) -> imports.Progress:
    last = time.perf_counter()

    def hear(done: int, total: int) -> None:
        nonlocal last
        now = time.perf_counter()
        silences.append(now - last)
        last = now

    return hear


def _file(sheet: Sheet, scope: Any) -> bytes:
    """Return a workbook of invented people, each with an e-mail and an agency or a community."""
    columns = [column for column in sheet.columns_of(scope) if not column.computed]
    agencies = list(getattr(scope, "enrolment", scope).region.agencies.all())
    rows = []
    for number in range(MANY):
        row = {
            "name": f"Peserta Contoh {number:05d}",
            "email": f"peserta{number}@example.invalid",
            "position": "Staf",
            "phone": f"08110{number:07d}",
        }
        if number % 5:
            row["agency"] = agencies[number % len(agencies)]
        else:
            row["community"] = f"Kelurahan Contoh {number % 40}"
        rows.append(row)
    return write(Table("Peserta", columns, rows), "xlsx")
