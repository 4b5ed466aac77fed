"""How is what a book is made of written down, so that the same content gives the same text?"""

import hashlib
import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any


def plain_text(content: Any) -> str:
    """Return a dataclass, or plain data that holds none, as JSON; bytes are told by their hash."""
    told = asdict(content) if hasattr(content, "__dataclass_fields__") else content
    return json.dumps(told, sort_keys=True, default=_plainly)


def key_of(*told: Any) -> str:
    """Name what is told by one hash."""
    digest = hashlib.sha256()
    for content in told:
        digest.update(plain_text(content).encode() + b"\0")
    return digest.hexdigest()


def _plainly(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
