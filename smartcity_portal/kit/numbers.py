"""Which number does a text from an address or a form name? None where it names none."""

from collections.abc import Iterable

MOST_DIGITS = 18  # what every database's numbers hold


def natural(text: str | None) -> int | None:
    """Return the number that the digits 0–9 of `text` write; None for anything else."""
    if text and len(text) <= MOST_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    return None


def naturals(texts: Iterable[str]) -> list[int]:
    """Return the numbers among `texts`, in their order; what is no number is left out."""
    return [number for text in texts if (number := natural(text)) is not None]
