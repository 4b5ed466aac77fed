"""Is this file what it says it is? Known bytes at once, unknown ones by a full check elsewhere."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job
from accounts.services import jobs
from commitments.models import Certificate, Check, Sheet, SheetVersion
from commitments.services import incoming
from commitments.signing.bounded import inspect_file
from commitments.signing.inspection import Inspection
from commitments.states import SheetState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked

KIND = "commitments.check"
END_MARK = b"%%EOF"
MOST_ENDS = 200
MOST_WAITING = 20


class Verdict(StrEnum):
    """What can be said about a file."""

    FINAL = "final"
    CURRENT = "current"
    OLD = "old"
    ROLLED_BACK = "rolled_back"
    VOID = "void"
    EXPIRED = "expired"
    EXTENDED = "extended"
    ALTERED = "altered"
    FOREIGN = "foreign"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


GENUINE = {Verdict.FINAL, Verdict.CURRENT}


@dataclass(frozen=True)
class Answer:
    """The verdict on a file, and what is known of it."""

    verdict: Verdict
    sha256: str
    size: int = 0
    version: SheetVersion | None = None
    sheet: Sheet | None = None
    added: int = 0
    found: Inspection | None = field(default=None)

    @property
    def is_genuine(self) -> bool:
        """True only for the bytes that are the present state of a standing sheet."""
        return self.verdict in GENUINE


def known(sha256: str) -> Answer | None:
    """Answer for bytes that the portal has made; None when it never has."""
    version = SheetVersion.objects.with_sheet().filter(sha256=sha256.lower()).first()
    if version is None:
        return None
    return Answer(_standing(version), version.sha256, version.size, version, version.sheet)


def _standing(version: SheetVersion) -> Verdict:
    sheet = version.sheet
    if sheet.state == SheetState.VOID:
        return Verdict.VOID
    if sheet.state == SheetState.EXPIRED:
        return Verdict.EXPIRED
    if sheet.head_sha256 != version.sha256:
        return Verdict.OLD
    return Verdict.FINAL if sheet.state == SheetState.COMPLETED else Verdict.CURRENT


def extended(content: bytes) -> Answer | None:
    """Answer for bytes that begin with a known version and go on: with something unknown, or cut off."""
    version = _begun_with(content)
    if version is None:
        return None
    return _continued(
        version, hashlib.sha256(content).hexdigest(), len(content), _is_cut(version, content)
    )


def _continued(version: SheetVersion, sha256: str, size: int, cut: bool) -> Answer:
    verdict = Verdict.ROLLED_BACK if cut else Verdict.EXTENDED
    return Answer(verdict, sha256, size, version, version.sheet, added=size - version.size)


def _begun_with(content: bytes) -> SheetVersion | None:
    """The longest known version that these bytes begin with; they are read once."""
    sizes = SheetVersion.objects.filter(size__in=_possible_ends(content)).values_list("size")
    digest, at, found = hashlib.sha256(), 0, []
    for (end,) in sizes.distinct().order_by("size"):
        digest.update(content[at:end])
        at = end
        found.append(digest.copy().hexdigest())
    return SheetVersion.objects.with_sheet().filter(sha256__in=found).order_by("-size").first()


def _is_cut(version: SheetVersion, content: bytes) -> bool:
    """These bytes end in the middle of what the portal keeps."""
    return blobs.read(version.sheet.head_sha256).startswith(content)


def _possible_ends(content: bytes) -> list[int]:
    """Where earlier revisions may end: after each end mark, with or without a line break."""
    ends: set[int] = set()
    at = content.find(END_MARK)
    while at != -1 and len(ends) < MOST_ENDS * 3:
        at += len(END_MARK)
        ends |= {at, at + 1, at + 2}
        at = content.find(END_MARK, at)
    return [end for end in ends if end < len(content)]


def judged(found: Inspection) -> Answer:
    """Turn what an inspection found in unknown bytes into a verdict. It is never genuine."""
    serials = [finding.serial for finding in found.signatures if finding.serial]
    sheet = _sheet_behind(serials)
    if found.problem:
        verdict = Verdict.UNREADABLE
    elif sheet is not None or _own().filter(serial__in=serials).exists():
        verdict = Verdict.ALTERED
    else:
        verdict = Verdict.FOREIGN if found.signatures else Verdict.UNSIGNED
    return Answer(verdict, found.sha256, found.size, sheet=sheet, found=found)


def _sheet_behind(serials: list[str]) -> Sheet | None:
    return (
        Sheet.objects.with_names()
        .filter(signatures__certificate__in=_own().filter(serial__in=serials))
        .first()
        if serials
        else None
    )


def _own() -> QuerySet[Certificate]:
    """Certificates of the portal; one of another authority stands behind other papers too."""
    return Certificate.objects.exclude(kind=Certificate.Kind.OTHER)


def answer(content: bytes) -> Answer:
    """Answer fully and at once; for the command line. Pages use `submit`."""
    quick = known(hashlib.sha256(content).hexdigest()) or extended(content)
    if quick is not None:
        return quick
    path = incoming.put(hashlib.sha256(content).hexdigest(), content)
    try:
        return judged(inspect_file(path))
    finally:
        path.unlink(missing_ok=True)


@transaction.atomic
def submit(content: bytes) -> Answer | Check:
    """Answer at once when the bytes are known; otherwise have a worker check them.

    Raises Blocked while so many files wait that a further one would hold up other work.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    quick = known(sha256)
    if quick is not None:
        return quick
    earlier = Check.objects.filter(sha256=sha256, done_at__isnull=False).first()
    if earlier is not None:
        return earlier
    begun = extended(content)
    if begun is not None and begun.version is not None:
        cut = begun.verdict == Verdict.ROLLED_BACK
        return Check.objects.create(
            sha256=sha256,
            size=len(content),
            report={"begins_with": begun.version.sha256, "cut": cut},
            done_at=timezone.now(),
        )
    if Job.objects.active().filter(kind=KIND).count() >= MOST_WAITING:
        raise Blocked([_("Many files are being checked just now. Try again in a few minutes.")])
    check = Check.objects.create(sha256=sha256, size=len(content))
    incoming.put(check.token, content)
    jobs.enqueue(KIND, about=check, by=None, check=check.pk)
    return check


def answer_of(check: Check) -> Answer | None:
    """The verdict of a check; None while it is still being worked on."""
    if check.done_at is None:
        return None
    if "begins_with" in check.report:
        version = SheetVersion.objects.with_sheet().get(sha256=check.report["begins_with"])
        return _continued(version, check.sha256, check.size, check.report.get("cut", False))
    return judged(Inspection.from_dict(check.report))


@jobs.performer(KIND, gettext_lazy("Checking a file"))
def perform(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Inspect the file in a bounded process, keep the findings, drop the file."""
    check = Check.objects.get(pk=job.arguments["check"])
    if check.done_at is None:
        report(gettext_noop("Checking every signature"), done=0, total=1)
        found = inspect_file(incoming.path_of(check.token))
        found.sha256, found.size = check.sha256, check.size
        check.report, check.done_at = found.as_dict(), timezone.now()
        check.save(update_fields=["report", "done_at"])
        incoming.drop(check.token)
    return {"check": check.token}
