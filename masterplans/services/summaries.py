"""How does the executive summary begin? With what the records say, section by section, for people to rewrite."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.services import history, permission
from masterplans import html as permitted
from masterplans.models import Book, Section, SectionText
from masterplans.pdf.plan_context import plan_records
from masterplans.services import sections
from masterplans.services.kept_texts import Origin
from masterplans.summary_texts import LANGUAGE, text_for
from smartcity_portal.kit.machine import Blocked

Why = SectionText.Why


@dataclass(frozen=True)
class Draftable:
    """A section that the records can fill: what would be put there, and what stands there now.

    `touched`: people have written in it; `held` says why nobody can write in it now.
    """

    section: Section
    html: str
    touched: bool = False
    is_draft: bool = False
    held: str = ""

    @property
    def is_same(self) -> bool:
        return self.section.html == self.html


def is_summary(book: Book) -> bool:
    """Say whether a book is the executive summary, by its title."""
    return bool(re.search(r"ringkas|summary", book.title, re.I))


def draftable(book: Book) -> list[Draftable]:
    """Return the sections of a book for which the records have something to say, in order."""
    rows = list(
        Section.objects.filter(chapter__book=book)
        .select_related("chapter__book__plan__enrolment__region")
        .order_by("chapter__number", "order")
    )
    records = plan_records(book.plan)
    drafted = _drafted(rows)
    found = []
    slug = book.plan.enrolment.slug
    with translation.override(LANGUAGE):
        said = {row.pk: text_for(row.title, records) for row in rows}
    texts = {pk: permitted.clean(text, slug=slug) if text else "" for pk, text in said.items()}
    for row in rows:
        if not texts[row.pk]:
            continue
        is_draft = row.pk in drafted
        held = sections.why_not_writable(row.chapter)
        touched = bool(row.html) and not is_draft
        found.append(Draftable(row, texts[row.pk], touched, is_draft, held))
    return found


@transaction.atomic
def draft(
    book: Book, *, by: Any, replace: set[int] | None = None, at: datetime | None = None
) -> int:
    """Write the drafts of empty sections and of those that still are drafts; returns how many.

    What people wrote stays unless its section is named in `replace`; its versions are kept anyway.
    """
    book = (
        Book.objects.select_for_update().select_related("plan__enrolment__region").get(pk=book.pk)
    )
    permission.require("masterplans.summarise_book", book, by=by)
    rows = draftable(book)
    if not rows:
        raise Blocked(
            [_("The records say nothing yet that could be summarised. Enter programs, vision or gaps first.")]
        )  # fmt: skip
    open_rows = [row for row in rows if not row.held]
    if not open_rows:
        raise Blocked([rows[0].held])
    wanted = [
        row
        for row in open_rows
        if not row.is_same and (not row.touched or row.section.pk in (replace or set()))
    ]
    if not wanted:
        raise Blocked([_("Every section has a text. Choose those that are to be written anew.")])
    for row in wanted:
        sections.save(
            row.section,
            row.html,
            by=by,
            base_version=row.section.version,
            at=at,
            origin=Origin(Why.DRAFTED),
        )
    history.record("masterplans.book.summarise", book, by=by, at=at, count=len(wanted))
    return len(wanted)


def is_draft(section: Section) -> bool:
    """Say whether the section's present text is the portal's draft, which nobody has touched since."""
    return section.pk in _drafted([section])


def _drafted(rows: list[Section]) -> set[int]:
    versions = {row.pk: row.version for row in rows}
    kept = SectionText.objects.filter(section__in=rows, why=Why.DRAFTED).values_list(
        "section", "version"
    )
    return {section for section, version in kept if versions[section] == version}
