"""With which head does a region write its letters, and which numbers has it given?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.region import Region

LETTER_PATTERN = "005/{ordinal:03d}/{unit}/{year}"


class Letterhead(models.Model):
    """The head of a region's letters: arms when they were given, unit, address; and their numbers."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="letterhead")
    unit = models.CharField(
        _("unit"),
        max_length=160,
        blank=True,
        help_text=_("The second line, such as: Dinas Komunikasi dan Informatika"),
    )
    address = models.TextField(
        _("address"), blank=True, help_text=_("Street, telephone, site and e-mail; two lines.")
    )
    arms_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pattern = models.CharField(
        _("pattern of numbers"),
        max_length=80,
        default=LETTER_PATTERN,
        help_text=_(
            "{ordinal:03d} is filled in, and so are {year}, {month} in Roman figures and {unit}."
        ),
    )
    unit_code = models.CharField(
        _("short name in numbers"), max_length=40, blank=True, help_text=_("Such as: Diskominfo")
    )

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")

    def __str__(self) -> str:
        return f"{self.region}: {self.unit}"


class NumberRegister(models.Model):
    """The numbers of one kind of paper that a region has given in one year; `last` is the newest."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="registers")
    kind = models.SlugField(_("kind"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        ordering = ["region", "kind", "-year"]
        verbose_name = _("register of numbers")
        verbose_name_plural = _("registers of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "year"], name="one_register_per_kind_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.kind} {self.year}"
