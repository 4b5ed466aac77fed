"""What is printed once and used until it changes? Parts of a book, kept under the hash of their content.

A part is one document: a chapter, the contents, the cover. Its key covers HTML, styles, pictures,
fonts and versions. Rendering twice is harmless; a lock per key keeps two builds from doing the
same work; files are written aside and renamed, so a killed worker leaves nothing half done.
"""

import contextlib
import errno
import fcntl
import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masterplans.pdf.structure import finisher
from smartcity_portal.kit import pdf
from smartcity_portal.kit.pdf import Asset, Limits

SHORT_PAGE = 96  # points: six lines
WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOTSUP}
SHAPE = "9"  # raise it when the code that makes parts changes what they look like inside


@dataclass(frozen=True)
class Part:
    """One document of a book. `slot` spaces its structure keys and names from those of other parts."""

    name: str
    html: str
    css: str
    slot: int = 0
    assets: Mapping[str, Asset] = field(default_factory=dict)
    tagged: bool = True

    @functools.cached_property
    def key(self) -> str:
        digest = hashlib.sha256()
        for text in (
            SHAPE,
            pdf.fingerprint(),
            self.html,
            self.css,
            str(self.slot),
            str(self.tagged),
        ):
            digest.update(text.encode() + b"\0")
        for sha256 in sorted(self.assets):
            digest.update(sha256.encode())
        return digest.hexdigest()


@dataclass(frozen=True)
class Layout:
    """A printed part: its file, the sizes of its pages, the page of each anchor, where pages end short."""

    path: Path
    sizes: list[tuple[float, float]]
    anchors: dict[str, int]
    endings: dict[int, float] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return len(self.sizes)

    @property
    def ends_short(self) -> bool:
        """Does text run over to a page that then holds next to nothing?"""
        return any(page and filled < SHORT_PAGE for page, filled in self.endings.items())


class PartStore:
    """The folder of printed parts and finished books, shared by all builds on all machines."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def get(self, part: Part) -> Layout | None:
        """Return the printed part, None when it has to be printed."""
        known = self.laid_out(part)
        if known is None or not known.path.exists():
            return None
        known.path.touch()
        return known

    def laid_out(self, part: Part) -> Layout | None:
        """Return how a part lies on its pages, which may be known though it was not drawn."""
        path = self.path_of(part.key)
        facts = path.with_suffix(".json")
        try:
            known = json.loads(facts.read_text(encoding="utf-8"))
            facts.touch()
        except (OSError, ValueError):
            return None
        sizes = [(width, height) for width, height in known["sizes"]]
        endings = {int(page): filled for page, filled in known["endings"].items()}
        return Layout(path, sizes, known["anchors"], endings)

    def print(
        self,
        part: Part,
        limits: Limits | None = None,
        drawn_if: Callable[[Layout], bool] = lambda laid_out: True,
    ) -> Layout:
        """Return the printed part, printing it when it is not there. Raises kit.pdf.PdfError.

        When `drawn_if` does not like how it lies on its pages, only that is kept, and there is no file.
        """
        with self.lock(part.key):
            if known := self.get(part):
                return known
            laid_out = self.laid_out(part)
            if laid_out is not None and not drawn_if(laid_out):
                return laid_out
            return self._print(part, limits, drawn_if)

    def _print(
        self, part: Part, limits: Limits | None, drawn_if: Callable[[Layout], bool]
    ) -> Layout:
        path = self.path_of(part.key)

        def layout_of(printed: pdf.Printed) -> Layout:
            return Layout(path, printed.sizes, printed.anchors, printed.endings)

        printed = pdf.render(
            part.html,
            css=part.css,
            assets=part.assets,
            variant="pdf/a-3b",
            tags=part.tagged,
            limits=limits,
            finisher=finisher(part.slot),
            as_part=True,
            drawn_if=lambda laid_out: drawn_if(layout_of(laid_out)),
        )
        if printed.content:
            self.write(path, lambda aside: aside.write_bytes(printed.content))
        facts = json.dumps(
            {"sizes": printed.sizes, "anchors": printed.anchors, "endings": printed.endings}
        )
        self.write(path.with_suffix(".json"), lambda aside: aside.write_text(facts, "utf-8"))
        return layout_of(printed)

    def put_source(self, key: str, source: str) -> None:
        """Leave what a part is made of, so that another worker can print it."""
        self.write(self.path_of(key).with_suffix(".source"), lambda aside: aside.write_text(source))

    def source(self, key: str) -> str | None:
        """Return what was left for `key`, None when it was swept away."""
        try:
            return self.path_of(key).with_suffix(".source").read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def keep(self, key: str, told: dict[str, Any]) -> None:
        """Keep a small fact under `key`."""
        path = self.path_of(key).with_suffix(".fact")
        self.write(path, lambda aside: aside.write_text(json.dumps(told), "utf-8"))

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return the fact kept under `key`, None when there is none."""
        path = self.path_of(key).with_suffix(".fact")
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        path.touch()
        return told

    def path_of(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.pdf"

    def write(self, target: Path, fill: Callable[[Path], Any]) -> None:
        """Let `fill` write a file aside, then rename it to `target`."""
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=target.suffix)
        os.close(handle)
        aside = Path(name)
        try:
            fill(aside)
            os.replace(aside, target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise

    @contextlib.contextmanager
    def lock(self, key: str) -> Iterator[None]:
        """Wait until nobody else is printing the same key. Where the storage knows no locks, the
        same work may be done twice, with the same bytes."""
        folder = self.folder / "locks"
        folder.mkdir(exist_ok=True)
        with (folder / key).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
            except OSError as error:
                if error.errno not in WITHOUT_LOCKS:
                    raise
            yield
