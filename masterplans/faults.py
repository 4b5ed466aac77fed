"""Which faults do mentors find most often in a cohort? Counted by kind and chapter, with examples."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from masterplans.models import Comment
from masterplans.states import CommentState, Fault
from smartcity_portal.kit.numbers import natural

MOST = 10
CHAPTERS = 3
EXAMPLES = 3


@dataclass
class FaultCount:
    """One kind of fault: how often, in how many regions, in which chapters most, with examples."""

    kind: str
    label: str
    count: int = 0
    open: int = 0
    regions: int = 0
    chapters: list[tuple[str, int]] = field(default_factory=list)
    examples: list[Comment] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A chapter of the guidance, whichever region writes it."""

    book: int
    number: int
    title: str

    @property
    def key(self) -> str:
        return f"{self.book}-{self.number}"

    @property
    def label(self) -> str:
        return f"Buku {self.book}, {self.number}. {self.title}"


def remarks_of(cohort: Any, place: str = "") -> QuerySet[Comment]:
    """Return the remarks of a cohort that name a kind of fault, in one chapter when it is named."""
    rows = Comment.objects.filter(chapter__book__plan__enrolment__cohort=cohort)
    if place:
        book, _dash, number = place.partition("-")
        rows = rows.filter(
            chapter__book__number=natural(book) or 0, chapter__number=natural(number) or 0
        )
    return rows


def commonest(cohort: Any, place: str = "", *, most: int = MOST) -> list[FaultCount]:
    """Return the kinds of fault that were found most often, with where and three examples."""
    named = remarks_of(cohort, place).exclude(category="").order_by()
    counted = (
        named.values("category")
        .annotate(
            count=Count("pk"),
            open=Count("pk", filter=~Q(state=CommentState.CLOSED)),
            regions=Count("chapter__book__plan__enrolment__region", distinct=True),
        )
        .order_by("-count", "category")[:most]
    )
    labels = dict(Fault.choices)
    found = {
        row["category"]: FaultCount(
            row["category"], str(labels[row["category"]]), row["count"], row["open"], row["regions"]
        )
        for row in counted
    }
    for kind, chapters in _chapters(named).items():
        if kind in found:
            found[kind].chapters = chapters
    for comment in _examples(named):
        if comment.category in found:
            found[comment.category].examples.append(comment)
    return list(found.values())


def places_of(cohort: Any) -> list[Place]:
    """Return the chapters in which something was remarked on, in reading order."""
    rows = remarks_of(cohort).order_by("chapter__book__number", "chapter__number")
    names = rows.values_list("chapter__book__number", "chapter__number", "chapter__title")
    places: dict[str, Place] = {}
    for book, number, title in names.distinct():
        places.setdefault(f"{book}-{number}", Place(book, number, title))
    return list(places.values())


def table_of(cohort: Any) -> list[dict[str, Any]]:
    """Return every kind of fault by chapter, for a spreadsheet."""
    labels = dict(Fault.choices)
    rows = (
        remarks_of(cohort)
        .exclude(category="")
        .order_by()
        .values("category", "chapter__book__number", "chapter__number", "chapter__title")
        .annotate(
            count=Count("pk"),
            open=Count("pk", filter=~Q(state=CommentState.CLOSED)),
            regions=Count("chapter__book__plan__enrolment__region", distinct=True),
        )
        .order_by("-count", "category", "chapter__book__number", "chapter__number")
    )
    return [
        {
            "kind": str(labels[row["category"]]),
            "book": row["chapter__book__number"],
            "chapter": f"{row['chapter__number']}. {row['chapter__title']}",
            "count": row["count"],
            "open": row["open"],
            "regions": row["regions"],
        }
        for row in rows
    ]


def _chapters(named: QuerySet[Comment]) -> dict[str, list[tuple[str, int]]]:
    rows = (
        named.values_list("category", "chapter__book__number", "chapter__number", "chapter__title")
        .annotate(count=Count("pk"))
        .order_by("-count", "chapter__book__number", "chapter__number")
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for kind, book, number, title, count in rows:
        if len(found[kind]) < CHAPTERS:
            found[kind].append((Place(book, number, title).label, count))
    return found


def _examples(named: QuerySet[Comment]) -> QuerySet[Comment]:
    newest = Window(
        RowNumber(), partition_by=F("category"), order_by=[F("at").desc(), F("pk").desc()]
    )
    return (
        named.annotate(place=newest)
        .filter(place__lte=EXAMPLES)
        .select_related("chapter__book__plan__enrolment__region", "section")
        .order_by("category", "place")
    )
