"""How does a plan's list of works and of abbreviations change? Entered once, cited from every book."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans.models import AbbreviationEntry, BibliographyEntry, Masterplan, Section
from masterplans.services import checks
from smartcity_portal.kit.machine import Blocked

Entry = BibliographyEntry | AbbreviationEntry
LONGEST_KEY = 60


@transaction.atomic
def add_source(plan: Masterplan, *, by: Any, **fields: Any) -> BibliographyEntry:
    """Add a work; its key is made of its author and year and never changes."""
    _may(plan, by)
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    entry = BibliographyEntry(plan=plan, **fields)
    entry.key = _free_key(entry)
    return _kept(entry, "masterplans.source.add", by)


def change_source(entry: BibliographyEntry, *, by: Any, **fields: Any) -> BibliographyEntry:
    """Change what is known of a work; texts that cite it say the new words from then on."""
    return _changed(entry, "masterplans.source.change", by, fields)


@transaction.atomic
def remove_source(entry: BibliographyEntry, *, by: Any) -> None:
    """Take a work out of the list; refused while a text cites it."""
    _may(entry, by)
    citing = [str(section) for section in cited_in(entry)]
    if citing:
        raise Blocked(
            [
                _("This source is cited in %(sections)s. Take the citation out first.")
                % {"sections": ", ".join(citing[:5])}
            ]
        )
    history.record("masterplans.source.remove", entry.plan, by=by, name=str(entry)[:200])
    entry.delete()


def cited_in(entry: BibliographyEntry) -> list[Section]:
    """Return the sections whose texts cite a work."""
    return list(
        Section.objects.filter(
            chapter__book__plan=entry.plan_id, html__contains=f'data-source="{entry.key}"'
        ).select_related("chapter__book")
    )


@transaction.atomic
def add_abbreviation(plan: Masterplan, *, by: Any, **fields: Any) -> AbbreviationEntry:
    """Explain a short form; one meaning for each in a plan."""
    _may(plan, by)
    return _kept(AbbreviationEntry(plan=plan, **fields), "masterplans.abbreviation.add", by)


def change_abbreviation(entry: AbbreviationEntry, *, by: Any, **fields: Any) -> AbbreviationEntry:
    """Change a short form or what it stands for."""
    return _changed(entry, "masterplans.abbreviation.change", by, fields)


@transaction.atomic
def remove_abbreviation(entry: AbbreviationEntry, *, by: Any) -> None:
    """Take a short form out of the list; texts stay as they are."""
    _may(entry, by)
    history.record("masterplans.abbreviation.remove", entry.plan, by=by, name=str(entry)[:200])
    entry.delete()


@transaction.atomic
def _changed(entry: Any, verb: str, by: Any, fields: dict[str, Any]) -> Any:
    _may(entry, by)
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    if all(getattr(entry, name) == value for name, value in fields.items()):
        return entry
    for name, value in fields.items():
        setattr(entry, name, value)
    return _kept(entry, verb, by)


def _kept(entry: Any, verb: str, by: Any) -> Any:
    checks.want_plan(entry.plan)
    entry.full_clean()
    entry.save()
    history.record(verb, entry.plan, by=by, name=str(entry)[:200])
    return entry


def _may(subject: Masterplan | Entry, by: Any) -> None:
    if not by.has_perm("masterplans.edit_sources", subject):
        raise PermissionDenied("masterplans.edit_sources")


def _free_key(entry: BibliographyEntry) -> str:
    """Make a key of the first author and the year that the plan does not use yet."""
    author = entry.authors.partition(";")[0].partition(",")[0]
    stem = slugify(f"{author[:40]} {entry.year}") or slugify(entry.title[:40]) or "sumber"
    taken = set(
        BibliographyEntry.objects.filter(plan=entry.plan_id, key__startswith=stem).values_list(
            "key", flat=True
        )
    )
    key, turn = stem, 1
    while key in taken:
        turn += 1
        key = f"{stem[: LONGEST_KEY - 5]}-{turn}"
    return key
