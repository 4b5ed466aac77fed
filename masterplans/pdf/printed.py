"""How do printed bytes become a row? A draft is printed again only when its content has changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from masterplans.models import BookDraft, ChapterPrint, VolumeDraft
from masterplans.pdf import book as pipeline
from masterplans.pdf.book import BuiltBook, HandOut
from masterplans.pdf.check_code import with_code
from masterplans.pdf.content import BookContent
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

Progress = Callable[[int, int], None]
DraftT = TypeVar("DraftT", BookDraft, ChapterPrint, VolumeDraft)


def renewed(
    model: type[DraftT],
    content: BookContent,
    *,
    at: datetime,
    progress: Progress,
    hand_out: HandOut | None = None,
    only: int | None = None,
    **whose: Any,
) -> DraftT:
    """Return the one draft of `whose` book, chapter or plan; unchanged content is not printed again.

    Raises Blocked with the sentence of what cannot be printed; the last good draft stays.
    """
    key = pipeline.lasting_key(content)
    if only is not None:
        key = f"{only}:{key}"[:64]
    last = model.objects.filter(**whose).first()
    if last and last.content_key == key and blobs.exists(last.sha256):
        return last
    built, sha256, size = set_and_stored(content, progress, hand_out, only)
    facts = {"sha256": sha256, "pages": built.pages, "size": size}
    draft, _created = model.objects.update_or_create(
        **whose, defaults={**facts, "content_key": key, "built_at": at}
    )
    if last and last.sha256 != sha256:
        blobs.discard(last.sha256)  # nothing was promised about a draft
    return draft


def set_for_issue(
    content: BookContent, progress: Progress, hand_out: HandOut | None
) -> tuple[str, dict[str, Any]]:
    """Print an edition with its code; return the key of its content and what its row says of the file.

    Raises Blocked when it cannot be printed or has faults that only printing shows.
    """
    key = pipeline.lasting_key(content)
    content = with_code(content, key)
    built, sha256, size = set_and_stored(content, progress, hand_out)
    if built.problems:
        raise Blocked(built.problems)
    return key, {
        "sha256": sha256,
        "pages": built.pages,
        "size": size,
        "code": content.check_code,
        "text_sha256": built.text_hash,
    }


def set_and_stored(
    content: BookContent,
    progress: Progress,
    hand_out: HandOut | None = None,
    only: int | None = None,
) -> tuple[BuiltBook, str, int]:
    """Build a book and put its bytes into the store. Raises Blocked with what went wrong."""
    try:
        built = pipeline.build(content, progress=progress, hand_out=hand_out, only=only)
    except PdfError as error:
        raise Blocked([error]) from error
    file = built.read()
    return built, blobs.put(file), len(file)
