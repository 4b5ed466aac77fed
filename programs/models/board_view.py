"""Which filters of the cohort board has somebody given a name?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.querysets import BoardViewQuerySet


class BoardView(models.Model):
    """A named filter; `query` is the part of the address after the question mark."""

    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500, blank=True)
    shared = models.BooleanField(
        _("for everybody who reads the board"),
        default=False,
        help_text=_("Others can open it; only you can change it."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_views"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BoardViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("view of the board")
        verbose_name_plural = _("views of the board")
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], name="one_view_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
