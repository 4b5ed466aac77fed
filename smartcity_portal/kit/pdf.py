"""How does HTML become a PDF? The one door to WeasyPrint: own assets only, bounded, same bytes every time.

Nothing is fetched but `asset:<sha256>` from the mapping that the caller hands in: no network,
no files, no data URLs. Fonts come from one directory with its own fonts.conf, so that a page
looks the same on every machine that has the same fonts (fonts_fingerprint says which).
"""

import contextlib
import functools
import hashlib
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from smartcity_portal.kit.pdf_memory import collecting
from smartcity_portal.kit.pdf_places import Box as Box
from smartcity_portal.kit.pdf_places import anchors_of, boxes_of, endings_of, sizes_of

FONTS = Path(os.environ.get("PORTAL_FONTS", "/usr/share/fonts/truetype/noto"))
MUCH = 30_000  # characters: a document of some pages
FACES = tuple(
    f"Noto{family}-{face}.ttf"
    for family in ("Sans", "Serif")
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
)
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).with_name("fonts.conf")))
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.WARNING)


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
    as_part: bool = False,
    drawn_if: Callable[[Printed], bool] = lambda laid_out: True,
) -> Printed:
    """Render one HTML document; `assets` maps SHA-256 to what `asset:<sha256>` shows.

    Elements whose id starts with `box_prefix` are measured. What is printed `as_part` will be taken
    into another file, so it has no name of its own and its objects are not packed: writing and
    reading it takes less; its HTML must be as kit.pdf_markup says. `drawn_if` sees the layout and may
    render another document to compare; when it says no, `content` stays empty. Raises PdfError with a
    sentence when a limit is reached or the document asks for something that is not its own.
    """
    options = {"pdf_variant": variant, "pdf_tags": tags}
    if as_part:
        options |= {"uncompressed_pdf": True, "pdf_identifier": False}
    with collecting(thoroughly=len(html) > MUCH):
        read = _part if as_part else _page
        return _render(
            html,
            read,
            css,
            assets or {},
            limits or Limits(),
            box_prefix,
            finisher,
            options,
            drawn_if,
        )


def _page(html: str, fetcher: Any) -> Any:
    import weasyprint

    return weasyprint.HTML(string=html, url_fetcher=fetcher)


def _part(html: str, fetcher: Any) -> Any:
    from smartcity_portal.kit.pdf_markup import PartMarkup

    return PartMarkup(html, fetcher)


def _render(
    html: str,
    read: Callable[[str, Any], Any],
    css: str,
    assets: Mapping[str, Asset],
    limits: Limits,
    box_prefix: str,
    finisher: Callable[[Any, Any], None] | None,
    options: Mapping[str, Any],
    drawn_if: Callable[[Printed], bool],
) -> Printed:
    from weasyprint.urls import FatalURLFetchingError

    fonts_fingerprint()
    _check_size(html, limits)
    fetcher = _fetcher(assets)
    try:
        with _time_limit(limits.seconds):
            document = read(html, fetcher).render(
                stylesheets=[_parsed(css)] if css else None, **options
            )
            if len(document.pages) > limits.pages:
                raise PdfError(
                    _("It has %(pages)d pages; the limit is %(limit)d.")
                    % {"pages": len(document.pages), "limit": limits.pages}
                )
            printed = _laid_out(document, box_prefix)
            if drawn_if(printed):
                content = document.write_pdf(finisher=finisher, **options)
                printed = replace(printed, content=content)
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
    return printed


def _laid_out(document: Any, box_prefix: str) -> Printed:
    sizes = sizes_of(document)
    return Printed(
        b"",
        sizes,
        endings=endings_of(document, sizes),
        anchors=anchors_of(document),
        boxes=boxes_of(document, box_prefix),
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
def _time_limit(seconds: float) -> Iterator[None]:
    """Stop what runs in the main thread after `seconds`; elsewhere the caller's own limit must do.

    The time of a document that waits for another one stands still.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    left = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *left)
