"""What does the number of an official letter say? Read where it can be read, never corrected.

"B-217/KOMINFO/DJAI/AI.01.05/04/2018" has the sequence 217, the unit KOMINFO/DJAI, the
classification AI.01.05, the month 4 and the year 2018. What does not read stays free text.
"""

import re
from dataclasses import dataclass

CLASSIFICATION = re.compile(r"[A-Z]{1,4}\.\d{2}(?:\.\d{2})*")
SEQUENCE = re.compile(r"(?:[A-Z]{1,3}[-.])?(\d{1,6})", re.IGNORECASE)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class LetterNumber:
    """The parts of a number; what it does not carry is empty or None."""

    sequence: int
    unit: str
    classification: str
    month: int | None
    year: int


def parse(text: str) -> LetterNumber | None:
    """Return the parts of a number, None when it does not read as one."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) < 3 or not (first := SEQUENCE.fullmatch(parts[0])):
        return None
    if not re.fullmatch(r"(?:19|20)\d{2}", parts[-1]):
        return None
    month = _month(parts[-2])
    middle = parts[1:-2] if month else parts[1:-1]
    classes = [part for part in middle if CLASSIFICATION.fullmatch(part.upper())]
    unit = [part for part in middle if part not in classes]
    if not middle:
        return None
    return LetterNumber(
        sequence=int(first[1]),
        unit="/".join(unit),
        classification=classes[0] if classes else "",
        month=month,
        year=int(parts[-1]),
    )


def _month(part: str) -> int | None:
    if part.upper() in ROMAN:
        return ROMAN.index(part.upper()) + 1
    return int(part) if re.fullmatch(r"0?[1-9]|1[0-2]", part) else None
