"""How does an address become a code that a telephone reads from paper?"""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

from smartcity_portal.kit.pdf import Asset


def qr(address: str) -> Asset:
    """Return the QR code of an address as a drawing for print."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, dark="#000000", light=None, omitsize=True, xmldecl=False
    )
    return Asset(out.getvalue(), "image/svg+xml")


def on_screen(address: str) -> SafeString:
    """Return the QR code of an address as a drawing inside a page, dark on white in every theme."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, title=None
    )
    return mark_safe(drawn)
