"""Which person stands in which relation to the programme? Roles are relations with terms."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.agency import Agency
from programs.models.cohort import Cohort, Enrolment
from programs.models.region import Region
from programs.models.sourced import Sourced
from programs.querysets import MentorQuerySet, TermQuerySet


def today() -> object:
    """Return today's date in the portal's time zone."""
    return timezone.localdate()


class Term(models.Model):
    """A relation that holds from `since` to `until` (last day; empty while it lasts)."""

    since = models.DateField(_("since"), default=today)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True


class MinistryMember(Term):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ministry_terms"
    )
    unit = models.CharField(_("unit"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("ministry staff")
        verbose_name_plural = _("ministry staff")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(until=None), name="one_open_ministry_term"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class Mentor(Sourced):
    """An expert appointed by the ministry; `user` is set once they have an account."""

    name = models.CharField(_("name"), max_length=150)
    institution = models.CharField(_("institution"), max_length=160, blank=True)
    expertise = models.TextField(_("expertise"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    letter = models.CharField(_("letter of appointment"), max_length=120, blank=True)
    letter_on = models.DateField(_("date of the letter"), null=True, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentor",
    )

    objects = MentorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programs:mentor_detail", kwargs={"pk": self.pk})


class MentorAssignment(Term, Sourced):
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="mentor_assignments"
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="assignments")
    letter = models.CharField(_("letter of assignment"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("mentor of an enrolment")
        verbose_name_plural = _("mentors of enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "mentor"],
                condition=Q(until=None),
                name="one_open_assignment_per_mentor",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.enrolment}"


class Coordinator(Term):
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="coordinators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coordinations"
    )

    class Meta:
        verbose_name = _("coordinator of a region")
        verbose_name_plural = _("coordinators of regions")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "user"], condition=Q(until=None), name="one_open_coordination"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.region}"


class AgencyMember(Term):
    class Role(models.TextChoices):
        WRITER = "writer", _("Writer")
        HEAD = "head", _("Head")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agency_memberships"
    )
    role = models.CharField(_("role"), max_length=6, choices=Role, default=Role.WRITER)

    class Meta:
        verbose_name = _("member of an agency")
        verbose_name_plural = _("members of agencies")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user", "role"],
                condition=Q(until=None),
                name="one_open_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.agency}"


class AssessorAssignment(Term):
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="assessors")
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="assessors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )

    class Meta:
        verbose_name = _("assessor of a region")
        verbose_name_plural = _("assessors of regions")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "region", "user"],
                condition=Q(until=None),
                name="one_open_assessment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.region} {self.cohort}"


class Observer(Term):
    """Somebody who may read: everything when `region` is empty, else that region."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations"
    )
    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, null=True, blank=True, related_name="observers"
    )

    class Meta:
        verbose_name = _("observer")
        verbose_name_plural = _("observers")

    def __str__(self) -> str:
        return f"{self.user} – {self.region or '*'}"
