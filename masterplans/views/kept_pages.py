"""Which parts of a chapter's page are worth keeping? What is drawn anew only when what it says changed.

A part is kept under everything that it says, so nothing has to be forgotten when something changes;
what nobody reads any more falls out of the cache by itself.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import astuple
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from masterplans import snapshot
from masterplans.models import Chapter, Section
from masterplans.passages import Mark
from masterplans.pdf import labels
from programs.models import Agency

KEPT_FOR = 24 * 3600
SHAPE = 1


def kept(name: str, facts: Iterable[Any], make: Callable[[], Any]) -> Any:
    """Return a part of a page as it is kept under these facts, or make and keep it."""
    said = hashlib.sha256(repr((SHAPE, get_language(), *facts)).encode()).hexdigest()
    key = f"page-{name}-{said}"
    part = cache.get(key)
    if part is None:
        part = make()
        cache.set(key, part, KEPT_FOR)
    return part


def records_of(chapter: Chapter) -> str:
    """Return the hash of the tables that the page shows now; asked once for each page."""
    if "_records_sha256" not in chapter.__dict__:
        chapter.__dict__["_records_sha256"] = snapshot.records_sha256(chapter)
    return chapter.__dict__["_records_sha256"]


def hash_of(sections: Iterable[Section]) -> str:
    """Return the hash of what some sections say, one after the other."""
    said = hashlib.blake2b(digest_size=16)
    for section in sections:
        said.update(f"{section.pk}:{len(section.html)}:".encode())
        said.update(section.html.encode())
    return said.hexdigest()


def facts_of(chapter: Chapter, sections: list[Section], marks: dict[int, list[Mark]]) -> list[Any]:
    """Return everything that decides how texts and tables of a chapter look."""
    enrolment = chapter.enrolment
    facts: list[Any] = [chapter.pk, chapter.number, chapter.book.number, enrolment.slug]
    facts += [(s.pk, s.number, s.level, s.title, tuple(s.blocks)) for s in sections]
    facts.append(hash_of(sections))
    facts += sorted((pk, tuple(found)) for pk, found in marks.items())
    texts = [section.html for section in sections]
    if any(section.blocks for section in sections):
        edition = enrolment.cohort.edition
        names = Agency.objects.filter(region=enrolment.region_id).order_by("pk")
        facts += [records_of(chapter), edition.pk, edition.version, enrolment.period]
        facts += names.values_list("pk", "name", "short_name")
    if any("data-source=" in text for text in texts):
        facts += [astuple(source) for source in labels.sources_of(chapter.plan)]
    if any("data-ref=" in text for text in texts):
        parts = Section.objects.filter(chapter__book__plan=chapter.plan).order_by("pk")
        facts += parts.values_list(
            "pk", "order", "level", "title", "version", "chapter__number", "chapter__title"
        )
    return facts
