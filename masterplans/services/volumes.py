"""How does a plan leave the house as one volume? Like a book: drafts for all, editions once all is approved."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job
from accounts.services import history, jobs, permission
from masterplans import notices
from masterplans.models import Masterplan, VolumeDraft, VolumeEdition
from masterplans.outputs import freezing
from masterplans.pdf import volume_press
from smartcity_portal.kit.machine import Blocked

DRAFT, EDITION = "masterplans.volume_draft", "masterplans.volume_edition"


def request_draft(plan: Masterplan, *, by: Any) -> Job:
    """Ask for a draft of the volume as its books stand; two who ask at once get one job."""
    permission.require("masterplans.draft_volume", plan, by=by)
    return jobs.enqueue(DRAFT, plan, by=by, plan=plan.pk)


def reasons_against_issue(plan: Masterplan) -> list[str]:
    """Say what the volume still waits for before it can be issued; empty when nothing is missing."""
    return volume_press.reasons_against_issue(plan)


@transaction.atomic
def issue(plan: Masterplan, *, by: Any) -> Job:
    """Issue the next edition: asked now and again at the end of printing. Raises Blocked with reasons."""
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    permission.require("masterplans.issue_volume", plan, by=by)
    if reasons := volume_press.reasons_against_issue(plan):
        raise Blocked(reasons)
    return jobs.enqueue(EDITION, plan, by=by, plan=plan.pk)


def draft_now(plan: Masterplan, *, by: Any, at: datetime | None = None) -> VolumeDraft:
    """Print a draft without a worker, for commands and the demo."""
    permission.require("masterplans.draft_volume", plan, by=by)
    return volume_press.print_draft(plan, at=at, progress=_silent)


def issue_now(plan: Masterplan, *, by: Any, at: datetime | None = None) -> VolumeEdition:
    """Print and issue an edition without a worker, for commands and the demo."""
    permission.require("masterplans.issue_volume", plan, by=by)
    return volume_press.print_edition(plan, by=by, at=at, progress=_silent, keep=freezing.keep)


@transaction.atomic
def withdraw(
    edition: VolumeEdition, *, by: Any, reason: str, at: datetime | None = None
) -> VolumeEdition:
    """Declare an edition of the volume void; its bytes stay, with the reason next to them."""
    edition = VolumeEdition.objects.select_for_update().get(pk=edition.pk)
    permission.require("masterplans.withdraw_volume", edition, by=by)
    if edition.withdrawn_at:
        raise Blocked([_("This edition has already been withdrawn.")])
    if not reason.strip():
        raise Blocked([_("Write down why the edition is withdrawn.")])
    edition.withdrawn_at, edition.withdrawn_reason = at or timezone.now(), reason.strip()
    edition.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    history.record(
        "masterplans.volume.withdraw",
        edition.plan,
        by=by,
        at=at,
        edition=edition.number,
        reason=edition.withdrawn_reason,
    )
    notices.volume_withdrawn(edition, by=by)
    return edition


def _silent(done: int, total: int) -> None:
    """Nobody watches."""
