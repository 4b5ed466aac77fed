"""Who belongs to an enrolment for the year, who was expected at a bimtek, and who was there?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models import Agency, Enrolment
from programs.models.sourced import Sourced
from workshops.models.workshop import AgendaSession, Workshop
from workshops.querysets import OfMeetingQuerySet


class Participant(Sourced):
    """A person whom the organisers know for the whole year; `user` once they have an account."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="participants")
    name = models.CharField(_("name"), max_length=150)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("agency (OPD)"),
    )
    community = models.CharField(_("community"), max_length=160, blank=True)
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

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """Somebody expected or present at one meeting; `code` stands on the sign-in sheet."""

    class Source(models.TextChoices):
        INVITED = "invited", _("Invited")
        IMPORT = "import", _("From a spreadsheet")
        WALK_IN = "walk_in", _("Came without invitation")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="participations")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="participations"
    )
    source = models.CharField(_("source"), max_length=7, choices=Source, default=Source.INVITED)
    code = models.CharField(max_length=12, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "participant__name", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "participant"], name="one_participation_per_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.workshop_id}"

    @property
    def enrolment(self) -> Enrolment:
        return self.participant.enrolment


class Attendance(models.Model):
    """Somebody was at a session: how it was noticed, when, and whether it was entered afterwards."""

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="attendances"
    )
    session = models.ForeignKey(AgendaSession, on_delete=models.PROTECT, related_name="attendances")
    how = models.CharField(_("how"), max_length=12)
    at = models.DateTimeField(_("at"))
    late = models.BooleanField(_("confirmed late"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["session", "at", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "session"], name="one_attendance_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.session_id}"
