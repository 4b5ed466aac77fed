"""How is an act remembered? One insert-only line in the caller's transaction."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import past
from accounts.models import HistoryEntry
from accounts.words import SENTENCES, subject_of

# Two people may write about the same row in the same instant; the second takes the next number.
ATTEMPTS = 20


def register(verb: str, sentence: Any) -> None:
    """Register the lazy sentence of a verb; it may use the entry's data as %(name)s."""
    SENTENCES[verb] = sentence


def registered_verbs() -> list[str]:
    """Return all verbs that have a sentence."""
    return sorted(SENTENCES)


def record(verb: str, obj: models.Model, *, by: Any, at: Any = None, **data: Any) -> HistoryEntry:
    """Write one line of history of `obj` in the caller's transaction.

    `verb` is "<app>.<noun>.<verb>" and must be registered in the app's sentences.py;
    `at` is only given when facts from documents are loaded. Raises KeyError for an
    unregistered verb, so that no act goes into history without words.
    """
    if verb not in SENTENCES:
        raise KeyError(_("no sentence is registered for the verb %s") % verb)
    for attempt in range(ATTEMPTS):
        entry = _next_line(verb, subject_of(obj), by, at or past.moment() or timezone.now(), data)
        try:
            with transaction.atomic():
                entry.save(force_insert=True)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return entry


def _next_line(verb: str, subject: str, by: Any, at: datetime, data: dict) -> HistoryEntry:
    """Make the line after the last one; somebody else may be writing the same number just now."""
    last = HistoryEntry.objects.filter(subject=subject).order_by("-number").first()
    entry = HistoryEntry(
        subject=subject,
        number=last.number + 1 if last else 1,
        verb=verb,
        by=by,
        at=at,
        data=json.loads(json.dumps(data, default=str)),
        prev_hash=last.hash if last else "",
    )
    entry.hash = hash_of(entry)
    return entry


def hash_of(entry: HistoryEntry) -> str:
    """Return the SHA-256 that `entry` must carry, over its content and the hash before it."""
    content = [
        entry.subject,
        entry.number,
        entry.verb,
        entry.by_id,
        entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        entry.data,
        entry.prev_hash,
    ]
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def history_of(*objects: models.Model) -> models.QuerySet[HistoryEntry]:
    """Return the entries of one or several rows, newest first, with their people."""
    subjects = [subject_of(obj) for obj in objects]
    return HistoryEntry.objects.filter(subject__in=subjects).select_related("by")


def last_move(obj: models.Model, *verbs: str) -> HistoryEntry | None:
    """Return the newest entry of `obj`, of one of `verbs` when given."""
    entries = history_of(obj)
    if verbs:
        entries = entries.filter(verb__in=verbs)
    return entries.first()


def faults_in(subject: str = "") -> list[str]:
    """Check the chains of one subject, or of all; return a line for every broken link."""
    entries = HistoryEntry.objects.order_by("subject", "number")
    if subject:
        entries = entries.filter(subject=subject)
    faults: list[str] = []
    before: HistoryEntry | None = None
    for entry in entries.iterator(chunk_size=2000):
        if before is not None and before.subject != entry.subject:
            before = None
        expected = before.number + 1 if before else 1
        if entry.number != expected:
            faults.append(f"{entry}: number {expected} is missing")
        elif entry.prev_hash != (before.hash if before else ""):
            faults.append(f"{entry}: does not continue the line before it")
        if entry.hash != hash_of(entry):
            faults.append(f"{entry}: its content was changed")
        before = entry
    return faults
