"""When may people check themselves in, what counts as late, and when is a session over?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from smartcity_portal.kit.formats import clock, day
from workshops.models import AgendaSession, CheckInRule


@dataclass(frozen=True)
class Window:
    """The hours of one session's check-in, in the zone of the place; None while unknown."""

    session: AgendaSession
    opens_at: datetime | None
    late_from: datetime | None
    closes_at: datetime | None
    closed: bool = False

    def is_late(self, when: datetime) -> bool:
        return self.late_from is not None and when > self.late_from

    def is_over(self, when: datetime) -> bool:
        return self.closes_at is not None and when > self.closes_at

    def is_open(self, when: datetime) -> bool:
        return not self.refusal(when)

    def refusal(self, when: datetime) -> str:
        """Say why nobody can check in at this moment; empty when everybody can."""
        zone = self.session.workshop.zone
        if self.closed:
            return _("Self check-in is switched off for this session. Go to the desk.")
        if self.opens_at is None or self.closes_at is None:
            return _("This session has no time yet; check-in cannot open.")
        if when < self.opens_at:
            return _("Check-in opens on %(day)s at %(time)s.") % {
                "day": day(self.opens_at, zone),
                "time": clock(self.opens_at, zone),
            }
        if self.is_over(when):
            return _("Check-in closed on %(day)s at %(time)s. The desk can still record you.") % {
                "day": day(self.closes_at, zone),
                "time": clock(self.closes_at, zone),
            }
        return ""


def rule_of(session: AgendaSession) -> Window:
    """Return the window of a session: by its own rule, else by the usual one."""
    rule = CheckInRule.objects.filter(session=session).first() or CheckInRule(session=session)
    rule.session = session
    return window_of(rule)


def window_of(rule: CheckInRule) -> Window:
    return Window(rule.session, rule.opens_at, rule.late_from, rule.closes_at, rule.closed)
