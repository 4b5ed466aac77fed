"""What stands in the dossier of an enrolment, file by file, in a fixed order and language?"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import translation

from accounts.models import HistoryEntry, User
from programs.models import Enrolment
from smartcity_portal.kit.dossier import HISTORIES, Entry, contributions, safe
from smartcity_portal.kit.sheets import REGISTRY, Column, Moment, Number, Sheet, Text
from smartcity_portal.kit.sheets.writing import Table, as_csv, as_json, as_xlsx, table_of

LANGUAGE = "id"
AT_ONCE = 500
HISTORY_COLUMNS = [
    Column("at", "Waktu", Moment()),
    Column("by", "Oleh", Text()),
    Column("sentence", "Perbuatan", Text(), width=70),
    Column("subject", "Objek", Text()),
    Column("number", "Nomor", Number()),
    Column("verb", "Kata kerja", Text()),
    Column("hash", "Hash", Text(), width=68),
]


def entries_of(enrolment: Enrolment, user: User) -> list[Entry]:
    """Return all entries by path; a path that comes twice gets a number."""
    with translation.override(LANGUAGE):
        found = [entry for _name, part in contributions() for entry in part(enrolment)]
        found += list(_lists(enrolment, user))
        found += list(_history(enrolment))
    return _with_own_paths(sorted(found, key=lambda e: (e.path, e.sha256, e.title)))


def state_at(enrolment: Enrolment) -> datetime | None:
    """Return when something last happened to what the dossier shows."""
    moments = [entry.at for entry in history_of(enrolment)]
    return max(moments, default=None)


def history_of(enrolment: Enrolment) -> list[HistoryEntry]:
    """Return every line of history of the enrolment's rows, oldest first."""
    subjects = sorted(
        {
            f"{rows.model._meta.label_lower}:{pk}"
            for tells in HISTORIES.values()
            for rows in tells(enrolment)
            for pk in rows.values_list("pk", flat=True)
        }
    )
    lines: list[HistoryEntry] = []
    for start in range(0, len(subjects), AT_ONCE):
        found = HistoryEntry.objects.filter(subject__in=subjects[start : start + AT_ONCE])
        lines += found.select_related("by")
    return sorted(lines, key=lambda line: (line.at, line.subject, line.number))


def _history(enrolment: Enrolment) -> Iterator[Entry]:
    lines = history_of(enrolment)
    rows = [
        {
            "at": line.at,
            "by": str(line.by) if line.by else "Portal",
            "sentence": line.sentence,
            "subject": line.subject,
            "number": line.number,
            "verb": line.verb,
            "hash": line.hash,
        }
        for line in lines
    ]
    raw = [
        {
            "at": line.at.isoformat(),
            "by": line.by_id,
            "subject": line.subject,
            "number": line.number,
            "verb": line.verb,
            "data": line.data,
            "prev_hash": line.prev_hash,
            "hash": line.hash,
        }
        for line in lines
    ]
    yield Entry(
        "riwayat/riwayat.csv", "Riwayat", content=as_csv(Table("Riwayat", HISTORY_COLUMNS, rows))
    )
    yield Entry("riwayat/riwayat.json", "Riwayat dengan rantai hash", content=json_bytes(raw))


def _lists(enrolment: Enrolment, user: User) -> Iterator[Entry]:
    for name, sheet in sorted(REGISTRY.items()):
        if not sheet.in_dossier:
            continue
        for scope in _scopes(sheet, enrolment):
            yield from _list(name, sheet, scope, enrolment, user)


def _scopes(sheet: Sheet, enrolment: Enrolment) -> list[Any]:
    if sheet.scopes_of is not None:
        return list(sheet.scopes_of(enrolment))
    return [enrolment] if sheet.scope is Enrolment else []


def _list(name: str, sheet: Sheet, scope: Any, enrolment: Enrolment, user: User) -> Iterator[Entry]:
    table = table_of(sheet, scope, user)
    if not table.rows:
        return
    place = safe(name.replace("_", "-").replace(".", "-"))
    if scope != enrolment:
        place = f"{place}-{safe(scope)}"
    title = str(sheet.title) if scope == enrolment else f"{sheet.title}: {scope}"
    yield Entry(f"catatan/{place}.xlsx", title, content=as_xlsx(table))
    yield Entry(f"catatan/{place}.csv", title, content=as_csv(table))
    yield Entry(f"catatan/{place}.json", title, content=json_bytes(as_json(table)))


def json_bytes(data: Any) -> bytes:
    """Return readable JSON whose bytes depend on the content alone."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _with_own_paths(entries: list[Entry]) -> list[Entry]:
    taken: dict[str, int] = {}
    own = []
    for entry in entries:
        count = taken[entry.path] = taken.get(entry.path, 0) + 1
        if count > 1:
            stem, dot, ending = entry.path.rpartition(".")
            path = f"{stem}-{count}{dot}{ending}"
            entry = Entry(path, entry.title, entry.sha256, entry.content, entry.day)
        own.append(entry)
    return own
