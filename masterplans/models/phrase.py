"""Which remarks does a mentor make again and again? Phrases of one's own, and those of the ministry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.querysets import PhraseQuerySet
from masterplans.states import Fault


class Phrase(models.Model):
    """A remark ready to be put into a comment; without an owner it is the ministry's, for everybody."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="phrases",
    )
    category = models.CharField(_("kind of fault"), max_length=12, choices=Fault, blank=True)
    text = models.CharField(_("phrase"), max_length=1000)
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        ordering = ["category", "text", "pk"]
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=["", *Fault.values]), name="phrase_category_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_shared(self) -> bool:
        return self.owner_id is None
