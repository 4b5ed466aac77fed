"""Does a plan still say what it said when a file was made? A digest of all that files are made from.

Read in one query: every row as one text. Pages compare digests; what is really the same file is
decided by the content key when the file is made.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from masterplans.models import (
    AbbreviationEntry,
    ActionItem,
    BibliographyEntry,
    Book,
    BookEdition,
    ChapterRevision,
    Figure,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    ObjectiveTarget,
    OutputKind,
    PlanProgram,
    ProgramBudget,
    ProgramTarget,
    QuickWin,
    QuickWinCondition,
    QuickWinReport,
    QuickWinRisk,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.outputs.material import Material
from programs.models import Agency, Dimension, GuidanceEdition, Horizon, SubDimension, Tenure

RECORDS, PICTURES, EDITIONS = "records", "pictures", "editions"
OF_PLAN = (
    SwotItem, SwotStrategy, ReadinessItem, GapItem, VisionKeyword, Mission, Objective, PlanProgram,
    ActionItem, QuickWin, Sni37122Value, BibliographyEntry, AbbreviationEntry,
)  # fmt: skip
BELOW = {
    ObjectiveTarget: "objective",
    ProgramTarget: "program",
    ProgramBudget: "program",
    QuickWinRisk: "quick_win",
}
LINKS = (
    (SwotStrategy, "items"),
    (VisionKeyword, "items"),
    (PlanProgram, "supporting"),
    (QuickWin, "swot_items"),
)
NOT_SAID = {"version", "updated_at"}
SAID_OF_SECTIONS = ("pk", "title", "level", "html", "blocks", "landscape", "order", "version")
WITH_PICTURES = {OutputKind.MANUSCRIPT, OutputKind.SLIDES, OutputKind.SLIDES_PDF}


class Standing:
    """What a plan says at this moment, as one digest per kind of file."""

    def __init__(self, material: Material) -> None:
        self.material, self.plan = material, material.plan

    def stamp(self, kind: str, book: Book | None) -> str:
        """Name what a file of this kind would be made from now."""
        wanted = [self._said[RECORDS], self._said[EDITIONS]]
        if kind in WITH_PICTURES:
            wanted += [self._said[PICTURES], *self._texts(book)]
        return _digest([str(kind), *wanted])

    def _texts(self, book: Book | None) -> list[str]:
        return [
            text
            for number, text in self._text_of_books.items()
            if book is None or number == book.pk
        ]

    @cached_property
    def _text_of_books(self) -> dict[int, str]:
        found: dict[int, list[Any]] = defaultdict(list)
        for section in self.material.sections:
            chapter = section.chapter
            told = [getattr(section, name) for name in SAID_OF_SECTIONS]
            place = [chapter.number, chapter.label, chapter.standfirst, str(chapter.book)]
            found[chapter.book_id].append([*place, *told])
        return {book: _digest(rows) for book, rows in found.items()}

    @cached_property
    def _said(self) -> dict[str, str]:
        found: dict[str, list[Any]] = defaultdict(list)
        first, *others = (_told(*asked) for asked in self._asked())
        for row in first.union(*others, all=True):
            found[row[0].partition(":")[0]].append(row)
        if not any(row[0] == "editions:edition" for row in found[EDITIONS]):
            found[EDITIONS] = []
        return {label: _digest(sorted(found[label])) for label in (RECORDS, PICTURES, EDITIONS)}

    def _asked(self) -> Iterator[tuple[str, QuerySet, Sequence[str]]]:
        plan, region = self.plan, self.plan.enrolment.region_id
        guidance = self.plan.enrolment.cohort.edition_id
        yield RECORDS, Masterplan.objects.filter(pk=plan.pk), ()
        for model in OF_PLAN:
            yield RECORDS, model._default_manager.filter(plan=plan), ()
        for below, above in BELOW.items():
            yield RECORDS, below._default_manager.filter(**{f"{above}__plan": plan}), ()
        for linked, name in LINKS:
            through = getattr(linked, name).through
            rows = through._default_manager.filter(**{f"{linked._meta.model_name}__plan": plan})
            yield RECORDS, rows, ()
        yield RECORDS, Agency.objects.filter(region=region), ()
        yield RECORDS, GuidanceEdition.objects.filter(pk=guidance), ("readiness_components",)
        yield RECORDS, Dimension.objects.filter(edition=guidance), ()
        yield RECORDS, SubDimension.objects.filter(dimension__edition=guidance), ()
        yield RECORDS, Horizon.objects.filter(edition=guidance), ()
        yield PICTURES, Figure.objects.filter(plan=plan), ()
        yield PICTURES, QuickWinCondition.objects.filter(quick_win__plan=plan), ()
        yield PICTURES, QuickWinReport.objects.filter(quick_win__plan=plan), ()
        yield PICTURES, Tenure.objects.filter(office__region=region), ("id", "official__name")
        standing = BookEdition.objects.standing().filter(book__plan=plan)
        yield f"{EDITIONS}:edition", standing, ("id",)
        revisions = ChapterRevision.objects.filter(chapter__book__plan=plan)
        yield f"{EDITIONS}:revision", revisions, ("id",)


def _told(label: str, rows: QuerySet, names: Sequence[str]) -> QuerySet:
    fields = [field.attname for field in rows.model._meta.concrete_fields]
    told = JSONObject(**{name: F(name) for name in names or fields if name not in NOT_SAID})
    named = Value(label, output_field=TextField())
    model = Value(rows.model._meta.label_lower, output_field=TextField())
    return (
        rows.order_by()
        .annotate(_of=named, _model=model, _told=Cast(told, TextField()))
        .values_list("_of", "_model", "_told")
    )


def _digest(told: Any) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()
