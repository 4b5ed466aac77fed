"""Which pictures show a bimtek or a field visit, and what was found on the visit?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from programs.models.sourced import Sourced
from workshops.after_querysets import FieldVisitQuerySet, PhotoQuerySet
from workshops.models.workshop import AgendaSession, Workshop


class FieldVisit(Sourced):
    """People go and look: when, where, who, and what they found."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="visits")
    workshop = models.ForeignKey(
        Workshop, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits"
    )
    visited_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=200)
    title = models.CharField(_("what was visited"), max_length=160)
    people = models.TextField(_("who took part"))
    findings = models.TextField(_("what was found"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = FieldVisitQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "visited_on", "pk"]
        verbose_name = _("field visit")
        verbose_name_plural = _("field visits")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "visited_on", "title"], name="one_visit_per_day_and_title"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workshops:visit_detail", kwargs={"pk": self.pk})

    @property
    def in_brief(self) -> str:
        """The findings on one line."""
        lines = (line.strip().removeprefix("- ") for line in self.findings.splitlines())
        return "; ".join(line.rstrip(".;") for line in lines if line) + "."


class Photo(Sourced):
    """A picture of a meeting or of a visit: re-encoded, without metadata, with a small copy.

    `alt` says what can be seen, for those who do not see it; `printed` puts it into the minutes.
    """

    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    visit = models.ForeignKey(
        FieldVisit, on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    session = models.ForeignKey(
        AgendaSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session"),
    )
    sha256 = models.CharField(max_length=64)
    small_sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    alt = models.CharField(_("what can be seen"), max_length=300, blank=True)
    printed = models.BooleanField(_("print in the minutes"), default=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "visit", "session__day", "session__starts_at", "uploaded_at", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                condition=Q(workshop__isnull=False, visit=None)
                | Q(workshop=None, visit__isnull=False),
                name="a_photo_shows_a_meeting_or_a_visit",
            ),
            models.UniqueConstraint(fields=["workshop", "sha256"], name="one_photo_per_meeting"),
            models.UniqueConstraint(fields=["visit", "sha256"], name="one_photo_per_visit"),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or f"{_('Photo')} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("workshops:photo_file", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.visit.enrolment if self.visit else self.workshop.enrolment

    @property
    def description(self) -> str:
        """What a reader hears who does not see it."""
        return self.alt or self.caption
