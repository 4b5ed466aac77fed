"""Where did history stand when this was signed? A line in the signature's own dictionary.

It lies inside the bytes that the signature covers. Whoever rewrites the portal's history later
cannot rewrite the files that others hold.
"""

import re

from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
from pyhanko.sign.signers.pdf_byterange import BuildProps

SOFTWARE = "PortalSmartCity"
WRITTEN = re.compile(
    rb"/Name\s*/" + SOFTWARE.encode() + rb"\s*/REx\s*\(((?:[^()\\]|\\[0-7]{3}){1,900})\)"
)
OCTAL = re.compile(rb"\\([0-7]{3})")


def as_property(anchor: str) -> BuildProps | None:
    """The anchor as pyHanko writes it into the signature of a person."""
    return BuildProps(SOFTWARE, anchor) if anchor else None


def as_dictionary(anchor: str) -> DictionaryObject:
    """The same for a time stamp."""
    return DictionaryObject({pdf_name("/App"): BuildProps(SOFTWARE, anchor).as_pdf_object()})


def anchors_in(pdf: bytes) -> list[str]:
    """Every anchor in a file, in the order of its revisions. Whether they are genuine, others say."""
    return [_unescaped(found) for found in WRITTEN.findall(pdf)]


def _unescaped(written: bytes) -> str:
    plain = OCTAL.sub(lambda code: bytes([int(code[1], 8) & 255]), written)
    return plain.decode("latin-1")
