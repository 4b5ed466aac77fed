"""How is an event beside the bimtek recorded, corrected and documented: presentation, award, regulation?

The ministry says what came of the presentation and of the award; the region records the rest.
"""

from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Enrolment
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.documents import clean_document
from smartcity_portal.kit.machine import Blocked
from workshops.models import Milestone, MilestoneFile

FIELDS = (
    "title", "starts_on", "ends_on", "place", "text", "people", "result", "notes", "instrument",
    "number", "reference", "is_public", "planned", "source", "is_example",
)  # fmt: skip
MOST_FILES = 20


@transaction.atomic
def record(
    enrolment: Enrolment,
    *,
    by: User,
    kind: str,
    title: str,
    starts_on: date,
    at: datetime | None = None,
    **more: Any,
) -> Milestone:
    """Record an event, or correct the one of this kind and first day."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    known = Milestone.objects.filter(enrolment=enrolment, kind=kind, starts_on=starts_on).first()
    milestone = known or Milestone(enrolment=enrolment, kind=kind, starts_on=starts_on)
    _may_record(milestone, more, by=by)
    _fill(milestone, {"title": title, **more})
    history.record("workshops.milestone.record", enrolment, by=by, at=at, title=title)
    return milestone


@transaction.atomic
def change(
    milestone: Milestone,
    *,
    by: User,
    base_version: int | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Milestone:
    """Correct an event. Raises Blocked when somebody corrected it after it was read."""
    milestone = _locked(milestone)
    _may_record(milestone, fields, by=by)
    changed = [name for name, value in fields.items() if getattr(milestone, name) != value]
    if not changed:
        return milestone
    if base_version is not None and base_version != milestone.version:
        raise Blocked(
            [_("Somebody corrected this event after you had opened it. Nothing was overwritten.")]
        )
    milestone.version += 1
    before = {name: str(getattr(milestone, name)) for name in changed}
    _fill(milestone, fields)
    history.record(
        "workshops.milestone.change",
        milestone.enrolment,
        by=by,
        at=at,
        title=milestone.title,
        before=before,
    )
    return milestone


@transaction.atomic
def remove(milestone: Milestone, *, by: User) -> None:
    """Take out an event that was recorded by mistake; history keeps that it stood there."""
    milestone = _locked(milestone)
    _may_record(milestone, {"result": ""}, by=by)
    enrolment = milestone.enrolment
    history.record("workshops.milestone.remove", enrolment, by=by, title=milestone.title)
    milestone.delete()
    _set_presented(enrolment)


@transaction.atomic
def attach(
    milestone: Milestone,
    file: IO[bytes],
    *,
    by: User,
    kind: str = MilestoneFile.Kind.DOCUMENT,
    name: str = "",
    at: datetime | None = None,
) -> MilestoneFile:
    """Add a file to an event; the same content twice is one file.

    Raises ValidationError for a file that is too large or of another kind than it says.
    """
    milestone = _locked(milestone)
    permission.require("workshops.record_milestone", milestone, by=by)
    content, file_name = clean_document(file, name or getattr(file, "name", ""))
    known = milestone.files.filter(sha256=blobs.sha256_of(content)).first()
    if known:
        return known
    if milestone.files.count() >= MOST_FILES:
        raise Blocked(
            [_("An event holds at most %(count)d files. Remove one first.") % {"count": MOST_FILES}]
        )
    row = MilestoneFile.objects.create(
        milestone=milestone,
        kind=kind,
        name=file_name,
        sha256=blobs.put(content),
        uploaded_by=by,
        uploaded_at=at or timezone.now(),
    )
    _remember("upload", milestone, by=by, at=at, file=file_name)
    return row


@transaction.atomic
def detach(file: MilestoneFile, *, by: User) -> None:
    """Take a file away from its event."""
    milestone = _locked(file.milestone)
    permission.require("workshops.record_milestone", milestone, by=by)
    file.delete()
    _remember("withdraw", milestone, by=by, file=file.name)


def _may_record(milestone: Milestone, fields: dict[str, Any], *, by: User) -> None:
    """The award, and what came of the presentation, are the ministry's to say."""
    permission.require("workshops.record_milestone", milestone, by=by)
    is_award = milestone.kind == Milestone.Kind.AWARD
    presented = milestone.kind == Milestone.Kind.PRESENTATION
    says_result = "result" in fields and fields["result"] != milestone.result
    says_panel = "people" in fields and fields["people"] != milestone.people
    removes = presented and milestone.result and fields == {"result": ""}
    if is_award or removes or (presented and (says_result or says_panel)):
        permission.require("workshops.record_result", milestone, by=by)


def _fill(milestone: Milestone, fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"an event has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(milestone, name, value)
    if reasons := _reasons_against(milestone):
        raise Blocked(reasons)
    milestone.full_clean()
    milestone.save()
    _set_presented(milestone.enrolment)


def _reasons_against(milestone: Milestone) -> list[str]:
    reasons = []
    if milestone.ends_on and milestone.ends_on < milestone.starts_on:
        reasons.append(_("The last day comes before the first day."))
    if milestone.starts_on > clock.today() and not milestone.planned:
        reasons.append(_("This day lies ahead. Mark the event as planned."))
    if milestone.planned and milestone.result:
        reasons.append(_("A planned event has no result yet."))
    if milestone.instrument and not milestone.number:
        reasons.append(_("Write the number of the regulation."))
    return reasons


def _set_presented(enrolment: Enrolment) -> None:
    """The day of the presentation follows from the events that are recorded as held."""
    held = enrolment.milestones.filter(kind=Milestone.Kind.PRESENTATION, planned=False)
    day = held.values_list("starts_on", flat=True).order_by("starts_on").first()
    if day != enrolment.presented_on:
        enrolment.presented_on = day
        enrolment.save(update_fields=["presented_on"])


def _locked(milestone: Milestone) -> Milestone:
    return (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("enrolment__region", "enrolment__cohort")
        .get(pk=milestone.pk)
    )


def _remember(
    verb: str, milestone: Milestone, *, by: User, at: datetime | None = None, **data: str
) -> None:
    history.record(
        f"workshops.milestone.{verb}",
        milestone.enrolment,
        by=by,
        at=at,
        title=milestone.title,
        **data,
    )
