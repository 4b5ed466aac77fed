"""Do the signatures in these bytes hold? A full check that trusts nothing in the file.

Runs on its own (`python -m commitments.signing.inspection FILE ROOT.pem…`) so that a caller
can bound its time and memory. It judges cryptography and revisions only: which person should
have signed where is for the caller, who has the records.
"""

import hashlib
import io
import json
import logging
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    ModificationInfo,
    PdfSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from commitments.signing.hazards import hazards_in
from commitments.signing.steps import StepPolicy

MOST_SIGNATURES, MOST_REVISIONS = 150, 400
MOST_PAGES = 2_000
MOST_SECONDS, MOST_MEMORY, MOST_FILES = 60, 1024 * 1024 * 1024, 64
WHOLE = SignatureCoverageLevel.ENTIRE_FILE
ACCEPTABLE = {
    ModificationLevel.NONE,
    ModificationLevel.LTA_UPDATES,
    ModificationLevel.FORM_FILLING,
}


@dataclass
class Finding:
    """What was found out about one signature."""

    field: str
    kind: str
    serial: str = ""
    name: str = ""
    issuer: str = ""
    intact: bool = False
    trusted: bool = False
    allowed_changes: bool = False
    covers_file: bool = False
    at: str = ""
    stamped_by: str = ""
    problem: str = ""

    @property
    def holds(self) -> bool:
        """True when nothing speaks against this signature."""
        return self.intact and self.trusted and self.allowed_changes and not self.problem


@dataclass
class Inspection:
    """What was found out about one file.

    `problem` is a code: unreadable, encrypted, too_many, too_many_pages, too_costly. `hazards`
    name what a reader would do on its own or hide: javascript, launch, attachment, xfa …
    """

    sha256: str
    size: int
    pages: int = 0
    revisions: int = 0
    problem: str = ""
    signatures: list[Finding] = field(default_factory=list)
    hazards: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Every signature holds, and the last one covers the file to its last byte."""
        return (
            not self.problem
            and bool(self.signatures)
            and all(finding.holds for finding in self.signatures)
            and any(finding.covers_file for finding in self.signatures)
        )

    def as_dict(self) -> dict:
        """Plain data for JSON."""
        return asdict(self) | {"sound": self.sound}

    @classmethod
    def from_dict(cls, data: dict) -> "Inspection":
        """Rebuild from what `as_dict` gave."""
        signatures = [Finding(**each) for each in data["signatures"]]
        kept = {key: data[key] for key in ("sha256", "size", "pages", "revisions", "problem")}
        return cls(**kept, signatures=signatures, hazards=data.get("hazards", []))


def inspect(content: bytes, roots: Sequence[asn1_x509.Certificate]) -> Inspection:
    """Read and judge every signature of a PDF; a broken file is an answer, not an error."""
    report = Inspection(hashlib.sha256(content).hexdigest(), len(content))
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=True)
        if reader.encrypted:
            report.problem = "encrypted"
            return report
        report.pages = int(reader.root["/Pages"]["/Count"])
        report.revisions = reader.xrefs.total_revisions
        report.problem = _too_much(report)
        if report.problem:
            return report
        report.hazards = hazards_in(reader)
        embedded = reader.embedded_signatures
    except MemoryError:
        report.problem = "too_costly"
        return report
    except Exception:
        report.problem = "unreadable"
        return report
    if len(embedded) > MOST_SIGNATURES:
        report.problem = "too_many"
        return report
    context, policy = _context(roots), StepPolicy()
    report.signatures = [_judge(signature, context, policy) for signature in embedded]
    return report


def _too_much(report: Inspection) -> str:
    if report.revisions > MOST_REVISIONS:
        return "too_many"
    return "too_many_pages" if report.pages > MOST_PAGES else ""


def _context(roots: Sequence[asn1_x509.Certificate]) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail"
    )


def _judge(
    signature: EmbeddedPdfSignature, context: ValidationContext, policy: StepPolicy
) -> Finding:
    stamp = signature.sig_object_type == "/DocTimeStamp"
    finding = Finding(str(signature.field_name), "timestamp" if stamp else "signature")
    try:
        _describe(finding, signature)
        status: PdfSignatureStatus | DocumentTimestampStatus
        if stamp:
            status = _judge_stamp(finding, signature, context, policy)
        else:
            status = _judge_signature(finding, signature, context, policy)
        finding.intact = bool(status.intact and status.valid)
        finding.trusted = bool(status.trusted)
        finding.covers_file = status.coverage == WHOLE
        finding.allowed_changes = finding.covers_file or _acceptable(status)
    except Exception as error:
        finding.problem = type(error).__name__
    return finding


def _judge_stamp(
    finding: Finding,
    signature: EmbeddedPdfSignature,
    context: ValidationContext,
    policy: StepPolicy,
) -> DocumentTimestampStatus:
    status = validate_pdf_timestamp(signature, context, diff_policy=policy)
    finding.at, finding.stamped_by = status.timestamp.isoformat(), finding.name
    return status


def _judge_signature(
    finding: Finding,
    signature: EmbeddedPdfSignature,
    context: ValidationContext,
    policy: StepPolicy,
) -> PdfSignatureStatus:
    status = validate_pdf_signature(signature, context, diff_policy=policy)
    if signature.docmdp_level is not None:
        finding.kind = "certification"
    _read_clock(finding, status)
    return status


def _read_clock(finding: Finding, status: PdfSignatureStatus) -> None:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid and stamp.trusted:
        finding.at = stamp.timestamp.isoformat()
        finding.stamped_by = _common_name(stamp.signing_cert)


def _acceptable(status: ModificationInfo) -> bool:
    return status.docmdp_ok is not False and status.modification_level in ACCEPTABLE


def _describe(finding: Finding, signature: EmbeddedPdfSignature) -> None:
    certificate = signature.signer_cert
    finding.serial = f"{certificate.serial_number:x}"
    finding.name = _common_name(certificate)
    finding.issuer = str(certificate.issuer.native.get("common_name", ""))


def _common_name(certificate: asn1_x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", ""))


def read_roots(paths: Sequence[Path]) -> list[asn1_x509.Certificate]:
    """Read trusted certificates from PEM files."""
    return [asn1_x509.Certificate.load(pem.unarmor(path.read_bytes())[2]) for path in paths]


def main(arguments: Sequence[str]) -> int:
    """Inspect one file within bounds of time and memory, and print the report as JSON."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))
    target, *roots = (Path(argument) for argument in arguments)
    report = inspect(target.read_bytes(), read_roots(roots))
    print(json.dumps(report.as_dict()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
