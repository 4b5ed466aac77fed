"""Who should have signed what? The records' view of a file that is cryptographically sound.

Sound signatures are not enough: an earlier revision is sound, and so is a signature by the
wrong person with a certificate of the right authority. Only the records know.
"""

from collections.abc import Collection
from datetime import datetime

from commitments.models import OUTSIDE_ROUTES, Certificate, SheetVersion
from commitments.services import revocations
from commitments.signing.document import END_FIELD, SEAL_FIELD
from commitments.signing.inspection import Finding, Inspection


def deviations(found: Inspection, version: SheetVersion) -> list[str]:
    """Return codes of what differs between a file and what this version must hold."""
    if found.problem:
        return [found.problem]
    present = {finding.field: finding for finding in found.signatures}
    expected = _expected(version)
    stampless = _stampless(version)
    missing = [f"missing:{field}" for field in expected if field not in present]
    foreign = [f"unexpected:{field}" for field in present if field not in expected]
    wrong = [
        f"{fault}:{field}"
        for field, serial in expected.items()
        if field in present and (fault := _fault(present[field], serial, stampless))
    ]
    revoked = [f"revoked:{row.field}" for row in present.values() if _revoked(row)]
    covered = any(finding.covers_file for finding in found.signatures)
    return [*revoked, *missing, *foreign, *wrong, *([] if covered else ["not_covered"])]


def _expected(version: SheetVersion) -> dict[str, str]:
    """Field → serial of the certificate; an empty serial is not compared."""
    signatures = version.sheet.signatures.order_by("at", "pk").select_related("certificate")
    by_version = {
        row.sha256: row.number for row in version.sheet.versions.all() if row.kind == "signed"
    }
    expected = dict.fromkeys([*version.sheet.text.get("fields_before", []), SEAL_FIELD], "")
    for signature in signatures:
        if by_version.get(signature.after_sha256, 10**6) <= version.number:
            expected[signature.field] = signature.certificate.serial
    if version.kind == SheetVersion.Kind.FINAL:
        expected[END_FIELD] = ""
    return expected


def _stampless(version: SheetVersion) -> set[str]:
    """Certificates of signatures from outside that came without a time stamp of their own."""
    rows = version.sheet.signatures.filter(route__in=OUTSIDE_ROUTES, clock="")
    return set(rows.values_list("certificate__serial", flat=True))


def _fault(finding: Finding, serial: str, stampless: Collection[str]) -> str:
    if not finding.holds:
        return "broken"
    if serial and finding.serial != serial:
        return "wrong_certificate"
    if finding.field == SEAL_FIELD and not _is_seal(finding.serial):
        return "wrong_certificate"
    if not finding.at and finding.serial not in stampless:
        return "no_time"
    return ""


def _is_seal(serial: str) -> bool:
    return Certificate.objects.filter(serial=serial, kind=Certificate.Kind.SEAL).exists()


def _revoked(finding: Finding) -> bool:
    """Its certificate was taken back before it signed; the portal's own table says so."""
    against = revocations.standing([finding.serial]).get(finding.serial)
    if against is None:
        return False
    return not finding.at or datetime.fromisoformat(finding.at) >= against.since
