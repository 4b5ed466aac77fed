"""How is an edition read from a TOML file and written into one that people can read?"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from programs.guidance.faults import faults_in
from programs.guidance.schema import EDITION, SECTIONS, label_of
from programs.guidance.usual import complete, unusual
from smartcity_portal.kit.machine import Blocked

LARGEST = 512 * 1024
MOST_SENTENCES = 20
HEAD = (
    "year", "revision", "programme", "ministry", "unit", "theme", "period_years",
    "head_approves", "approvals", "certificate_share", "readiness_components", "sources",
    "inferred", "selection_criteria", "evaluation_questions",
)  # fmt: skip
INNER = {"subdimensions", "agenda", "outputs", "requirements", "worksheets", "sections"}
BARE = re.compile(r"^(?=.*\D)[A-Za-z0-9_-]+$")


def read(content: bytes) -> dict[str, Any]:
    """Return the data of a file; raises Blocked with a sentence for each thing that is wrong."""
    if len(content) > LARGEST:
        raise Blocked(
            [_("The file is larger than 512 KB; no guidance edition is. Nothing was stored.")]
        )
    try:
        data = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise Blocked(
            [_("The file is not text in UTF-8. Export an edition to see how it must look.")]
        ) from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        sentence = _("The file is not TOML that can be read: %(why)s.") % {"why": str(error)[:200]}
        raise Blocked([sentence]) from None
    _weigh(data)
    require_sound(data)
    return complete(data)


def _weigh(data: dict[str, Any]) -> None:
    """Files of before criteria had weights name them only; they all weigh the same."""
    rule = data.get("quick_wins")
    criteria = rule.get("criteria") if isinstance(rule, dict) else None
    if isinstance(criteria, list) and criteria and all(isinstance(row, str) for row in criteria):
        data["quick_wins"]["criteria"] = [
            {"code": slugify(title)[:40], "title": title, "weight": 10} for title in criteria
        ]


def require_sound(data: Any) -> None:
    """Raise Blocked unless the data is a usable edition, with the place of every fault."""
    faults = faults_in(data)
    sentences = [said(fault.location, fault.text, data) for fault in faults[:MOST_SENTENCES]]
    if len(faults) > MOST_SENTENCES:
        left = len(faults) - MOST_SENTENCES
        sentences.append(_("And %(count)s more.") % {"count": left})
    if sentences:
        raise Blocked(sentences)


def said(location: tuple[Any, ...], text: str, data: Any) -> str:
    """Write a fault as one line: its place, then what is wrong."""
    place = label_of(location, data)
    return f"{place}: {text}" if place else text


def write(data: dict[str, Any]) -> str:
    """Return the file of an edition, in the order and style of the shipped ones."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"# Edisi panduan {data['year']}. Nilai yang tidak bersumber tercantum dalam `inferred`."
    data = _as_written(data)
    for name in (name for name in HEAD if name in data):
        yield from _entry(name, data[name], spread=name == "inferred")
    yield from _table("source_notes", data["source_notes"])
    yield from _table("quick_wins", data["quick_wins"])
    for name in ("dimensions", "horizons", "stages", "books"):
        for row in data[name]:
            yield from _row(name, row)
    yield from _table("commitment", data["commitment"])
    for name, letter in data["letters"].items():
        yield from _table(f"letters.{name}", letter)
    if "check_weights" in data:
        yield from _table("check_weights", data["check_weights"])


def _as_written(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is as usual, so that a file shows what is particular to the edition."""
    books = [
        {
            **book,
            "chapters": [
                {**row, "sections": [unusual(one, SECTIONS.fields) for one in row["sections"]]}
                for row in book["chapters"]
            ],
        }
        for book in data["books"]
    ]
    return unusual({**data, "books": books}, EDITION)


def _table(name: str, values: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"[{name}]"
    for key, value in values.items():
        yield from _entry(key, value)


def _row(name: str, row: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"[[{name}]]"
    for key, value in row.items():
        if key != "chapters":
            yield from _entry(key, value)
    for chapter in row.get("chapters", []):
        yield from _row(f"{name}.chapters", chapter)


def _entry(key: str, value: Any, *, spread: bool = False) -> Iterator[str]:
    name = key if BARE.match(key) else _text(key)
    line = f"{name} = {_value(value)}"
    is_long = isinstance(value, list) and value and (len(line) > 100 or isinstance(value[0], dict))
    if not (is_long or (spread and value)):
        yield line
        return
    yield f"{name} = ["
    yield from (f"  {_value(item)}," for item in value)
    yield "]"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}"
    return str(value)


def _text(value: str) -> str:
    """TOML's basic strings are JSON's, but for the one control character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
