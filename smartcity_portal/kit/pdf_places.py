"""Where on the pages of a laid out document does something stand? In points, from the bottom left."""

from dataclasses import dataclass
from typing import Any

POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True)
class Box:
    """Where an element stands: page from 0, points, origin at the bottom left."""

    page: int
    x: float
    y: float
    width: float
    height: float


def sizes_of(document: Any) -> list[tuple[float, float]]:
    return [
        (round(page.width * POINTS_PER_PIXEL, 2), round(page.height * POINTS_PER_PIXEL, 2))
        for page in document.pages
    ]


def anchors_of(document: Any) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return first


def endings_of(document: Any, sizes: list[tuple[float, float]]) -> dict[int, float]:
    found = {}
    for number, (width, height) in enumerate(sizes):
        last = number + 1 == len(sizes)
        if height > width and (last or sizes[number + 1][0] > sizes[number + 1][1]):
            found[number] = round(_filled(document.pages[number]) * POINTS_PER_PIXEL, 1)
    return found


def _filled(page: Any) -> float:
    """How far down the lowest line, picture or cell of the text reaches, in pixels."""
    top, lowest = page._page_box.content_box_y(), 0.0
    waiting = [page._page_box.children[0]]
    while waiting:
        box = waiting.pop()
        children = getattr(box, "children", None)
        if children:
            waiting.extend(children)
        elif isinstance(box.height, int | float):
            lowest = max(lowest, box.position_y + box.height - top)
    return lowest


def boxes_of(document: Any, prefix: str) -> dict[str, Box]:
    found: dict[str, Box] = {}
    if not prefix:
        return found
    for number, page in enumerate(document.pages):
        waiting = [page._page_box]
        while waiting:
            box = waiting.pop()
            element = getattr(box, "element", None)
            if element is not None and hasattr(element, "get"):
                name = element.get("id") or ""
                if name.startswith(prefix) and box.element_tag == element.tag:
                    found.setdefault(name, _box(number, page, box))
            waiting.extend(getattr(box, "children", None) or [])
    return found


def _box(number: int, page: Any, box: Any) -> Box:
    x, y = box.border_box_x(), box.border_box_y()
    width, height = box.border_width(), box.border_height()
    corner = (x, page.height - y - height, width, height)
    return Box(number, *(round(value * POINTS_PER_PIXEL, 2) for value in corner))
