"""Who signs on paper in the demo? One head of Batam, whose photograph waits for a second person."""

import io

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from accounts.models import User
from commitments.models import Route, Scan, Sheet, Signatory
from commitments.pdf import paper_copy
from commitments.services import routes, scans
from smartcity_portal.demo.city import City
from smartcity_portal.kit import blobs

DOTS_PER_INCH = 170
STROKE = ((0.12, 0.7), (0.24, 0.2), (0.33, 0.8), (0.5, 0.3), (0.6, 0.7), (0.84, 0.45))
DESK, INK = (118, 96, 74), (24, 36, 120)


def load(city: City, coordinator: User) -> Scan | None:
    """Have the coordinator hand in a photograph (contoh); a second run changes nothing."""
    sheet = Sheet.objects.of(city.enrolment).promises().under_signature().with_names().first()
    if sheet is None or Scan.objects.filter(enrolment=city.enrolment).exists():
        return None
    waiting = sheet.signatories.with_sheet().filter(state="asked", name__contains="(contoh)")
    signatory = waiting.order_by("order").first()
    if signatory is None:
        return None
    routes.choose(signatory, Route.PAPER, by=coordinator)
    photograph = _photograph(sheet, signatory)
    (taken,) = scans.upload(city.enrolment, photograph, by=coordinator, sheet=sheet)
    return taken.scan


def _photograph(sheet: Sheet, signatory: Signatory) -> bytes:
    """The printed page with an invented stroke in one box, lying askew on a desk."""
    page = _signed(_printed(sheet, signatory.page or 0), signatory)
    desk = Image.new("RGB", (round(page.width * 1.2), round(page.height * 1.15)), DESK)
    desk.paste(page, (round(page.width * 0.1), round(page.height * 0.07)))
    seen = desk.rotate(-4, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK)
    out = io.BytesIO()
    seen.filter(ImageFilter.GaussianBlur(0.5)).save(out, "JPEG", quality=78)
    return out.getvalue()


def _printed(sheet: Sheet, page: int) -> Image.Image:
    people = list(sheet.signatories.all())
    for row in people:
        row.sheet = sheet
    content = paper_copy.render(blobs.read(sheet.issued_sha256), sheet, people)
    drawn = pypdfium2.PdfDocument(content)[page].render(scale=DOTS_PER_INCH / 72)
    return drawn.to_pil().convert("RGB")


def _signed(page: Image.Image, signatory: Signatory) -> Image.Image:
    x0, y0, x1, y1 = signatory.box or (0, 0, 0, 0)
    scale = DOTS_PER_INCH / 72
    left, top, width, height = x0 * scale, page.height - y1 * scale, x1 - x0, y1 - y0
    draw = ImageDraw.Draw(page)
    line = [(left + width * scale * x, top + height * scale * y) for x, y in STROKE]
    draw.line(line, fill=INK, width=round(scale * 1.6), joint="curve")
    draw.text(
        (left + width * scale * 0.62, top + height * scale * 0.72), "contoh", fill=INK, font_size=16
    )
    return page
