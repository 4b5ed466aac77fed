"""Which values of a guidance edition has no source confirmed? Paths, as the edition files write them.

A known path may leave out the number or code of a list's part; it then means every part.
"""

from collections.abc import Iterable, Sequence

KEYED_LISTS = {
    "stages",
    "books",
    "dimensions",
    "horizons",
    "chapters",
    "subdimensions",
    "worksheets",
    "selection_criteria",
    "criteria",
    "evaluation_questions",
}


def covers(known_paths: Iterable[str], path: str) -> bool:
    """Say whether one of the known paths names the value at `path`, or something above it.

    `path` always names the parts of lists: "stages.2.agenda.start".
    """
    steps = path.split(".")
    keys = [index > 0 and steps[index - 1] in KEYED_LISTS for index in range(len(steps))]
    return any(_matches(known.split("."), steps, keys) for known in known_paths)


def _matches(known: Sequence[str], steps: Sequence[str], keys: Sequence[bool]) -> bool:
    if not known:
        return True
    if not steps:
        return False
    if known[0] == steps[0] and _matches(known[1:], steps[1:], keys[1:]):
        return True
    return keys[0] and _matches(known, steps[1:], keys[1:])
