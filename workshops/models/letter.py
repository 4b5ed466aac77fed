"""Who is invited to a bimtek, by which letter, how did it reach them, and what do they answer?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Agency, NumberRegister, Tenure
from programs.models.sourced import Sourced
from workshops.models.material import Speaker
from workshops.models.roster import Participation
from workshops.models.workshop import Workshop
from workshops.querysets import LetterQuerySet, LetterRecipientQuerySet
from workshops.states import LetterState


class Letter(Sourced):
    """A letter of invitation. As a draft it changes; what was issued stands in its `LetterIssue`."""

    class Group(models.TextChoices):
        AGENCIES = "agencies", _("Heads of agencies")
        PARTICIPANTS = "participants", _("Participants")
        MENTORS = "mentors", _("Mentors")
        SPEAKERS = "speakers", _("Speakers")
        MINISTRY = "ministry", _("Ministry")

    class Urgency(models.TextChoices):
        ORDINARY = "biasa", _("Ordinary")
        URGENT = "segera", _("Urgent")
        VERY_URGENT = "sangat-segera", _("Very urgent")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="letters")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replacement"
    )
    state = models.CharField(
        _("state"), max_length=9, choices=LetterState, default=LetterState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("since"), editable=False)
    groups = models.JSONField(_("addressees"), default=list)
    number = models.CharField(
        _("number"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the portal gives the next number when the letter is issued."),
    )
    urgency = models.CharField(
        _("urgency"), max_length=13, choices=Urgency, default=Urgency.ORDINARY
    )
    subject = models.CharField(_("subject"), max_length=200)
    opening = models.TextField(_("opening"))
    programme = models.TextField(_("programme of the day"), blank=True)
    closing = models.TextField(_("closing"))
    place = models.CharField(_("place"), max_length=100)
    dated = models.DateField(_("date on the letter"))
    tenure = models.ForeignKey(
        Tenure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
    )
    on_behalf = models.CharField(
        _("on behalf of"), max_length=160, blank=True, help_text=_("Such as: Wali Kota Bontang")
    )
    copies = models.TextField(
        _("copies to"), blank=True, help_text=_("One per line; printed as “Tembusan”.")
    )
    signed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    end_reason = models.TextField(_("reason"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "-created_at", "-pk"]
        verbose_name = _("letter of invitation")
        verbose_name_plural = _("letters of invitation")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values), name="letter_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(end_reason=""),
                name="a_cancelled_letter_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("workshops:letter_detail", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def is_draft(self) -> bool:
        return self.state == LetterState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == LetterState.ISSUED

    @property
    def addressees(self) -> list[Any]:
        """The addressed groups in words."""
        return [self.Group(code).label for code in self.groups if code in self.Group.values]


class LetterIssue(models.Model):
    """A letter as it went out: number, words and bytes. A database trigger keeps it as it is."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="issue")
    register = models.ForeignKey(NumberRegister, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=80)
    text = models.JSONField(help_text="every word of the letter")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("issued at"))

    class Meta:
        ordering = ["-at"]
        verbose_name = _("issued letter")
        verbose_name_plural = _("issued letters")
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="one_letter_per_number")
        ]

    def __str__(self) -> str:
        return self.number


class LetterRecipient(models.Model):
    """One person whom a letter reaches: by mail, with the answer they give.

    `printed` recipients stand on the letter or its list; the others were added afterwards.
    """

    class Delivery(models.TextChoices):
        NONE = "none", _("Not sent")
        QUEUED = "queued", _("In the queue")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not delivered")

    class Answer(models.TextChoices):
        NONE = "", _("No answer yet")
        ATTENDS = "hadir", _("Attends")
        REPRESENTED = "diwakili", _("Sends somebody")
        ABSENT = "tidak", _("Does not attend")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=12, choices=Letter.Group)
    name = models.CharField(_("name"), max_length=160, blank=True)
    office = models.CharField(_("office"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    printed = models.BooleanField(default=True)
    state = models.CharField(
        _("delivery"), max_length=7, choices=Delivery, default=Delivery.NONE, editable=False
    )
    state_since = models.DateTimeField(null=True, editable=False)
    cancels = models.BooleanField(default=False, help_text="the mail takes the invitation back")
    error = models.CharField(max_length=40, blank=True, help_text="kind of failure, no address")
    answer = models.CharField(
        _("answer"), max_length=8, choices=Answer, default=Answer.NONE, blank=True
    )
    substitute = models.CharField(_("who comes instead"), max_length=160, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="who wrote the answer down; empty: the person, by the link",
    )

    objects = LetterRecipientQuerySet.as_manager()

    class Meta:
        ordering = ["letter", "order", "pk"]
        verbose_name = _("recipient of a letter")
        verbose_name_plural = _("recipients of letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["none", "queued", "sending", "sent", "failed"]),
                name="delivery_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "hadir", "diwakili", "tidak"]),
                name="letter_answer_is_known",
            ),
            models.UniqueConstraint(fields=["letter", "order"], name="recipients_run_on"),
        ]
        indexes = [models.Index(fields=["state", "state_since"], name="letter_to_send")]

    def __str__(self) -> str:
        return self.name or self.office

    def get_absolute_url(self) -> str:
        return reverse("workshops:recipient_detail", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.letter.workshop.enrolment

    @property
    def called(self) -> str:
        """How the letter addresses them: by office, else by name."""
        return self.office or self.name
