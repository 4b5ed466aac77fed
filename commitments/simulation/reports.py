"""How does the stand-in report on the signatures of a file? In both shapes, with their misspellings."""

from typing import Any

from commitments.signing.ca import asn1_certificate
from commitments.signing.inspection import Finding, inspect
from commitments.simulation.signer import Signer


def _found(content: bytes, signer: Signer) -> list[Finding]:
    found = inspect(content, [asn1_certificate(signer.authority().root)])
    return [each for each in found.signatures if each.kind != "timestamp"]


def report_v1(content: bytes, signer: Signer) -> dict[str, Any]:
    """Version 1; an unsigned file has no notes and no summary."""
    found = _found(content, signer)
    valid = bool(found) and all(each.intact for each in found)
    words = "DOCUMENT VALID !!!" if valid else "DOCUMENT NOT VALID !!!"
    return {
        "nama_dokumen": "lembar.pdf",
        "jumlah_signature": len(found),
        "notes": words if found else None,
        "summary": words if found else None,
        "details": [
            {
                "info_tsa": {"name": each.stamped_by, "tsa_cert_validity": ""},
                "signature_field": each.field,
                "info_signer": {
                    "issuer_dn": f"CN={each.issuer}",
                    "signer_name": each.name,
                    "signer_dn": f"CN={each.name}",
                    "cert_user_certified": each.trusted,
                },
                "signature_document": {
                    "signed_using_tsa": bool(each.stamped_by),
                    "document_integrity": each.intact,
                    "signed_in": each.at.replace("T", " "),
                },
            }
            for each in found
        ],
    }


def report_v2(content: bytes, signer: Signer) -> dict[str, Any]:
    """Version 2; `timestampInfomation` and `signatureAlgoritm` are spelt as the service does."""
    found = _found(content, signer)
    conclusion = "NO_SIGNATURE"
    if found:
        conclusion = "VALID" if all(each.intact and each.trusted for each in found) else "WARNING"
        if not all(each.intact for each in found):
            conclusion = "INVALID"
    return {
        "conclusion": conclusion,
        "description": f"{conclusion} (simulasi)",
        "signatureCount": len(found),
        "signatureInformations": [
            {
                "id": f"S-{number}",
                "signatureFormat": "PAdES-BASELINE-T",
                "signerName": each.name,
                "signatureDate": each.at,
                "fieldName": each.field,
                "signatureAlgorithm": None,
                "digestAlgorithm": None,
                "timestampInfomation": {"id": f"T-{number}", "signerName": each.stamped_by},
                "certificateDetails": [
                    {
                        "id": f"C-{number}",
                        "commonName": each.name,
                        "issuerName": each.issuer,
                        "serialNumber": each.serial,
                        "signatureAlgoritm": "SHA256withECDSA",
                    }
                ],
                "integrityValid": each.intact,
                "certificateTrusted": each.trusted,
                "lastSignature": False,
            }
            for number, each in enumerate(found, 1)
        ],
    }
