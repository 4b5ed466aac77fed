"""How is an output of the plan asked for? By a job; two who ask at once get one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import Job
from accounts.services import jobs
from masterplans.models import Book, Masterplan, PlanOutput
from masterplans.outputs import making
from masterplans.outputs.catalogue import RECIPES
from masterplans.outputs.material import Material
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked

JOB = "masterplans.output"
PERMISSION = "masterplans.make_output"


def request(plan: Masterplan, kind: str, book: Book | None = None, *, by: Any) -> Job:
    """Ask for a file as the plan stands. Raises Blocked with what it still lacks."""
    _check(plan, by)
    if reasons := RECIPES[kind].why_not(Material(plan, at=clock.now()), book):
        raise Blocked(reasons)
    number = book.pk if book else 0
    key = f"{JOB}:{plan.pk}:{kind}:{number}"
    return jobs.enqueue(JOB, plan, by=by, key=key, plan=plan.pk, output=kind, book=number)


def make_now(
    plan: Masterplan,
    kind: str,
    book: Book | None = None,
    *,
    by: Any,
    at: datetime | None = None,
) -> PlanOutput:
    """Make a file without a worker, for commands and the demo."""
    _check(plan, by)
    return making.make(plan, kind, book, by=by, at=at)


def _check(plan: Masterplan, by: Any) -> None:
    if not by.has_perm(PERMISSION, plan):
        raise PermissionDenied(PERMISSION)
