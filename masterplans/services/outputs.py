"""How is an output of the plan asked for? By a job; two who ask at once get one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import Job
from accounts.services import jobs
from masterplans.models import Book, Masterplan, PlanOutput
from masterplans.outputs import making
from masterplans.outputs.catalogue import RECIPES
from masterplans.outputs.making import Edition
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked

JOB = "masterplans.output"
PERMISSION = "masterplans.make_output"


def request(
    plan: Masterplan,
    kind: str,
    book: Book | None = None,
    *,
    by: Any,
    edition: Edition | None = None,
) -> Job:
    """Ask for a file as the plan stands, or as an edition was issued. Raises Blocked with what it lacks."""
    _check(plan, by)
    material = making.material_of(plan, edition, at=clock.now())
    if reasons := RECIPES[kind].why_not(material, book):
        raise Blocked(reasons)
    number, sha256 = book.pk if book else 0, material.edition_sha256
    key = ":".join(filter(None, [f"{JOB}:{plan.pk}:{kind}:{number}", sha256]))
    return jobs.enqueue(
        JOB, plan, by=by, key=key, plan=plan.pk, output=kind, book=number, edition=sha256
    )


def make_now(
    plan: Masterplan,
    kind: str,
    book: Book | None = None,
    *,
    by: Any,
    at: datetime | None = None,
    edition: Edition | None = None,
) -> PlanOutput:
    """Make a file without a worker, for commands and the demo."""
    _check(plan, by)
    return making.make(plan, kind, book, by=by, at=at, edition=edition)


def _check(plan: Masterplan, by: Any) -> None:
    if not by.has_perm(PERMISSION, plan):
        raise PermissionDenied(PERMISSION)
