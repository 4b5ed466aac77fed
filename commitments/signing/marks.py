"""What does a person leave on the paper? A mark: drawn, uploaded or typed, kept as ink only.

Every mark becomes a one-bit stencil. What was around the ink (paper, shadow, metadata) is
gone, and an uploaded photograph can carry nothing else into the document.
"""

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont, ImageOps

from commitments.signing.caption import font_file

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 12_000_000
WIDEST, HIGHEST = 900, 300
MARGIN = 6
LEAST_INK, MOST_INK = 40, 0.55
TYPED_SIZE = 120
TYPED_MAX = 60


@dataclass(frozen=True)
class Stencil:
    """Ink on nothing: a one-bit picture, a set bit is ink. Its representation shows no stroke."""

    width: int
    height: int
    bits: bytes

    def __repr__(self) -> str:
        return f"<Stencil {self.width}×{self.height}>"


@dataclass(frozen=True)
class Mark:
    """A stencil, and how the person made it: "drawn", "uploaded" or "typed"."""

    kind: str
    stencil: Stencil


def drawn(content: bytes) -> Mark:
    """Take what somebody drew on the pad (PNG)."""
    return Mark("drawn", from_picture(content))


def uploaded(content: bytes) -> Mark:
    """Take a picture of a signature (PNG or JPEG)."""
    return Mark("uploaded", from_picture(content))


def typed(name: str) -> Mark:
    """Take a name typed by keyboard."""
    return Mark("typed", from_name(name))


def from_picture(content: bytes) -> Stencil:
    """Make a stencil of a drawn or photographed signature; ValidationError says what is wrong."""
    if len(content) > MAX_BYTES:
        raise ValidationError(
            _("The picture of the signature is larger than 2 MB. Choose a smaller one.")
        )
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as image:
            _check(image)
            image.load()
            return _stencil(_ink(ImageOps.exif_transpose(image)))
    except (OSError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This file is not a picture that the portal can read (PNG or JPEG).")
        ) from error


def from_name(name: str) -> Stencil:
    """Make a stencil of a typed name, for whoever signs by keyboard."""
    name = " ".join(name.split())
    if not name or len(name) > TYPED_MAX:
        raise ValidationError(_("Type your name in at most 60 characters."))
    font = ImageFont.truetype(str(font_file("Noto Serif", "Italic")), TYPED_SIZE)
    left, top, right, bottom = font.getbbox(name)
    image = Image.new("L", (int(right - left) + 40, int(bottom - top) + 40), 0)
    ImageDraw.Draw(image).text((20 - left, 20 - top), name, fill=255, font=font)
    return _stencil(image)


def _check(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(
            _("The picture of the signature has more than 12 million pixels. Choose a smaller one.")
        )
    if getattr(image, "n_frames", 1) > 1:
        raise ValidationError(_("A moving picture cannot be a signature. Choose a still one."))


def _ink(image: Image.Image) -> Image.Image:
    """Return a grey picture in which ink is bright and everything else dark."""
    image = image.convert("RGBA")
    image.thumbnail((WIDEST * 2, HIGHEST * 4))
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return ImageOps.autocontrast(ImageOps.invert(paper.convert("L")), cutoff=(1, 0))


def _stencil(ink: Image.Image) -> Stencil:
    threshold = _threshold(ink)
    solid = ink.point([255 if grey > threshold else 0 for grey in range(256)])
    box = solid.getbbox()
    count = solid.histogram()[255]
    if box is None or count < LEAST_INK:
        raise ValidationError(_("The signature is still empty. Draw, upload or type it."))
    if count > MOST_INK * solid.width * solid.height:
        raise ValidationError(
            _("This picture is not a signature on a light ground. Photograph it on white paper.")
        )
    cut = ImageOps.expand(ink.crop(box), MARGIN, 0)
    cut.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    level = min(threshold, 127)
    one_bit = cut.point([255 if grey > level else 0 for grey in range(256)]).convert(
        "1", dither=Image.Dither.NONE
    )
    return Stencil(one_bit.width, one_bit.height, one_bit.tobytes())


def _threshold(ink: Image.Image) -> int:
    """The grey that parts ink from paper best (Otsu)."""
    histogram = ink.histogram()
    total, sum_all = sum(histogram), sum(i * n for i, n in enumerate(histogram))
    weight = total_dark = best = 0.0
    level = 127
    for grey, count in enumerate(histogram):
        weight += count
        total_dark += grey * count
        rest = total - weight
        if not weight or not rest:
            continue
        between = weight * rest * (total_dark / weight - (sum_all - total_dark) / rest) ** 2
        if between > best:
            best, level = between, grey
    return level
