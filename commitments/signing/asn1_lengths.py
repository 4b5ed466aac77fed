"""Why does one signature in fifty not take a minute? A wrong guess of asn1crypto is put right here.

asn1crypto takes every header that ends in 0x80 for one of indefinite length, although the last
byte of a length such as 0x0180 looks the same. It then writes each level of the structure anew,
and each level of that again: millions of steps for one signature. Only a header of two bytes can
say "indefinite" for the tags that signatures use.
"""

from collections.abc import Callable
from typing import Any

from asn1crypto.core import Asn1Value, Sequence, SequenceOf

Dump = Callable[..., bytes]


def _knowing_lengths(plain: Dump) -> Dump:
    def dump(self: Any, force: bool = False) -> bytes:
        header = self._header
        if not force and header is not None and header[-1:] == b"\x80" and len(header) > 2:
            contents = self.contents
            if self._header is header:
                return header + contents + self._trailer
        return plain(self, force)

    dump.knows_lengths = True  # type: ignore[attr-defined]
    return dump


def put_right() -> None:
    """Have the classes that nest look at the whole header; doing it twice changes nothing."""
    for kind in (Asn1Value, Sequence, SequenceOf):
        if not hasattr(kind.dump, "knows_lengths"):
            kind.dump = _knowing_lengths(kind.dump)
