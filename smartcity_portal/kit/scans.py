"""What came with a telephone photograph or a scan? Its pages, flat, and the codes read from them."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from smartcity_portal.kit import scan_reader
from smartcity_portal.kit.perspective import Point

SECONDS = scan_reader.SECONDS + 30
READER = Path(scan_reader.__file__)


@dataclass(frozen=True)
class Code:
    """A QR code: what it says and where its corners stand (upper left first, clockwise)."""

    text: str
    corners: tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Page:
    """One page as it was taken: a JPEG of our own making, and what was read from it."""

    number: int
    picture: bytes
    width: int
    height: int
    codes: list[Code] = field(default_factory=list)


def take(upload: IO[bytes]) -> bytes:
    """Return the bytes of an upload of bounded size; ValidationError says what is wrong."""
    content = upload.read(settings.UPLOAD_MAX_BYTES + 1)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Nothing was stored.")
            % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    if not content.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise ValidationError(_sentence("not_a_picture"))
    return content


def read(content: bytes) -> list[Page]:
    """Read a photograph or every page of a PDF, in a process of its own with a time limit."""
    with tempfile.TemporaryDirectory(prefix="scan-") as name:
        folder = Path(name)
        source = folder / "upload"
        source.write_bytes(content)
        told = _run(source, folder)
        if "problem" in told:
            raise ValidationError(_sentence(told["problem"]))
        return [_page(n, row, folder) for n, row in enumerate(told["pages"], 1)]


def _run(source: Path, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", str(READER), str(source), str(folder)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        return {"problem": "too_costly"}


def _page(number: int, row: dict[str, Any], folder: Path) -> Page:
    codes = [
        Code(code["text"], tuple((x, y) for x, y in code["corners"]))  # type: ignore[arg-type]
        for code in row["codes"]
    ]
    picture = (folder / row["file"]).read_bytes()
    return Page(number, picture, row["width"], row["height"], codes)


def _sentence(problem: str) -> str:
    sentences = {
        "not_a_picture": _(
            "This file is neither a photograph (JPEG, PNG) nor a PDF that the portal can read. Nothing was stored."
        ),
        "moving": _("Moving pictures cannot be used. Nothing was stored; choose a still picture."),
        "too_large": _(
            "The picture has more than %(limit)d million pixels. Nothing was stored; make it smaller."
        )
        % {"limit": scan_reader.MOST_PIXELS // 1_000_000},
        "too_many_pages": _("The PDF has more than %(limit)d pages. Send it in parts.")
        % {"limit": scan_reader.MOST_PAGES},
        "locked": _("The PDF is locked with a password. Send it without one."),
        "damaged": _("The PDF is damaged and cannot be drawn. Scan the page again."),
    }
    costly = _("The file takes too long to read. Send a smaller one, or fewer pages at once.")
    return sentences.get(problem, costly)
