"""How does what was typed become values of an edition, and values text to be typed over?"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify

from programs.edition_words import parameter_text
from programs.guidance import kinds
from programs.guidance.parts import Location, Values
from programs.guidance.schema import Field, Rows
from smartcity_portal.kit.numbers import natural

Raw = dict[str, Any]
MARK, COUNT, NEW = "__mark", "__count", "__new"
WHOLE = re.compile("-?[0-9]{1,7}")


def fields_of_row(node: Rows, kind: str) -> tuple[Any, ...]:
    """The fields of one row; those of a requirement depend on its kind."""
    if node.name != "requirements":
        return node.fields
    known = kinds.REQUIREMENTS.get(kind)
    return (
        *node.fields,
        *(
            Field(
                name=name,
                label=parameter_text(name),
                kind="yes" if wanted is bool else "whole",
                low=1,
                high=1000,
            )
            for name, wanted in (known.parameters if known else {}).items()
        ),
    )


def from_values(nodes: tuple[Any, ...], values: Mapping[str, Any]) -> Raw:
    raw: Raw = {}
    for node in nodes:
        value = values.get(node.name, getattr(node, "absent", None))
        if isinstance(node, Rows):
            raw[node.name] = [
                from_values(fields_of_row(node, row.get("kind", "")), row) for row in value or []
            ]
        elif node.kind == "lines":
            raw[node.name] = "\n".join(value or [])
        elif node.kind == "many":
            raw[node.name] = list(value or [])
        elif node.kind == "yes":
            raw[node.name] = bool(value)
        else:
            raw[node.name] = "" if value is None else str(value)
    return raw


def from_post(nodes: tuple[Any, ...], posted: QueryDict, prefix: str) -> Raw:
    raw: Raw = {MARK: f"{prefix}{MARK}" in posted}
    for node in nodes:
        name = f"{prefix}{node.name}"
        raw[f"{node.name}{MARK}"] = f"{name}{MARK}" in posted
        if isinstance(node, Rows):
            count = posted.get(f"{name}{COUNT}", "0")
            raw[node.name] = [
                from_post(
                    fields_of_row(node, posted.get(f"{name}-{index}-kind", "")),
                    posted,
                    f"{name}-{index}-",
                )
                for index in range(min(natural(count) or 0, node.most))
            ]
            if node.name == "agenda":
                raw[f"times{MARK}"] = f"times{MARK}" in posted
        elif node.kind == "many":
            raw[node.name] = posted.getlist(name)
        elif node.kind == "yes":
            raw[node.name] = name in posted
        else:
            raw[node.name] = posted.get(name, "").replace("\r\n", "\n")
    return raw


def marks_below(
    nodes: tuple[Any, ...], raw: Raw, at: Location
) -> Iterator[tuple[Raw, str, list[Location]]]:
    for node in nodes:
        here = (*at, node.name)
        if node.mark:
            yield raw, f"{node.name}{MARK}", [here]
        if node.name == "agenda":
            yield raw, f"times{MARK}", [(*here, "start"), (*here, "end")]
        elif isinstance(node, Rows):
            for index, row in enumerate(raw[node.name]):
                if node.mark_rows:
                    yield row, MARK, [(*here, index)]
                yield from marks_below(node.fields, row, (*here, index))


def value(field: Field, raw: Any) -> Any:
    if field.kind == "whole":
        text = raw.strip().replace(".", "")
        if not text and field.absent is not None:
            return field.absent
        return int(text) if WHOLE.fullmatch(text) else raw.strip() or None
    if field.kind == "lines":
        return [line.strip() for line in raw.splitlines() if line.strip()]
    if field.kind == "clock":
        text = raw.strip().replace(":", ".")
        return f"0{text}" if len(text) == 4 else text
    return raw.strip() if isinstance(raw, str) else raw


def give_codes(node: Rows, rows: list[Values]) -> None:
    """A new row gets its code from its name, so that nobody has to invent one."""
    coded = any(field.name == "code" and field.kind == "code" for field in node.fields)
    if not coded:
        return
    taken = {row["code"] for row in rows}
    for row in rows:
        if row["code"]:
            continue
        longest = next(field.longest for field in node.fields if field.name == "code")
        stem = slugify(row.get(node.title, ""))[: longest - 3].strip("-") or node.name.strip("s")
        stem = stem.replace("_", "-")
        code, number = stem, 2
        while code in taken:
            code, number = f"{stem}-{number}", number + 1
        row["code"] = code
        taken.add(code)
