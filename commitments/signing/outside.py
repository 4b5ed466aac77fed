"""Is what came back from another service this person's own signature, and nothing else?

The service may have filled the person's field, or added one of its own beside the others. Its
certificate must end in a known root and name the person; nothing else may have changed.
"""

import io
from dataclasses import dataclass
from typing import Any

from asn1crypto import pem as asn1_pem
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from commitments.signing.document import END_FIELD, SEAL_FIELD
from commitments.signing.guards import GuardFailed, covers, keeps_what_was, signatures_in
from commitments.signing.names import same_person
from commitments.signing.port import Box, Order, Outcome, Stamped
from commitments.signing.roots import bsre_roots, outside_roots
from commitments.signing.steps import StepPolicy

ALLOWED = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
TOUCHES = 0.15


@dataclass(frozen=True)
class Received:
    """The route's last part: bytes that another service has made of `before`."""

    after: bytes
    before_sha256: str

    def begin(self, order: Order) -> None:
        """Nothing is left to be prepared."""

    def complete(self, order: Order, begun: Any, before: bytes) -> Outcome:
        """What came back, as it came."""
        return Outcome(self.after)

    def check(self, order: Order, outcome: Outcome, before: bytes, signed: set[str]) -> Stamped:
        """Judge it."""
        return check_from_outside(order, before, outcome.after, signed)


def check_from_outside(order: Order, before: bytes, after: bytes, signed: set[str]) -> Stamped:
    """Read the new signature; GuardFailed with a code when it is not what was asked for."""
    signature = _new_signature(order, before, after, signed)
    _nothing_else_changed(before, signature.reader)
    _covers_nobody(order, signature)
    return _judged(order, signature)


def _new_signature(
    order: Order, before: bytes, after: bytes, signed: set[str]
) -> EmbeddedPdfSignature:
    try:
        keeps_what_was(before, after)
    except GuardFailed:
        raise GuardFailed("rewritten") from None
    try:
        filled = signatures_in(after)
    except Exception:
        raise GuardFailed("unreadable") from None
    expected = {*signed, SEAL_FIELD}
    new = sorted(set(filled) - expected)
    if not expected <= set(filled) or len(new) != 1:
        raise GuardFailed("unsigned" if not new else "too_many")
    if new[0] in order.others or new[0] == END_FIELD:
        raise GuardFailed("wrong_field")
    try:
        signature = filled[new[0]]
    except Exception:
        raise GuardFailed("unreadable") from None
    if signature.sig_object_type != "/Sig":
        raise GuardFailed("unsigned")
    try:
        covers(signature, after)
    except GuardFailed:
        raise GuardFailed("not_covered") from None
    return signature


def _nothing_else_changed(before: bytes, reader: PdfFileReader) -> None:
    old = PdfFileReader(io.BytesIO(before)).xrefs.total_revisions
    policy = StepPolicy()
    for revision in range(old, reader.xrefs.total_revisions):
        try:
            step = policy.apply(
                old=reader.get_historical_resolver(revision - 1),
                new=reader.get_historical_resolver(revision),
            )
        except SuspiciousModification:
            raise GuardFailed("changed") from None
        if step.modification_level not in ALLOWED:
            raise GuardFailed("changed")


def _covers_nobody(order: Order, signature: EmbeddedPdfSignature) -> None:
    """A visible signature does not lie on the place of somebody else."""
    own = signature.sig_field
    own_page, own_box = _where(own)
    if own_page is None or _area(own_box) == 0:
        return
    for reference in signature.reader.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        page, box = _where(field)
        if field.get("/T") in order.others and page == own_page:
            shared = _area(_overlap(own_box, box))
            if shared > TOUCHES * min(_area(own_box), max(_area(box), 1)):
                raise GuardFailed("wrong_place")


def _where(field: Any) -> tuple[Any, Box]:
    try:
        widget = field if "/Rect" in field else field["/Kids"][0]
        x0, y0, x1, y1 = (float(edge) for edge in widget["/Rect"])
        return widget.raw_get("/P").reference, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    except (KeyError, IndexError, AttributeError):
        return None, (0, 0, 0, 0)


def _overlap(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _judged(order: Order, signature: EmbeddedPdfSignature) -> Stamped:
    certificate = signature.signer_cert
    status = _validated(signature)
    if not (status.intact and status.valid):
        raise GuardFailed("broken")
    if not status.trusted:
        raise GuardFailed("unknown_issuer")
    name = _common_name(certificate.subject)
    if not same_person(name, order.name):
        raise GuardFailed("wrong_person")
    at, clock = None, ""
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid and stamp.trusted:
        at, clock = stamp.timestamp, _common_name(stamp.signing_cert.subject)
    return Stamped(
        field=str(signature.field_name),
        serial=f"{certificate.serial_number:x}",
        name=name,
        pem=asn1_pem.armor("CERTIFICATE", certificate.dump()).decode("ascii"),
        at=at,
        issuer=_common_name(certificate.issuer) or certificate.issuer.human_friendly[:200],
        clock=clock[:200],
        certified=_ends_in_bsre(status),
    )


def _validated(signature: EmbeddedPdfSignature) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=outside_roots(), allow_fetching=False, revocation_mode="soft-fail"
    )
    try:
        return validate_pdf_signature(signature, context, diff_policy=StepPolicy())
    except Exception:
        raise GuardFailed("broken") from None


def _ends_in_bsre(status: PdfSignatureStatus) -> bool:
    path = status.validation_path
    anchor = getattr(path.trust_anchor, "certificate", None) if path else None
    return anchor is not None and anchor.dump() in {root.dump() for root in bsre_roots()}


def _common_name(name: x509.Name) -> str:
    found = name.native.get("common_name", "")
    return str(found if isinstance(found, str) else " ".join(found))[:200]
