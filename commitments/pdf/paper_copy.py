"""How is a sheet printed for signing by hand, so that its pages are recognised when they return?

Each page of the issued file gets a code in each of its corners, and each open box a serial number.
Everything follows from the issued file: printing twice gives the same paper.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Sheet, Signatory

MILLIMETRE = 72 / 25.4
MARK, INSET, QUIET = 12.5 * MILLIMETRE, 5 * MILLIMETRE, 1.2 * MILLIMETRE
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE = r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"
SEEN = re.compile(rf"/periksa/({CODE})/(?:\?s=H(\d{{2,3}})([{ALPHABET}]{{6}})([1-4]))?$")
FONT = "/PaperCopy"


@dataclass(frozen=True)
class Seen:
    """What a code on a scan says: the sheet, and on a paper copy the page, its serial, the corner."""

    code: str
    page: int | None = None
    serial: str = ""
    corner: int = 0

    @property
    def page_serial(self) -> str:
        return f"H{self.page + 1:02d}-{self.serial}" if self.page is not None else ""


def understood(text: str) -> Seen | None:
    """Read the text of a code; None when it is not one of a sheet."""
    found = SEEN.search(text)
    if found is None:
        return None
    code, page, serial, corner = found.groups()
    if page is None:
        return Seen(code)
    return Seen(code, int(page) - 1, serial, int(corner))


def serial_of(sheet: Sheet, what: str) -> str:
    """Six characters that only this issued file gives this page or box."""
    digest = hashlib.sha256(f"{sheet.issued_sha256}:{what}".encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _place in range(6):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def page_serial(sheet: Sheet, page: int) -> str:
    """The serial number of a page, counted from 0, as it is printed."""
    return f"H{page + 1:02d}-{serial_of(sheet, f'page {page}')}"


def block_serial(signatory: Signatory) -> str:
    """The serial number of one person's box, as it is printed."""
    return f"T{signatory.order:02d}-{serial_of(signatory.sheet, signatory.field)}"


def corners_of(
    corner: int, size: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Where a mark stands, in points from the upper left: corners 1 to 4 clockwise."""
    left = INSET if corner in {1, 4} else size[0] - INSET - MARK
    top = INSET if corner in {1, 2} else size[1] - INSET - MARK
    return (
        (left, top),
        (left + MARK, top),
        (left + MARK, top + MARK),
        (left, top + MARK),
    )


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [_size(page) for page in pdf.pages]


def render(content: bytes, sheet: Sheet, signatories: Iterable[Signatory]) -> bytes:
    """Print the issued file for pens: without fields, with codes and serial numbers."""
    people = list(signatories)
    with pikepdf.open(io.BytesIO(content)) as pdf, translation.override("id"):
        for key in ("/AcroForm", "/Perms", "/DSS"):
            if key in pdf.Root:
                del pdf.Root[key]
        total = len(pdf.pages)
        for number, page in enumerate(pdf.pages):
            if "/Annots" in page:
                del page["/Annots"]
            here = [row for row in people if row.page == number]
            _draw(pdf, page, _marks(sheet, number, total, _size(page), here))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    return (x1 - x0, y1 - y0)


def _draw(pdf: pikepdf.Pdf, page: pikepdf.Page, marks: bytes) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name(FONT))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + marks)


def _marks(
    sheet: Sheet, number: int, total: int, size: tuple[float, float], people: list[Signatory]
) -> bytes:
    parts = [b"q"]
    for corner in (1, 2, 3, 4):
        parts += _code(address_of(sheet, number, corner), corners_of(corner, size)[0], size)
    lines = [
        _(
            "Copy for signing by hand. Sign with a pen inside the box, then photograph the whole page."
        ),
        _("Sheet %(code)s · page %(page)d of %(total)d · serial %(serial)s · fingerprint %(hash)s")
        % {
            "code": sheet.code,
            "page": number + 1,
            "total": total,
            "serial": page_serial(sheet, number),
            "hash": sheet.short_hash,
        },
    ]
    for row, line in enumerate(lines):
        parts.append(_text(line, size[0] / 2, size[1] - 22 - row * 8, 6.2, centred=True))
    parts += _boxes(people)
    return b"\n".join([*parts, b"Q"])


def _boxes(people: list[Signatory]) -> Iterator[bytes]:
    for row in people:
        if not row.box:
            continue
        x0, y0, x1, y1 = row.box
        if row.has_signed:
            done = _("signed already; do not sign here")
            yield _text(done, (x0 + x1) / 2, (y0 + y1) / 2, 5.5, centred=True)
        else:
            yield b"0.6 G 0.3 w %.2f %.2f %.2f %.2f re S" % (x0, y0, x1 - x0, y1 - y0)
            yield _text(block_serial(row), x0 + 1.5, y1 - 5.2, 4.6)


def address_of(sheet: Sheet, page: int, corner: int) -> str:
    """What the code in one corner of one page says; it leads to the public page of the sheet."""
    serial = serial_of(sheet, f"page {page}")
    base = settings.PORTAL_URL + reverse("verify_sheet", kwargs={"code": sheet.code})
    return f"{base}?s=H{page + 1:02d}{serial}{corner}"


def _code(address: str, corner: tuple[float, float], size: tuple[float, float]) -> Iterator[bytes]:
    """Draw a QR code on white, its upper left at `corner` (from the upper left of the page)."""
    rows = list(segno.make(address, error="l", micro=False, boost_error=False).matrix)
    module = MARK / len(rows)
    left, top = corner[0], size[1] - corner[1]
    edge = MARK + 2 * QUIET
    yield b"1 g %.3f %.3f %.3f %.3f re f 0 g" % (left - QUIET, top + QUIET - edge, edge, edge)
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                box = (left + start * module, top - (y + 1) * module, (x - start) * module, module)
                yield b"%.3f %.3f %.3f %.3f re" % box
                start = None
    yield b"f"


def _text(text: str, x: float, y: float, size: float, *, centred: bool = False) -> bytes:
    if centred:
        x -= len(text) * size * 0.5 * 0.5
    raw = text.encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"BT 0.25 g %s %.2f Tf %.2f %.2f Td (%s) Tj ET" % (FONT.encode(), size, x, y, raw)
