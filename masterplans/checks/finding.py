"""What does a check answer? A finding: its place, what stands there, and the values of its sentence."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

EDGE = 60
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Finding:
    """`around` is what stands at the place: when it changes, the finding is another one.

    `shown_by` names the block of records, such as "programs:living", that shows the row in a chapter.
    """

    case: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    block: int | None = None
    around: str = ""
    record: str = ""
    record_field: str = ""
    shown_by: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """A finding with its check and its section; `repeat` counts equal ones in one section."""

    rule: str
    severity: str
    finding: Finding
    section: int | None = None
    chapter: int | None = None
    from_records: bool = False
    repeat: int = 0

    @property
    def fingerprint(self) -> str:
        """Name the finding: the same rule, place, surroundings and values give the same name."""
        found = self.finding
        named = [
            self.rule, found.case, self.section if not self.from_records else None,
            found.record, found.record_field, plain(found.quote), plain(found.around),
            found.parameters, self.repeat,
        ]  # fmt: skip
        text = json.dumps(named, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def plain(text: str) -> str:
    """Return words with single spaces."""
    return " ".join(text.split())


def record_name(row: Any) -> str:
    """Name a record as findings do: "masterplans.planprogram:7"."""
    return f"{row._meta.label_lower}:{row.pk}"


def of_record(
    row: Any,
    *,
    about: str = "",
    value: object = "",
    shown_by: str = "",
    case: str = "",
    **said: Any,
) -> Finding:
    """Return a finding about a field of a record; `value` is what stands in it now."""
    return Finding(
        case=case,
        record=record_name(row),
        record_field=about,
        around=str(value),
        shown_by=shown_by,
        parameters={"name": str(row)[:120], **said},
    )
