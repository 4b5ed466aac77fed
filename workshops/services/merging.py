"""How do two spellings become one person, or are they told to differ?"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.models import Attendance, Participant, Participation
from workshops.services.rosters import FIELDS


@transaction.atomic
def merge(kept: Participant, other: Participant, *, by: User) -> Participant:
    """Make `other` a spelling of `kept`: attendance of both stays, gaps are filled, history says so.

    Where both were recorded at a session the earlier moment stands. Raises Blocked for people of
    different regions, for a row that was merged before, and when both hold a certificate.
    """
    rows = Participant.objects.select_for_update().order_by("pk").in_bulk([kept.pk, other.pk])
    kept, other = rows[kept.pk], rows[other.pk]
    permission.require("workshops.edit_roster", kept, by=by)
    if reasons := _reasons_against(kept, other):
        raise Blocked(reasons)
    moved = 0
    here = {row.workshop_id: row for row in kept.participations.all()}
    for row in other.participations.select_for_update():
        if row.workshop_id not in here:
            row.participant = kept
            row.save(update_fields=["participant"])
            moved += row.attendances.count()
        else:
            moved += _fold(row, here[row.workshop_id])
    _fill(kept, other)
    other.spellings.update(merged_into=kept)
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    data = {"name": kept.name, "other": other.name, "count": moved}
    history.record("workshops.participant.merge", kept, by=by, **data)
    return kept


@transaction.atomic
def keep_apart(first: Participant, second: Participant, *, by: User) -> None:
    """Say that two rows are two people; they are not offered again."""
    first = Participant.objects.select_for_update().get(pk=first.pk)
    permission.require("workshops.edit_roster", first, by=by)
    first.kept_apart = sorted({*first.kept_apart, second.pk})
    first.save(update_fields=["kept_apart"])
    history.record(
        "workshops.participant.keep_apart", first, by=by, name=first.name, other=second.name
    )


def _reasons_against(kept: Participant, other: Participant) -> list[str]:
    if kept.pk == other.pk or kept.enrolment_id != other.enrolment_id:
        return [_("Only two people of the same region can be merged.")]
    if kept.merged_into_id or other.merged_into_id:
        return [_("One of the two was merged before. Look again.")]
    shared = kept.participations.values("workshop")
    if other.participations.filter(workshop__in=shared, certificates__isnull=False).exists():
        return [
            _("%(name)s holds a certificate. Keep that row, or withdraw the certificate first.")
            % {"name": other}
        ]
    return []


def _fold(row: Participation, into: Participation) -> int:
    """Move the attendance of one row into another row of the same bimtek, and drop the row."""
    mine = {attendance.session_id: attendance for attendance in into.attendances.all()}
    moved = 0
    for attendance in row.attendances.all():
        standing = mine.get(attendance.session_id)
        if standing is None:
            attendance.participation = into
            attendance.save(update_fields=["participation"])
            moved += 1
            continue
        if attendance.at < standing.at:
            _take_over(standing, attendance)
        attendance.delete()
    present = into.attendances.values("session")
    taken = into.excuses.values("session")
    row.excuses.exclude(session__in=present).exclude(session__in=taken).update(participation=into)
    into.excuses.filter(session__in=into.attendances.values("session")).delete()
    row.delete()
    return moved


def _take_over(standing: Attendance, earlier: Attendance) -> None:
    for name in ("at", "how", "late", "afterwards", "by", "stored_at"):
        setattr(standing, name, getattr(earlier, name))
    standing.save()


def _fill(kept: Participant, other: Participant) -> None:
    """Take over what only the other row knew."""
    told = {
        name: getattr(other, name)
        for name in FIELDS
        if getattr(other, name) and not getattr(kept, name)
    }
    if kept.agency_id or kept.community:
        told.pop("agency", None)
        told.pop("community", None)
    for name, value in told.items():
        setattr(kept, name, value)
    if told:
        kept.save(update_fields=list(told))
