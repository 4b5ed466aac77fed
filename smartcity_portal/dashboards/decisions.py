"""What can only the ministry move? Requests, gates to close, candidates, missing MoUs and mentors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.models import Candidacy
from smartcity_portal.kit import clock
from workshops.models import StagePlea, Standing
from workshops.models.workshop import numeral

Decision = dict[str, Any]


@dataclass(frozen=True)
class Decisions:
    """How many there are, and the first ones for parts/queue.html."""

    count: int
    shown: list[Decision]


def decisions(limit: int) -> Decisions:
    """Return what waits in any cohort: first what holds a region up, each longest waiting first."""
    under_way = Standing.objects.under_way()
    pleas = StagePlea.objects.open().select_related("enrolment__region", "enrolment__standing")
    waiting = Candidacy.objects.waiting_per_cohort()
    counts = under_way.aggregate(
        ready=Count("pk", filter=Q(ready=True)),
        memoranda=Count("pk", filter=Q(memorandum_on=None)),
        mentors=Count("pk", filter=Q(mentors=[])),
    )
    found = [_plea(plea) for plea in pleas.order_by("at")]
    found += [_candidates(row) for row in waiting]
    total = len(found) + sum(counts.values())
    if len(found) < limit:
        found += _of_regions(under_way, limit)
    return Decisions(total, found[:limit])


def _of_regions(under_way: Any, limit: int) -> list[Decision]:
    rows = under_way.lacking().with_names().order_by("-ready", "enrolment__enrolled_on", "pk")
    return sorted(
        (decision for row in rows[:limit] for decision in _lacking(row)),
        key=lambda decision: (not decision["first"], -(decision["days"] or 0)),
    )


def _decision(
    enrolment: Any, title: str, note: str, days: int | None, label: str, url: str, *, first=False
) -> Decision:
    return {
        "title": title,
        "url": url,
        "notes": [note],
        "holder": _("You"),
        "you": True,
        "days": days,
        "first": first,
        "action": {"label": label, "url": url, "hint": enrolment.region.name if enrolment else ""},
    }


def _plea(plea: StagePlea) -> Decision:
    enrolment = plea.enrolment
    words = {"stage": numeral(plea.stage), "region": enrolment.region}
    return _decision(
        enrolment,
        _("Close stage %(stage)s of %(region)s with a reason") % words,
        _("%(done)d of %(all)d requirements are met; the coordinator asks")
        % {"done": enrolment.standing.done, "all": enrolment.standing.asked},
        clock.days_since(plea.at),
        _("Decide"),
        _gate(enrolment),
    )


def _candidates(row: dict[str, Any]) -> Decision:
    title = ngettext(
        "Decide about %(count)d candidate of the cohort %(year)s",
        "Decide about %(count)d candidates of the cohort %(year)s",
        row["count"],
    ) % {"count": row["count"], "year": row["cohort__year"]}
    return _decision(
        None,
        title,
        _("They have been assessed"),
        None,
        _("Decide"),
        reverse("programs:selection_detail", kwargs={"year": row["cohort__year"]}),
    )


def _lacking(row: Standing) -> Iterator[Decision]:
    enrolment = row.enrolment
    words = {"region": enrolment.region, "stage": numeral(min(enrolment.stage, 4))}
    days, slug = clock.days_since(enrolment.enrolled_on), {"slug": enrolment.slug}
    if row.ready:
        title = _("Close stage %(stage)s of %(region)s") % words
        note = _("All requirements are met")
        yield _decision(enrolment, title, note, None, _("Close"), _gate(enrolment), first=True)
    if row.memorandum_on is None:
        page = reverse("programs:memorandum_register", kwargs=slug)
        title = _("Register the MoU of %(region)s") % words
        note = _("No signed MoU is registered")
        yield _decision(enrolment, title, note, days, _("Register"), page)
    if not row.mentors:
        page = reverse("programs:mentor_assign", kwargs=slug)
        title = _("Assign a mentor to %(region)s") % words
        yield _decision(enrolment, title, _("Nobody mentors it"), days, _("Assign"), page)


def _gate(enrolment: Any) -> str:
    return reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug})
