"""Do signed files, records and history tell the same story? Whoever changes one leaves the others."""

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.models import HistoryEntry
from accounts.services.history_seals import Anchor, contradictions
from accounts.words import subject_of
from commitments.models import Route, Sheet, SheetVersion, Signature
from commitments.signing.anchors import anchors_in
from smartcity_portal.kit import blobs

SIGNED, COMPLETED = "commitments.signatory.sign", "commitments.sheet.complete"


def faults() -> Iterator[str]:
    """Yield a sentence for every signed sheet whose file, records and history disagree."""
    sheets = Sheet.objects.exclude(head_sha256="").order_by("pk")
    for sheet in sheets.iterator(chunk_size=200):
        yield from _untold(sheet)
        yield from _broken_links(sheet)
        yield from _file_faults(sheet)


def faults_in_file(content: bytes) -> Iterator[str]:
    """Yield what a signed file, from wherever, remembers of history and history does not."""
    for text in anchors_in(content):
        try:
            yield from contradictions(Anchor.parse(text))
        except ValueError:
            yield f"unreadable anchor {text[:60]!r}"


def _untold(sheet: Sheet) -> Iterator[str]:
    """Every signature has its line of history, and every such line its signature."""
    subject = subject_of(sheet)
    lines = HistoryEntry.objects.filter(subject=subject, verb__in=[SIGNED, COMPLETED])
    told: dict[str, set[str]] = {SIGNED: set(), COMPLETED: set()}
    for verb, data in lines.values_list("verb", "data"):
        told[verb].add(data.get("sha256"))
    made = set(_in_the_file(sheet).values_list("after_sha256", flat=True))
    final = SheetVersion.Kind.FINAL
    sealed = set(sheet.versions.filter(kind=final).values_list("sha256", flat=True))
    for sha256 in sorted(made - told[SIGNED]):
        yield f"{subject}: history does not tell of the signature {sha256[:12]}"
    for sha256 in sorted(told[SIGNED] - made):
        yield f"{subject}: history tells of a signature {sha256[:12]} that is not there"
    for sha256 in sorted(sealed ^ told[COMPLETED]):
        yield f"{subject}: history and records disagree on the final version {sha256[:12]}"


def _in_the_file(sheet: Sheet) -> QuerySet[Signature]:
    """What was signed on paper leaves the file as it was."""
    return sheet.signatures.exclude(route=Route.PAPER)


def _broken_links(sheet: Sheet) -> Iterator[str]:
    """Each signature continues the file before it; the newest version is the sheet's head."""
    at = sheet.issued_sha256
    rows: dict[str, Signature] = {row.before_sha256: row for row in _in_the_file(sheet)}
    while at in rows:
        at = rows.pop(at).after_sha256
    if rows:
        yield f"{subject_of(sheet)}: {len(rows)} signatures do not continue the file before them"
    newest = sheet.versions.order_by("number").last()
    if newest is None or newest.sha256 != sheet.head_sha256:
        yield f"{subject_of(sheet)}: the newest version is not the head"


def _file_faults(sheet: Sheet) -> Iterator[str]:
    try:
        content = blobs.read(sheet.head_sha256)
    except FileNotFoundError:
        yield f"{subject_of(sheet)}: the file {sheet.head_sha256[:12]} is missing"
        return
    if blobs.sha256_of(content) != sheet.head_sha256:
        yield f"{subject_of(sheet)}: the file {sheet.head_sha256[:12]} was changed"
    for fault in faults_in_file(content):
        yield f"{subject_of(sheet)}: {fault}"
