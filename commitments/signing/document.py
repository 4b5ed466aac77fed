"""How does a document take its signatures? Fields first, then one revision per person, then an end."""

import asyncio
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from asn1crypto import crl as asn1_crl
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import RevokedError
from pyhanko_certvalidator.path import ValidationPath

from commitments.signing import anchors, caption
from commitments.signing.appearance import MarkStyle
from commitments.signing.ca import Credential, PortalCa, asn1_certificate
from commitments.signing.clock import PortalClock
from commitments.signing.outside_lists import Proof
from commitments.signing.signers import simple_signer

SEAL_FIELD = "portal-issue"
END_FIELD = "portal-end"
DIGEST = "sha256"
ROOM = 1792


@dataclass(frozen=True)
class Place:
    """Where a field stands: zero-based page, and a box in points from the lower left corner."""

    page: int
    box: tuple[float, float, float, float]
    label: str


def fields_in(pdf: bytes) -> list[str]:
    """Name the signatures that a file carries already, such as that of an e-Meterai."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return [name for name, _value, _field in enumerate_sig_fields(reader, filled_status=True)]


def prepare(
    pdf: bytes,
    places: Mapping[str, Place],
    ca: PortalCa,
    *,
    reason: str,
    certify: bool = True,
) -> bytes:
    """Add one empty field per signatory, then certify: from now on only fields may be filled.

    Where somebody else has signed before, or will add a field of an own service, an ordinary seal
    takes the place of the certification (`certify` False).
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for name, place in places.items():
        x0, y0, x1, y1 = (round(edge, 2) for edge in place.box)
        spec = SigFieldSpec(
            name,
            on_page=place.page,
            box=(x0, y0, x1, y1),  # type: ignore[arg-type]  # fractions of a point are fine
            readable_field_name=place.label,
        )
        append_signature_field(writer, spec)
    form = writer.root["/AcroForm"]
    fonts = generic.DictionaryObject({caption.RESOURCE: caption.embed(writer)})
    form[pdf_name("/DR")] = generic.DictionaryObject({pdf_name("/Font"): fonts})
    writer.update_container(form)
    metadata = signers.PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
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
    return _bytes(signer.sign_pdf(writer, bytes_reserved=_room(ca.seal, ca), output=io.BytesIO()))


def sign_field(
    pdf: bytes,
    field: str,
    credential: Credential,
    ca: PortalCa,
    *,
    style: MarkStyle,
    reason: str,
    anchor: str = "",
) -> bytes:
    """Fill `field` with that person's own signature, time-stamped by the portal (PAdES B-T).

    `anchor` says where history stood; the signature covers it, so history cannot be cut off unseen.
    """
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        md_algorithm=DIGEST,
        app_build_props=anchors.as_property(anchor),
    )
    signer = signers.PdfSigner(
        metadata, simple_signer(credential, ca), timestamper=PortalClock(ca), stamp_style=style
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return _bytes(
        signer.sign_pdf(
            writer,
            existing_fields_only=True,
            bytes_reserved=_room(credential, ca),
            output=io.BytesIO(),
        )
    )


def finish(
    pdf: bytes,
    ca: PortalCa,
    crls: Sequence[asn1_crl.CertificateList],
    *,
    anchor: str = "",
    outside: Collection[str] = (),
    proofs: Sequence[Proof] = (),
) -> bytes:
    """Close the document: what proves each signature goes in once, under one last time stamp.

    The portal cannot vouch for fields of another authority (`outside`): what that authority says of
    its certificates (`proofs`) goes in beside, and the time stamp covers all of it.
    """
    context = ValidationContext(
        trust_roots=[asn1_certificate(ca.root)],
        other_certs=[asn1_certificate(each) for each in ca.chain.issuing],
        crls=list(crls),
        revocation_mode="hard-fail",
        retroactive_revinfo=True,
        allow_fetching=False,
    )
    return asyncio.run(_finish(pdf, ca, context, anchor, frozenset(outside), proofs))


async def _finish(
    pdf: bytes,
    ca: PortalCa,
    context: ValidationContext,
    anchor: str,
    outside: frozenset[str],
    proofs: Sequence[Proof],
) -> bytes:
    paths = [path for proof in proofs for path in proof.paths]
    for signature in PdfFileReader(io.BytesIO(pdf)).embedded_signatures:
        if signature.field_name not in outside:
            paths += await _paths_of(signature, context)
    clock = PortalClock(ca)
    async for path in clock.validation_paths(context):
        paths.append(path)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        crls=[each for proof in proofs for each in proof.lists],
        paths=paths,
        validation_context=context,
    )
    return await _stamp_the_end(writer, clock, anchor)


async def _paths_of(
    signature: EmbeddedPdfSignature, context: ValidationContext
) -> list[ValidationPath]:
    """What proves one signature; where its certificate was taken back, the list says since when."""
    try:
        return await collect_validation_info(signature, context)
    except RevokedError:
        return []


async def _stamp_the_end(
    writer: IncrementalPdfFileWriter, clock: PortalClock, anchor: str
) -> bytes:
    """Write the last time stamp over the whole file; its dictionary says where history stood."""
    example = await clock.async_dummy_response(DIGEST)
    size = len(example.dump())
    stamp = DocumentTimestamp(bytes_reserved=2 * (size + size // 2))
    if anchor:
        stamp[pdf_name("/Prop_Build")] = anchors.as_dictionary(anchor)
    embedder = PdfCMSEmbedder(new_field_spec=SigFieldSpec(END_FIELD))
    steps = embedder.write_cms(field_name=END_FIELD, writer=writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=stamp))
    digest, out = steps.send(SigIOSetup(md_algorithm=DIGEST, output=io.BytesIO()))
    steps.send(await clock.async_timestamp(digest.document_digest, DIGEST))
    return _bytes(out)


def _room(credential: Credential, ca: PortalCa) -> int:
    """Hexadecimal digits to keep free: the certificates, and about as much again for the rest."""
    issuing = ca.issuing.certificate
    inside = (credential.certificate, issuing, ca.clock.certificate, issuing)
    return 2 * (ROOM + sum(len(asn1_certificate(each).dump()) for each in inside))


def filled_fields(pdf: bytes) -> list[str]:
    """Name the signature fields that are filled, in the order of the form."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return [name for name, value, _ in enumerate_sig_fields(reader) if value is not None]


def _bytes(out: object) -> bytes:
    assert isinstance(out, io.BytesIO)
    return out.getvalue()
