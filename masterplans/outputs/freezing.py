"""What is kept beside an edition, so that its Word, slides and Excel files can be made as it was?"""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.utils import translation

from masterplans.models import Book, Chapter, Masterplan
from masterplans.outputs.material import Material
from masterplans.outputs.plain import as_plain
from masterplans.pdf.shelf import chapters_of, last_revision
from smartcity_portal.kit import blobs
from smartcity_portal.kit.sheets import ID, Sheet
from smartcity_portal.kit.sheets.writing import Table, page_of

LANGUAGE = "id"
FORMAT = 1


def keep(plan: Masterplan, books: Sequence[Book], *, at: datetime) -> str:
    """Store everything that the files of an edition are made from; returns its SHA-256.

    The texts are the approved revisions of `books`, the records those of the whole plan.
    """
    plan = Masterplan.objects.select_related("enrolment__region", "enrolment__cohort__edition").get(
        pk=plan.pk
    )
    with translation.override(LANGUAGE):
        kept = _kept(Material(plan, at=at), books)
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blobs.put(text.encode())


def _kept(material: Material, books: Sequence[Book]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "records": as_plain(material.records),
        "places": material.places,
        "head": list(material.head),
        "works": material.works,
        "rpjmd": material.rpjmd,
        "vision_source": material.vision_source,
        "pictures": {
            name: [one.sha256, one.mime, one.alt, one.caption]
            for name, one in material.pictures.items()
        },
        "lists": [_list(sheet, table, material) for sheet, table in material.tables],
        "books": [_book(book) for book in books],
    }


def _list(sheet: Sheet, table: Table, material: Material) -> dict[str, Any]:
    page = page_of(table)
    shown = {field.name: getattr(page, field.name) for field in fields(page)}
    shown |= {"rows": [as_plain(list(row)) for row in page.rows], "choices": {}}
    holds = any(row.get(ID) is not None for row in table.rows)
    return {"title": str(sheet.title), "holds": holds, "page": shown}


def _book(book: Book) -> dict[str, Any]:
    return {
        "pk": book.pk,
        "number": book.number,
        "short": book.short,
        "title": book.title,
        "chapters": [_chapter(chapter) for chapter in chapters_of([book])],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    last = last_revision(chapter)
    return {
        "pk": chapter.pk,
        "number": chapter.number,
        "title": chapter.title,
        "sections": last.sections if last else [],
    }
