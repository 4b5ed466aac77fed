"""Of which sections does a chapter consist, who writes them until when, and which texts are kept?"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Chapter, Masterplan
from masterplans.querysets import LivingSections, SectionQuerySet, SectionTextQuerySet
from programs.models import Agency, Enrolment

DEEPEST = 3


class Section(models.Model):
    """A part of a chapter that one person writes at a time; `version` counts its saves.

    A chapter's tree is its sections in `order`, each at a `level`: what follows at a deeper level is
    inside. `agency` leads, `co_agencies` write along; `writers` are the people named. `handed_in` is
    the version that its writers called finished. A removed section keeps everything and can be put
    back: `objects` leaves removed ones out, `every` has all.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("order"))
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    numeral = models.CharField(_("number"), max_length=20, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    guidance = models.TextField(_("guidance"), blank=True)
    checklist = models.JSONField(_("checklist"), default=list, blank=True)
    example = models.TextField(_("example"), blank=True)
    blocks = models.JSONField(_("records shown"), default=list, blank=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("agency (OPD)"),
        help_text=_("Empty: the chapter's agency writes it."),
    )
    co_agencies = models.ManyToManyField(
        Agency, blank=True, related_name="co_written_sections", verbose_name=_("written along by")
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="sections_to_write",
        verbose_name=_("writers"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    reminded_on = models.DateField(null=True, editable=False)
    handed_in = models.PositiveIntegerField(_("version handed in"), null=True, editable=False)
    asked_as = models.CharField(
        _("title in the guidance"), max_length=160, blank=True, editable=False
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    landscape = models.BooleanField(_("on landscape pages in print"), default=False)
    html = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    # The browser page whose unbroken run of saves the text is, its last one, and where it began.
    saved_tab = models.CharField(max_length=36, blank=True, editable=False)
    saved_stroke = models.PositiveIntegerField(default=0, editable=False)
    run_from = models.PositiveIntegerField(default=0, editable=False)

    objects = LivingSections()
    every = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["chapter", "order"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "order"],
                condition=Q(removed_at=None),
                name="one_section_per_place",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, DEEPEST)), name="section_levels_are_one_to_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:section_write", kwargs={"pk": self.pk})

    @property
    def number(self) -> str:
        return self.numeral or f"{self.chapter.number}.{self.order}"

    @property
    def plan(self) -> Masterplan:
        return self.chapter.book.plan

    @property
    def enrolment(self) -> Enrolment:
        return self.chapter.book.plan.enrolment

    @property
    def lead(self) -> Agency | None:
        """The agency that answers for the section: its own, or its chapter's."""
        return self.agency or self.chapter.agency

    @property
    def deadline(self) -> date | None:
        """The day by which it is due: its own, or its chapter's."""
        return self.due_on or self.chapter.due_on

    @property
    def is_written(self) -> bool:
        """Something can be read in it: a text without words or pictures is stored as none.

        SectionQuerySet.for_states annotates `has_words`, so that lists need not load the texts.
        """
        known = self.__dict__.get("has_words")
        return bool(self.html) if known is None else known

    @property
    def has_records(self) -> bool:
        """One of the section's blocks has something to show."""
        from masterplans.snapshot import block_kinds, kinds_with_records

        if not self.blocks:
            return False
        plan = self.chapter.book.plan_id
        wanted = block_kinds([self])
        return bool(kinds_with_records({plan}, wanted)[plan] & wanted)

    @property
    def has_content(self) -> bool:
        return self.is_written or self.has_records


class SectionText(models.Model):
    """A kept version of a section's text; autosaves of one person collapse, submissions never do."""

    class Kind(models.TextChoices):
        AUTOSAVE = "autosave", _("Saved while writing")
        KEPT = "kept", _("Saved")
        CONFLICT = "conflict", _("Kept beside a newer text")

    class Why(models.TextChoices):
        WRITTEN = "written", _("Written")
        RESTORED = "restored", _("Restored from an older version")
        MERGED = "merged", _("Merged from two texts")
        IMPORTED = "imported", _("Read from a file")
        SUGGESTED = "suggested", _("Suggestion accepted")
        DRAFTED = "drafted", _("Drafted from the records")
        DIVIDED = "divided", _("Divided in two")
        JOINED = "joined", _("Joined with another section")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.KEPT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=10, choices=Why, default=Why.WRITTEN)
    note = models.CharField(max_length=200, blank=True)
    words = models.PositiveIntegerField(null=True, editable=False)
    # Of a text kept beside a newer one: the browser page it came from, and when the two were merged.
    tab = models.CharField(max_length=36, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = SectionTextQuerySet.as_manager()

    class Meta:
        ordering = ["section", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["autosave", "kept", "conflict"]), name="text_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["section", "version"],
                condition=~Q(kind="conflict"),
                name="one_text_per_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} v{self.version}"


class SectionTick(models.Model):
    """One line of a section's checklist that somebody called done."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="ticks")
    item = models.CharField(_("item"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["section", "pk"]
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [
            models.UniqueConstraint(fields=["section", "item"], name="one_tick_per_item")
        ]

    def __str__(self) -> str:
        return self.item
