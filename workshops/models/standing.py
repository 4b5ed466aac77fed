"""Where did an enrolment stand when it was last looked at, and has anything changed since?

A row of the cohort board, kept so that the database can sort, filter and page it. It decides
nothing: closing a stage asks the gate anew. docs/decisions/0008-the-board.md says why it is safe.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from workshops.standing_querysets import StandingQuerySet


class Standing(models.Model):
    """One row of the board as computed at `computed_at` for the programme's day `day`.

    `cells` holds what the cells draw: the bimtek with their days, and per column who holds the
    ball since when. `sentence` says in each language what waits longest.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    day = models.DateField(null=True)
    computed_at = models.DateTimeField(null=True)
    followed = models.BooleanField(_("followed in the portal"), default=False)
    done = models.PositiveSmallIntegerField(_("requirements met"), default=0)
    asked = models.PositiveSmallIntegerField(_("requirements"), default=0)
    ready = models.BooleanField(_("ready to close"), default=False)
    held_up = models.BooleanField(_("bimtek held, gate not met"), default=False)
    holder = models.CharField(_("in the hands of"), max_length=40, blank=True)
    holder_name = models.CharField(max_length=200, blank=True)
    stuck_since = models.DateField(_("since"), null=True)
    sentence = models.JSONField(default=dict)
    memorandum_on = models.DateField(_("MoU signed on"), null=True)
    stage_1_on = models.DateField(null=True)
    stage_2_on = models.DateField(null=True)
    stage_3_on = models.DateField(null=True)
    stage_4_on = models.DateField(null=True)
    book_1 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    book_2 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    book_3 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    book_4 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    chapters = models.PositiveSmallIntegerField(default=0)
    chapters_approved = models.PositiveSmallIntegerField(default=0)
    chapters_in_review = models.PositiveSmallIntegerField(default=0)
    quick_wins = models.PositiveSmallIntegerField(_("quick wins final"), default=0)
    signed = models.PositiveSmallIntegerField(_("commitments signed"), null=True)
    signatories = models.PositiveSmallIntegerField(_("signatories"), null=True)
    mentors = models.JSONField(_("mentors"), default=list)
    cells = models.JSONField(default=dict)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing of a region")
        verbose_name_plural = _("standings of regions")
        indexes = [models.Index(fields=["stuck_since"], name="standing_by_wait")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day}"


class StandingChange(models.Model):
    """Something that the standing is read from was written; rows come from database triggers.

    Only ever added to by writers and emptied by whoever computes the standing, so that two
    writers never wait for each other.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        verbose_name = _("change of a standing")
        verbose_name_plural = _("changes of standings")

    def __str__(self) -> str:
        return str(self.enrolment_id)
