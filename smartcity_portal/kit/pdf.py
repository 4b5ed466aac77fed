"""How does HTML become a PDF? The one door to WeasyPrint: own assets only, bounded, same bytes every time.

Nothing is fetched but `asset:<sha256>` from the mapping that the caller hands in: no network,
no files, no data URLs. Fonts come from one directory with its own fonts.conf, so that a page
looks the same on every machine that has the same fonts (fonts_fingerprint says which).
"""

import contextlib
import functools
import gc
import hashlib
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

FONTS = Path(os.environ.get("PORTAL_FONTS", "/usr/share/fonts/truetype/noto"))
FACES = tuple(
    f"Noto{family}-{face}.ttf"
    for family in ("Sans", "Serif")
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
)
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).with_name("fonts.conf")))
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.WARNING)

POINTS_PER_PIXEL = 0.75


class PdfError(Exception):
    """Rendering stopped; the message is a sentence for people."""


@dataclass(frozen=True)
class Asset:
    """Bytes that a document may show, named by their hash."""

    content: bytes
    media_type: str

    @functools.cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def url(self) -> str:
        return f"asset:{self.sha256}"


@dataclass(frozen=True)
class Limits:
    """What one document may cost before rendering is stopped."""

    pages: int = 120
    rows: int = 4000
    characters: int = 4_000_000
    seconds: float = 240


@dataclass(frozen=True)
class Box:
    """Where an element stands: page from 0, points, origin at the bottom left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Printed:
    """A finished PDF and what its layout knows about itself.

    `endings` maps the pages after which something stops (the last one, and upright pages before
    a landscape one) to the height in points that their content fills.
    """

    content: bytes
    sizes: list[tuple[float, float]]
    endings: dict[int, float] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return len(self.sizes)


class OutOfTime(BaseException):
    """The time of this document is over; not an Exception, so that nothing below swallows it."""


def fonts_missing() -> list[str]:
    """Return the font files that a document needs and the machine lacks."""
    return [face for face in FACES if not (FONTS / face).is_file()]


@functools.cache
def fonts_fingerprint() -> str:
    """Return a hash of the fonts that decide how text is set; raises PdfError when they are missing."""
    if missing := fonts_missing():
        raise PdfError(
            _("The fonts %(fonts)s are not installed. Install the package fonts-noto-core.")
            % {"fonts": ", ".join(missing)}
        )
    digest = hashlib.sha256()
    for face in FACES:
        digest.update((FONTS / face).read_bytes())
    for file in sorted(FONTS.iterdir()):
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
    return digest.hexdigest()


@functools.cache
def fingerprint() -> str:
    """Name everything outside the document that its bytes depend on: renderer, text engine, fonts."""
    import pydyf
    import pyphen
    import weasyprint
    from weasyprint.text.ffi import pango

    versions = (weasyprint.VERSION, pydyf.__version__, pyphen.__version__, pango.pango_version())
    return " ".join([*map(str, versions), fonts_fingerprint()])


def render(
    html: str,
    *,
    css: str = "",
    assets: Mapping[str, Asset] | None = None,
    variant: str | None = "pdf/a-3b",
    tags: bool = True,
    limits: Limits | None = None,
    box_prefix: str = "",
    finisher: Callable[[Any, Any], None] | None = None,
) -> Printed:
    """Render one HTML document; `assets` maps SHA-256 to what `asset:<sha256>` shows.

    Elements whose id starts with `box_prefix` are measured. Raises PdfError with a sentence
    when a limit is reached or the document asks for something that is not its own.
    """
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    limits = limits or Limits()
    fonts_fingerprint()
    _check_size(html, limits)
    options = {"pdf_variant": variant, "pdf_tags": tags}
    fetcher = _fetcher(assets or {})
    try:
        with _no_collector(), _time_limit(limits.seconds):
            document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
                stylesheets=[_parsed(css)] if css else None, **options
            )
            if len(document.pages) > limits.pages:
                raise PdfError(
                    _("It has %(pages)d pages; the limit is %(limit)d.")
                    % {"pages": len(document.pages), "limit": limits.pages}
                )
            content = document.write_pdf(finisher=finisher, **options)
    except FatalURLFetchingError:
        pass  # said below, together with what a drawing asked for and swallowed
    except OutOfTime:
        raise PdfError(
            _("Laying it out took longer than %(seconds)d seconds.") % {"seconds": limits.seconds}
        ) from None
    if fetcher.refused:
        raise PdfError(
            _("It asks for “%(address)s”, which does not belong to the document.")
            % {"address": fetcher.refused[0][:80]}
        )
    sizes = _sizes(document)
    return Printed(
        content,
        sizes,
        endings=_endings(document, sizes),
        anchors=_anchors(document),
        boxes=_boxes(document, box_prefix),
    )


@functools.lru_cache(maxsize=16)
def _parsed(css: str) -> Any:
    """Parsing a stylesheet takes as long as setting a page; the same one serves many documents."""
    import weasyprint

    return weasyprint.CSS(string=css, url_fetcher=_fetcher({}))


def _check_size(html: str, limits: Limits) -> None:
    rows = len(re.findall(r"<tr[\s>]", html))
    if rows > limits.rows:
        raise PdfError(
            _("It has %(rows)d table rows; the limit is %(limit)d.")
            % {"rows": rows, "limit": limits.rows}
        )
    if len(html) > limits.characters:
        raise PdfError(
            _("Its text has %(count)d characters; the limit is %(limit)d.")
            % {"count": len(html), "limit": limits.characters}
        )


def _fetcher(assets: Mapping[str, Asset]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnAssetsOnly(URLFetcher):
        def __init__(self) -> None:
            super().__init__(timeout=1, allowed_protocols=frozenset(), allow_redirects=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            asset = assets.get(url.removeprefix("asset:")) if url.startswith("asset:") else None
            if asset is None:
                self.refused.append(url)
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return OwnAssetsOnly()


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """Layout builds trees that live until the end: looking for garbage in between only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Stop what runs in the main thread after `seconds`; elsewhere the caller's own limit must do."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _sizes(document: Any) -> list[tuple[float, float]]:
    return [
        (round(page.width * POINTS_PER_PIXEL, 2), round(page.height * POINTS_PER_PIXEL, 2))
        for page in document.pages
    ]


def _anchors(document: Any) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return first


def _endings(document: Any, sizes: list[tuple[float, float]]) -> dict[int, float]:
    found = {}
    for number, (width, height) in enumerate(sizes):
        last = number + 1 == len(sizes)
        if height > width and (last or sizes[number + 1][0] > sizes[number + 1][1]):
            found[number] = round(_filled(document.pages[number]) * POINTS_PER_PIXEL, 1)
    return found


def _filled(page: Any) -> float:
    """How far down the lowest line, picture or cell of the text reaches, in pixels."""
    top, lowest = page._page_box.content_box_y(), 0.0
    waiting = [page._page_box.children[0]]
    while waiting:
        box = waiting.pop()
        children = getattr(box, "children", None)
        if children:
            waiting.extend(children)
        elif isinstance(box.height, int | float):
            lowest = max(lowest, box.position_y + box.height - top)
    return lowest


def _boxes(document: Any, prefix: str) -> dict[str, Box]:
    found: dict[str, Box] = {}
    if not prefix:
        return found
    for number, page in enumerate(document.pages):
        waiting = [page._page_box]
        while waiting:
            box = waiting.pop()
            element = getattr(box, "element", None)
            if element is not None and hasattr(element, "get"):
                name = element.get("id") or ""
                if name.startswith(prefix) and box.element_tag == element.tag:
                    found.setdefault(name, _box(number, page, box))
            waiting.extend(getattr(box, "children", None) or [])
    return found


def _box(number: int, page: Any, box: Any) -> Box:
    x, y = box.border_box_x(), box.border_box_y()
    width, height = box.border_width(), box.border_height()
    corner = (x, page.height - y - height, width, height)
    return Box(number, *(round(value * POINTS_PER_PIXEL, 2) for value in corner))
