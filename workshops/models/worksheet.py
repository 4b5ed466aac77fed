"""Which groups fill in which worksheet of a bimtek, who writes for them, and what was said to them?

The rows that a group fills in are records of the masterplan; a group only knows which part of the
plan is its own.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models import (
    ActionItem,
    GapItem,
    Origin,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    SwotItem,
)
from masterplans.states import QuickWinState
from programs.models import Agency, Enrolment, WorksheetGroups, WorksheetPlan, WorksheetRecords
from programs.models.relation import Term
from programs.models.sourced import Sourced
from workshops.models.workshop import Workshop
from workshops.querysets import ScribeQuerySet, WorkGroupQuerySet, WorksheetQuerySet
from workshops.states import GroupState

RECORDS: dict[str, type[models.Model]] = {
    WorksheetRecords.READINESS: ReadinessItem,
    WorksheetRecords.SWOT: SwotItem,
    WorksheetRecords.GAPS: GapItem,
    WorksheetRecords.PROGRAMS: PlanProgram,
    WorksheetRecords.ACTIONS: ActionItem,
    WorksheetRecords.QUICK_WINS: QuickWin,
}
# How the groups of a room part the rows of a kind, as a filter on the key of the group.
PARTED_BY: dict[tuple[str, str], str] = {
    (WorksheetGroups.COMPONENT, WorksheetRecords.READINESS): "component",
    (WorksheetGroups.COMPONENT, WorksheetRecords.SWOT): "component",
    (WorksheetGroups.DIMENSION, WorksheetRecords.GAPS): "dimension__code",
    (WorksheetGroups.DIMENSION, WorksheetRecords.PROGRAMS): "dimension__code",
    (WorksheetGroups.DIMENSION, WorksheetRecords.QUICK_WINS): "dimension__code",
    (WorksheetGroups.STRAND, WorksheetRecords.ACTIONS): "strand",
}


class Worksheet(models.Model):
    """One worksheet of a bimtek, as its edition plans it; `kept_apart` are pairs told to be different."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="worksheets")
    plan = models.ForeignKey(WorksheetPlan, on_delete=models.PROTECT, related_name="+")
    kept_apart = models.JSONField(default=list, editable=False)

    objects = WorksheetQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "plan__order"]
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "plan"], name="one_worksheet_per_plan")
        ]

    def __str__(self) -> str:
        return self.plan.title

    def get_absolute_url(self) -> str:
        kwargs = {"slug": self.workshop.enrolment.slug, "number": self.workshop.number}
        page = reverse("workshops:worksheet_list", kwargs=kwargs)
        return f"{page}#kertas-kerja-{self.pk}"

    @property
    def enrolment(self) -> Enrolment:
        return self.workshop.enrolment

    @property
    def model(self) -> type[models.Model]:
        """The kind of record that its groups write."""
        return RECORDS[self.plan.records]

    @property
    def parted_by(self) -> str:
        """The filter that tells whose row it is; empty where only the origin of a row tells."""
        return PARTED_BY.get((self.plan.groups, self.plan.records), "")

    @property
    def rows(self) -> models.QuerySet:
        """All rows of the plan that this worksheet is about, whoever wrote them."""
        rows = self.model._default_manager.filter(plan__enrolment=self.workshop.enrolment_id)
        if self.model is QuickWin:
            return rows.exclude(state=QuickWinState.DROPPED)
        return rows


class WorkGroup(Sourced):
    """A group at one worksheet. `key` names its part of the plan: a component, dimension or strand."""

    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(_("part of the plan"), max_length=60)
    title = models.CharField(_("group"), max_length=100)
    order = models.PositiveSmallIntegerField(default=0)
    origin = models.OneToOneField(Origin, on_delete=models.PROTECT, related_name="+")
    agencies = models.ManyToManyField(
        Agency, blank=True, related_name="work_groups", verbose_name=_("agencies (OPD)")
    )
    participants = models.ManyToManyField(
        "workshops.Participant",
        blank=True,
        related_name="work_groups",
        verbose_name=_("participants"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=GroupState, default=GroupState.OPEN, editable=False
    )
    state_since = models.DateTimeField(_("since"), null=True, editable=False)

    objects = WorkGroupQuerySet.as_manager()

    class Meta:
        ordering = ["worksheet", "order", "pk"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.UniqueConstraint(fields=["worksheet", "title"], name="one_group_per_title"),
            models.CheckConstraint(
                condition=Q(state__in=GroupState.values), name="group_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workshops:group_detail", kwargs={"pk": self.pk})

    @property
    def workshop(self) -> Workshop:
        return self.worksheet.workshop

    @property
    def enrolment(self) -> Enrolment:
        return self.worksheet.enrolment

    @property
    def rows(self) -> models.QuerySet:
        """The part of the plan that is this group's: what it wrote, and what others wrote there."""
        name = self.worksheet.parted_by
        mine = {name: self.key} if name else {"origin": self.origin_id}
        return self.worksheet.rows.filter(**mine)

    @property
    def is_open(self) -> bool:
        return self.state == GroupState.OPEN


class GroupScribe(Term):
    """Somebody who writes for a group without belonging to an agency: invited by a link."""

    group = models.ForeignKey(WorkGroup, on_delete=models.CASCADE, related_name="scribes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scribe_terms"
    )

    objects = ScribeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("scribe of a group")
        verbose_name_plural = _("scribes of groups")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(until=None), name="one_open_scribe_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.group}"

    @property
    def enrolment(self) -> Enrolment:
        return self.group.enrolment


class GroupRemark(models.Model):
    """What the mentor said to a group, alone or with the group given back."""

    group = models.ForeignKey(WorkGroup, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("remark"), max_length=2000)
    returned = models.BooleanField(_("group given back"), default=False)

    class Meta:
        ordering = ["group", "at", "pk"]
        verbose_name = _("remark to a group")
        verbose_name_plural = _("remarks to groups")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReceivedRow(models.Model):
    """A row that a phone has sent: the same one, sent again after a lost connection, changes nothing."""

    group = models.ForeignKey(WorkGroup, on_delete=models.CASCADE, related_name="received")
    token = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("received row")
        verbose_name_plural = _("received rows")
        constraints = [
            models.UniqueConstraint(fields=["group", "token"], name="a_row_arrives_once")
        ]

    def __str__(self) -> str:
        return self.token
