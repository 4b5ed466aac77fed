"""How is one part of an edition typed in? Rows are added, removed and moved without losing a word.

What was typed stays as text (`Raw`) until it is saved, so that a page can always be drawn again.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from programs.edition_raw import (
    COUNT,
    MARK,
    NEW,
    Raw,
    fields_of_row,
    from_post,
    from_values,
    give_codes,
    marks_below,
    value,
)
from programs.edition_words import BLOCKS
from programs.guidance import kinds
from programs.guidance.parts import Location, Part, Values, path_at
from programs.guidance.schema import Field, Rows
from programs.guidance.shape import Fault
from programs.inferred import covers
from smartcity_portal.kit.numbers import natural

LETTERS_A_LINE = 70


class PartForm:
    """The raw content of one part: from the edition, or from what was posted."""

    def __init__(self, part: Part, data: Values, posted: QueryDict | None = None) -> None:
        self.part = part
        self.errors: dict[str, list[str]] = {}
        self.sentences: list[tuple[str, str]] = []
        self.blocks = _blocks(data)
        self.focus = ""
        if posted is None:
            self.seen = part.stamp(data)
            self.raw = from_values(part.fields, part.read(data))
            self._set_marks(data)
        else:
            self.seen = posted.get("seen", "")
            self.raw = from_post(part.fields, posted, "")
            self.raw[MARK] = MARK in posted
        self.posted = posted

    def _set_marks(self, data: Values) -> None:
        for raw, name, location in self._marks():
            path = path_at(data, (*self.part.root, *location[0]))
            raw[name] = covers(data["inferred"], path)

    def _marks(self) -> Iterator[tuple[Raw, str, list[Location]]]:
        """Every mark of the page: where it is kept, and the places it speaks for."""
        if self.part.mark:
            yield self.raw, MARK, [()]
        yield from marks_below(self.part.fields, self.raw, ())

    def act(self, what: str) -> None:
        """Add, remove or move a row: "add:agenda", "remove:agenda:3", "up:agenda:3"."""
        verb, _colon, rest = what.partition(":")
        name, _colon, place = rest.partition(":")
        rows, node = self._list(name)
        if node is None:
            return
        index = -1 if (row := natural(place)) is None else row
        if verb == "add" and len(rows) < node.most:
            self._add(rows, node, name)
        elif verb == "remove" and 0 <= index < len(rows):
            del rows[index]
            self.focus = name
        elif verb == "up" and 0 < index < len(rows):
            rows[index - 1], rows[index] = rows[index], rows[index - 1]
            self.focus = f"{name}-{index - 1}"
        elif verb == "down" and 0 <= index < len(rows) - 1:
            rows[index + 1], rows[index] = rows[index], rows[index + 1]
            self.focus = f"{name}-{index + 1}"

    def _list(self, name: str) -> tuple[list[Raw], Rows | None]:
        nodes, raw, node = self.part.fields, self.raw, None
        steps = name.split("-")
        for place, step in enumerate(steps):
            if (index := natural(step)) is not None:
                if not isinstance(raw, list) or index >= len(raw):
                    return [], None
                raw = raw[index]
            else:
                node = next((n for n in nodes if n.name == step and isinstance(n, Rows)), None)
                if node is None or step not in raw:
                    return [], None
                raw, nodes = raw[step], node.fields
                if place == len(steps) - 1:
                    return raw, node
        return [], None

    def _add(self, rows: list[Raw], node: Rows, name: str) -> None:
        chosen = self.posted.get(f"{name}{NEW}", "") if self.posted else ""
        fresh: Values = {}
        if node.name == "requirements":
            if chosen not in kinds.REQUIREMENTS:
                return
            fresh = {"kind": chosen}
        elif node.name == "outputs":
            computed = chosen if chosen in kinds.OUTPUTS else ""
            fresh = {"kind": "computed" if computed else "file", "code": computed}
            fresh["title"] = str(kinds.OUTPUTS[computed]) if computed else ""
        elif node.name == "agenda" and rows:
            fresh = {"day": rows[-1]["day"], "start": rows[-1]["end"]}
        rows.append(from_values(fields_of_row(node, fresh.get("kind", "")), fresh))
        self.focus = f"{name}-{len(rows) - 1}"

    def typed(self) -> tuple[Values, dict[Location, bool]]:
        """Return the values and marks; what is no number stays text and gets an error."""
        values = self._typed(self.part.fields, self.raw, ())
        marks = {
            place: bool(raw.get(name)) for raw, name, places in self._marks() for place in places
        }
        return values, marks

    def _typed(self, nodes: tuple[Any, ...], raw: Raw, at: Location) -> Values:
        values: Values = {}
        for node in nodes:
            place = (*at, node.name)
            if isinstance(node, Rows):
                rows = [
                    self._typed(fields_of_row(node, row.get("kind", "")), row, (*place, index))
                    for index, row in enumerate(raw[node.name])
                ]
                give_codes(node, rows)
                values[node.name] = rows
            else:
                values[node.name] = value(node, raw[node.name])
        return values

    def blame(self, faults: list[Fault], sentences: list[str]) -> None:
        """Put each fault where it can be mended; what has no place there stands on top only."""
        for fault, sentence in zip(faults, sentences, strict=True):
            place = self.part.here(fault.location) if self.part.owns(fault.location) else ()
            key = "-".join(str(step) for step in place)
            self.errors.setdefault(key, []).append(fault.text)
            self.sentences.append((key, sentence))

    @property
    def problems(self) -> list[dict[str, str]]:
        """What has to be corrected, with a link to the place."""
        return [{"id": f"id_{key}" if key else "", "text": text} for key, text in self.sentences]

    def widgets(self) -> list[dict[str, Any]]:
        """Describe every field and list for the template."""
        return [self._widget(node, self.raw, "") for node in self.part.fields]

    def _widget(self, node: Any, raw: Raw, prefix: str) -> dict[str, Any]:
        name = f"{prefix}{node.name}"
        described = {
            "name": name,
            "id": f"id_{name}",
            "label": node.label,
            "help": node.help,
            "errors": self.errors.get(name, []),
            "mark": {"name": f"{name}{MARK}", "on": raw.get(f"{node.name}{MARK}")}
            if node.mark
            else None,
        }
        if isinstance(node, Field):
            if node.name == "blocks":
                node = replace(node, choices=self.blocks)
            return described | _drawn(node, raw[node.name])
        return described | self._rows(node, raw[node.name], raw, name)

    def _rows(self, node: Rows, rows: list[Raw], raw: Raw, name: str) -> dict[str, Any]:
        return {
            "kind": "rows",
            "rows": [self._row(node, row, name, index) for index, row in enumerate(rows)],
            "count": {"name": f"{name}{COUNT}", "value": len(rows)},
            "add": {"label": node.add, "value": f"add:{name}", "new": f"{name}{NEW}"}
            | {"choices": _offers(node)},
            "full": len(rows) >= node.most,
            "times": {"name": f"times{MARK}", "on": raw.get(f"times{MARK}")}
            if node.name == "agenda"
            else None,
            "focus": self.focus == name,
        }

    def _row(self, node: Rows, row: Raw, name: str, index: int) -> dict[str, Any]:
        here = f"{name}-{index}"
        fields = fields_of_row(node, row.get("kind", ""))
        widgets = [self._widget(below, row, f"{here}-") for below in fields]
        if self.focus == here:
            first = next((w for w in widgets if w["kind"] not in {"hidden", "rows"}), None)
            if first:
                first["focus"] = True
        return {
            "id": f"id_{here}",
            "number": index + 1,
            "title": _title(node, row, index),
            "widgets": widgets,
            "errors": self.errors.get(here, []),
            "mark": {"name": f"{here}-{MARK}", "on": row.get(MARK)} if node.mark_rows else None,
            "remove": f"remove:{name}:{index}",
            "up": f"up:{name}:{index}",
            "down": f"down:{name}:{index}",
        }


def _blocks(data: Values) -> tuple[tuple[str, Any], ...]:
    """The tables that a section can show; programmes also for one dimension alone."""
    dimensions = [
        (f"programs:{row['code']}", _("Programmes: %(dimension)s") % {"dimension": row["name"]})
        for row in data["dimensions"]
    ]
    return (*BLOCKS.items(), *dimensions)


def _drawn(field: Field, raw: Any) -> dict[str, Any]:
    kind = field.kind
    if kind == "code" or (
        field.name == "kind" and set(dict(field.choices)) == {"file", "computed"}
    ):
        kind = "hidden"
    drawn: dict[str, Any] = {"kind": kind, "value": raw, "optional": not field.required}
    if kind in {"lines", "long"}:
        lines = sum(len(line) // LETTERS_A_LINE + 1 for line in raw.splitlines())
        drawn["height"] = min(max(lines + 1, 3), 16)
    drawn["longest"] = field.longest if kind in {"text", "long"} else None
    if kind == "choice":
        drawn["choices"] = [(value, label, value == raw) for value, label in field.choices]
    if kind == "many":
        known = dict(field.choices)
        more = [(value, value) for value in raw if value not in known]
        drawn["choices"] = [
            (value, label, value in raw) for value, label in [*field.choices, *more]
        ]
        drawn["chosen"] = [str(known.get(value, value)) for value in raw]
    return drawn


def _offers(node: Rows) -> list[tuple[str, Any]]:
    """What a new row can be, where a kind must be chosen first."""
    if node.name == "requirements":
        return [(name, kind.said({})) for name, kind in kinds.REQUIREMENTS.items()]
    if node.name == "outputs":
        return [("", _("A file to upload")), *kinds.OUTPUTS.items()]
    return []


def _title(node: Rows, row: Raw, index: int) -> str:
    if node.name == "requirements":
        kind = kinds.REQUIREMENTS.get(row["kind"])
        return kind.said(row) if kind else row["kind"]
    if node.name == "outputs" and row["kind"] == "computed":
        return str(kinds.OUTPUTS.get(row["code"], row["code"]))
    if node.name == "books":
        return f"Buku {index + 1}"
    if node.name == "chapters":
        return _("Chapter %(number)s") % {"number": index + 1}
    return ""
