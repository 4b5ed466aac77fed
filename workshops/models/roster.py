"""Who belongs to an enrolment for the year, who was expected at a bimtek, and who was there?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models import Agency, Enrolment
from programs.models.sourced import Sourced
from workshops.models.workshop import AgendaSession, Workshop
from workshops.roster_querysets import (
    AttendanceQuerySet,
    ParticipantQuerySet,
    ParticipationQuerySet,
)


class Participant(Sourced):
    """A person whom the organisers know for the whole year; `user` once they have an account.

    `name_key` is the name without titles and marks, as services write it. A row that turned out to
    be somebody else's second spelling stays, with `merged_into`, so that the spelling is known.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="participants")
    name = models.CharField(_("name"), max_length=150)
    name_key = models.CharField(max_length=150, blank=True, db_index=True, editable=False)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("agency (OPD)"),
    )
    community = models.CharField(_("kelurahan or community"), max_length=160, blank=True)
    position = models.CharField(_("position"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="spellings"
    )
    kept_apart = models.JSONField(default=list, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="nobody_is_merged_into_themselves"
            ),
            models.CheckConstraint(
                condition=Q(agency=None) | Q(community=""), name="from_an_agency_or_a_community"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> str:
        """Where the person comes from: agency, kelurahan or community."""
        return str(self.agency) if self.agency else self.community


class Participation(models.Model):
    """Somebody expected or present at one meeting; `code` numbers the rows of the sign-in sheet."""

    class Source(models.TextChoices):
        INVITED = "invited", _("Invited")
        CARRIED = "carried", _("From the bimtek before")
        IMPORT = "import", _("From a spreadsheet")
        WALK_IN = "walk_in", _("Came without invitation")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="participations")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="participations"
    )
    source = models.CharField(_("source"), max_length=7, choices=Source, default=Source.INVITED)
    code = models.PositiveIntegerField(_("row code"), null=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "participant__name", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "participant"], name="one_participation_per_meeting"
            ),
            models.UniqueConstraint(fields=["workshop", "code"], name="one_row_code_per_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.workshop_id}"

    @property
    def enrolment(self) -> Enrolment:
        return self.participant.enrolment


class Attendance(models.Model):
    """Somebody was at a session: how it was noticed, when, and whether it was entered afterwards.

    `at` is the moment that it tells of, `stored_at` when it arrived: a phone without connection
    sends later. `late` came after the session's grace, `afterwards` was written once it was over.
    """

    class How(models.TextChoices):
        SELF = "self", _("Checked in by phone")
        DESK = "desk", _("Ticked at the desk")
        PAPER = "paper", _("From the signed sheet")
        IMPORT = "import", _("From a spreadsheet")

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="attendances"
    )
    session = models.ForeignKey(AgendaSession, on_delete=models.PROTECT, related_name="attendances")
    how = models.CharField(_("how"), max_length=12, choices=How, default=How.DESK)
    at = models.DateTimeField(_("at"))
    late = models.BooleanField(_("confirmed late"), default=False)
    afterwards = models.BooleanField(_("recorded afterwards"), default=False)
    stored_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "at", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "session"], name="one_attendance_per_session"
            ),
            models.CheckConstraint(
                condition=Q(how__in=["self", "desk", "paper", "import"]),
                name="how_of_an_attendance_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"


class Excuse(models.Model):
    """Somebody let it be known that they cannot come to a session; never beside an attendance."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="excuses"
    )
    session = models.ForeignKey(AgendaSession, on_delete=models.CASCADE, related_name="excuses")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = _("excuse")
        verbose_name_plural = _("excuses")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "session"], name="one_excuse_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"
