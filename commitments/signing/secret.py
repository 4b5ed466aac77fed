"""How is a passphrase carried from the form to the service, and nowhere else?"""

import hmac
from typing import NoReturn


class Secret:
    """Words that are never printed, logged, stored or queued; only `reveal` gives them away."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """Give the words away; called where they go over the wire."""
        return self._words

    def __repr__(self) -> str:
        return "<Secret>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __bool__(self) -> bool:
        return bool(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._words.encode(), other._words.encode()
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither stored nor queued")
