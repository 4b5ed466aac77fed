"""Who is to sign, as what, where on the paper, and how far are they?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models.sheet import Sheet
from commitments.querysets import QuestionQuerySet, SignatoryQuerySet
from commitments.states import TURN_STATES, SignatoryState
from programs.models import Agency, Tenure
from smartcity_portal.kit import clock, formats


class Route(models.TextChoices):
    PORTAL = "portal", _("In the portal")
    BSRE = "bsre", _("Through BSrE")
    BROUGHT = "brought", _("Signed elsewhere, brought back")
    PAPER = "paper", _("On paper")


OUTSIDE_ROUTES = (Route.BSRE, Route.BROUGHT)


class Role(models.TextChoices):
    SIGNATORY = "signatory", _("Signatory")
    INITIALS = "initials", _("Initials (paraf)")
    KNOWING = "knowing", _("Takes note (mengetahui)")
    WITNESS = "witness", _("Witness")


class Signatory(models.Model):
    """One person on one sheet. Name, office, rank and NIP stand as printed, whatever changes later.

    `pledge` keeps the programmes that this person answers for, as they stood when issued:
    [{"code", "name", "indicator", "amount"}, …]. `box` is [x0, y0, x1, y1] in points.
    Who holds an office of the region signs by `tenure`, a witness by the own `account`.
    `group` is the turn in which this person is asked; 1 comes first.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.SIGNATORY)
    group = models.PositiveSmallIntegerField(_("turn"), default=1, editable=False)
    tenure = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, related_name="signatories"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
        help_text=_("Of a witness; whoever holds an office signs by the office."),
    )
    printed_tenure = models.ForeignKey(
        Tenure,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="whom the paper names, when a successor in the office signs in their place",
    )
    on_behalf = models.CharField(
        max_length=4,
        blank=True,
        editable=False,
        help_text="a.n., u.b., Plh. or Plt. when a mandate lets another official sign here",
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="signatories"
    )
    name = models.CharField(_("name"), max_length=150)
    office = models.CharField(_("office"), max_length=200)
    rank = models.CharField(_("rank"), max_length=80, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    route = models.CharField(_("route"), max_length=8, choices=Route, default=Route.PORTAL)
    field = models.CharField(max_length=20)
    page = models.PositiveSmallIntegerField(null=True, editable=False)
    box = models.JSONField(default=list, editable=False)
    pledge = models.JSONField(default=list, editable=False)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=SignatoryState,
        default=SignatoryState.WAITING,
        editable=False,
    )
    state_since = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    decline_reason = models.TextField(_("reason"), blank=True, editable=False)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        ordering = ["sheet", "order"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SignatoryState.values), name="signatory_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(route__in=Route.values), name="signatory_route_is_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="signatory_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tenure__isnull=False, account__isnull=True)
                | Q(tenure__isnull=True, account__isnull=False),
                name="signatory_has_office_or_account",
            ),
            models.UniqueConstraint(fields=["sheet", "field"], name="one_field_per_signatory"),
            models.UniqueConstraint(
                fields=["sheet", "tenure"],
                condition=Q(on_behalf=""),
                name="one_place_per_tenure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:sign", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.sheet.enrolment

    @property
    def user(self):
        """The account of the witness or of whoever holds the office; None until invited."""
        return self.tenure.official.user if self.tenure else self.account

    @property
    def holder_id(self) -> int | None:
        """The key of the only account that may sign here."""
        return self.tenure.official.user_id if self.tenure else self.account_id

    @property
    def signer_name(self) -> str:
        """Who signs or has signed: the person on the paper, or a successor in the office."""
        return self.tenure.official.name if self.printed_tenure_id and self.tenure else self.name

    @property
    def signer_office(self) -> str:
        """As the signer signs: "a.n. Wali Kota Bontang, Sekretaris Daerah" under a mandate."""
        if self.on_behalf and self.tenure:
            return f"{self.on_behalf} {self.office}, {self.tenure.printed_title}"
        return self.tenure.printed_title if self.printed_tenure_id and self.tenure else self.office

    @property
    def is_head_of_region(self) -> bool:
        return self.agency_id is None and self.tenure_id is not None

    @property
    def is_witness(self) -> bool:
        return self.role == Role.WITNESS

    @property
    def printed_name(self) -> str:
        return f"{self.name} ({self.office})"

    @property
    def has_signed(self) -> bool:
        return self.state == SignatoryState.SIGNED

    @property
    def has_turn(self) -> bool:
        return self.state in TURN_STATES

    @property
    def days(self) -> int | None:
        """Days from being asked to the signature, or to today."""
        if self.asked_at is None:
            return None
        if self.signed_at:
            return max((self.signed_at - self.asked_at).days, 0)
        return clock.days_since(self.asked_at)

    @property
    def reminder_text(self) -> str:
        """A reminder to be copied into a chat: who, what, until when, and the personal link."""
        sheet = self.sheet
        words = {
            "name": self.signer_name,
            "title": sheet.title,
            "number": sheet.number,
            "office": self.office,
            "link": settings.PORTAL_URL + self.get_absolute_url(),
            "until": formats.day(sheet.due_on) if sheet.due_on else "",
        }
        if sheet.due_on:
            return (
                gettext(
                    "Dear %(name)s, “%(title)s” number %(number)s waits for your signature as "
                    "%(office)s until %(until)s: %(link)s"
                )
                % words
            )
        return (
            gettext(
                "Dear %(name)s, “%(title)s” number %(number)s waits for your signature as "
                "%(office)s: %(link)s"
            )
            % words
        )

    @cached_property
    def pledged(self) -> int:
        """The sum of all pledged amounts, in rupiah."""
        return sum(line["amount"] for line in self.pledge)


class Question(models.Model):
    """What a signatory wants to know before signing, and the answer."""

    signatory = models.ForeignKey(Signatory, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("question of a signatory")
        verbose_name_plural = _("questions of signatories")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def enrolment(self):
        return self.signatory.sheet.enrolment
