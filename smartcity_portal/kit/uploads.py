"""May this file come in? Uploads are judged by their content, bounded, and re-encoded."""

import io
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

ACCEPTED = {"PNG", "JPEG", "WEBP"}
LONGEST_EDGE = 2400


def clean_image(upload: IO[bytes]) -> tuple[bytes, int, int]:
    """Return (bytes, width, height) in px of a bounded PNG or JPEG without metadata.

    Raises ValidationError with a sentence for people: too large, not an image, too many
    pixels, animated. SVG is refused because it is not a raster image.
    """
    content = upload.read(settings.IMAGE_MAX_BYTES + 1)
    if len(content) > settings.IMAGE_MAX_BYTES:
        raise ValidationError(
            _(
                "The picture is larger than %(limit)s. Nothing was stored; make it smaller and try again."
            )
            % {"limit": filesizeformat(settings.IMAGE_MAX_BYTES)}
        )
    try:
        with Image.open(io.BytesIO(content), formats=sorted(ACCEPTED)) as image:
            return _reencode(image)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError, ValueError):
        raise ValidationError(
            _(
                "This file is not a picture that the portal can read (PNG, JPEG or WebP). Nothing was stored."
            )
        ) from None


def _reencode(image: Image.Image) -> tuple[bytes, int, int]:
    if image.width * image.height > settings.IMAGE_MAX_PIXELS:
        raise ValidationError(
            _(
                "The picture has more than %(limit)d million pixels. Nothing was stored; make it smaller."
            )
            % {"limit": settings.IMAGE_MAX_PIXELS // 1_000_000}
        )
    if getattr(image, "n_frames", 1) > 1:
        raise ValidationError(
            _("Moving pictures cannot be used. Nothing was stored; choose a still picture.")
        )
    kind = "JPEG" if image.format == "JPEG" else "PNG"
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    upright = upright.convert(
        "RGB" if kind == "JPEG" else "RGBA" if "A" in upright.getbands() else "RGB"
    )
    out = io.BytesIO()
    upright.save(out, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue(), upright.width, upright.height


def small_copy(content: bytes, edge: int = 640) -> bytes:
    """Return a light JPEG of a picture that is stored already, for lists and for print."""
    with Image.open(io.BytesIO(content)) as image:
        image.draft("RGB", (edge, edge))
        image.thumbnail((edge, edge))
        flat: Image.Image = image
        if "A" in image.getbands():
            flat = Image.new("RGB", image.size, "white")
            flat.paste(image, mask=image.getchannel("A"))
        out = io.BytesIO()
        flat.convert("RGB").save(out, "JPEG", quality=76, optimize=True)
        return out.getvalue()


def clean_pdf(upload: IO[bytes]) -> bytes:
    """Return the bytes of an uploaded PDF; raises ValidationError when it is too large or not a PDF."""
    content = upload.read(settings.UPLOAD_MAX_BYTES + 1)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Nothing was stored.")
            % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    if not content.startswith(b"%PDF-"):
        raise ValidationError(_("This file is not a PDF. Nothing was stored."))
    return content
