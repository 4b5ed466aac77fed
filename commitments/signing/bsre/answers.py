"""What does an answer of the service mean? Signed bytes, a sure refusal, or nobody knows.

The service words its errors freely, so its digits are read (2031 is a wrong passphrase) and its
own text is never shown to anybody.
"""

import base64
import binascii
import re
from typing import Any, NoReturn

from commitments.signing.bsre.wire import Answer
from commitments.signing.port import NotSigned, OutcomeUnknown

CODES = {
    "2011": "not_registered",
    "2021": "no_certificate",
    "2031": "wrong_secret",
    "4044": "not_there",
}
STATES = {
    "ISSUE",
    "EXPIRED",
    "RENEW",
    "WAITING_FOR_VERIFICATION",
    "NEW",
    "NO_CERTIFICATE",
    "NOT_REGISTERED",
    "SUSPEND",
    "REVOKE",
}
V1_STATES = {"1111": "ISSUE", "1110": "NOT_REGISTERED", "2011": "NOT_REGISTERED"}


def state_in(answer: Answer) -> str:
    """Read a status answer; NotSigned when it says none."""
    refuse(answer)
    said = str(answer.data.get("status", "")).upper()
    if said in STATES:
        return said
    code = str(answer.data.get("status_code", ""))
    if code in V1_STATES:
        return V1_STATES[code]
    raise NotSigned("unexpected")


def refuse(answer: Answer) -> None:
    """Raise NotSigned for an answer that is not a plain yes."""
    if answer.status == 200:
        return
    raise NotSigned(_code_of(answer))


def refuse_signing(answer: Answer) -> None:
    """The same after a file was sent: what the server itself failed at stays unknown."""
    if answer.status == 200:
        return
    if answer.status >= 500 or answer.status < 400 or answer.status == 408:
        raise OutcomeUnknown("server_error", answer.document_id)
    raise NotSigned(_code_of(answer))


def _code_of(answer: Answer) -> str:
    if answer.status == 401:
        return "bad_account"
    if answer.status in {403, 407}:
        return "forbidden"
    if answer.status == 404:
        return "not_there"
    if answer.status in {429, 503}:
        return "busy"
    for digits in re.findall(r"\b\d{4}\b", answer.words):
        if digits in CODES:
            return CODES[digits]
    return "failing" if answer.status >= 500 else "refused"


def decoded(text: Any, document_id: str = "") -> bytes:
    """Decode what should be a PDF in base64."""
    if not isinstance(text, str):
        unknown("not_pdf", document_id)
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        unknown("not_pdf", document_id)


def pdf(content: bytes, document_id: str = "") -> bytes:
    """Return the bytes if they are a PDF at all."""
    if not content:
        unknown("empty", document_id)
    if not content.startswith(b"%PDF-"):
        unknown("not_pdf", document_id)
    return content


def unknown(code: str, document_id: str) -> NoReturn:
    """The service says yes and gives nothing usable."""
    raise OutcomeUnknown(code, document_id)
