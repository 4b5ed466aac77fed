"""How does the stand-in sign? Truly, with a throw-away authority, and marked as worthless."""

import io
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle

from commitments.signing.ca import Credential, PortalCa, make_ca, portal_ca
from commitments.signing.caption import font_file
from commitments.signing.certificates import Taken
from commitments.signing.clock import PortalClock
from commitments.signing.roots import SIMULATED
from commitments.signing.signers import simple_signer

WORTHLESS = f"{SIMULATED} – TIDAK SAH"
RED = (176, 16, 32)
ROOM = 16_384


@dataclass(frozen=True)
class Place:
    """Where a visible signature stands: zero-based page, box in points from the lower left."""

    page: int
    box: tuple[float, float, float, float]
    picture: bytes = b""


@dataclass
class Signer:
    """An authority of its own in `folder`; each person keeps one certificate while it runs.

    `address` is where its list of certificates taken back (`taken`) is had, if anywhere.
    """

    folder: Path
    address: str = ""
    taken: list[Taken] = field(default_factory=list)
    certificates: dict[str, Credential] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def authority(self) -> PortalCa:
        """Make the throw-away authority when it is missing."""
        if not (self.folder / "root.pem").exists():
            make_ca(self.folder, organisation=WORTHLESS)
        return portal_ca(self.folder)

    def credential_of(self, name: str) -> Credential:
        """The certificate of one person."""
        with self._lock:
            if name not in self.certificates:
                self.certificates[name] = self.authority().one_time(
                    name=name, office="", organisation=WORTHLESS, base_url=self.address
                )
            return self.certificates[name]

    def revocation_list(self) -> bytes:
        """What the throw-away authority says of its certificates."""
        return bytes(self.authority().crls(self.taken)[0].dump())

    def sign(self, pdf: bytes, *, name: str, reason: str, place: Place | None) -> bytes:
        """Add a field of the stand-in's own and fill it, behind all earlier bytes."""
        ca, credential = self.authority(), self.credential_of(name)
        field_name = f"sig_{time.time_ns() // 1_000_000}{secrets.randbelow(1000):03d}"
        spec = SigFieldSpec(field_name)
        if place is not None:
            x0, y0, x1, y1 = (round(edge, 2) for edge in place.box)
            spec = SigFieldSpec(
                field_name,
                on_page=place.page,
                box=(x0, y0, x1, y1),  # type: ignore[arg-type]  # fractions of a point are fine
            )
        metadata = signers.PdfSignatureMetadata(
            field_name=field_name,
            subfilter=SigSeedSubFilter.PADES,
            reason=f"{WORTHLESS}: {reason}"[:200],
            md_algorithm="sha256",
        )
        signer = signers.PdfSigner(
            metadata,
            simple_signer(credential, ca),
            timestamper=PortalClock(ca),
            new_field_spec=spec,
            stamp_style=_style(place) if place else None,
        )
        out = signer.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=ROOM, output=io.BytesIO()
        )
        assert isinstance(out, io.BytesIO)
        return out.getvalue()


def _style(place: Place) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0, background=PdfImage(_marked(place)), background_opacity=1.0
    )


def _marked(place: Place) -> Image.Image:
    """The picture that was sent, with words across it that nobody can overlook."""
    x0, y0, x1, y1 = place.box
    size = (max(int((x1 - x0) * 5), 120), max(int((y1 - y0) * 5), 60))
    image = Image.new("RGB", size, "white")
    if place.picture:
        with Image.open(io.BytesIO(place.picture), formats=["PNG", "JPEG"]) as given:
            image.paste(given.convert("RGB").resize(size))
    height = max(size[1] // 7, 12)
    font = ImageFont.truetype(str(font_file("Noto Sans", "Bold")), height)
    while font.getlength(WORTHLESS) > size[0] - 6 and height > 8:
        height -= 1
        font = ImageFont.truetype(str(font_file("Noto Sans", "Bold")), height)
    left = size[0] - font.getlength(WORTHLESS) - 3
    ImageDraw.Draw(image).text((left, size[1] - height * 1.35), WORTHLESS, fill=RED, font=font)
    return image
