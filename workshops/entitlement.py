"""Who has taken part enough to get a certificate of a bimtek? Counted from the attendance of its sessions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from smartcity_portal.kit.formats import number
from workshops.models import Attendance, Certificate, Participation, Workshop

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Standing:
    """One person at one meeting: how many sessions of those in which attendance was taken."""

    participation: Participation
    attended: int
    sessions: int
    share_needed: int
    certificate: Certificate | None = None

    @property
    def share(self) -> int:
        return self.attended * 100 // self.sessions if self.sessions else 0

    @property
    def is_entitled(self) -> bool:
        """Compared without rounding, so that two of three is not 67 of 67 percent."""
        return bool(self.sessions) and self.attended * 100 >= self.share_needed * self.sessions

    @property
    def reason(self) -> str:
        """Why there is no certificate, as a sentence for the person; empty when there may be one."""
        if self.is_entitled:
            return ""
        if not self.sessions:
            return _("No attendance has been recorded for this bimtek.")
        if not self.attended:
            return _("Was not present at any session.")
        return _(
            "Was present at %(attended)d of %(sessions)d sessions (%(share)s %%); %(needed)s %% are needed."
        ) % {
            "attended": self.attended,
            "sessions": self.sessions,
            "share": number(self.share),
            "needed": number(self.share_needed),
        }


def share_needed(meeting: Workshop) -> int:
    """The least share in percent: of this bimtek when it was set, else of the edition."""
    plan = getattr(meeting, "certificate_plan", None)
    if plan and plan.minimum_share:
        return plan.minimum_share
    return meeting.enrolment.cohort.edition.certificate_share


def sessions_with_attendance(meeting: Workshop) -> int:
    """Sessions in which somebody was marked as present; breaks that nobody ticks do not count."""
    taken = Attendance.objects.filter(session__workshop=meeting)
    return taken.order_by().values("session").distinct().count()


def standings(meeting: Workshop, only: "Iterable[int] | None" = None) -> list[Standing]:
    """Everybody of the roster, in the order of names, in a fixed number of queries."""
    sessions, needed = sessions_with_attendance(meeting), share_needed(meeting)
    counts = dict(
        Attendance.objects.filter(session__workshop=meeting)
        .order_by()
        .values_list("participation")
        .annotate(many=Count("session", distinct=True))
    )
    certificates = {
        row.participation_id: row
        for row in Certificate.objects.standing()
        .filter(plan__workshop=meeting)
        .select_related("print")
    }
    rows = Participation.objects.filter(workshop=meeting).select_related("participant__agency")
    if only is not None:
        rows = rows.filter(pk__in=only)
    return [
        Standing(row, counts.get(row.pk, 0), sessions, needed, certificates.get(row.pk))
        for row in rows.order_by("participant__name", "pk")
    ]


def standing_of(participation: Participation) -> Standing:
    """The same for one person."""
    return standings(participation.workshop, only=[participation.pk])[0]
