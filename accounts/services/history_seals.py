"""Can all of history be held by one number? A chain of seals, each over the lines since the last.

Each subject's own chain finds a line that was changed, or taken out of the middle. A seal also
finds a chain that was cut off at its end, or taken away whole.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from accounts.models import HistoryEntry, HistorySeal
from accounts.words import subject_of


@dataclass(frozen=True)
class Anchor:
    """Where history stood at a moment: the last line of one subject, and the newest seal.

    Written as text into signed files; `number` and `seal` are 0 where there was nothing yet.
    """

    subject: str
    number: int = 0
    hash: str = ""
    seal: int = 0
    seal_hash: str = ""

    def __str__(self) -> str:
        return f"{self.subject}#{self.number}:{self.hash}; #{self.seal}:{self.seal_hash}"

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """Read what `str` wrote; raises ValueError for anything else."""
        own, _, seal = text.partition("; #")
        subject, _, line = own.rpartition("#")
        number, _, digest = line.partition(":")
        seal_number, _, seal_hash = seal.partition(":")
        return cls(subject, int(number), digest, int(seal_number), seal_hash)


def anchor_of(obj: Model) -> Anchor:
    """Where the history of `obj`, and all of history, stands now."""
    subject = subject_of(obj)
    last = HistoryEntry.objects.filter(subject=subject).order_by("number").last()
    seal = HistorySeal.objects.last()
    return Anchor(
        subject,
        last.number if last else 0,
        last.hash if last else "",
        seal.number if seal else 0,
        seal.hash if seal else "",
    )


def seal() -> HistorySeal | None:
    """Seal what was seen last time; None when there is nothing new, or somebody else was first."""
    last = HistorySeal.objects.last()
    newest = HistoryEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if last and last.upto == last.seen == newest:
        return None
    begin, upto = (last.upto, last.seen) if last else (0, 0)
    digest, lines = _digest(last.hash if last else "", begin, upto)
    try:
        with transaction.atomic():
            return HistorySeal.objects.create(
                number=last.number + 1 if last else 1,
                upto=upto,
                seen=newest,
                lines=lines,
                hash=digest,
            )
    except IntegrityError:
        return None


def faults() -> Iterator[str]:
    """Compute every seal anew; yield a line for each that no longer holds."""
    before: HistorySeal | None = None
    for row in HistorySeal.objects.iterator():
        expected = before.number + 1 if before else 1
        if row.number != expected:
            yield f"{row}: seal {expected} is missing"
        digest, lines = _digest(
            before.hash if before else "", before.upto if before else 0, row.upto
        )
        if lines != row.lines:
            yield f"{row}: covers {row.lines} lines, {lines} are there"
        elif digest != row.hash:
            yield f"{row}: the lines under it are not the ones that were sealed"
        before = row


def contradictions(anchor: Anchor) -> Iterator[str]:
    """Yield what a signed file remembers of history and history does not."""
    if anchor.number and not HistoryEntry.objects.filter(
        subject=anchor.subject, number=anchor.number, hash=anchor.hash
    ):
        yield f"{anchor.subject} #{anchor.number}: a signed file remembers this line, history does not"
    if anchor.seal and not HistorySeal.objects.filter(number=anchor.seal, hash=anchor.seal_hash):
        yield f"seal {anchor.seal}: a signed file remembers this seal, history does not"


def _digest(before: str, after: int, upto: int) -> tuple[str, int]:
    """Hash the seal before and the hash of every line in (after, upto]; also count the lines."""
    digest, lines = hashlib.sha256(before.encode()), 0
    rows = HistoryEntry.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    for found in rows.values_list("pk", "hash").iterator(chunk_size=5000):
        digest.update(f"\n{found[0]} {found[1]}".encode())
        lines += 1
    return digest.hexdigest(), lines
