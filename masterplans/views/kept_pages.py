"""What decides how a chapter's texts and tables look? The facts under which its page is kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from masterplans import snapshot, stored_rows
from masterplans.models import Chapter, Section
from masterplans.passages import Mark
from masterplans.pdf import labels
from programs.models import Agency
from smartcity_portal.kit.kept_parts import kept


def records_of(chapter: Chapter) -> str:
    """Return the hash of the tables that the page shows now; asked once for each page."""
    if "_records_sha256" not in chapter.__dict__:
        said = stored_rows.behind(chapter)
        chapter.__dict__["_records_sha256"] = (
            kept("records", said, lambda: snapshot.records_sha256(chapter)) if said else ""
        )
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
