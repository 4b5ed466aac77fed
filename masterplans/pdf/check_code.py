"""Which code and which QR lead from a printed book to what the portal says about it?"""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from masterplans.pdf.content import BookContent

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another


def with_code(content: BookContent, key: str) -> BookContent:
    """Give a book the code that follows from its content's key, and the address behind it."""
    number, signs = int(key, 16), ""
    for _place in range(8):
        number, place = divmod(number, len(SIGNS))
        signs += SIGNS[place]
    code = f"{signs[:4]}-{signs[4:]}"
    address = settings.PORTAL_URL + reverse("verify_sheet", kwargs={"code": code})
    return replace(content, check_code=code, check_url=address)
