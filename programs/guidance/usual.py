"""What counts where a file leaves a value out? Files say only what is unusual, everything else says all."""

import copy
from typing import Any

from programs.guidance.schema import EDITION, Field, Group, Rows


def complete(data: Any) -> Any:
    """Return the data of an edition with the usual values where they were left out."""
    return _filled(data, EDITION) if isinstance(data, dict) else data


def unusual(values: dict[str, Any], nodes: tuple[Any, ...]) -> dict[str, Any]:
    """Return values without those that a file may leave out, as they are the usual ones."""
    usual = {node.name: node.absent for node in nodes if isinstance(node, Field)}
    return {name: value for name, value in values.items() if not _is_usual(value, usual.get(name))}


def _is_usual(value: Any, absent: Any) -> bool:
    return absent is not None and value == _plain(absent)


def _plain(absent: Any) -> Any:
    return list(absent) if isinstance(absent, tuple) else absent


def _filled(values: dict[str, Any], nodes: tuple[Any, ...]) -> dict[str, Any]:
    whole = dict(values)
    for node in nodes:
        value = whole.get(node.name)
        if isinstance(node, Field):
            if node.absent is not None and node.name not in whole:
                whole[node.name] = copy.copy(_plain(node.absent))
        elif isinstance(node, Group) and isinstance(value, dict):
            whole[node.name] = _filled(value, node.fields)
        elif isinstance(node, Rows) and isinstance(value, list):
            whole[node.name] = [
                _filled(row, node.fields) if isinstance(row, dict) else row for row in value
            ]
    return whole
