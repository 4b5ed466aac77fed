"""Which regions stand for a place in a cohort, who scores them, and which letter tells the result?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.cohort import Cohort
from programs.models.region import Region
from programs.models.sourced import Sourced
from programs.querysets import CandidacyQuerySet, PassLetterQuerySet, ScoreSheetQuerySet
from programs.states import CandidacyState


class PassLetter(models.Model):
    """The letter that tells chosen regions; its words never change, each region gets a copy."""

    class Nature(models.TextChoices):
        ORDINARY = "biasa", "Biasa"
        IMPORTANT = "penting", "Penting"
        URGENT = "segera", "Segera"

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="letters")
    number = models.CharField(_("number"), max_length=80)
    dated = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=60, default="Jakarta")
    nature = models.CharField(
        _("nature of the letter"), max_length=7, choices=Nature, default=Nature.IMPORTANT
    )
    subject = models.CharField(_("subject of the letter"), max_length=200)
    body = models.TextField(_("text"))
    signer_office = models.CharField(_("office of the signer"), max_length=160)
    signer_name = models.CharField(_("name of the signer"), max_length=150)
    signer_nip = models.CharField("NIP", max_length=18, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    is_example = models.BooleanField(_("example"), default=False)

    objects = PassLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-pk"]
        verbose_name = _("pass letter")
        verbose_name_plural = _("pass letters")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("programs:selection_detail", kwargs={"year": self.cohort.year})


class Candidacy(Sourced):
    """A region that stands for a place: asked by the ministry or by its own application."""

    class Origin(models.TextChoices):
        INVITED = "invited", _("Invited by the ministry")
        APPLIED = "applied", _("Applied by itself")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="candidacies")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="candidacies")
    origin = models.CharField(
        _("how it came in"), max_length=7, choices=Origin, default=Origin.INVITED
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=CandidacyState,
        default=CandidacyState.INVITED,
        editable=False,
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact person"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    letter = models.ForeignKey(
        PassLetter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="candidacies",
    )
    letter_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    letter_mailed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        ordering = ["-cohort__year", "region__code"]
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "region"], name="one_candidacy_per_region_and_cohort"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CandidacyState.values), name="candidacy_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.cohort.year}"

    def get_absolute_url(self) -> str:
        return reverse("programs:candidacy_detail", kwargs={"pk": self.pk})

    @property
    def is_decided(self) -> bool:
        return self.state not in {CandidacyState.INVITED, CandidacyState.ASSESSED}


class ScoreSheet(models.Model):
    """What one assessor thinks of one candidate; a criterion that is left out is missing, not zero."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="sheets")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="score_sheets"
    )
    scores = models.JSONField(_("scores"), default=dict, help_text=_("code of criterion → 0–100"))
    note = models.TextField(_("note"), blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(_("example"), default=False)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["candidacy", "assessor__name"]
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "assessor"], name="one_sheet_per_assessor_and_candidate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.candidacy}"

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the assessor still has to hand it in."""
        return not self.is_handed_in and self.candidacy.state == CandidacyState.INVITED

    @property
    def cohort(self) -> Cohort:
        return self.candidacy.cohort

    def score_of(self, code: str) -> Any:
        """Return the score of a criterion, None when the assessor gave none."""
        return self.scores.get(code)
