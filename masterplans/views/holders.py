"""Who holds the ball, since when, and for how many days altogether: in a plan, and in a cohort?"""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import Chapter, Masterplan
from masterplans.progress import TONES
from masterplans.states import ChapterState
from masterplans.turns import AGENCY, COORDINATOR, HEAD, MENTOR, Holder, Span, Turns
from masterplans.views.plans import plan_crumbs, visible_plan
from programs.models import Cohort, MentorAssignment
from smartcity_portal.kit.formats import day, number

ORDER = {MENTOR: 0, COORDINATOR: 1, HEAD: 2, AGENCY: 3}


@login_required
def plan_holders(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    chapters = list(
        Chapter.objects.filter(book__plan=plan).with_names().order_by("book__number", "number")
    )
    turns = Turns(chapters)
    names = _names(turns, _mentors([plan])[plan.enrolment_id])
    standing: dict[Holder, list[Span]] = defaultdict(list)
    for span in turns.standing(chapters):
        standing[span.holder].append(span)
    sums = turns.days_by_holder(chapters)
    holders = _sorted(sums)
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Days per holder")),
        "columns": _columns(),
        "rows": [
            _holder_row(turns, chapters, names, holder, sums[holder], standing[holder])
            for holder in holders
        ],
        "chapter_columns": [
            {"label": _("Chapter")},
            {"label": _("State")},
            *({"label": names(holder), "numeric": True} for holder in holders),
        ],
        "chapter_rows": [_chapter_row(turns, chapter, holders) for chapter in chapters],
        "waiting": sum(chapter.state == ChapterState.EMPTY for chapter in chapters),
    }
    return render(request, "masterplans/plan_holders.html", context)


@login_required
def cohort_holders(request: HttpRequest, year: int) -> HttpResponse:
    """The same for all regions of a cohort, for the ministry."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), year=year)
    plans = list(
        Masterplan.objects.visible_to(request.user)
        .filter(enrolment__cohort=cohort)
        .select_related("enrolment__region", "enrolment__cohort")
        .order_by("enrolment__region__name")
    )
    chapters = list(Chapter.objects.filter(book__plan__in=plans).with_names())
    turns, mentors = Turns(chapters), _mentors(plans)
    by_plan: dict[int, list[Chapter]] = defaultdict(list)
    for chapter in chapters:
        by_plan[chapter.book.plan_id].append(chapter)
    rows = [_plan_row(turns, plan, by_plan[plan.pk], mentors[plan.enrolment_id]) for plan in plans]
    context = {
        "cohort": cohort,
        "crumbs": [
            {"label": _("Cohort %(year)s") % {"year": year}, "url": cohort.get_absolute_url()},
            {"label": _("Days per holder"), "url": ""},
        ],
        "columns": [
            {"label": _("Region")},
            {"label": _("Mentor"), "numeric": True},
            {"label": _("Coordinator"), "numeric": True},
            {"label": _("Heads of agencies"), "numeric": True},
            {"label": _("Agencies (OPD)"), "numeric": True},
            {"label": _("Longest now")},
        ],
        "rows": rows,
    }
    return render(request, "masterplans/cohort_holders.html", context)


def _names(turns: Turns, mentors: list[str]) -> Any:
    def name(holder: Holder) -> str:
        agency = turns.agencies.get(holder.agency) if holder.agency else None
        if holder.kind == MENTOR:
            return (
                _("Mentor (%(names)s)") % {"names": ", ".join(mentors)} if mentors else _("Mentor")
            )
        if holder.kind == COORDINATOR:
            return _("Coordinator")
        if holder.kind == HEAD:
            return _("Head of %(agency)s") % {"agency": agency}
        return str(agency)

    return name


def _sorted(holders: Any) -> list[Holder]:
    return sorted(holders, key=lambda holder: (ORDER[holder.kind], holder.agency or 0))


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Holder")},
        {"label": _("Days altogether"), "numeric": True},
        {"label": _("Chapters now"), "numeric": True},
        {"label": _("Longest now")},
    ]


def _holder_row(
    turns: Turns, chapters: list[Chapter], names: Any, holder: Holder, days: int, now: list[Span]
) -> dict[str, Any]:
    by_pk = {chapter.pk: chapter for chapter in chapters}
    return {
        "title": names(holder),
        "cells": [
            {"text": _days(days), "lift": True},
            {"text": number(len(now))},
            _longest(by_pk[now[0].chapter], now[0], turns) if now else {"none": True},
        ],
    }


def _longest(chapter: Chapter, span: Span, turns: Turns) -> dict[str, Any]:
    since = _("since %(day)s, %(days)s") % {
        "day": day(span.since, chapter.enrolment.region),
        "days": _days(int(span.days(turns.now))),
    }
    text = f"{chapter.book.short}, {chapter.label}"
    return {"text": text, "url": chapter.get_absolute_url(), "small": since, "full": True}


def _chapter_row(turns: Turns, chapter: Chapter, holders: list[Holder]) -> dict[str, Any]:
    sums = turns.days_by_holder([chapter])
    return {
        "title": f"{chapter.book.short}, {chapter.label}",
        "url": chapter.get_absolute_url(),
        "cells": [
            {"tone": TONES[ChapterState(chapter.state)], "text": chapter.get_state_display()},
            *({"text": number(sums[h])} if h in sums else {"none": True} for h in holders),
        ],
    }


def _plan_row(
    turns: Turns, plan: Masterplan, chapters: list[Chapter], mentors: list[str]
) -> dict[str, Any]:
    sums: dict[str, int] = defaultdict(int)
    for holder, days in turns.days_by_holder(chapters).items():
        sums[holder.kind] += days
    by_pk = {chapter.pk: chapter for chapter in chapters}
    now = turns.standing(chapters)
    longest: dict[str, Any] = {"none": True}
    if now:
        longest = _longest(by_pk[now[0].chapter], now[0], turns)
        longest["small"] = f"{_names(turns, mentors)(now[0].holder)}, {longest['small']}"
    return {
        "title": str(plan.enrolment.region),
        "url": reverse("masterplans:plan_holders", kwargs={"slug": plan.enrolment.slug}),
        "cells": [
            *({"text": number(sums[kind])} for kind in (MENTOR, COORDINATOR, HEAD, AGENCY)),
            longest,
        ],
    }


def _mentors(plans: list[Masterplan]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = MentorAssignment.objects.active().filter(enrolment__in=[p.enrolment_id for p in plans])
    for enrolment, name in rows.values_list("enrolment_id", "mentor__name"):
        found[enrolment].append(name)
    return found


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}
