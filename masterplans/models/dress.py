"""What does a region put before its books: its colours on the cover, the words of its leaders?"""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Book, Masterplan
from masterplans.querysets import ForewordQuerySet
from programs.models import Enrolment, Region

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", _("Write a colour as # and six signs, such as #12414f."))
PRIMARY, ACCENT, GROUND = "#12414f", "#bdb29f", "#f6f3ec"


class Brand(models.Model):
    """The few colours in which the books of a region are printed, and what adorns their cover."""

    class Motif(models.TextChoices):
        KAWUNG = "kawung", _("Kawung band")
        PLAIN = "plain", _("No band")

    region = models.OneToOneField(Region, on_delete=models.CASCADE, related_name="brand")
    primary = models.CharField(
        _("main colour"),
        max_length=7,
        default=PRIMARY,
        validators=[COLOUR],
        help_text=_("Headings, rules, charts and the ground of the cover."),
    )
    accent = models.CharField(
        _("second colour"),
        max_length=7,
        default=ACCENT,
        validators=[COLOUR],
        help_text=_("The years and the small marks on the cover."),
    )
    ground = models.CharField(
        _("colour of the paper"),
        max_length=7,
        default=GROUND,
        validators=[COLOUR],
        help_text=_("The light part of the cover and the ground of boxes."),
    )
    motif = models.CharField(_("motif"), max_length=6, choices=Motif, default=Motif.KAWUNG)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("colours of the books")
        verbose_name_plural = _("colours of the books")

    def __str__(self) -> str:
        return f"{self.region} {self.primary}"


class Foreword(models.Model):
    """A text before the contents, signed by a person; without a book it opens all of them.

    `text` is plain: an empty line begins a new paragraph.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="forewords")
    book = models.ForeignKey(
        Book,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="forewords",
        verbose_name=_("book"),
        help_text=_("Empty: in every book and once in the volume."),
    )
    order = models.PositiveSmallIntegerField(_("place"), default=1)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text"), max_length=12_000, help_text=_("An empty line begins a new paragraph.")
    )
    author = models.CharField(_("name"), max_length=160, blank=True)
    office = models.CharField(_("office"), max_length=160, blank=True)
    place = models.CharField(_("place of signing"), max_length=80, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(editable=False)

    objects = ForewordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("foreword")
        verbose_name_plural = _("forewords")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("masterplans:foreword_change", kwargs={"pk": self.pk})

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment
