"""Which picture of a document is already in the plan, and which is new? Judged like every upload."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from PIL import Image

from masterplans.models import Figure, Masterplan
from smartcity_portal.kit import blobs, uploads

EDGE, MOST_DIFFERENT = 24, 10.0


@dataclass(frozen=True)
class NewPicture:
    """A picture that becomes a figure of the plan when the document is taken over."""

    sha256: str
    mime: str
    width: int
    height: int
    alt: str


class Pictures:
    """Takes the pictures of one document in; `problems` says which could not come."""

    def __init__(self, plan: Masterplan) -> None:
        self.plan = plan
        self.known = {figure.sha256: figure for figure in Figure.objects.filter(plan=plan)}
        self.new: dict[str, NewPicture] = {}
        self.problems: list[str] = []

    def address(self, file: Path, said: dict[str, Any]) -> str:
        """Return where the picture will be served, "" when it cannot come in."""
        content = file.read_bytes()
        sha256 = blobs.sha256_of(content)
        if sha256 not in self.known:
            sha256 = self._twin(content, said["known"]) or self._take(content, said["alt"])
        if not sha256:
            return ""
        return reverse(
            "masterplans:figure", kwargs={"slug": self.plan.enrolment.slug, "sha256": sha256}
        )

    def _twin(self, content: bytes, start: str) -> str:
        """Word packs pictures anew when it saves; what looks the same is the same."""
        if not start:
            return ""
        for sha256 in self.known:
            if sha256.startswith(start) and _look_alike(content, blobs.path_of(sha256)):
                return sha256
        return ""

    def _take(self, content: bytes, alt: str) -> str:
        try:
            clean, width, height = uploads.clean_image(io.BytesIO(content))
        except ValidationError as refused:
            name = f"“{alt[:80]}”: " if alt else ""
            self.problems += [name + message for message in refused.messages]
            return ""
        sha256 = blobs.put(clean)
        if sha256 not in self.known:
            mime = "image/jpeg" if clean.startswith(b"\xff\xd8") else "image/png"
            self.new[sha256] = NewPicture(sha256, mime, width, height, alt)
        return sha256


def _look_alike(content: bytes, stored: Path) -> bool:
    try:
        one, other = _thumbnail(io.BytesIO(content)), _thumbnail(stored)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one) < MOST_DIFFERENT


def _thumbnail(source: Any) -> bytes:
    with Image.open(source, formats=sorted(uploads.ACCEPTED)) as image:
        if image.width * image.height > 40_000_000:
            raise ValueError("too many pixels")
        image.draft("L", (EDGE * 4, EDGE * 4))
        flat = Image.new("RGBA", image.size, "white")
        flat.alpha_composite(image.convert("RGBA"))
        return flat.convert("L").resize((EDGE, EDGE)).tobytes()
