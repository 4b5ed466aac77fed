"""Which part of an edition is edited on one page, and how does it go into the whole again?"""

import copy
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.guidance import kinds, schema
from programs.guidance.marks import marked
from programs.guidance.schema import Field

Values = dict[str, Any]
Location = tuple[Any, ...]
NUMERALS = ("I", "II", "III", "IV")


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some values of the edition below `root`, a path of names and places in lists.

    `mark` offers to say that no source confirms any of it.
    """

    slug: str
    title: Any
    fields: tuple[Any, ...]
    root: Location = ()
    lead: Any = ""
    mark: bool = False

    def read(self, data: Values) -> Values:
        """Return the values of this part."""
        place = value_at(data, self.root)
        return {node.name: copy.deepcopy(place[node.name]) for node in self.fields}

    def write(self, data: Values, values: Values, marks: Mapping[Location, bool]) -> Values:
        """Return the whole edition with these values, and marks at places below the root."""
        whole = copy.deepcopy(data)
        self.place(whole, values)
        paths = {path_at(whole, (*self.root, *at)): asked for at, asked in marks.items()}
        whole["inferred"] = marked(whole["inferred"], paths, whole)
        return whole

    def place(self, whole: Values, values: Values) -> None:
        value_at(whole, self.root).update(values)

    def stamp(self, data: Values) -> str:
        """Name the content of this part, so that a form knows whether it changed meanwhile."""
        words = json.dumps(self.read(data), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def owns(self, location: Location) -> bool:
        """Say whether a fault at this place can be mended on this page."""
        rest = location[len(self.root) :]
        names = {node.name for node in self.fields}
        return location[: len(self.root)] == self.root and (not rest or rest[0] in names)

    def here(self, location: Location) -> Location:
        """Turn a place in the edition into a place on this page."""
        return location[len(self.root) :]


class SourcesPart(Part):
    """Codes and citations stand in two entries of the file and in one table on the page."""

    def read(self, data: Values) -> Values:
        notes = data["source_notes"]
        rows = [{"code": code, "citation": notes.get(code, "")} for code in data["sources"]]
        return {"sources": rows, "inferred": list(data["inferred"])}

    def write(self, data: Values, values: Values, marks: Mapping[Location, bool]) -> Values:
        whole = copy.deepcopy(data)
        self.place(whole, values)
        return whole

    def place(self, whole: Values, values: Values) -> None:
        whole["sources"] = [row["code"] for row in values["sources"]]
        whole["source_notes"] = {row["code"]: row["citation"] for row in values["sources"]}
        whole["inferred"] = values["inferred"]


class BooksPart(Part):
    """Books and the titles of their chapters; what a chapter holds moves along with its title."""

    def read(self, data: Values) -> Values:
        return {
            "books": [
                {
                    "was": str(book["number"]),
                    "title": book["title"],
                    "short": book["short"],
                    "chapters": [
                        {"was": f"{book['number']}.{chapter['number']}", "title": chapter["title"]}
                        for chapter in book["chapters"]
                    ],
                }
                for book in data["books"]
            ]
        }

    def place(self, whole: Values, values: Values) -> None:
        known = {
            f"{book['number']}.{chapter['number']}": chapter
            for book in whole["books"]
            for chapter in book["chapters"]
        }
        whole["books"] = [
            {
                "number": number,
                "title": book["title"],
                "short": book["short"],
                "chapters": [
                    {
                        **known.get(row["was"], _new_chapter()),
                        "number": place,
                        "title": row["title"],
                    }
                    for place, row in enumerate(book["chapters"], 1)
                ],
            }
            for number, book in enumerate(values["books"], 1)
        ]


class WeightsPart(Part):
    """Every check has its weight on the page; the edition keeps what is not as usual."""

    def read(self, data: Values) -> Values:
        said = data["check_weights"]
        return {name: said.get(name, check.weight) for name, check in kinds.CHECKS.items()}

    def place(self, whole: Values, values: Values) -> None:
        whole["check_weights"] = {
            name: weight
            for name, weight in values.items()
            if name not in kinds.CHECKS or weight != kinds.CHECKS[name].weight
        }


def _weights() -> WeightsPart:
    fields = tuple(
        Field(
            name=check.name,
            label=check.title,
            kind="choice",
            choices=tuple(kinds.WEIGHTS.items()),
            help=_("Usually: %(weight)s.") % {"weight": kinds.WEIGHTS[check.weight]},
        )
        for check in kinds.CHECKS.values()
    )
    return WeightsPart(
        slug="pemeriksaan",
        title=schema.CHECK_WEIGHTS.label,
        lead=_("What must be settled keeps a book from being issued."),
        fields=fields,
        root=("check_weights",),
    )


def _new_chapter() -> Values:
    section = {
        "title": gettext("Introduction"),
        "level": 1,
        "guidance": "",
        "checklist": [],
        "example": "",
        "blocks": [],
    }
    return {
        "number": 1,
        "title": "",
        "standfirst": "",
        "guidance": "",
        "checklist": [],
        "owner": "any",
        "sections": [section],
    }


WAS = Field(name="was", label="", kind="hidden", required=False, longest=12)
BOOK_TITLES = replace(
    schema.BOOKS,
    help=_("What a chapter holds is edited on a page of its own; it moves along with its title."),
    fields=(
        WAS,
        *(node for node in schema.BOOKS.fields if node.name in {"title", "short"}),
        replace(schema.CHAPTERS, fields=(WAS, Field(name="title", label=_("Title")))),
    ),
)
MARKS = Field(
    name="inferred",
    label=_("All values that no source confirms"),
    kind="lines",
    required=False,
    help=_(
        "One path in each line, as in the file: stages.2.agenda. It is easier to mark a value where it is edited."
    ),
)


def parts_of(data: Values) -> list[Part]:
    """Return the pages on which an edition is edited, in their order."""
    stages = [_stage(index, stage) for index, stage in enumerate(data["stages"])]
    chapters = [
        _chapter(at, book, place, chapter)
        for at, book in enumerate(data["books"])
        for place, chapter in enumerate(book["chapters"])
    ]
    return [
        Part(slug="nama", title=_("Names and period"), fields=schema.NAMES),
        SourcesPart(slug="sumber", title=_("Sources and marks"), fields=(schema.SOURCES, MARKS)),
        Part(slug="dimensi", title=_("Dimensions"), fields=(schema.DIMENSIONS,)),
        Part(slug="jangka", title=_("Horizons"), fields=(schema.HORIZONS,)),
        Part(
            slug="quick-win",
            title=_("Quick wins"),
            fields=schema.QUICK_WINS.fields,
            root=("quick_wins",),
        ),
        *stages,
        BooksPart(slug="buku", title=_("Books and chapters"), fields=(BOOK_TITLES,)),
        *chapters,
        _whole_text("komitmen", schema.COMMITMENT, ("commitment",)),
        Part(slug="seleksi", title=_("Selection criteria"), fields=(schema.CRITERIA,)),
        Part(slug="evaluasi", title=_("Evaluation questions"), fields=(schema.QUESTIONS,)),
        _whole_text("surat", schema.LETTERS.fields[0], ("letters", "invitation")),
        _weights(),
    ]


def part_of(data: Values, slug: str) -> Part | None:
    return next((part for part in parts_of(data) if part.slug == slug), None)


def _whole_text(slug: str, group: schema.Group, root: Location) -> Part:
    return Part(slug=slug, title=group.label, fields=group.fields, root=root, mark=True)


def _stage(index: int, stage: Values) -> Part:
    fields = tuple(node for node in schema.STAGES.fields if node.name != "number")
    return Part(
        slug=f"bimtek-{stage['number']}",
        title=f"Bimtek {NUMERALS[stage['number'] - 1]}",
        lead=stage["title"],
        fields=fields,
        root=("stages", index),
    )


def _chapter(at: int, book: Values, place: int, chapter: Values) -> Part:
    words = {"number": chapter["number"], "title": chapter["title"]}
    return Part(
        slug=f"buku-{book['number']}-bab-{chapter['number']}",
        title=gettext("Chapter %(number)s. %(title)s") % words,
        lead=f"{book['short']} {book['title']}",
        fields=schema.CHAPTER,
        root=("books", at, "chapters", place),
    )


def value_at(data: Any, location: Location) -> Any:
    """Follow names and places in lists."""
    for step in location:
        data = data[step]
    return data


def path_at(data: Any, location: Location) -> str:
    """Write a location as a path of marks: keys of rows instead of their places."""
    words = []
    for step in location:
        data = None if isinstance(data, list) and isinstance(step, str) else data[step]
        key = (data.get("code") or data.get("number")) if isinstance(step, int) else step
        words.append(str(key))
    return ".".join(words)
