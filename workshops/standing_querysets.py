"""Which rows of the board, in which order? Views, filters and columns, answered by the database."""

from collections.abc import Callable
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from programs.models import Enrolment, MentorAssignment
from smartcity_portal.kit import clock


def stale_enrolments(among: models.QuerySet) -> models.QuerySet:
    """Of some enrolments those whose standing was never computed, or not for what holds now.

    Every write to what a standing is read from leaves a change; a new day makes all of them stale.
    """
    from workshops.models import StandingChange

    changed = models.Exists(StandingChange.objects.filter(enrolment=models.OuterRef("pk")))
    this_day = Q(
        standing__day=clock.today(),
        standing__computed_at__gte=timezone.localtime().replace(hour=0, minute=0, second=0),
    )
    return among.filter(~this_day | changed).order_by("pk")


class StandingQuerySet(models.QuerySet):
    """Rows of the board; whoever reads them brings them up to date first (services.standings)."""

    def visible_to(self, user) -> "StandingQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def of_cohort(self, cohort) -> "StandingQuerySet":
        return self.filter(enrolment__cohort=cohort)

    def under_way(self) -> "StandingQuerySet":
        """Of any cohort: followed in the portal and not finished."""
        return self.filter(followed=True, enrolment__stage__lte=4)

    def lacking(self) -> "StandingQuerySet":
        """Where only the ministry can go on: a gate to close, an MoU or a mentor missing."""
        return self.filter(Q(ready=True) | Q(memorandum_on=None) | Q(mentors=[]))

    def with_names(self) -> "StandingQuerySet":
        return self.select_related("enrolment__region__province")

    def in_view(self, key: str) -> "StandingQuerySet":
        """The rows of one of the portal's own views; an unknown key is all of them."""
        return self.filter(BOARD_VIEWS[key]()) if key in BOARD_VIEWS else self

    def view_counts(self) -> dict[str, int]:
        """How many rows each view holds, in one query."""
        return self.aggregate(
            all=models.Count("pk"),
            **{
                key.replace("-", "_"): models.Count("pk", filter=condition())
                for key, condition in BOARD_VIEWS.items()
            },
        )

    def named(self, words: str) -> "StandingQuerySet":
        """Whose region, province or holder of the ball has these words in its name."""
        if not words:
            return self
        return self.filter(
            Q(enrolment__region__name__icontains=words)
            | Q(enrolment__region__province__name__icontains=words)
            | Q(holder_name__icontains=words)
        )

    def in_province(self, province: int) -> "StandingQuerySet":
        return self.filter(Q(enrolment__region__province=province) | Q(enrolment__region=province))

    def at_stage(self, stage: int) -> "StandingQuerySet":
        return self.filter(followed=True, enrolment__stage=stage)

    def guided_by(self, mentor: int) -> "StandingQuerySet":
        active = MentorAssignment.objects.active().filter(mentor=mentor)
        return self.filter(enrolment__in=active.values("enrolment"))

    def held_by(self, kind: str) -> "StandingQuerySet":
        """Where the ball lies with this kind of holder: ministry, mentor, agency …"""
        return self.filter(Q(holder=kind) | Q(holder__startswith=f"{kind}:"))

    def in_order(self, key: str, *, backwards: bool = False) -> "StandingQuerySet":
        """Sorted by a column of the board; what is unknown stands last either way."""
        column = models.F(BOARD_ORDERS[key])
        order = column.desc(nulls_last=True) if backwards else column.asc(nulls_last=True)
        return self.order_by(order, "enrolment__region__name", "pk")


LONG = 14
_followed = Q(followed=True)
BOARD_VIEWS: dict[str, Callable[[], Q]] = {
    "terhalang": lambda: Q(held_up=True),
    "siap-ditutup": lambda: Q(ready=True),
    "lebih-dari-14-hari": lambda: Q(stuck_since__lt=clock.today() - timedelta(days=LONG)),
    "menunggu-kementerian": lambda: Q(holder="ministry"),
    "menunggu-pembimbing": lambda: Q(holder="mentor"),
    "tanpa-quick-win": lambda: _followed & Q(quick_wins=0),
    "tanpa-mou": lambda: _followed & Q(memorandum_on=None),
    "tanpa-pembimbing": lambda: _followed & Q(mentors=[]),
}
BOARD_ORDERS = {
    "lama": "stuck_since",
    "daerah": "enrolment__region__name",
    "mou": "memorandum_on",
    **{f"bimtek-{number}": f"stage_{number}_on" for number in range(1, 5)},
    **{f"buku-{number}": f"book_{number}" for number in range(1, 5)},
    "quick-win": "quick_wins",
    "komitmen": "signed",
}
