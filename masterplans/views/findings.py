"""How is a finding shown: its words for this reader, its place, and what may be done with it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.checks.catalogue import sentence_of, title_of
from masterplans.models import Chapter, CheckResult, CheckRun, Masterplan, Section
from programs.people import relations_of
from smartcity_portal.kit.formats import day_brief, moment

SHOWN_AT_FIRST = 6
TONES = {"must": "redo", "should": "wait"}


def shown(results: Iterable[CheckResult], *, plan: Masterplan, reader: Any) -> list[dict[str, Any]]:
    """Return findings as the pages draw them; wants CheckResultQuerySet.with_names and owners."""
    relations = relations_of(reader)
    reviews = relations.ministry or plan.enrolment.pk in relations.mentored
    rows = []
    for result in results:
        result.plan = plan
        if result.chapter:
            result.chapter.book.plan = plan
        if result.section and result.chapter:
            result.section.chapter = result.chapter
        rows.append(_row(result, reader, reviews=reviews))
    return rows


def _row(result: CheckResult, reader: Any, *, reviews: bool) -> dict[str, Any]:
    standing = result.state == CheckResult.State.OPEN
    dismissed = result.state == CheckResult.State.DISMISSED
    must = result.severity == CheckResult.Severity.MUST
    return {
        "pk": result.pk,
        "title": title_of(result.rule),
        "sentence": sentence_of(result.rule, result.parameters, for_reviewer=reviews),
        "tone": "ok" if dismissed else TONES[result.severity],
        "word": result.get_state_display() if dismissed else result.get_severity_display(),
        "must": must,
        "quote": result.quote,
        "prefix": result.prefix,
        "suffix": result.suffix,
        "block": result.block,
        "section": result.section_id if not result.from_records else None,
        "where": _where(result),
        "url": place_of(result, reader),
        "reason": result.reason,
        "by": result.by,
        "when": day_brief(result.at, result.enrolment.region) if result.at else "",
        "may_dismiss": standing and reader.has_perm("masterplans.dismiss_checkresult", result),
        "may_reopen": dismissed and reader.has_perm("masterplans.reopen_checkresult", result),
    }


def _where(result: CheckResult) -> str:
    if result.chapter is None:
        return _("The plan as a whole")
    place = str(result.section) if result.section else result.chapter.label
    return f"{result.chapter.book.short}, {place}"


def place_of(result: CheckResult, reader: Any) -> str:
    """Return the page on which the finding is settled: the record, the editor, or the chapter."""
    if result.from_records:
        return record_url(result)
    section = result.section
    if section is None:
        return result.chapter.get_absolute_url() if result.chapter else ""
    writes = not section.chapter.is_locked and reader.has_perm("masterplans.edit_section", section)
    if writes:
        return f"{section.get_absolute_url()}#finding-{result.pk}"
    return f"{section.chapter.get_absolute_url()}#section-{section.pk}"


def record_url(result: CheckResult) -> str:
    """Return the page of the record that a finding is about."""
    model, _colon, pk = result.record.partition(":")
    slug = {"slug": result.enrolment.slug}
    if model == "masterplans.planprogram":
        return reverse("masterplans:program_change", kwargs={"pk": pk})
    if model == "masterplans.quickwin":
        return reverse("masterplans:quick_win_detail", kwargs={"pk": pk})
    if model == "masterplans.actionitem":
        return reverse("masterplans:record_list", kwargs={**slug, "kind": "rencana-aksi"})
    if model == "masterplans.foreword":
        return reverse("masterplans:foreword_change", kwargs={"pk": pk})
    return reverse("masterplans:program_list", kwargs=slug)


@dataclass(frozen=True)
class Standing:
    """Whether something waits to be checked, when it was read last, and a name for this state."""

    waiting: bool
    read_at: datetime | None
    stamp: str

    def sentence(self, plan: Masterplan) -> str:
        if self.waiting:
            return _("What changed is being checked; this takes a few seconds.")
        if self.read_at is None:
            return _("Not checked yet.")
        return _("Checked on %(when)s.") % {"when": moment(self.read_at, plan.enrolment.region)}


def standing_of(plan: Masterplan, chapter: Chapter | None = None) -> Standing:
    """Say how the checks of a plan, or of one of its chapters, stand; one query."""
    runs = CheckRun.objects.reading(plan.pk, chapter)
    rows = list(runs.values_list("chapter_id", "read_at", "wanted_at"))
    own = chapter.pk if chapter else None
    read = sorted(f"{at.timestamp():.6f}" for _pk, at, _wanted in rows if at)
    waits = any(wanted for _pk, _at, wanted in rows)
    return Standing(
        waits,
        max((at for pk, at, _wanted in rows if at and pk == own), default=None),
        "-".join([*read, "w" if waits else "d"]),
    )


def panel(chapter: Chapter, *, reader: Any, section: Section | None = None) -> dict[str, Any]:
    """Return what the margin of the editor and of the chapter's page shows."""
    plan = chapter.plan
    standing = standing_of(plan, chapter)
    found = shown(_standing_in(chapter, section), plan=plan, reader=reader)
    open_ones = [row for row in found if row["word"] and row["tone"] != "ok"]
    where = {"slug": plan.enrolment.slug}
    view, pk = ("section_checks", section.pk) if section else ("chapter_checks", chapter.pk)
    return {
        "findings": open_ones,
        "more": max(len(open_ones) - SHOWN_AT_FIRST, 0),
        "dismissed": [row for row in found if row["tone"] == "ok"],
        "standing": standing.sentence(plan),
        "waiting": standing.waiting,
        "stamp": standing.stamp,
        "url": reverse(f"masterplans:{view}", kwargs={"pk": pk}),
        "all_url": reverse("masterplans:check_list", kwargs=where) + f"?chapter={chapter.pk}",
        "dismiss_url": reverse("masterplans:check_dismiss", kwargs=where),
        "back": f"section:{section.pk}" if section else f"chapter:{chapter.pk}",
        "in_editor": section is not None,
    }


def _standing_in(chapter: Chapter, section: Section | None) -> list[CheckResult]:
    """Return what stands in a chapter, or in one section, whose rows the page has already."""
    rows = CheckResult.objects.filter(chapter=chapter).there().select_related("by")
    if section is not None:
        prefetch_related_objects([section], "co_agencies", "writers")
        rows, parts = rows.filter(section=section), {section.pk: section}
    else:
        parts = {part.pk: part for part in chapter.sections.all()}
    found = []
    for result in rows.order_by("order", "pk"):
        if result.section_id and result.section_id not in parts:
            continue
        result.chapter = chapter
        result.section = parts[result.section_id] if result.section_id else None
        found.append(result)
    return found
