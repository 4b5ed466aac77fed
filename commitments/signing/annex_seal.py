"""How is the annex of signatures on paper sealed? By the portal, once; nothing may follow."""

import io
from collections.abc import Sequence

from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter

from commitments.signing.ca import PortalCa
from commitments.signing.clock import PortalClock
from commitments.signing.document import DIGEST, SEAL_FIELD, finish
from commitments.signing.signers import simple_signer

ROOM = 16384


def seal(
    pdf: bytes, ca: PortalCa, lists: Sequence[CertificateList], *, reason: str, anchor: str = ""
) -> bytes:
    """Seal a finished file and close it with what proves the seal and one last time stamp."""
    metadata = signers.PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        md_algorithm=DIGEST,
    )
    signer = signers.PdfSigner(
        metadata,
        simple_signer(ca.seal, ca),
        timestamper=PortalClock(ca),
        new_field_spec=SigFieldSpec(SEAL_FIELD),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    out = signer.sign_pdf(writer, bytes_reserved=ROOM, output=io.BytesIO())
    assert isinstance(out, io.BytesIO)
    return finish(out.getvalue(), ca, lists, anchor=anchor)
