"""Is the new file the old one plus exactly the signature that was asked for?"""

import datetime as dt
import io
from collections.abc import Collection, Iterator, Mapping

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from commitments.signing.document import SEAL_FIELD


class GuardFailed(Exception):
    """A route returned something else than was asked of it; nothing may be stored."""


def check_one_more(
    before: bytes, after: bytes, *, field: str, signed: Collection[str], serial: str
) -> tuple[str, dt.datetime]:
    """Return serial and time of the new signature; GuardFailed when anything else has changed.

    `signed` names the fields that were filled before, besides the portal's seal.
    """
    keeps_what_was(before, after)
    filled = signatures_in(after)
    if set(filled) != {*signed, SEAL_FIELD, field}:
        raise GuardFailed("not exactly one new signature in the right field")
    signature = filled[field]
    found = f"{signature.signer_cert.serial_number:x}"
    if found != serial:
        raise GuardFailed("the certificate is not the expected one")
    at = _stamped_at(signature)
    covers(signature, after)
    return found, at


def keeps_what_was(before: bytes, after: bytes) -> None:
    """The new file is the old one with something behind it."""
    if len(after) <= len(before) or not after.startswith(before):
        raise GuardFailed("the earlier bytes were not kept")


class Filled(Mapping[str, EmbeddedPdfSignature]):
    """The filled signature fields of a file; only those that are asked for are read."""

    def __init__(self, content: bytes) -> None:
        self._reader = PdfFileReader(io.BytesIO(content))
        self._fields = {
            name: reference
            for name, value, reference in enumerate_sig_fields(self._reader)
            if value is not None
        }

    def __getitem__(self, name: str) -> EmbeddedPdfSignature:
        return EmbeddedPdfSignature(self._reader, self._fields[name].get_object(), name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def signatures_in(content: bytes) -> Filled:
    """Every filled signature field of a file, by its name."""
    return Filled(content)


def covers(signature: EmbeddedPdfSignature, content: bytes) -> None:
    """The signature reaches to the last byte."""
    if sum(list(signature.byte_range)[-2:]) != len(content):
        raise GuardFailed("the signature does not cover the file")


def _stamped_at(signature: EmbeddedPdfSignature) -> dt.datetime:
    for attribute in signature.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]
            return token["encap_content_info"]["content"].parsed["gen_time"].native
    raise GuardFailed("the signature carries no time stamp")
