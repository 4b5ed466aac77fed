"""When are rows of the board computed? Before they are shown, whenever something has changed."""

from django.db import models, transaction
from django.utils import timezone

from programs.models import Enrolment
from smartcity_portal.kit import clock
from workshops.facts import Facts
from workshops.models import Standing, StandingChange
from workshops.standing_querysets import stale_enrolments
from workshops.standings import standing_of

TOGETHER = 100
COMPUTED = [field.name for field in Standing._meta.concrete_fields if not field.primary_key]


def bring_up_to_date(among: models.QuerySet[Enrolment] | None = None) -> int:
    """Compute what is stale among some enrolments (default: all) and return how many were.

    Whoever reads standings calls this first, so nobody is ever shown a stale one.
    """
    rows = Enrolment.objects.all() if among is None else among
    stale = list(stale_enrolments(rows).values_list("pk", flat=True))
    for start in range(0, len(stale), TOGETHER):
        _compute(stale[start : start + TOGETHER])
    return len(stale)


@transaction.atomic
def _compute(pks: list[int]) -> None:
    """Lock the rows, take the changes away, read, write: what is written meanwhile stays a change."""
    known = Standing.objects.filter(pk__in=pks)
    missing = set(pks) - set(known.values_list("pk", flat=True))
    Standing.objects.bulk_create(
        (Standing(enrolment_id=pk) for pk in sorted(missing)), ignore_conflicts=True
    )
    list(known.select_for_update().order_by("pk").values_list("pk", flat=True))
    StandingChange.objects.filter(enrolment__in=pks).delete()
    enrolments = Enrolment.objects.filter(pk__in=pks).select_related("region", "cohort__edition")
    facts = Facts(enrolments)
    now, today = timezone.now(), clock.today()
    rows = [standing_of(enrolment, facts) for enrolment in facts.enrolments.values()]
    for row in rows:
        row.computed_at, row.day = now, today
    Standing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["enrolment"], update_fields=COMPUTED
    )
