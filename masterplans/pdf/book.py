"""How is a whole book built, and what is built again after a change? Parts first, then one file.

Chapters that are already printed are taken from the store; the book itself too. So an edit costs
one chapter and the assembly, the step from draft to final the front matter, and no edit nothing.
"""

from dataclasses import replace

from django.conf import settings
from django.utils import translation

from masterplans.pdf.builder import Build, BuiltBook, HandOut, Progress
from masterplans.pdf.content import BookContent
from masterplans.pdf.parts import PartStore
from masterplans.pdf.plain import key_of
from masterplans.pdf.release import press_fingerprint
from smartcity_portal.kit.pdf import Limits


def default_store() -> PartStore:
    """The store that all builds of this machine share."""
    return PartStore(settings.BOOK_CACHE)


def content_key(content: BookContent, only: int | None = None) -> str:
    """Name what a book (or one chapter of it) says, with the day on which a draft was drawn."""
    return key_of(press_fingerprint(), only, content)


def lasting_key(content: BookContent) -> str:
    """Name what a book says, apart from the day on which a draft was drawn."""
    if content.draft is not None:
        content = replace(content, draft=replace(content.draft, as_of=""))
    return content_key(content)


def build(
    content: BookContent,
    *,
    store: PartStore | None = None,
    progress: Progress = lambda done, total: None,
    limits: Limits | None = None,
    workers: int = 1,
    hand_out: HandOut | None = None,
    only: int | None = None,
) -> BuiltBook:
    """Build a book, or `only` the chapter of this number. `progress(done, total)` counts documents; raises ChapterFailed or PdfError.

    `hand_out` takes the documents that have to be printed when there are several, and does not
    return: the build is asked for again when others have printed them.
    """
    store = store or default_store()
    key = content_key(content, only)
    if known := _remembered(store, key):
        return known
    with translation.override(content.language):
        build = Build(content, store, progress, limits, workers)
        build.hand_out = hand_out
        built = build.run(only)
    _remember(store, key, built)
    return built


def _remembered(store: PartStore, key: str) -> BuiltBook | None:
    """Return the book that was built of exactly this content, while its file is there."""
    told = store.recall(key)
    path = store.path_of(told["key"]) if told else None
    if told is None or path is None or not path.exists():
        return None
    path.touch()
    return BuiltBook(path, told["pages"], (), tuple(told["problems"]), told["text_hash"])


def _remember(store: PartStore, key: str, built: BuiltBook) -> None:
    told = {
        "key": built.path.stem,
        "pages": built.pages,
        "problems": built.problems,
        "text_hash": built.text_hash,
    }
    store.keep(key, told)
