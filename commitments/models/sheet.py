"""What is promised, in which words, on which day, and where do its bytes lie?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models.number import NumberSeries
from commitments.querysets import SheetQuerySet
from commitments.states import (
    ENDED_STATES,
    OPEN_STATES,
    PUBLIC_STATES,
    SHEET_TONES,
    SheetState,
)
from masterplans.models import BookEdition
from programs.models import Agency, Enrolment, Region
from programs.models.sourced import Sourced


class SheetKind(models.TextChoices):
    JOINT = "joint", _("Joint commitment")
    HEAD = "head", _("Commitment of the head of region")
    AGENCY = "agency", _("Commitment of an agency (OPD)")
    ADDENDUM = "addendum", _("Addendum")
    DOCUMENT = "document", _("Other document")


PROMISES = (SheetKind.JOINT, SheetKind.HEAD, SheetKind.AGENCY, SheetKind.ADDENDUM)


class SigningOrder(models.TextChoices):
    PARALLEL = "parallel", _("All at the same time")
    GROUPS = "groups", _("Heads of agencies first, then the head of region, then witnesses")
    SEQUENCE = "sequence", _("One after the other, in the order of the sheet")


class Sheet(Sourced):
    """A document with one signature field per person: a commitment, or a paper of another room.

    A joint sheet carries everybody; else the head of region has one sheet, and each agency one
    that lists exactly its own programmes. An addendum names the sheet that it changes (`parent`)
    and what changed: `changes` is [{"agency", "code", "name", "before", "after"}, …] with pledge
    lines or None before and after.
    A document of another room names its `subject` ("workshops.minutes:12").

    From issue on `text` is what was promised, `text_sha256` its hash, `issued_sha256` the file
    that everybody consents to and `head_sha256` the file with all signatures so far.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(
        _("kind"), max_length=8, choices=SheetKind, default=SheetKind.JOINT, editable=False
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="sheets",
        verbose_name=_("agency (OPD)"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="addenda",
        verbose_name=_("changes the sheet"),
    )
    subject = models.CharField(_("subject"), max_length=80, blank=True, editable=False)
    subject_path = models.CharField(_("page"), max_length=200, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    code = models.CharField(_("code"), max_length=9, unique=True, editable=False)
    edition = models.ForeignKey(
        BookEdition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("book edition"),
    )
    title = models.CharField(_("title"), max_length=200)
    preamble = models.TextField(_("preamble"))
    clauses = models.JSONField(_("clauses"), default=list)
    closing = models.TextField(_("closing sentence"), blank=True)
    changes = models.JSONField(default=list, editable=False)
    place = models.CharField(_("place"), max_length=100, blank=True)
    dated = models.DateField(_("date on the sheet"))
    signing_order = models.CharField(
        _("order of signing"), max_length=8, choices=SigningOrder, default=SigningOrder.PARALLEL
    )
    countersigned = models.BooleanField(
        _("the head of region takes note of it"),
        default=True,
        help_text=_("On the sheet of an agency: “Mengetahui”, beside the head of the agency."),
    )
    due_on = models.DateField(_("to be signed until"), null=True, blank=True)
    witnesses = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("witnesses"),
        help_text=_("Mentors and people of the ministry who sign as witnesses."),
    )
    series = models.ForeignKey(
        NumberSeries, on_delete=models.PROTECT, null=True, editable=False, related_name="sheets"
    )
    number = models.CharField(_("number"), max_length=80, blank=True)
    footer = models.CharField(max_length=9, default="portal", editable=False)
    needs_emeterai = models.BooleanField(
        _("carries an e-Meterai"),
        default=False,
        help_text=_(
            "The printed file is stamped elsewhere and taken in before the first signature."
        ),
    )
    open_to_outside = models.BooleanField(
        default=False,
        editable=False,
        help_text="issued under an ordinary seal, so that a service may add its own field",
    )
    in_series = models.BooleanField(
        default=False,
        editable=False,
        help_text="one of many alike, which people are told about together",
    )
    printed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    stamped_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=SheetState, default=SheetState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("since"), editable=False)
    text = models.JSONField(default=dict, editable=False)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    issued_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    head_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pages = models.PositiveSmallIntegerField(default=0, editable=False)
    issued_at = models.DateTimeField(_("issued at"), null=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    completed_at = models.DateTimeField(_("completed at"), null=True, editable=False)
    void_reason = models.TextField(_("reason"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("commitment sheet")
        verbose_name_plural = _("commitment sheets")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values), name="sheet_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SheetKind.values), name="sheet_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(signing_order__in=SigningOrder.values), name="signing_order_is_known"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "version"],
                condition=~Q(kind="document"),
                name="one_sheet_per_version",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=~Q(state__in=["void", "expired"]) & Q(kind__in=["joint", "head"]),
                name="one_standing_sheet_per_kind",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "agency"],
                condition=~Q(state__in=["void", "expired"]) & Q(kind="agency"),
                name="one_standing_sheet_per_agency",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=~Q(state__in=["void", "expired"]) & ~Q(subject=""),
                name="one_standing_document_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(kind="agency", agency__isnull=False)
                | Q(kind="addendum")
                | (~Q(kind__in=["agency", "addendum"]) & Q(agency__isnull=True)),
                name="agency_sheet_has_its_agency",
            ),
            models.UniqueConstraint(
                fields=["series", "number"],
                condition=Q(series__isnull=False),
                name="one_sheet_per_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "void", "expired"])
                | (~Q(issued_sha256="") & ~Q(text_sha256="") & ~Q(number="")),
                name="issued_sheet_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("commitments:sheet_detail", kwargs={"code": self.code})

    def get_paper_url(self) -> str:
        """Where it is printed for pens, and where its scans come back."""
        return reverse("commitments:sheet_paper", kwargs={"code": self.code})

    @property
    def region(self) -> Region:
        return self.enrolment.region

    @property
    def is_promise(self) -> bool:
        """A commitment, not a paper of another room."""
        return self.kind in PROMISES

    @property
    def tone(self) -> str:
        """The colour in which its state is told everywhere."""
        return SHEET_TONES[SheetState(self.state)]

    @property
    def is_issued(self) -> bool:
        return self.state not in {SheetState.DRAFT, SheetState.VOID}

    @property
    def has_ended(self) -> bool:
        """Declared void, revoked, or run out."""
        return self.state in ENDED_STATES

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES and bool(self.issued_sha256)

    @property
    def has_document(self) -> bool:
        return bool(self.head_sha256) and self.state != SheetState.VOID

    @property
    def is_for_certificates(self) -> bool:
        """Its foot, as printed, says that every signature on it is certified."""
        return (
            bool(self.printed_sha256 or self.issued_sha256) and self.text.get("foot") == "certified"
        )

    @property
    def short_hash(self) -> str:
        """The first 16 digits of the issued file's hash, in groups of four."""
        head = self.issued_sha256[:16]
        return " ".join(head[i : i + 4] for i in range(0, len(head), 4))

    @property
    def public_url(self) -> str:
        return reverse("verify_sheet", kwargs={"code": self.code})
