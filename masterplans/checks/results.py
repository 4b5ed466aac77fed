"""How are findings written down? The same finding keeps its row and its dismissal; what is gone goes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Placed
from masterplans.models import CheckResult, CheckRun

State = CheckResult.State
PLACE = ("chapter_id", "section_id", "severity", "quote", "prefix", "suffix", "block", "order")
STEP = 1000


@transaction.atomic
def store(
    facts: PlanFacts,
    found: Iterable[Placed],
    *,
    chapters: set[int],
    whole: bool,
    read_at: datetime,
) -> int:
    """Bring the rows of these chapters and of the records up to date; return how many are open.

    What a later run has written stays: rows of chapters, or of records, that were read after
    `read_at` are left alone.
    """
    plan = facts.plan
    whole_run, _created = CheckRun.objects.get_or_create(plan=plan, chapter=None)
    runs = {
        run.chapter_id: run
        for run in CheckRun.objects.select_for_update().filter(
            Q(pk=whole_run.pk) | Q(plan=plan, chapter__in=chapters)
        )
    }
    newer = {pk for pk, run in runs.items() if run.read_at and run.read_at > read_at}
    fields = _fields(facts, found)
    wanted = {
        name: row
        for name, row in fields.items()
        if (None if row["from_records"] else row["chapter_id"]) not in newer
    }
    _bring_up_to_date(facts, wanted, chapters - newer, records=None not in newer, at=read_at)
    if whole:
        CheckResult.objects.filter(plan=plan).exclude(from_records=True).exclude(
            chapter__in=chapters
        ).exclude(state=State.DISMISSED).delete()
    _note_runs(plan.pk, chapters - newer, runs, newer, read_at)
    return CheckResult.objects.filter(plan=plan, state=State.OPEN).count()


def _fields(facts: PlanFacts, found: Iterable[Placed]) -> dict[str, dict[str, Any]]:
    places = {row.pk: place for place, row in enumerate(facts.sections)}
    rows: dict[str, dict[str, Any]] = {}
    for number, placed in enumerate(found):
        finding = placed.finding
        place = places.get(placed.section or 0, len(places))
        rows[placed.fingerprint] = {
            "chapter_id": placed.chapter,
            "section_id": placed.section,
            "rule": placed.rule,
            "severity": placed.severity,
            "record": finding.record,
            "record_field": finding.record_field,
            "quote": finding.quote,
            "prefix": finding.prefix,
            "suffix": finding.suffix,
            "block": finding.block,
            "parameters": finding.parameters | ({"case": finding.case} if finding.case else {}),
            "from_records": placed.from_records,
            "order": place * STEP + min(STEP - 1, _within(finding.block, number)),
        }
    return rows


def _within(block: int | None, number: int) -> int:
    return block if block is not None else STEP - 1


def _bring_up_to_date(
    facts: PlanFacts,
    wanted: dict[str, dict[str, Any]],
    chapters: set[int],
    *,
    records: bool,
    at: datetime,
) -> None:
    covered = Q(from_records=False) & (Q(chapter__in=chapters) | Q(section__chapter__in=chapters))
    if records:
        covered |= Q(from_records=True)
    standing = {
        row.fingerprint: row
        for row in CheckResult.objects.select_for_update(of=("self",)).filter(
            covered, plan=facts.plan
        )
    }
    moved = []
    for name, row in standing.items():
        if name in wanted:
            if _renewed(row, wanted[name]):
                moved.append(row)
        elif row.state == State.DISMISSED:
            row.state = State.GONE
            moved.append(row)
    CheckResult.objects.bulk_update(moved, [*PLACE, "state"], batch_size=100)
    forgotten = [
        row.pk for name, row in standing.items() if name not in wanted and row.state == State.OPEN
    ]
    CheckResult.objects.filter(pk__in=forgotten).delete()
    CheckResult.objects.bulk_create(
        (
            CheckResult(plan=facts.plan, fingerprint=name, found_at=at, **row)
            for name, row in wanted.items()
            if name not in standing
        ),
        ignore_conflicts=True,
        batch_size=100,
    )


def _renewed(row: CheckResult, fields: dict[str, Any]) -> bool:
    """Take over the place; a finding that came back keeps the reason for which it was dismissed."""
    changed = False
    for name in PLACE:
        if getattr(row, name) != fields[name]:
            setattr(row, name, fields[name])
            changed = True
    if row.state == State.GONE:
        row.state, changed = State.DISMISSED, True
    return changed


def _note_runs(
    plan: int, chapters: set[int], runs: dict[int | None, CheckRun], newer: set, read_at: datetime
) -> None:
    known = [run.pk for pk, run in runs.items() if pk not in newer]
    CheckRun.objects.filter(pk__in=known).update(read_at=read_at)
    CheckRun.objects.bulk_create(
        (CheckRun(plan_id=plan, chapter_id=pk, read_at=read_at) for pk in chapters - set(runs)),
        ignore_conflicts=True,
    )
