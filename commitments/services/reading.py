"""Who reads an upload of signed paper? A worker, so that no page waits for a large photograph or stack."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job, User
from accounts.services import jobs
from accounts.services.permission import require
from commitments.models import Scan, Sheet
from commitments.services import incoming, scans
from commitments.services.scans import Outcome
from programs.models import Enrolment
from smartcity_portal.kit import blobs
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.queues import OUTPUTS, PREVIEWS

PHOTO, STACK = "commitments.read_photo", "commitments.read_stack"
KINDS = (PHOTO, STACK)
TITLE = gettext_lazy("Reading signed paper")
MOST_WAITING = 60


@room_needed()
def request(
    enrolment: Enrolment, content: bytes, name: str, *, by: User, sheet: Sheet | None = None
) -> Job:
    """Have a photograph or a PDF read by a worker; `sheet` when only that one is meant.

    Asking twice for the same bytes gives one job. Raises Blocked when the file came before.
    """
    require("commitments.upload_scan", enrolment, by=by)
    sha256 = blobs.sha256_of(content)
    scans.check_new(enrolment, sha256)
    if Job.objects.active().filter(kind__in=KINDS).count() >= MOST_WAITING:
        raise Blocked([_("Many uploads are being read just now. Try again in a few minutes.")])
    incoming.put(_kept_as(enrolment.pk, sha256), content)
    kind = STACK if content.startswith(b"%PDF-") else PHOTO
    return jobs.enqueue(
        kind,
        enrolment,
        by=by,
        key=f"{kind}:{enrolment.pk}:{sha256}",
        enrolment=enrolment.pk,
        sheet=sheet.pk if sheet else None,
        sha256=sha256,
        name=name[:120],
    )


def _kept_as(enrolment: int, sha256: str) -> str:
    return f"scan-{enrolment}-{sha256}"


@jobs.performer(STACK, TITLE, queue=OUTPUTS)
@jobs.performer(PHOTO, TITLE, queue=PREVIEWS)
def perform(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Read the file and keep what it shows; safe to run twice. Blocked says why nothing was taken."""
    report(gettext_noop("Reading the codes on every page"))
    asked = job.arguments
    enrolment = Enrolment.objects.with_names().get(pk=asked["enrolment"])
    sheet = Sheet.objects.filter(pk=asked["sheet"]).first() if asked["sheet"] else None
    kept = _kept_as(enrolment.pk, asked["sha256"])
    outcomes = _taken_before(job) or _read(job, enrolment, sheet, kept)
    incoming.drop(kept)
    refused = [(row.leaf, row.refused) for row in outcomes if row.refused]
    found = [row.scan for row in outcomes if row.scan]
    if not found:
        raise Blocked([said(leaf, why) for leaf, why in refused])
    place = found[0] if len(found) == 1 else None
    return {"scans": [scan.pk for scan in found], "refused": refused, "url": _url(place, sheet)}


def _read(job: Job, enrolment: Enrolment, sheet: Sheet | None, kept: str) -> list[Outcome]:
    assert job.requested_by is not None
    try:
        content = incoming.path_of(kept).read_bytes()
    except FileNotFoundError:
        raise Blocked([_("The upload is no longer there. Send it once more.")]) from None
    try:
        return scans.upload(enrolment, content, by=job.requested_by, sheet=sheet)
    except (ValidationError, Blocked) as refused:
        incoming.drop(kept)
        told = refused.reasons if isinstance(refused, Blocked) else refused.messages
        raise Blocked(told) from None


def _taken_before(job: Job) -> list[Outcome]:
    """What a worker had stored that died before it could say so."""
    rows = Scan.objects.filter(
        enrolment=job.arguments["enrolment"],
        upload_sha256=job.arguments["sha256"],
        at__gte=job.created_at,
    )
    return [Outcome(scan.leaf, scan) for scan in rows.order_by("leaf")]


def _url(scan: Scan | None, sheet: Sheet | None) -> str:
    if scan is not None:
        return scan.get_absolute_url()
    return f"{sheet.get_paper_url()}#scans" if sheet else ""


def said(leaf: int, why: str) -> str:
    """Why a page of an upload was not taken, with its number where there are several."""
    return _("Page %(leaf)d of the file: %(why)s") % {"leaf": leaf, "why": why} if leaf else why
