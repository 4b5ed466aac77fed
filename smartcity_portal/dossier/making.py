"""How is a dossier asked for and made? A worker packs it, the blob store keeps it, a job row tells of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job, JobState, User
from accounts.services import jobs, permission
from programs.models import Enrolment
from smartcity_portal.dossier import contents
from smartcity_portal.dossier.packing import pack
from smartcity_portal.kit import blobs, formats

KIND = "dossier.make"
PERMISSION = "programs.make_dossier"
PACKING = gettext_noop("File %(now)s of %(total)s is being packed")


def ask(enrolment: Enrolment, *, by: User) -> Job:
    """Let a worker pack everything of an enrolment as it stands now."""
    permission.require(PERMISSION, enrolment, by=by)
    return jobs.enqueue(KIND, enrolment, by=by)


@jobs.performer(KIND, gettext_lazy("Packing the dossier"))
def make(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Pack the dossier of the job's enrolment; the same state gives the same file again."""
    enrolment = Enrolment.objects.with_names().get(pk=int(job.subject.rpartition(":")[2]))
    by = job.requested_by
    if by is None or not by.has_perm(PERMISSION, enrolment):
        raise PermissionDenied(PERMISSION)

    def tell(done: int, total: int) -> None:
        report(PACKING, done=done, total=total, now=min(done + 1, total))

    return make_now(enrolment, by=by, progress=tell)


def make_now(enrolment: Enrolment, *, by: User, progress: Any = None) -> dict[str, Any]:
    """Pack the dossier into the blob store and return what the job remembers of it."""
    entries = contents.entries_of(enrolment, by)
    path = blobs.aside()
    try:
        with translation.override(contents.LANGUAGE):
            packed = pack(entries, _head(enrolment), path, progress or (lambda done, total: None))
        blobs.put_file(path, packed.sha256)
    finally:
        path.unlink(missing_ok=True)
    return {
        "sha256": packed.sha256,
        "size": packed.size,
        "files": len(packed.files),
        "missing": packed.missing[:50],
    }


def made(enrolment: Enrolment) -> list[Job]:
    """Return the finished dossiers of an enrolment, newest first, one per content."""
    seen: dict[str, Job] = {}
    for job in Job.objects.about(enrolment).filter(kind=KIND, state=JobState.DONE):
        seen.setdefault(job.result.get("sha256", ""), job)
    return [job for sha256, job in seen.items() if sha256]


def _head(enrolment: Enrolment) -> dict[str, Any]:
    at = contents.state_at(enrolment)
    return {
        "title": f"{enrolment.region} {enrolment.cohort.year}",
        "enrolment": enrolment.slug,
        "region": {"code": enrolment.region.code, "name": enrolment.region.name},
        "cohort": enrolment.cohort.year,
        "period": [enrolment.period_start, enrolment.period_end],
        "state_at": at.isoformat() if at else None,
        "state_words": formats.moment(at, enrolment.region) if at else "",
    }
