"""What stands in one person's box on a scan that was laid flat, and does the box look empty?"""

import io

from PIL import Image, ImageStat

from commitments.models import Scan, Signatory
from smartcity_portal.kit import blobs

FLAT_SCALE = 150 / 72
AROUND = 14
INSIDE, SERIAL_STRIP = 4, 9
LEAST_DARK = 0.0035
DARKER_BY = 45


def crop(scan: Scan, signatory: Signatory) -> bytes | None:
    """The box with a little around it, as a JPEG; None when the scan could not be laid flat."""
    image = _flat(scan)
    if image is None or not signatory.box:
        return None
    x0, y0, x1, y1 = signatory.box
    part = image.crop(_pixels(image, (x0 - AROUND, y0 - AROUND, x1 + AROUND, y1 + AROUND)))
    out = io.BytesIO()
    part.save(out, "JPEG", quality=88)
    return out.getvalue()


def looks_empty(scan: Scan, signatory: Signatory) -> bool:
    """True when hardly anything dark stands inside the box; a hint for people, never a decision."""
    image = _flat(scan)
    if image is None or not signatory.box:
        return False
    x0, y0, x1, y1 = signatory.box
    inside = (x0 + INSIDE, y0 + INSIDE, x1 - INSIDE, y1 - SERIAL_STRIP)
    grey = image.crop(_pixels(image, inside)).convert("L")
    paper = ImageStat.Stat(grey).median[0]
    counts = grey.histogram()
    dark = sum(counts[: max(int(paper) - DARKER_BY, 0)])
    return dark < LEAST_DARK * grey.width * grey.height


def _flat(scan: Scan) -> Image.Image | None:
    if not scan.straight_sha256:
        return None
    return Image.open(io.BytesIO(blobs.read(scan.straight_sha256))).convert("RGB")


def _pixels(
    image: Image.Image, box: tuple[float, float, float, float]
) -> tuple[int, int, int, int]:
    """A box in points from the lower left as pixels from the upper left, inside the picture."""
    scale = FLAT_SCALE
    x0, y0, x1, y1 = box
    height = image.height
    return (
        max(round(x0 * scale), 0),
        max(round(height - y1 * scale), 0),
        min(round(x1 * scale), image.width),
        min(round(height - y0 * scale), height),
    )
