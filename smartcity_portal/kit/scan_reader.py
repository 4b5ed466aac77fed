"""What is on a photographed or scanned page? Run as a program of its own: the file may be hostile.

    python scan_reader.py FILE FOLDER

Writes one JPEG per page into FOLDER and tells on standard output, as JSON, what was read from
each: {"pages": [{"file", "width", "height", "codes": [{"text", "corners"}]}]} or {"problem": code}.
Nothing of the portal is loaded here, and the process may use neither much time nor much memory.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

MOST_PAGES = 60
MOST_PIXELS = 64_000_000
LONGEST_EDGE = 4400
KEPT_EDGE = 2600
DOTS_PER_INCH = 200
SECONDS = 90
MEMORY = 3 * 1024**3
PICTURES = ("JPEG", "PNG")


class Refused(Exception):
    """The file cannot be read; the message is a code."""


def main(source: Path, folder: Path) -> dict[str, Any]:
    """Read every page of the file; `problem` when there is something wrong with all of it."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        return {"pages": [_page(image, folder, n) for n, image in enumerate(_images(source), 1)]}
    except Refused as refused:
        return {"problem": str(refused)}
    except MemoryError:
        return {"problem": "too_large"}


def _images(source: Path) -> Iterator[Image.Image]:
    with source.open("rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
    return _pdf_pages(source) if is_pdf else _picture(source)


def _picture(source: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(source, formats=PICTURES) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("too_large")
            if getattr(image, "n_frames", 1) > 1 and image.format == "PNG":
                raise Refused("moving")
            image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            image.load()
            yield _flat(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError:
        raise Refused("too_large") from None
    except (OSError, SyntaxError, ValueError):
        raise Refused("not_a_picture") from None


def _pdf_pages(source: Path) -> Iterator[Image.Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Refused("locked" if locked else "damaged") from None
    if len(document) > MOST_PAGES:
        raise Refused("too_many_pages")
    for number in range(len(document)):
        try:
            yield _drawn(document[number])
        except pypdfium2.PdfiumError:
            raise Refused("damaged") from None


def _drawn(page: Any) -> Image.Image:
    """Draw one page of a PDF, never larger than a picture may be; scripts do not run here."""
    width, height = page.get_size()
    if min(width, height) <= 0:
        raise Refused("damaged")
    scale = min(DOTS_PER_INCH / 72, LONGEST_EDGE / max(width, height))
    return _flat(page.render(scale=scale, may_draw_forms=False).to_pil())


def _flat(image: Image.Image) -> Image.Image:
    """On white, without a palette, without metadata, no larger than needed to read it."""
    if "A" in image.getbands() or image.mode == "P":
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    image = image.convert("RGB")
    image.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    image.info.clear()
    return image


def _page(image: Image.Image, folder: Path, number: int) -> dict[str, Any]:
    """Read the codes at full size, then keep a picture that is large enough for people."""
    scale = min(1.0, KEPT_EDGE / max(image.size))
    codes = [*_codes(image, scale)]
    image.thumbnail((KEPT_EDGE, KEPT_EDGE), Image.Resampling.LANCZOS)
    file = folder / f"{number}.jpg"
    image.save(file, "JPEG", quality=82)
    return {"file": file.name, "width": image.width, "height": image.height, "codes": codes}


def _codes(image: Image.Image, scale: float) -> Iterator[dict[str, Any]]:
    import zxingcpp

    wanted = zxingcpp.barcode_formats_from_str("QRCode")
    grey = image.convert("L")
    for code in zxingcpp.read_barcodes(grey, formats=wanted):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        kept = [[round(point.x * scale, 2), round(point.y * scale, 2)] for point in corners]
        yield {"text": code.text, "corners": kept}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
