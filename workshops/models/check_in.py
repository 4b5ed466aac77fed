"""When may people check themselves in at a session, and which message has arrived already?"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import AgendaSession

OPENS_BEFORE = 30
GRACE = 15
CLOSES_AFTER = 0


class CheckInRule(models.Model):
    """How long before, into and after a session people may check in; without a row the usual holds.

    A higher `serial` makes every code that was on the wall before invalid.
    """

    session = models.OneToOneField(
        AgendaSession, on_delete=models.CASCADE, related_name="check_in_rule"
    )
    opens_before = models.PositiveSmallIntegerField(
        _("opens before the session (minutes)"), default=OPENS_BEFORE
    )
    grace = models.PositiveSmallIntegerField(_("counts as late after (minutes)"), default=GRACE)
    closes_after = models.PositiveSmallIntegerField(
        _("closes after the session (minutes)"), default=CLOSES_AFTER
    )
    closed = models.BooleanField(_("self check-in is switched off"), default=False)
    serial = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rules of self check-in")
        verbose_name_plural = _("rules of self check-in")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_before__lte=1440, grace__lte=1440, closes_after__lte=1440),
                name="check_in_minutes_fit_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.session)

    @property
    def enrolment(self):
        return self.session.enrolment

    @property
    def opens_at(self) -> datetime | None:
        start = self.session.start
        return start - timedelta(minutes=self.opens_before) if start else None

    @property
    def late_from(self) -> datetime | None:
        start = self.session.start
        return start + timedelta(minutes=self.grace) if start else None

    @property
    def closes_at(self) -> datetime | None:
        """After the end; a session whose end is unknown closes when its day does."""
        session = self.session
        if session.start is None:
            return None
        end = session.end or session.start.replace(hour=23, minute=59)
        return end + timedelta(minutes=self.closes_after)


class Receipt(models.Model):
    """A message from a phone that was carried out; the same one again gets the same answer."""

    key = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    answer = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return str(self.key)
