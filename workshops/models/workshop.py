"""When and where is a bimtek held, what happens there, and what comes out of it?"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment, OutputPlan, StagePlan
from programs.models.sourced import Sourced
from workshops.querysets import OutputQuerySet, SessionQuerySet, WorkshopQuerySet


def numeral(number: int) -> str:
    """Write the number of a stage as the programme does: I to IV."""
    return ("I", "II", "III", "IV")[number - 1]


class Workshop(Sourced):
    """One bimtek of an enrolment; dates are null while unknown, times are those of the place.

    Several regions may sit in one room: then all but one have a `host`, and what belongs to the
    room (sessions, attendance, minutes, materials) hangs on `meeting`. Goals, outputs and the
    stage stay with each region.
    """

    class Mode(models.TextChoices):
        ONSITE = "luring", _("On site")
        ONLINE = "daring", _("Online")
        HYBRID = "hibrida", _("Hybrid")

    class Zone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="workshops")
    plan = models.ForeignKey(StagePlan, on_delete=models.PROTECT, related_name="workshops")
    number = models.PositiveSmallIntegerField(_("stage"))
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    mode = models.CharField(_("mode"), max_length=7, choices=Mode, default=Mode.ONSITE)
    timezone = models.CharField(
        _("time zone of the place"),
        max_length=13,
        choices=Zone,
        blank=True,
        help_text=_("Empty: the region's own."),
    )
    link = models.URLField(_("link of the online meeting"), max_length=500, blank=True)
    opened_by = models.CharField(_("opened by"), max_length=200, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    goals = models.JSONField(_("goals"), default=list)
    held = models.BooleanField(_("held"), default=False, editable=False)
    host = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guests",
        verbose_name=_("held together with"),
    )
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text="of its calendar entry: grows when it moves"
    )

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "number"]
        verbose_name = _("bimtek")
        verbose_name_plural = _("bimtek")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="one_workshop_per_stage"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 4)), name="workshop_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="workshop_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(host=models.F("pk")), name="a_workshop_is_not_its_own_host"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["luring", "daring", "hibrida"]), name="workshop_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(timezone__in=["", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
                name="workshop_time_zone_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Bimtek {self.numeral} {self.enrolment}"

    def get_absolute_url(self) -> str:
        return reverse(
            "workshops:workshop_detail",
            kwargs={"slug": self.enrolment.slug, "number": self.number},
        )

    @property
    def numeral(self) -> str:
        return numeral(self.number)

    @property
    def title(self) -> str:
        return f"Bimtek {self.numeral}"

    @property
    def meeting(self) -> "Workshop":
        """The bimtek that holds the sessions: the host's where regions meet together."""
        return self.host or self

    @property
    def last_day(self):
        """The day on which it is over, None while unknown."""
        return self.ends_on or self.starts_on

    @property
    def days(self) -> int:
        """How many days it lasts: by its dates, while unknown by the edition's plan."""
        if self.starts_on:
            return (self.last_day - self.starts_on).days + 1
        return self.plan.days

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place; sessions are written in its hours."""
        meeting = self.meeting
        return ZoneInfo(meeting.timezone or meeting.enrolment.region.timezone)

    def date_of(self, day: int) -> date | None:
        """The calendar date of a day of the agenda, None while the dates are unknown."""
        return self.starts_on + timedelta(days=day - 1) if self.starts_on else None

    def day_of(self, session: "AgendaSession") -> date | None:
        """The calendar date of a session, None while the dates are unknown."""
        return self.date_of(session.day)

    def moment(self, day: int, at: time | None) -> datetime | None:
        """A time of day of the agenda as a moment, None while either is unknown."""
        date = self.date_of(day)
        return datetime.combine(date, at, self.zone) if date and at else None


class AgendaSession(models.Model):
    """A session on one day of a bimtek; times are the local time of the place.

    `plan_title` is the title with which it was taken over from the edition or an earlier bimtek;
    empty for a session of the region's own.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    presenter = models.CharField(
        _("presenter"),
        max_length=300,
        blank=True,
        help_text=_("Several names are parted by semicolons."),
    )
    room = models.CharField(
        _("room"), max_length=100, blank=True, help_text=_("Empty: everybody in one room.")
    )
    mode = models.CharField(
        _("mode"),
        max_length=7,
        choices=Workshop.Mode,
        blank=True,
        help_text=_("Empty: as the whole bimtek."),
    )
    link = models.URLField(_("link of the online meeting"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(
        _("place among sessions without time"), default=0, editable=False
    )
    plan_title = models.CharField(max_length=200, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "day", "starts_at", "order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["", "luring", "daring", "hibrida"]),
                name="session_mode_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def presenters(self) -> list[str]:
        """The names that stand in `presenter`, each by itself."""
        return [name for name in (part.strip() for part in self.presenter.split(";")) if name]

    @property
    def start(self) -> datetime | None:
        """When it begins, as a moment in the zone of the place; None while unknown."""
        return self.workshop.moment(self.day, self.starts_at)

    @property
    def end(self) -> datetime | None:
        return self.workshop.moment(self.day, self.ends_at)

    @property
    def held_as(self) -> str:
        """On site, online or hybrid: its own mode, else that of the bimtek."""
        return self.get_mode_display() or self.workshop.get_mode_display()


class Output(Sourced):
    """What a bimtek should bring: computed from records or uploaded, checked by the mentor."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="outputs")
    plan = models.ForeignKey(OutputPlan, on_delete=models.PROTECT, related_name="+")
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)

    objects = OutputQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "plan__order"]
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "plan"], name="one_output_per_plan")
        ]

    def __str__(self) -> str:
        return self.plan.title

    def get_absolute_url(self) -> str:
        return f"{self.workshop.get_absolute_url()}#keluaran-{self.pk}"

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def is_computed(self) -> bool:
        return self.plan.kind == "computed"

    @property
    def is_checked(self) -> bool:
        return self.checked_at is not None
