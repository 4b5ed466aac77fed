"""How fast do others set the same book? WeasyPrint in one call, Chromium, Typst; wall seconds and MB.

Each runs in a process of its own. The single call makes the whole book with its contents, heads and
page numbers; Chromium knows no page numbers in contents, Typst no house style: these two say how fast
this machine is.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from lxml import html

from masterplans.pdf.chapter import ChapterMarkup, chapter_markup, with_references
from masterplans.pdf.content import BookContent
from masterplans.pdf.styles import stylesheet
from smartcity_portal.bench.whole_book import FURNITURE, one_document
from smartcity_portal.kit import pdf
from smartcity_portal.kit.pdf import Asset

PATIENCE = 900


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the clock, megabytes at its highest."""

    seconds: float
    megabytes: float


def markup(content: BookContent) -> list[ChapterMarkup]:
    """Return the chapters as the pipeline sets them."""
    with translation.override(content.language):
        return with_references(chapter_markup(c, content.records) for c in content.chapters)


def single_call(content: BookContent, folder: Path) -> Run:
    """Lay the whole book out in one WeasyPrint call."""
    return _in_a_child(lambda: _single(content), folder)


def chromium(content: BookContent, folder: Path) -> Run | None:
    """Let Chromium print the same HTML; None where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        return None
    source = folder / "book.html"
    source.write_text(_as_files(content, folder), encoding="utf-8")
    return _run(
        program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        f"--user-data-dir={folder / 'chromium'}", "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={folder / 'chromium.pdf'}", source.as_uri(),
    )  # fmt: skip


def typst(content: BookContent, folder: Path) -> Run | None:
    """Let Typst set the same text; None where it is not installed."""
    try:
        import typst as _installed  # noqa: F401
    except ImportError:
        return None
    source = folder / "book.typ"
    _as_files(content, folder)
    source.write_text(_as_typst(markup(content)), encoding="utf-8")
    program = f"import typst; typst.compile({str(source)!r}, output={str(folder / 'typst.pdf')!r})"
    return _run(sys.executable, "-c", program)


def _single(content: BookContent) -> None:
    chapters = markup(content)
    pdf.render(
        one_document(content, chapters, "single"),
        css=stylesheet("book.css") + FURNITURE,
        assets=_assets(chapters),
        limits=pdf.Limits(pages=2000, rows=100_000, characters=40_000_000, seconds=PATIENCE),
    )


def _in_a_child(work: Callable[[], None], folder: Path) -> Run:
    """Fork, work there, and read what it took."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            (folder / "peak").write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("the single call did not end well")
    return Run(time.perf_counter() - start, int((folder / "peak").read_text()) / 1024)


def _run(*command: str) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} ended with {status}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def _assets(chapters: Sequence[ChapterMarkup]) -> Mapping[str, Asset]:
    return {s: asset for c in chapters for piece in c.pieces for s, asset in piece.assets.items()}


def _as_files(content: BookContent, folder: Path) -> str:
    """Write the pictures beside the page; return the page with its styles inside."""
    chapters = markup(content)
    for sha256, asset in _assets(chapters).items():
        (folder / f"{sha256}.png").write_bytes(asset.content)
    whole = one_document(content, chapters, "chromium")
    styles = f"<style>{stylesheet('book.css')}{FURNITURE}</style></head>"
    return re.sub(r"asset:([0-9a-f]{64})", r"\1.png", whole).replace("</head>", styles)


def _as_typst(chapters: Sequence[ChapterMarkup]) -> str:
    head = (
        '#set page(paper: "a4")\n#set text(font: "Noto Serif", size: 10.5pt, lang: "id")\n'
        '#set par(justify: true)\n#show table: set text(8pt, font: "Noto Sans")\n'
        "#show figure.where(kind: table): set block(breakable: true)\n#outline(depth: 3)\n"
    )
    lines = [head]
    for chapter in chapters:
        root = html.fragment_fromstring(chapter.body, create_parent="div")
        lines += [_typst_block(element) for element in root.iter() if isinstance(element.tag, str)]
    return "\n".join(filter(None, lines))


def _typst_block(element: html.HtmlElement) -> str:
    tag = element.tag
    text = _escaped(" ".join(element.text_content().split()))
    if tag in {"h1", "h2", "h3"}:
        return f"{'=' * int(tag[1])} {text}"
    if tag == "li":
        return f"- {text}"
    if tag == "p":
        return f"{text}\n"
    if tag == "img":
        return f'#image("{element.get("src")[6:]}.png", width: 100%)'
    if tag == "table":
        rows = [list(row.iter("td", "th")) for row in element.iter("tr")]
        cells = ", ".join(
            f"[{_escaped(' '.join(cell.text_content().split()))}]" for row in rows for cell in row
        )
        return f"#table(columns: {len(rows[0])}, {cells})"
    return ""


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_@<>`\[\]~])", r"\\\1", text)
