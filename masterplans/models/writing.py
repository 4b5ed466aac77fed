"""Who is writing a section at this moment? One row per section, renewed while the page is open."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masterplans.models.section import Section
from masterplans.querysets import PenQuerySet
from masterplans.querysets.sections import LAID_DOWN as LAID_DOWN

ALIVE = timedelta(seconds=60)


class Pen(models.Model):
    """The pen of a section: whoever holds it writes, others read along or take it over.

    It keeps nobody from saving; it keeps two people from writing past each other unknowingly.
    A page that left keeps its row, seen last at LAID_DOWN: what it had sent before may arrive later.
    """

    section = models.OneToOneField(
        Section, on_delete=models.CASCADE, primary_key=True, related_name="pen"
    )
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=36)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PenQuerySet.as_manager()

    class Meta:
        verbose_name = _("pen of a section")
        verbose_name_plural = _("pens of sections")

    def __str__(self) -> str:
        return f"{self.section_id}: {self.holder_id}"

    @property
    def is_alive(self) -> bool:
        """The page that holds the pen was heard of within the last minute."""
        return timezone.now() - self.seen_at < ALIVE
