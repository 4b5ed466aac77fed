"""How are the checks of a plan run? Read once, ask every check, and let no failing check silence the others."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone

from masterplans.checks import prints, results
from masterplans.checks.catalogue import CHECKS, Check
from masterplans.checks.facts import Outline, PlanFacts, facts_of
from masterplans.checks.finding import Finding, Placed
from masterplans.checks.reading import read
from masterplans.checks.section_text import SectionReading
from masterplans.models import Chapter, Masterplan
from programs.guidance.kinds import OFF

log = logging.getLogger(__name__)


def check_chapter(chapter: Chapter) -> int:
    """Check one chapter and the records of its plan; return how many findings are open."""
    return _run(chapter.book.plan, {chapter.pk})


def check_plan(plan: Masterplan) -> int:
    """Check all chapters and records of a plan; return how many findings are open."""
    return _run(plan, None)


def _run(plan: Masterplan, only: set[int] | None) -> int:
    read_at = timezone.now()
    facts = facts_of(plan)
    outlines = [row for row in facts.sections if only is None or row.chapter in only]
    readings = [reading_of(row) for row in outlines if row.html.strip()]
    names = prints.names_of(facts.plan)
    kept: dict[int, list[prints.Print]] = {row.pk: [] for row in outlines}
    for section in readings:
        kept[section.pk] = [one for one, _block in prints.prints_of(section, names).values()]
    prints.renew(kept, read_at)
    facts.copies = prints.copies_in(kept, facts.plan)
    found = [*findings_in_text(readings, facts), *findings_in_records(facts)]
    covered = {row.chapter for row in outlines} | (only or set())
    return results.store(facts, found, chapters=covered, whole=only is None, read_at=read_at)


def reading_of(row: Outline) -> SectionReading:
    """Read a section as checks do."""
    return read(
        row.html,
        pk=row.pk,
        chapter=row.chapter,
        book=row.book,
        title=row.title,
        blocks_below=bool(row.blocks),
    )


def findings_in_text(readings: Iterable[SectionReading], facts: PlanFacts) -> list[Placed]:
    """Ask every check about every section."""
    found = []
    for section in readings:
        seen: Counter[str] = Counter()
        for check, weight in asked_in(facts):
            for finding in _asked(check, section, facts):
                placed = Placed(
                    check.name, weight, finding, section=section.pk, chapter=section.chapter
                )
                name = placed.fingerprint
                found.append(replace(placed, repeat=seen[name]))
                seen[name] += 1
    return found


def findings_in_records(facts: PlanFacts) -> list[Placed]:
    """Ask every check about the records; a finding belongs to the section that shows the row first."""
    found = []
    for check, weight in asked_in(facts):
        for finding in _asked(check, None, facts):
            home = facts.home_of(finding.shown_by) if finding.shown_by else None
            found.append(
                Placed(
                    check.name,
                    weight,
                    finding,
                    section=home.pk if home else None,
                    chapter=home.chapter if home else None,
                    from_records=True,
                )
            )
    return found


def asked_in(facts: PlanFacts) -> list[tuple[Check, str]]:
    """Return the checks that the plan's guidance asks for, with the weight it gives them."""
    said = facts.edition.check_weights
    weighed = [(check, said.get(check.name, check.severity)) for check in CHECKS.values()]
    return [(check, weight) for check, weight in weighed if weight != OFF]


def _asked(check: Check, section: SectionReading | None, facts: PlanFacts) -> Iterator[Finding]:
    try:
        if section is not None and check.in_section:
            yield from check.in_section(section, facts)
        elif section is None and check.in_records:
            yield from check.in_records(facts)
    except Exception:
        place = section.pk if section else "records"
        log.exception("check %s failed on plan %s, %s", check.name, facts.plan.pk, place)
