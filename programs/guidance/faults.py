"""Does an edition hold together? What the shape alone cannot say, as sentences with their place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from programs.edition_words import BLOCKS
from programs.guidance import kinds
from programs.guidance.marks import names_something
from programs.guidance.shape import Fault, faults_of_shape

COMMITMENT_WORDS = ("region", "programme", "ministry", "year", "period", "head", "memorandum")
LETTER_WORDS = ("region", "programme", "ministry", "year", "stage")


def faults_in(data: Any) -> list[Fault]:
    """Return everything that keeps the data from being a usable edition; empty when it is."""
    if shape := faults_of_shape(data):
        return shape
    checks = (
        _sources,
        _dimensions,
        _horizons,
        _quick_wins,
        _stages,
        _books,
        _texts,
        _criteria,
        _weights,
    )
    return [fault for check in checks for fault in check(data)]


def _sources(data: dict[str, Any]) -> Iterator[Fault]:
    yield from _twice(("sources",), data["sources"])
    for code in set(data["sources"]) ^ set(data["source_notes"]):
        yield Fault(("sources",), _("The source “%(code)s” has no citation.") % {"code": code})
    for path in data["inferred"]:
        if not names_something(data, path):
            text = _("“%(path)s” names no value of this edition.") % {"path": path}
            yield Fault(("inferred",), text)


def _dimensions(data: dict[str, Any]) -> Iterator[Fault]:
    yield from _none(("dimensions",), data["dimensions"])
    yield from _codes_twice(("dimensions",), data["dimensions"])
    for index, dimension in enumerate(data["dimensions"]):
        at = ("dimensions", index, "subdimensions")
        yield from _codes_twice(at, dimension["subdimensions"])


def _horizons(data: dict[str, Any]) -> Iterator[Fault]:
    rows, last = data["horizons"], data["period_years"]
    yield from _none(("horizons",), rows)
    yield from _codes_twice(("horizons",), rows)
    for index, row in enumerate(rows):
        if row["last_year"] < row["first_year"]:
            text = _("The horizon ends before it begins.")
            yield Fault(("horizons", index, "last_year"), text)
            return
    order = sorted(range(len(rows)), key=lambda index: rows[index]["first_year"])
    if order and rows[order[0]]["first_year"] != 1:
        text = _("No horizon covers year 1. The first horizon begins with year 1.")
        yield Fault(("horizons", order[0], "first_year"), text)
    for before, after in pairwise(order):
        yield from _seam(rows, before, after)
    if order and rows[order[-1]]["last_year"] != last:
        words = {"years": last, "last": rows[order[-1]]["last_year"]}
        text = _("The plan runs for %(years)s years, but the last horizon ends with year %(last)s.")
        yield Fault(("horizons", order[-1], "last_year"), text % words)


def _seam(rows: list[dict[str, Any]], before: int, after: int) -> Iterator[Fault]:
    ends, begins = rows[before]["last_year"], rows[after]["first_year"]
    words = {"one": rows[before]["label"], "two": rows[after]["label"], "year": ends + 1}
    at = ("horizons", after, "first_year")
    if begins > ends + 1:
        text = _("Between “%(one)s” and “%(two)s” there is a gap: nobody plans year %(year)s.")
        yield Fault(at, text % words)
    elif begins <= ends:
        text = _("“%(one)s” and “%(two)s” overlap. The second begins with year %(year)s.")
        yield Fault(at, text % words)


def _quick_wins(data: dict[str, Any]) -> Iterator[Fault]:
    rule, dimensions = data["quick_wins"], len(data["dimensions"])
    if rule["minimum"] > rule["maximum"]:
        text = _("The fewest (%(minimum)s) are more than the most (%(maximum)s).") % rule
        yield Fault(("quick_wins", "minimum"), text)
    elif rule["per_dimension"] * dimensions > rule["maximum"]:
        text = _("%(each)s for each of %(count)s dimensions are more than the most (%(most)s).")
        words = {"each": rule["per_dimension"], "count": dimensions, "most": rule["maximum"]}
        yield Fault(("quick_wins", "per_dimension"), text % words)
    yield from _none(("quick_wins", "criteria"), rule["criteria"])
    yield from _codes_twice(("quick_wins", "criteria"), rule["criteria"])


def _stages(data: dict[str, Any]) -> Iterator[Fault]:
    if [stage["number"] for stage in data["stages"]] != [1, 2, 3, 4]:
        yield Fault(("stages",), _("There must be four bimtek, numbered 1 to 4 in this order."))
    for index, stage in enumerate(data["stages"]):
        at = ("stages", index)
        yield from _agenda(stage, (*at, "agenda"))
        for name in ("outputs", "worksheets"):
            yield from _codes_twice((*at, name), stage[name])
        for place, output in enumerate(stage["outputs"]):
            if output["kind"] == "computed" and output["code"] not in kinds.OUTPUTS:
                text = _("The portal cannot compute “%(code)s” from the records.") % output
                yield Fault((*at, "outputs", place, "code"), text)
        yield from _requirements(data, stage, (*at, "requirements"))


def _agenda(stage: dict[str, Any], at: tuple[Any, ...]) -> Iterator[Fault]:
    by_day: dict[int, list[tuple[str, str, int]]] = {}
    for index, row in enumerate(stage["agenda"]):
        start, end = row["start"].replace(":", "."), row["end"].replace(":", ".")
        if row["day"] > stage["days"]:
            text = _("The bimtek has %(days)s days only.") % stage
            yield Fault((*at, index, "day"), text)
        if end <= start:
            yield Fault((*at, index, "end"), _("The session ends before it begins."))
        else:
            by_day.setdefault(row["day"], []).append((start, end, index))
    for day in by_day.values():
        for one, two in pairwise(sorted(day)):
            if two[0] < one[1]:
                title = stage["agenda"][one[2]]["title"]
                text = _("The session begins while “%(title)s” goes on.") % {"title": title}
                yield Fault((*at, two[2], "start"), text)


def _requirements(
    data: dict[str, Any], stage: dict[str, Any], at: tuple[Any, ...]
) -> Iterator[Fault]:
    seen: list[dict[str, Any]] = []
    for index, row in enumerate(stage["requirements"]):
        kind = kinds.REQUIREMENTS.get(row["kind"])
        here = (*at, index)
        if kind is None:
            text = _("No requirement is called “%(kind)s”. Possible: %(known)s.")
            words = {"kind": row["kind"], "known": ", ".join(sorted(kinds.REQUIREMENTS))}
            yield Fault((*here, "kind"), text % words)
            continue
        yield from _parameters(data, row, kind, here)
        if row in seen:
            yield Fault((*here, "kind"), _("This is asked already in the same bimtek."))
        seen.append(row)


def _parameters(
    data: dict[str, Any], row: dict[str, Any], kind: kinds.Requirement, at: tuple[Any, ...]
) -> Iterator[Fault]:
    given = row.keys() - {"kind"}
    for name in given - kind.parameters.keys():
        yield Fault((*at, name), _("The entry is unknown. Check how it is spelled."))
    for name, wanted in kind.parameters.items():
        value = row.get(name)
        if name not in row:
            yield Fault((*at, name), _("The entry is missing."))
        elif type(value) is not wanted:
            sentence = _("Write a whole number.") if wanted is int else _("Write true or false.")
            yield Fault((*at, name), sentence)
        elif isinstance(value, int) and wanted is int and not 1 <= value <= 1000:
            words = {"low": 1, "high": 1000}
            yield Fault((*at, name), _("Write a number from %(low)s to %(high)s.") % words)
        elif name == "book" and value not in {book["number"] for book in data["books"]}:
            text = _("There is no Buku %(book)s in this edition.") % {"book": value}
            yield Fault((*at, name), text)
        elif row["kind"] == "quick_wins_final" and value > data["quick_wins"]["maximum"]:
            text = _("No region may have more than %(maximum)s quick wins.") % data["quick_wins"]
            yield Fault((*at, name), text)


def _books(data: dict[str, Any]) -> Iterator[Fault]:
    yield from _none(("books",), data["books"])
    yield from _counted(("books",), data["books"])
    dimensions = {dimension["code"] for dimension in data["dimensions"]}
    for index, book in enumerate(data["books"]):
        at = ("books", index, "chapters")
        yield from _none(at, book["chapters"])
        yield from _counted(at, book["chapters"])
        for place, chapter in enumerate(book["chapters"]):
            here = (*at, place, "sections")
            yield from _none(here, chapter["sections"])
            for number, section in enumerate(chapter["sections"]):
                yield from _blocks(section["blocks"], dimensions, (*here, number, "blocks"))


def _blocks(blocks: list[str], dimensions: set[str], at: tuple[Any, ...]) -> Iterator[Fault]:
    for block in blocks:
        name, _colon, part = block.partition(":")
        if name not in BLOCKS or (part and name != "programs"):
            text = _("No table is called “%(block)s”. Possible: %(known)s.")
            yield Fault(at, text % {"block": block, "known": ", ".join(BLOCKS)})
        elif part and part not in dimensions:
            text = _("“%(block)s” names a dimension that this edition does not have.")
            yield Fault(at, text % {"block": block})
    yield from _twice(at, blocks)


def _texts(data: dict[str, Any]) -> Iterator[Fault]:
    sheet = data["commitment"]
    for name in ("title", "preamble"):
        yield from _placeholders(sheet[name], COMMITMENT_WORDS, ("commitment", name))
    for clause in sheet["clauses"]:
        yield from _placeholders(clause, COMMITMENT_WORDS, ("commitment", "clauses"))
    for letter, texts in data["letters"].items():
        for name, text in texts.items():
            yield from _placeholders(text, LETTER_WORDS, ("letters", letter, name))


def _placeholders(text: str, known: Iterable[str], at: tuple[Any, ...]) -> Iterator[Fault]:
    possible = ", ".join(f"{{{name}}}" for name in known)
    for name in re.findall(r"{([^{}]*)}", text):
        if name not in known:
            words = {"name": f"{{{name}}}", "known": possible}
            yield Fault(at, _("%(name)s is not filled in. Possible: %(known)s.") % words)
    if re.search(r"[{}]", re.sub(r"{[^{}]*}", "", text)):
        yield Fault(at, _("A bracket is open. Possible: %(known)s.") % {"known": possible})


def _criteria(data: dict[str, Any]) -> Iterator[Fault]:
    for name in ("selection_criteria", "evaluation_questions"):
        yield from _codes_twice((name,), data[name])
    total = sum(row["weight"] for row in data["selection_criteria"])
    if data["selection_criteria"] and total != 100:
        text = _("The weights add up to %(total)s instead of 100.") % {"total": total}
        yield Fault(("selection_criteria",), text)


def _weights(data: dict[str, Any]) -> Iterator[Fault]:
    for name, weight in data.get("check_weights", {}).items():
        if name not in kinds.CHECKS:
            known = ", ".join(sorted(kinds.CHECKS))
            text = _("There is no check “%(name)s”. Known: %(known)s.")
            yield Fault(("check_weights", name), text % {"name": name, "known": known})
        elif weight not in kinds.WEIGHTS:
            words = {"value": weight, "allowed": ", ".join(kinds.WEIGHTS)}
            text = _("“%(value)s” is not known here. Possible: %(allowed)s.")
            yield Fault(("check_weights", name), text % words)


def _none(at: tuple[Any, ...], rows: list[Any]) -> Iterator[Fault]:
    if not rows:
        yield Fault(at, _("There must be at least one."))


def _counted(at: tuple[Any, ...], rows: list[dict[str, Any]]) -> Iterator[Fault]:
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        yield Fault(at, _("The numbers must run 1, 2, 3 … in this order."))


def _codes_twice(at: tuple[Any, ...], rows: list[dict[str, Any]]) -> Iterator[Fault]:
    yield from _twice(at, [row["code"] for row in rows])


def _twice(at: tuple[Any, ...], words: list[str]) -> Iterator[Fault]:
    for word, count in Counter(words).items():
        if count > 1:
            yield Fault(at, _("“%(word)s” is there twice.") % {"word": word})
