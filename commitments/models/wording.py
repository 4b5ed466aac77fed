"""In which words does an organisation promise? Its own wording, else the ministry's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.sheet import SheetKind
from programs.models import GuidanceEdition, Region
from programs.models.sourced import Sourced


class Footer(models.TextChoices):
    PORTAL = "portal", _("Says that the signatures are electronic and not certified")
    CERTIFIED = "certified", _("Quotes the law on certified signatures, where they all are")
    PLAIN = "plain", _("Only the address where the sheet is checked")


class SheetWording(Sourced):
    """The template of one kind of sheet in a guidance edition, for all regions or for one.

    Title, preamble, clauses and closing may hold {region}, {head}, {programme}, {year}, {period},
    {memorandum}, {agency}, {programs}, {amount}, {quick_wins}; unknown ones stay as they are.
    """

    edition = models.ForeignKey(
        GuidanceEdition, on_delete=models.CASCADE, related_name="sheet_wordings"
    )
    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, null=True, blank=True, related_name="sheet_wordings"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=SheetKind)
    title = models.CharField(_("title"), max_length=200)
    preamble = models.TextField(_("preamble"))
    clauses = models.JSONField(_("clauses"), default=list)
    closing = models.TextField(_("closing sentence"), blank=True)
    footer = models.CharField(
        _("foot of the sheet"), max_length=9, choices=Footer, default=Footer.PORTAL
    )

    class Meta:
        ordering = ["edition", "kind", "region"]
        verbose_name = _("wording of sheets")
        verbose_name_plural = _("wordings of sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"],
                condition=Q(region__isnull=True),
                name="one_wording_for_all_regions",
            ),
            models.UniqueConstraint(
                fields=["edition", "kind", "region"],
                condition=Q(region__isnull=False),
                name="one_wording_per_region",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
