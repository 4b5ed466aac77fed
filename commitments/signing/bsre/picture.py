"""What stands visibly where somebody signed through BSrE? A QR to the sheet, and in whose name."""

import io

import segno
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from commitments.signing.caption import font_file
from commitments.signing.names import plain
from commitments.signing.port import Order

SCALE = 5
INK = (20, 30, 60)


def picture(order: Order) -> bytes:
    """Draw a PNG that fills the person's place; the name without titles, as the custom is."""
    x0, y0, x1, y1 = order.box
    width, height = max(int((x1 - x0) * SCALE), 200), max(int((y1 - y0) * SCALE), 100)
    image = Image.new("RGB", (width, height), "white")
    code = _code(order.link, min(height, width // 2))
    image.paste(code, (0, (height - code.height) // 2))
    left = code.width + height // 14
    with translation.override("id"):
        lead = _("Signed electronically by:")
    _write(image, left, [lead, order.office, bare_name(order.name)])
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def bare_name(name: str) -> str:
    """The name without titles, in its own letters."""
    words = set(plain(name))
    found = [word for word in name.split(",")[0].split() if set(plain(word)) & words]
    return " ".join(found) or name


def _code(link: str, edge: int) -> Image.Image:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=8, border=1)
    drawn.seek(0)
    return Image.open(drawn).convert("RGB").resize((edge, edge), Image.Resampling.NEAREST)


def _write(image: Image.Image, left: int, lines: list[str]) -> None:
    room = image.width - left - 4
    size = max(image.height // 8, 12)
    draw = ImageDraw.Draw(image)
    wrapped: list[str] = []
    font = ImageFont.truetype(str(font_file("Noto Sans", "Regular")), size)
    for _try in range(6):
        wrapped = [part for line in lines for part in _wrap(line, font, room)]
        if len(wrapped) * size * 1.25 <= image.height:
            break
        size = int(size * 0.85)
        font = ImageFont.truetype(str(font_file("Noto Sans", "Regular")), size)
    top = max((image.height - len(wrapped) * size * 1.25) / 2, 0)
    for number, line in enumerate(wrapped):
        draw.text((left, top + number * size * 1.25), line, fill=INK, font=font)


def _wrap(line: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines, now = [], ""
    for word in line.split():
        longer = f"{now} {word}".strip()
        if now and font.getlength(longer) > room:
            lines.append(now)
            now = word
        else:
            now = longer
    return [*lines, now]
