"""Which books and chapters make up a region's masterplan, with which figures and records?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from masterplans.querysets import BookQuerySet, ChapterQuerySet, LivingChapters, MasterplanQuerySet
from masterplans.states import LOCKED, ChapterState
from programs.models import Agency, Enrolment
from programs.models.sourced import Sourced
from programs.states import Approvals


class Masterplan(models.Model):
    """One region's plan in one cohort; its vision stands here, its records point here."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="masterplan")
    vision = models.TextField(_("vision"), blank=True)
    vision_source = models.CharField(_("source of the vision"), max_length=200, blank=True)
    approvals = models.CharField(
        _("approvals that a chapter needs"),
        max_length=3,
        choices=Approvals,
        blank=True,
        help_text=_("Empty: as the guidance says."),
    )

    objects = MasterplanQuerySet.as_manager()

    class Meta:
        verbose_name = _("masterplan")
        verbose_name_plural = _("masterplans")

    def __str__(self) -> str:
        return f"Masterplan {self.enrolment}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:plan_detail", kwargs={"slug": self.enrolment.slug})


class Book(models.Model):
    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="books")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)
    short = models.CharField(_("short title"), max_length=20)
    annexes = models.BooleanField(
        _("with the annexes"),
        default=False,
        help_text=_("The volume always has them; a book alone only when it is wanted."),
    )

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("book")
        verbose_name_plural = _("books")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_book_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.short} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse(
            "masterplans:book_detail",
            kwargs={"slug": self.plan.enrolment.slug, "number": self.number},
        )

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class Chapter(models.Model):
    """One chapter of a book, owned by an agency. Its state changes only in services.

    `asked_as` is its title in the guidance, empty when the region added it; a removed chapter keeps
    everything and can be put back. `objects` leaves removed ones out, `every` has all.
    """

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)
    standfirst = models.TextField(_("standfirst"), blank=True)
    guidance = models.TextField(_("guidance"), blank=True)
    checklist = models.JSONField(_("checklist"), default=list, blank=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="chapters",
        verbose_name=_("agency (OPD)"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ChapterState, default=ChapterState.EMPTY, editable=False
    )
    state_since = models.DateTimeField(_("since"), null=True, editable=False)
    asked_as = models.CharField(
        _("title in the guidance"), max_length=160, blank=True, editable=False
    )
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = LivingChapters()
    every = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["book", "number"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"],
                condition=Q(removed_at=None),
                name="one_chapter_per_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ChapterState.values), name="chapter_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "state_since"], name="chapter_queue")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("masterplans:chapter_detail", kwargs={"pk": self.pk})

    @property
    def label(self) -> str:
        return f"Bab {self.number} {self.title}"

    @property
    def plan(self) -> Masterplan:
        return self.book.plan

    @property
    def enrolment(self) -> Enrolment:
        return self.book.plan.enrolment

    @cached_property
    def latest_revision(self):
        """The newest submitted revision, None before the first; what it says is read when asked for."""
        newest = self.revisions.select_related("submitted_by").order_by("-number")
        return newest.defer("sections", "records").first()

    @property
    def is_approved(self) -> bool:
        return self.state == ChapterState.APPROVED

    @property
    def with_mentor(self) -> bool:
        """The mentor holds the ball while a chapter is in review, the agency before and after."""
        return self.state == ChapterState.IN_REVIEW

    @property
    def with_head(self) -> bool:
        """The head of the agency reads the chapter before the mentor does."""
        return self.state == ChapterState.WITH_HEAD

    @property
    def is_locked(self) -> bool:
        """Nobody writes in a chapter that is handed in or approved."""
        return self.state in LOCKED


class Figure(models.Model):
    """A picture of a plan, bounded and re-encoded at upload, stored by its hash."""

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="figures")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=20)
    width = models.PositiveIntegerField(help_text="px")
    height = models.PositiveIntegerField(help_text="px")
    alt = models.CharField(_("description"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(fields=["plan", "sha256"], name="one_figure_per_content")
        ]

    def __str__(self) -> str:
        return self.alt or self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse(
            "masterplans:figure", kwargs={"sha256": self.sha256, "slug": self.plan.enrolment.slug}
        )

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class Origin(models.Model):
    """Where rows of a plan were first written: the group of a bimtek, by name and by address.

    Floors above make them; a plan only quotes them, so that a quick win leads back to the room
    in which it was proposed.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="origins")
    title = models.CharField(_("origin"), max_length=300)
    path = models.CharField(_("page"), max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name = _("origin of records")
        verbose_name_plural = _("origins of records")

    def __str__(self) -> str:
        return self.title

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class Records(Sourced):
    """A record of a plan that chapters show; rows keep the order in which people put them.

    `version` counts changes, so that two people who change one row learn of each other.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    origin = models.ForeignKey(
        Origin,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="%(class)ss",
        verbose_name=_("origin"),
    )

    class Meta:
        abstract = True

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment
