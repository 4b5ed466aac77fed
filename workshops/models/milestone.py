"""What happened beside and after the four bimtek: presentation, fair, award, books, regulation, visit?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from programs.models.sourced import Sourced
from workshops.querysets import MilestoneFileQuerySet, MilestoneQuerySet


class Milestone(Sourced):
    """A dated event of an enrolment that is no bimtek, with what a document or a person says of it.

    `people` are the panel, the recipients or the speakers, one {"name", "office"} each; `number`
    is that of a regulation, `reference` the chapter and page. The public sees what has a source,
    and what was marked public.
    """

    class Kind(models.TextChoices):
        PRESENTATION = "presentation", _("Presentation at the ministry")
        EXHIBITION = "exhibition", _("Exhibition")
        AWARD = "award", _("Award")
        HANDOVER = "handover", _("Handing over of the books")
        ADOPTION = "adoption", _("Adoption by regulation")
        INTEGRATION = "integration", _("Integration into the RPJMD")
        KICKOFF = "kickoff", _("Kick-off")
        VISIT = "visit", _("Field evaluation")
        OTHER = "other", _("Other event")

    class Instrument(models.TextChoices):
        PERBUP = "perbup", _("Regulation of the regent (Perbup)")
        PERWALI = "perwali", _("Regulation of the mayor (Perwali)")
        PERDA = "perda", _("Regional regulation (Perda)")
        SK = "sk", _("Decree (SK)")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.CharField(_("what happened"), max_length=300, blank=True)
    people = models.JSONField(_("people"), default=list, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    instrument = models.CharField(_("instrument"), max_length=8, choices=Instrument, blank=True)
    number = models.CharField(_("number"), max_length=120, blank=True)
    reference = models.CharField(_("chapter and page"), max_length=160, blank=True)
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    planned = models.BooleanField(_("planned, not held yet"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "starts_on", "pk"]
        verbose_name = _("event beside the bimtek")
        verbose_name_plural = _("events beside the bimtek")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "starts_on"], name="one_milestone_per_kind_and_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="milestone_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        page = reverse("workshops:aftermath", kwargs={"slug": self.enrolment.slug})
        return f"{page}#kegiatan-{self.pk}"


class MilestoneFile(models.Model):
    """A file that belongs to an event: slides, regulation, certificate, photo."""

    class Kind(models.TextChoices):
        SLIDES = "slides", _("Slides")
        REGULATION = "regulation", _("Regulation")
        DOCUMENT = "document", _("Document")
        CERTIFICATE = "certificate", _("Certificate")
        PHOTO = "photo", _("Photo")

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.DOCUMENT)
    name = models.CharField(_("file name"), max_length=160)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    objects = MilestoneFileQuerySet.as_manager()

    class Meta:
        ordering = ["milestone", "uploaded_at", "pk"]
        verbose_name = _("file of an event")
        verbose_name_plural = _("files of events")
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "sha256"], name="one_file_per_event_and_content"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def enrolment(self) -> Enrolment:
        return self.milestone.enrolment
