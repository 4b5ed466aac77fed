"""What may be told of an evaluation? Sums over enough answers, never who thought what."""

from collections.abc import Iterable
from statistics import mean
from typing import Any

FEWEST = 5
SCALE = (1, 2, 3, 4, 5)


def result_of(questions: list[dict[str, Any]], answers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Count the answers question by question; nothing at all below the fewest.

    A scale that fewer people filled in is left out as well. Free texts stand in alphabetical
    order, parted from everything else that their authors answered.
    """
    rows = list(answers)
    if len(rows) < FEWEST:
        return {}
    told = []
    for question in questions:
        given = [row[question["code"]] for row in rows if row.get(question["code"])]
        part = {name: question[name] for name in ("code", "text", "kind")}
        part |= {"answers": len(given)}
        if question["kind"] == "text":
            part["texts"] = sorted(given, key=str.casefold)
        elif len(given) >= FEWEST:
            part["counts"] = [given.count(step) for step in SCALE]
            part["mean"] = round(mean(given), 2)
        told.append(part)
    means = [part["mean"] for part in told if "mean" in part]
    whole = round(mean(means), 2) if means else None
    return {"answers": len(rows), "mean": whole, "questions": told}
