"""How does a piece of a chapter reach another worker? Its source lies in the store under its key.

Pictures are not copied: the worker reads them from the blob store by their hash.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf.parts import Layout, Part, PartStore
from masterplans.pdf.setting import Setting, Task, failed
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import Asset, Limits, PdfError


@dataclass(frozen=True)
class Handed:
    """What a starter must know of a piece: its key, its words, how much there is to set."""

    key: str
    label: str
    place: int
    weight: int


def hand_out(task: Task, store: PartStore) -> Handed:
    """Leave the source of a piece in the store."""
    way = task.way
    source = {
        "chapter": task.chapter.number,
        "title": task.chapter.title,
        "parts": [_written(part) for part in (way.at_ease, way.snug)],
    }
    store.put_source(way.at_ease.key, json.dumps(source))
    number = task.chapter.pieces.index(task.piece) + 1
    label = f"{task.chapter.name} {task.chapter.title}"
    if len(task.chapter.pieces) > 1:
        label += f" ({number}/{len(task.chapter.pieces)})"
    place = 100 * task.chapter.number + number
    return Handed(way.at_ease.key, label, place, len(task.piece.body))


def print_handed(key: str, store: PartStore, limits: Limits | None = None) -> Layout:
    """Print what was handed out under `key`. Raises Blocked with the chapter's sentence."""
    text = store.source(key)
    if text is None:
        raise Blocked([_("What was to be printed is no longer there. Ask for the book again.")])
    source = json.loads(text)
    try:
        way = Setting(*(_read(part) for part in source["parts"]))
        return way.print(store, limits)
    except PdfError as error:
        raise Blocked([failed(source["chapter"], source["title"], error)]) from error


def _written(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "html": part.html,
        "css": part.css,
        "slot": part.slot,
        "assets": {sha256: asset.media_type for sha256, asset in part.assets.items()},
    }


def _read(written: dict[str, Any]) -> Part:
    assets = {
        sha256: Asset(_picture(sha256), media_type)
        for sha256, media_type in written["assets"].items()
    }
    return Part(written["name"], written["html"], written["css"], written["slot"], assets)


def _picture(sha256: str) -> bytes:
    try:
        return blobs.read(sha256)
    except FileNotFoundError:
        raise PdfError(_("One of its pictures is no longer in the store.")) from None
