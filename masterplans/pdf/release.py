"""Which release of the press makes a book? A new one prints everything anew."""

import functools
import hashlib
from pathlib import Path

from django.conf import settings

from masterplans.pdf.styles import FOLDER
from smartcity_portal.kit import pdf

SOURCES = (Path(__file__).parent, settings.BASE_DIR / "templates" / "masterplans", FOLDER)


@functools.cache
def press_fingerprint() -> str:
    """Name the code, templates and styles that make a book, so that a new release prints anew."""
    digest = hashlib.sha256(pdf.fingerprint().encode())
    for folder in SOURCES:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".html", ".css"}:
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
