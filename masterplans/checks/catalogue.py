"""Which checks are there, in which order are they shown, and what does each say?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.utils.translation import gettext

from accounts.words import Forgiving
from masterplans.checks import (
    agency_unknown,
    alt_missing,
    caption_missing,
    dimension_empty,
    dimension_unknown,
    heading_empty,
    number_differs,
    other_region,
    paragraph_copied,
    placeholder,
    program_without_agency,
    program_without_indicator,
    quick_win_too_long,
    quick_win_unnamed,
    reference_broken,
    sign_unprintable,
    source_missing,
    table_too_wide,
    totals_differ,
    year_outside,
)
from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading
from smartcity_portal.kit.formats import rupiah

MODULES = (
    placeholder,
    other_region,
    reference_broken,
    number_differs,
    totals_differ,
    year_outside,
    dimension_unknown,
    dimension_empty,
    program_without_agency,
    program_without_indicator,
    quick_win_unnamed,
    quick_win_too_long,
    paragraph_copied,
    agency_unknown,
    heading_empty,
    caption_missing,
    source_missing,
    alt_missing,
    table_too_wide,
    sign_unprintable,
)


@dataclass(frozen=True)
class Check:
    """A check: its name, its rule in one sentence, its words, and what it looks at."""

    name: str
    rule: str
    title: Any
    says: dict[str, Any]
    severity: str
    in_section: Callable[[SectionReading, PlanFacts], Iterable[Finding]] | None
    in_records: Callable[[PlanFacts], Iterable[Finding]] | None
    named_for_reviewers: str = ""


def _check(module: ModuleType) -> Check:
    return Check(
        name=module.__name__.rpartition(".")[2],
        rule=" ".join((module.__doc__ or "").split()),
        title=module.TITLE,
        says=module.SAYS,
        severity=module.SEVERITY,
        in_section=getattr(module, "in_section", None),
        in_records=getattr(module, "in_records", None),
        named_for_reviewers=getattr(module, "NAMED_FOR_REVIEWERS", ""),
    )


CHECKS = {check.name: check for check in map(_check, MODULES)}


def title_of(rule: str) -> str:
    """Return the title of a check; a check that is no longer there keeps its name."""
    return str(CHECKS[rule].title) if rule in CHECKS else rule


def sentence_of(rule: str, parameters: dict[str, Any], *, for_reviewer: bool = False) -> str:
    """Say a finding in the active language; amounts under keys that end in "_rp" are rupiah."""
    check = CHECKS.get(rule)
    if check is None:
        return gettext("This check is no longer in use.")
    case = parameters.get("case", "")
    if for_reviewer and check.named_for_reviewers:
        case = check.named_for_reviewers
    said = {
        name: rupiah(value) if name.endswith("_rp") else value for name, value in parameters.items()
    }
    if "name" in said and not said["name"]:
        said["name"] = gettext("without title")
    return str(check.says.get(case, check.title)) % Forgiving(said)
