"""Who speaks at a bimtek, and which files belong to it?"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.sourced import Sourced
from workshops.models.workshop import AgendaSession, Workshop
from workshops.querysets import OfMeetingQuerySet


class Speaker(Sourced):
    """A narasumber of a bimtek: who, from where, about what, in which sessions."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("office"), max_length=160, blank=True)
    institution = models.CharField(_("institution"), max_length=160, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sessions = models.ManyToManyField(
        AgendaSession, blank=True, related_name="speakers", verbose_name=_("sessions")
    )
    cv_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    cv_name = models.CharField(max_length=160, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "order", "name"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="one_speaker_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workshops:speaker_change", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def under_name(self) -> str:
        """Office and institution in one line."""
        return ", ".join(part for part in (self.position, self.institution) if part)


class Material(Sourced):
    """A file of a bimtek, of one session when it is given; `file_sha256` names its bytes."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        AgendaSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name=_("session"),
    )
    title = models.CharField(_("title"), max_length=200)
    file_sha256 = models.CharField(max_length=64, editable=False)
    file_name = models.CharField(max_length=160, editable=False)
    size = models.PositiveIntegerField(editable=False, help_text="bytes")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "order", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title

    @property
    def enrolment(self):
        return self.workshop.enrolment
