"""How is a value marked as not confirmed by a source, and the mark taken away again?

`inferred` holds paths, some of which mean many values ("stages.days"). Taking the mark from one
value writes such a path out for the others.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from programs.guidance.schema import EDITION, Field, Group
from programs.inferred import covers

WHOLE = ("commitment", "letters.invitation")


def markable(data: dict[str, Any]) -> list[str]:
    """Return the paths of all values that can carry a mark, as they stand in the data."""
    return [*_below(EDITION, data, ""), *WHOLE]


def _below(nodes: Iterable[Any], value: dict[str, Any], path: str) -> Iterator[str]:
    for node in nodes:
        here = f"{path}{node.name}"
        if getattr(node, "mark", False):
            yield here
        if node.name == "agenda":
            yield from (f"{here}.start", f"{here}.end")
        elif isinstance(node, Group):
            yield from _below(node.fields, value[node.name], f"{here}.")
        elif not isinstance(node, Field) and node.key:
            for row in value[node.name]:
                if node.mark_rows:
                    yield f"{here}.{row[node.key]}"
                yield from _below(node.fields, row, f"{here}.{row[node.key]}.")


def names_something(data: Any, path: str) -> bool:
    """Say whether a path of marks names a value of the data."""
    return _follow(data, path.split("."))


def _follow(value: Any, steps: list[str]) -> bool:
    if not steps:
        return True
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        named = [r for r in rows if steps[0] in (str(r.get("number")), r.get("code"))]
        if named:
            return any(_follow(row, steps[1:]) for row in named)
        return any(_follow(row, steps) for row in rows)
    return isinstance(value, dict) and steps[0] in value and _follow(value[steps[0]], steps[1:])


def marked(inferred: Iterable[str], posted: dict[str, bool], data: dict[str, Any]) -> list[str]:
    """Return `inferred` after a form answered for some paths; others keep their marks.

    A known path that means values in and outside of the form is written out.
    """
    known = [path for path in inferred if names_something(data, path)]
    if all(covers(known, path) == asked for path, asked in posted.items()):
        return known
    everything = markable(data)
    kept: set[str] = set()
    for path in known:
        touched = any(covers([path], asked) for asked in posted)
        meant = [one for one in everything if covers([path], one) and one not in posted]
        kept.update(meant if touched else [path])
    kept.update(path for path, asked in posted.items() if asked)
    return sorted(path for path in kept if not covers(kept - {path}, path))
