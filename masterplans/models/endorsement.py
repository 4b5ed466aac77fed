"""What did the head of the agency say to a revision before the mentor read it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.review import ChapterRevision
from programs.models import Agency


class Endorsement(models.Model):
    """The word of an agency's head on a revision: on to the mentor, or back to the writers."""

    class Outcome(models.TextChoices):
        ENDORSED = "endorsed", _("Endorsed")
        RETURNED = "returned", _("Returned to the writers")

    revision = models.ForeignKey(
        ChapterRevision, on_delete=models.PROTECT, related_name="endorsements"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["endorsed", "returned"]), name="endorsement_is_known"
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(outcome="endorsed"),
                name="a_revision_is_endorsed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.outcome}"
