"""Which room wants to know what became of its paper? It says so by the first word of the subject."""

from collections.abc import Callable

from commitments.models import Sheet

Told = Callable[[Sheet], None]
COMPLETED: dict[str, Told] = {}
ENDED: dict[str, Told] = {}


def completes(noun: str) -> Callable[[Told], Told]:
    """Register what happens to a paper ("programs.memorandum") once everybody has signed it."""
    return lambda told: COMPLETED.setdefault(noun, told)


def ends(noun: str) -> Callable[[Told], Told]:
    """Register what happens to a paper whose signed document is declared void."""
    return lambda told: ENDED.setdefault(noun, told)


def completed(sheet: Sheet) -> None:
    """Tell the paper's room, in the transaction that completes the document."""
    if told := COMPLETED.get(_noun(sheet)):
        told(sheet)


def ended(sheet: Sheet) -> None:
    """Tell the paper's room, in the transaction that ends the document."""
    if told := ENDED.get(_noun(sheet)):
        told(sheet)


def _noun(sheet: Sheet) -> str:
    return sheet.subject.partition(":")[0]
