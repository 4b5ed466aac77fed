"""How are the statements of a SWOT called? S1, S2, W1 …, in the order in which people read them."""

from collections.abc import Iterable
from typing import Any

from masterplans.models import Masterplan, SwotItem


def swot_codes(rows: Iterable[SwotItem]) -> dict[int, str]:
    """Return the codes of statements by primary key; `rows` come in reading order."""
    counts: dict[str, int] = {}
    found = {}
    for row in rows:
        counts[row.quadrant] = counts.get(row.quadrant, 0) + 1
        found[row.pk] = f"{row.quadrant}{counts[row.quadrant]}"
    return found


def coded_items(plan: Masterplan) -> list[Any]:
    """Return the statements of a plan, each with its `code`, strengths first: one query."""
    items = list(SwotItem.objects.filter(plan=plan))
    codes = swot_codes(items)
    for item in items:
        item.code = codes[item.pk]  # type: ignore[attr-defined]
    return sorted(items, key=lambda item: "SWOT".index(item.quadrant))


def offered_words(items: Iterable[Any], known: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Return the words that statements name for the vision and that are no keywords yet, with those statements."""
    taken = {keyword.word.casefold() for keyword in known}
    found: dict[str, tuple[str, list[Any]]] = {}
    for item in items:
        for word in filter(None, (" ".join(part.split()) for part in item.keywords.split(","))):
            if word.casefold() not in taken:
                found.setdefault(word.casefold(), (word[:60], []))[1].append(item)
    return list(found.values())
