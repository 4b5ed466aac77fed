"""How do records become plain JSON, and records again? Dataclasses by name, amounts and days as they are."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from masterplans.pdf import records

KINDS: dict[str, Any] = {
    name: kind for name, kind in vars(records).items() if isinstance(kind, type) and is_dataclass(kind)
}  # fmt: skip
IS = "is"


def as_plain(value: Any) -> Any:
    """Return what JSON can hold; `from_plain` gives the same value back, lists as tuples."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
        return {IS: type(value).__name__, "of": inner}
    if isinstance(value, dict):
        return {IS: "map", "of": [[as_plain(k), as_plain(v)] for k, v in value.items()]}
    if isinstance(value, frozenset | set):
        return {IS: "set", "of": sorted(value)}
    if isinstance(value, tuple | list):
        return [as_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return {IS: "amount", "of": str(value)}
    if isinstance(value, datetime):
        return {IS: "moment", "of": value.isoformat()}
    if isinstance(value, date):
        return {IS: "day", "of": value.isoformat()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def from_plain(value: Any) -> Any:
    """Return what `as_plain` was given; a field that is no longer known is left out."""
    if isinstance(value, list):
        return tuple(from_plain(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    kind, inner = value[IS], value["of"]
    match kind:
        case "map":
            return {from_plain(key): from_plain(one) for key, one in inner}
        case "set":
            return frozenset(inner)
        case "amount":
            return Decimal(inner)
        case "moment":
            return datetime.fromisoformat(inner)
        case "day":
            return date.fromisoformat(inner)
    made = KINDS[kind]
    known = {field.name for field in fields(made)}
    return made(**{name: from_plain(one) for name, one in inner.items() if name in known})
