"""Which regions take part in which year, on the ground of which agreement?"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.agency import Capacity
from programs.models.edition import GuidanceEdition
from programs.models.region import Region
from programs.models.sourced import Sourced
from programs.querysets import CohortQuerySet, EnrolmentQuerySet, MemorandumQuerySet


class Cohort(Sourced):
    """One year's intake; the numbers are facts of the selection, null where no source names them."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    edition = models.ForeignKey(GuidanceEdition, on_delete=models.PROTECT, related_name="cohorts")
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    invited = models.PositiveSmallIntegerField(_("invited"), null=True, blank=True)
    assessed = models.PositiveSmallIntegerField(_("assessed"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("chosen"), null=True, blank=True)
    memorandum_on = models.DateField(_("day of the MoU"), null=True, blank=True)
    memorandum_place = models.CharField(_("place of the MoU"), max_length=160, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("programs:cohort_detail", kwargs={"year": self.year})


class Enrolment(Sourced):
    """A region's place in a cohort. `stage` is 1–4, 5 after bimtek IV; only workshops moves it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="enrolments")
    slug = models.SlugField(max_length=120, unique=True)
    stage = models.PositiveSmallIntegerField(_("stage"), default=1, editable=False)
    enrolled_on = models.DateField(_("enrolled on"), null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(_("first year of the plan"))
    period_end = models.PositiveSmallIntegerField(_("last year of the plan"))
    presented_on = models.DateField(_("presented at the ministry on"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-cohort__year", "region__code"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "region"], name="one_enrolment_per_region_and_cohort"
            ),
            models.CheckConstraint(
                condition=Q(stage__range=(1, 5)), name="enrolment_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start")), name="period_runs_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.cohort.year}"

    def get_absolute_url(self) -> str:
        return reverse("programs:enrolment_detail", kwargs={"slug": self.slug})

    @property
    def enrolment(self) -> "Enrolment":
        """Predicates ask any object for its enrolment; an enrolment is its own."""
        return self

    @property
    def period(self) -> str:
        return f"{self.period_start}–{self.period_end}"

    @property
    def years(self) -> range:
        return range(self.period_start, self.period_end + 1)

    @property
    def is_finished(self) -> bool:
        return self.stage > 4


class Memorandum(Sourced):
    """The agreement between the ministry and the region; each party numbers its own copy."""

    class Mode(models.TextChoices):
        ONSITE = "luring", _("On site")
        ONLINE = "daring", _("Online")
        HYBRID = "hibrida", _("Hybrid")

    class Kind(models.TextChoices):
        UNDERSTANDING = "kesepahaman", "Nota Kesepahaman"
        AGREEMENT = "kesepakatan", "Nota Kesepakatan"

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="memorandum")
    kind = models.CharField(
        _("kind of agreement"), max_length=11, choices=Kind, default=Kind.UNDERSTANDING
    )
    title = models.CharField(_("title"), max_length=200)
    number_ministry = models.CharField(_("number of the ministry"), max_length=80, blank=True)
    number_region = models.CharField(_("number of the region"), max_length=80, blank=True)
    party_ministry = models.CharField(_("for the ministry"), max_length=200, blank=True)
    party_region = models.CharField(_("for the region"), max_length=200, blank=True)
    signer_ministry = models.CharField(_("signed for the ministry by"), max_length=150, blank=True)
    office_ministry = models.CharField(_("office"), max_length=160, blank=True)
    capacity_ministry = models.CharField(
        _("capacity"), max_length=9, choices=Capacity, default=Capacity.DEFINITIVE
    )
    behalf_ministry = models.CharField(_("on behalf of"), max_length=160, blank=True)
    signer_region = models.CharField(_("signed for the region by"), max_length=150, blank=True)
    office_region = models.CharField(_("office"), max_length=160, blank=True)
    capacity_region = models.CharField(
        _("capacity"), max_length=9, choices=Capacity, default=Capacity.DEFINITIVE
    )
    behalf_region = models.CharField(_("on behalf of"), max_length=160, blank=True)
    witnesses = models.TextField(_("witnesses"), blank=True)
    scope = models.TextField(_("scope"), blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    mode = models.CharField(_("mode"), max_length=7, choices=Mode, default=Mode.ONSITE)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        verbose_name = _("memorandum (MoU)")
        verbose_name_plural = _("memoranda (MoU)")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=models.F("signed_on")),
                name="memorandum_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(capacity_ministry__in=Capacity.values)
                & Q(capacity_region__in=Capacity.values),
                name="memorandum_capacities_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.number_ministry or self.title


class Body(Sourced):
    """A local body formed by decree: steering council, implementation team or forum."""

    class Kind(models.TextChoices):
        COUNCIL = "dewan", "Dewan Smart City"
        TEAM = "tim", "Tim Pelaksana Smart City"
        FORUM = "forum", "Forum Smart City"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    decree = models.CharField(_("number of the decree"), max_length=120)
    decreed_on = models.DateField(_("date of the decree"), null=True, blank=True)
    members = models.TextField(_("members"), blank=True)

    class Meta:
        ordering = ["enrolment", "kind"]
        verbose_name = _("local body")
        verbose_name_plural = _("local bodies")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind"], name="one_body_per_kind")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
