"""What was said and agreed at a bimtek, and which version of it stands for good?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.sourced import Sourced
from workshops.after_querysets import MinutesQuerySet, MinutesVersionQuerySet
from workshops.models.workshop import AgendaSession, Workshop
from workshops.states import MinutesState


class Minutes(Sourced):
    """The minutes (berita acara) of one meeting; regions that meet together share them.

    `version` counts agreed versions: 0 while the first is being written.
    """

    workshop = models.OneToOneField(Workshop, on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(_("number"), max_length=80, blank=True)
    dated = models.DateField(_("day of the minutes"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    chair = models.CharField(_("led by"), max_length=200, blank=True)
    keeper = models.CharField(_("minutes taken by"), max_length=200, blank=True)
    opening = models.TextField(_("opening"), blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=MinutesState, default=MinutesState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("since"), editable=False)
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    writes = models.PositiveIntegerField(default=0, editable=False)
    reason = models.TextField(_("reason for the correction"), blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["workshop"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MinutesState.values), name="minutes_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(version__gt=0),
                name="agreed_minutes_have_a_version",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Minutes of %(bimtek)s") % {"bimtek": self.workshop})

    def get_absolute_url(self) -> str:
        workshop = self.workshop
        return reverse(
            "workshops:minutes_detail",
            kwargs={"slug": workshop.enrolment.slug, "number": workshop.number},
        )

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def is_draft(self) -> bool:
        return self.state == MinutesState.DRAFT

    @property
    def is_agreed(self) -> bool:
        return self.state == MinutesState.AGREED


class MinutesSection(models.Model):
    """What was said in one session, or under a heading of its own; `writes` counts its writes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="sections")
    session = models.ForeignKey(
        AgendaSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("what was said"), blank=True)
    writes = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["minutes", "order", "pk"]
        verbose_name = _("part of the minutes")
        verbose_name_plural = _("parts of the minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "session"],
                condition=Q(session__isnull=False),
                name="one_part_of_the_minutes_per_session",
            )
        ]

    def __str__(self) -> str:
        return self.heading


class MinutesVersion(models.Model):
    """Minutes as they were agreed: their words and the bytes of the PDF. Insert-only.

    `reason` says why a later version corrects the one before it.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    reason = models.TextField(blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField()

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "-number"]
        verbose_name = _("agreed version of minutes")
        verbose_name_plural = _("agreed versions of minutes")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_versions_run_on"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="a_corrected_version_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} #{self.number} {self.sha256[:12]}"

    @property
    def enrolment(self):
        return self.minutes.workshop.enrolment
