"""Has the data of an edition the right shape: every part there, nothing unknown, every value of its kind?"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programs.guidance.schema import EDITION, SLUG, Field, Group, Rows

CLOCK = r"^([01]\d|2[0-3])[.:][0-5]\d$"
LONGEST_LIST = 60


class Fault(NamedTuple):
    """What is wrong, and where: a path of names and places in lists."""

    location: tuple[Any, ...]
    text: str


def faults_of_shape(data: Any) -> list[Fault]:
    """Return what keeps the data from being read as an edition; empty when its shape is right."""
    if not isinstance(data, dict):
        return [Fault((), _("This is not a guidance edition."))]
    return list(_of_table(data, EDITION, ()))


def _of_table(
    value: dict[str, Any], nodes: tuple[Any, ...], at: tuple[Any, ...], *, is_open: bool = False
) -> Iterator[Fault]:
    known = {node.name: node for node in nodes}
    for name in value.keys() - known.keys():
        if not is_open:
            yield Fault((*at, name), _("The entry is unknown. Check how it is spelled."))
    for name, node in known.items():
        if name in value:
            yield from of_node(value[name], node, (*at, name))
        elif getattr(node, "absent", None) is None:
            yield Fault((*at, name), _("The entry is missing."))


def of_node(value: Any, node: Any, at: tuple[Any, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the value of one field, list or group."""
    if isinstance(node, Field):
        if text := _of_field(value, node):
            yield Fault(at, text)
    elif isinstance(node, Group):
        if isinstance(value, dict):
            yield from _of_table(value, node.fields, at)
        else:
            yield Fault(at, _("This must be a table of entries."))
    elif not isinstance(value, list):
        yield Fault(at, _("This must be a list of rows."))
    elif len(value) > node.most:
        yield Fault(at, _("There are more than %(most)s rows.") % {"most": node.most})
    else:
        yield from _of_rows(value, node, at)


def _of_rows(rows: list[Any], node: Rows, at: tuple[Any, ...]) -> Iterator[Fault]:
    for index, row in enumerate(rows):
        if isinstance(row, dict):
            yield from _of_table(row, node.fields, (*at, index), is_open=node.open)
        else:
            yield Fault((*at, index), _("This must be a table of entries."))


def _of_field(value: Any, field: Field) -> str:
    if field.kind == "yes":
        return "" if isinstance(value, bool) else _("Write true or false.")
    if field.kind == "whole":
        return _of_whole(value, field)
    if field.kind in {"lines", "many"}:
        return _of_lines(value, field)
    if field.kind == "words":
        return _of_words(value, field)
    return _of_text(value, field)


def _of_whole(value: Any, field: Field) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return _("Write a whole number.")
    if not field.low <= value <= field.high:
        return _("Write a number from %(low)s to %(high)s.") % {
            "low": field.low,
            "high": field.high,
        }
    return ""


def _of_text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        return _("This must be text.")
    if "\x00" in value:
        return _("The text holds a character that cannot be stored.")
    if field.required and not value.strip():
        return _("This must not be empty.")
    if len(value) > field.longest:
        return _("At most %(longest)s letters; there are %(count)s.") % {
            "longest": field.longest,
            "count": len(value),
        }
    if field.kind == "clock" and not re.match(CLOCK, value):
        return _("Write the time as 08.30.")
    if field.kind == "code" and not re.match(SLUG, value):
        return _("A code has small letters, digits and hyphens only, such as “wajah-kota”.")
    if field.kind == "choice" and value not in dict(field.choices):
        allowed = ", ".join(choice for choice, _label in field.choices)
        return _("“%(value)s” is not known here. Possible: %(allowed)s.") % {
            "value": value,
            "allowed": allowed,
        }
    return ""


def _of_lines(value: Any, field: Field) -> str:
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        return _("This must be a list of texts.")
    if field.required and not value:
        return _("This must not be empty.")
    if field.name != "inferred" and len(value) > LONGEST_LIST:
        return _("There are more than %(most)s rows.") % {"most": LONGEST_LIST}
    if any("\x00" in line or not line.strip() for line in value):
        return _("A line is empty or holds a character that cannot be stored.")
    longest = max((len(line) for line in value), default=0)
    limit = max(field.longest, 300)
    if longest > limit:
        return _("At most %(longest)s letters in a line; there are %(count)s.") % {
            "longest": limit,
            "count": longest,
        }
    return ""


def _of_words(value: Any, field: Field) -> str:
    if not isinstance(value, dict):
        return _("This must be a table of entries.")
    return next((text for line in value.values() if (text := _of_text(line, field))), "")
