"""How does a test sign on paper? It draws the printed page, adds ink, and photographs it askew."""

import io
import random

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from commitments.models import Sheet, Signatory
from commitments.pdf import paper_copy
from smartcity_portal.kit import blobs
from smartcity_portal.kit.perspective import homography


def printed(sheet: Sheet, page: int, *, dpi: int = 200) -> Image.Image:
    """One page of the paper copy, as it comes out of the printer."""
    people = list(sheet.signatories.all())
    content = paper_copy.render(blobs.read(sheet.issued_sha256), sheet, people)
    return pypdfium2.PdfDocument(content)[page].render(scale=dpi / 72).to_pil().convert("RGB")


def inked(image: Image.Image, *signatories: Signatory) -> Image.Image:
    """The page with a pen's stroke in the boxes of these people."""
    scale = image.width / 595.28
    draw = ImageDraw.Draw(image)
    for row in signatories:
        x0, y0, x1, y1 = row.box
        left, top = x0 * scale, image.height - y1 * scale
        width, height = (x1 - x0) * scale, (y1 - y0) * scale
        spots = ((0.15, 0.75), (0.3, 0.2), (0.45, 0.8), (0.6, 0.25), (0.85, 0.6))
        line = [(left + width * x, top + height * y) for x, y in spots]
        draw.line(line, fill=(20, 30, 120), width=max(int(scale), 3), joint="curve")
    return image


def photographed(image: Image.Image, *, turn: float = 0, tilt: float = 0.0) -> Image.Image:
    """The page on a desk: turned by degrees, seen at an angle, unevenly lit."""
    width, height = image.size
    desk = Image.new("RGB", (round(width * 1.25), round(height * 1.25)), (94, 72, 55))
    left, top = round(width * 0.12), round(height * 0.12)
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    bent = [
        (left + tilt * width, top + tilt * height * 0.5),
        (left + width - tilt * width * 0.6, top),
        (left + width, top + height - tilt * height * 0.3),
        (left, top + height),
    ]
    desk.paste(image, (left, top))
    edge = max(desk.size)
    numbers = homography(
        [
            ((u / edge, v / edge), (x / edge, y / edge))
            for (x, y), (u, v) in zip(corners, bent, strict=True)
        ]
    )
    assert numbers is not None
    a, b, c, d, e, f, g, h = numbers
    seen = desk.transform(
        desk.size,
        Image.Transform.PERSPECTIVE,
        (a, b, c * edge, d, e, f * edge, g / edge, h / edge),
        Image.Resampling.BICUBIC,
        fillcolor=(94, 72, 55),
    )
    seen = seen.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=(94, 72, 55))
    return seen.filter(ImageFilter.GaussianBlur(0.6))


def jpeg(image: Image.Image, *, quality: int = 80) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def pdf_of(*images: Image.Image) -> bytes:
    """The pages as an office scanner hands them over."""
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return out.getvalue()


def noise(seed: int = 1) -> Image.Image:
    """A photograph of anything else."""
    chance = random.Random(seed)
    image = Image.new("RGB", (600, 800), (200, 190, 180))
    draw = ImageDraw.Draw(image)
    for _stroke in range(40):
        points = [(chance.randrange(600), chance.randrange(800)) for _end in range(2)]
        draw.line(points, fill=(chance.randrange(255), 40, 60), width=3)
    return image
