"""How is a row of the board computed? From the same facts and the same gate as everything else.

Pure reading: workshops.services.standings decides when, and writes.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from masterplans.models import Chapter
from masterplans.progress import progress_of
from masterplans.states import ChapterState, QuickWinState
from programs.models import Enrolment
from workshops import holders
from workshops.facts import Facts
from workshops.gates import Gate, gate_of
from workshops.holders import Holder
from workshops.lines import Item, as_date
from workshops.models import Standing

STAGES = (1, 2, 3, 4)
BOOKS = (1, 2, 3, 4)
NOT_WAITING = (ChapterState.EMPTY, ChapterState.APPROVED)


def standing_of(enrolment: Enrolment, facts: Facts) -> Standing:
    """Return the unsaved row of one enrolment, read from `facts`."""
    row = Standing(enrolment=enrolment, followed=enrolment.pk in facts.plans)
    _dates(row, facts)
    _counts(row, facts)
    if row.followed:
        _gate(row, facts)
    return row


def _dates(row: Standing, facts: Facts) -> None:
    found = facts.memoranda.get(row.enrolment_id)
    row.memorandum_on = found.signed_on if found else None
    row.mentors = sorted(facts.mentors.get(row.enrolment_id, []))
    stages = {}
    for number in STAGES:
        workshop = facts.workshops.get((row.enrolment_id, number))
        if workshop is None:
            continue
        setattr(row, f"stage_{number}_on", workshop.starts_on)
        stages[number] = {
            "from": _iso(workshop.starts_on),
            "to": _iso(workshop.last_day),
            "held": workshop.held,
        }
    row.cells = {"stages": stages}


def _counts(row: Standing, facts: Facts) -> None:
    chapters = facts.chapters.get(row.enrolment_id, [])
    whole = progress_of(chapters)
    row.chapters, row.chapters_approved = whole.total, whole.done
    row.chapters_in_review = sum(1 for chapter in chapters if chapter.with_mentor)
    books: dict[int, list[Chapter]] = {}
    for chapter in chapters:
        books.setdefault(chapter.book.number, []).append(chapter)
    each = {number: progress_of(rows) for number, rows in books.items()}
    for number, book in each.items():
        if number in BOOKS:
            setattr(row, f"book_{number}", round(100 * book.done / book.total, 2))
    row.cells["books"] = {number: [book.done, book.total] for number, book in each.items()}
    found = facts.quick_wins.get(row.enrolment_id, [])
    row.quick_wins = sum(1 for quick_win in found if quick_win.state == QuickWinState.FINAL)
    people = [p for p in facts.signatories.get(row.enrolment_id, []) if p.sheet.is_issued]
    if people:
        row.signed = sum(1 for person in people if person.has_signed)
        row.signatories = len(people)


def _gate(row: Standing, facts: Facts) -> None:
    enrolment = row.enrolment
    if enrolment.is_finished:
        row.cells["waits"] = _waits(None, enrolment, facts)
        return
    gate = gate_of(enrolment, facts=facts)
    workshop = facts.workshops.get((enrolment.pk, enrolment.stage))
    row.done, row.asked = len(gate.met), len(gate.lines)
    row.ready = gate.is_met
    row.held_up = bool(workshop and workshop.held and gate.unmet)
    row.cells["waits"] = _waits(gate, enrolment, facts)
    if gate.stuck is not None:
        row.holder = gate.stuck.holder.key
        row.holder_name = name_kept(gate.stuck.holder, enrolment, facts)[:200]
        row.stuck_since = as_date(gate.stuck.since) if gate.stuck.since else None
        row.sentence = dict(_sentences(enrolment, facts))


def _sentences(enrolment: Enrolment, facts: Facts) -> Iterator[tuple[str, str]]:
    """What waits longest, in each language of the portal."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            stuck = gate_of(enrolment, facts=facts).stuck
            yield language, stuck.text if stuck else ""


def name_kept(holder: Holder, enrolment: Enrolment, facts: Facts) -> str:
    """The holder's name, empty where the name is a word of the portal and not of the region."""
    nameless = holder.key == "ministry" or (
        holder.key == "coordinator" and enrolment.region_id not in facts.coordinating
    )
    return "" if nameless else holder.name


def _waits(gate: Gate | None, enrolment: Enrolment, facts: Facts) -> dict[str, list[Any]]:
    """Per column of the board: who has held the ball longest, as [key, name, since]."""
    found: dict[str, Item] = {}
    for column, item in _waiting(gate, enrolment, facts):
        known = found.get(column)
        if known is None or (item.days or 0) > (known.days or 0):
            found[column] = item
    return {
        column: [
            item.holder.key,
            name_kept(item.holder, enrolment, facts),
            _iso(as_date(item.since)) if item.since else None,
        ]
        for column, item in found.items()
    }


def _waiting(gate: Gate | None, enrolment: Enrolment, facts: Facts) -> Iterator[tuple[str, Item]]:
    """What the gate asks for, and what waits anyway: the MoU, begun chapters, signatures."""
    for line in gate.unmet if gate else ():
        for item in line.items:
            yield _column_of(line.kind, item.target), item
    memorandum = facts.memoranda.get(enrolment.pk)
    if memorandum is None or memorandum.signed_on is None:
        yield "mou", Item("", holders.ministry(), enrolment.enrolled_on)
    for chapter in facts.chapters.get(enrolment.pk, []):
        if chapter.state not in NOT_WAITING:
            holder = holders.of_chapter(facts, enrolment, chapter)
            yield f"book_{chapter.book.number}", Item("", holder, chapter.state_since)
    for person in facts.signatories.get(enrolment.pk, []):
        if person.sheet.is_open and not person.has_signed:
            asked = person.asked_at or person.sheet.issued_at
            yield "commitment", Item("", holders.signatory(person), asked)


COLUMNS = {"memorandum_signed": "mou", "commitment_signed": "commitment"}


def _column_of(kind: str, target: Model | None) -> str:
    if isinstance(target, Chapter):
        return f"book_{target.book.number}"
    if kind.startswith("quick_wins"):
        return "quick_wins"
    return COLUMNS.get(kind, "stage")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
