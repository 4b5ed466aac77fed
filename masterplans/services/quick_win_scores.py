"""How are nominated quick wins scored? Each person alone, handed in whole, reopened with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from masterplans import notices
from masterplans.models import Masterplan, QuickWin, QuickWinScore, QuickWinScorer
from masterplans.ranking import LEAST, MOST, Criterion, criteria_of, is_whole, ranking_of
from masterplans.states import QuickWinState
from programs.models import AgencyMember
from programs.people import coordinators_of, mentors_of
from smartcity_portal.kit.machine import Blocked

REMINDED = "masterplans.scoring.remind"
REMIND_AGAIN_AFTER = timedelta(hours=20)
Points = Mapping[int, Mapping[str, int | None]]


def who_may_score(plan: Masterplan) -> Any:
    """Return the accounts that can be asked: the agencies' people, coordinators and mentors."""
    members = AgencyMember.objects.active().filter(agency__region=plan.enrolment.region_id)
    people: tuple[Any, ...] = (
        members.values("user"),
        coordinators_of(plan.enrolment).values("pk"),
        mentors_of(plan.enrolment).values("pk"),
    )
    found = User.objects.none()
    for part in people:
        found = found | User.objects.filter(pk__in=part)
    return found.filter(is_active=True).order_by("name", "pk")


@transaction.atomic
def ask(
    plan: Masterplan,
    users: Iterable[User],
    *,
    by: Any,
    year: int | None = None,
    at: datetime | None = None,
) -> list[QuickWinScorer]:
    """Ask people to score the nominations of a year; who was asked already stays."""
    plan = Masterplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    permission.require("masterplans.arrange_scoring", plan, by=by)
    year = year or plan.enrolment.period_start
    if year not in plan.enrolment.years:
        raise Blocked([_("%(year)d lies outside the period of the plan.") % {"year": year}])
    allowed = set(who_may_score(plan).values_list("pk", flat=True))
    known = set(plan.scorers.filter(year=year).values_list("user", flat=True))
    wanted = list(users)
    if strangers := [user for user in wanted if user.pk not in allowed]:
        sentence = _("%(name)s takes no part in this plan and cannot score.")
        raise Blocked([sentence % {"name": user.name} for user in strangers])
    made = [
        QuickWinScorer.objects.create(
            plan=plan, year=year, user=user, asked_at=at or timezone.now()
        )
        for user in wanted
        if user.pk not in known
    ]
    if made:
        names = ", ".join(str(row) for row in made)
        history.record("masterplans.scoring.ask", plan, by=by, at=at, names=names, year=year)
        notices.scoring_asked(made, by=by)
    return made


def reminded_today(plan: Masterplan, year: int) -> bool:
    """Say whether those who are missing were reminded within a day."""
    last = history.last_move(plan, REMINDED)
    return bool(
        last and last.data.get("year") == year and timezone.now() - last.at < REMIND_AGAIN_AFTER
    )


@transaction.atomic
def remind(
    plan: Masterplan, *, by: Any, year: int, at: datetime | None = None
) -> list[QuickWinScorer]:
    """Remind everybody who has not handed in yet, once a day. Returns who was reminded."""
    plan = Masterplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    permission.require("masterplans.arrange_scoring", plan, by=by)
    missing = [row for row in ranking_of(plan, year).missing if row.user_id != by.pk]
    if not missing:
        raise Blocked([_("Nobody else is missing: there is nobody to remind.")])
    if reminded_today(plan, year):
        raise Blocked([_("They were reminded today. Remind them again tomorrow.")])
    names = ", ".join(str(row) for row in missing)
    history.record(REMINDED, plan, by=by, at=at, names=names, year=year)
    notices.scoring_reminded(missing, by=by)
    return missing


@transaction.atomic
def release(scorer: QuickWinScorer, *, by: Any, at: datetime | None = None) -> None:
    """Ask somebody no longer, as long as nothing was handed in."""
    scorer = _locked(scorer)
    permission.require("masterplans.arrange_scoring", scorer, by=by)
    if scorer.scores.exclude(handed_in_at=None).exists():
        raise Blocked(
            [_("%(name)s has handed in scores; they stay in the ranking.") % {"name": scorer}]
        )
    history.record(
        "masterplans.scoring.release", scorer.plan, by=by, at=at, name=str(scorer), year=scorer.year
    )
    scorer.delete()


@transaction.atomic
def save(
    scorer: QuickWinScorer,
    points: Points,
    *,
    by: Any,
    notes: Mapping[int, str] | None = None,
) -> None:
    """Keep points without handing them in; what was handed in does not change."""
    scorer = _locked(scorer)
    permission.require("masterplans.fill_scoring", scorer, by=by)
    _write(scorer, points, notes or {})


@transaction.atomic
def hand_in(
    scorer: QuickWinScorer,
    *,
    by: Any,
    points: Points | None = None,
    notes: Mapping[int, str] | None = None,
    at: datetime | None = None,
) -> None:
    """Hand in the points of every nomination. Raises Blocked naming what is not scored yet."""
    scorer = _locked(scorer)
    permission.require("masterplans.fill_scoring", scorer, by=by)
    if points is not None:
        _write(scorer, points, notes or {})
    criteria = criteria_of(scorer.enrolment.cohort.edition)
    candidates = list(_candidates(scorer))
    scores = {row.quick_win_id: row for row in scorer.scores.all()}
    unfinished = [
        win
        for win in candidates
        if win.pk not in scores or not is_whole(scores[win.pk].points, criteria)
    ]
    if unfinished:
        sentence = _("“%(name)s” does not have points for every criterion yet.")
        raise Blocked([sentence % {"name": win} for win in unfinished])
    mine = [scores[win.pk] for win in candidates if scores[win.pk].handed_in_at is None]
    if not mine:
        raise Blocked([_("There is nothing to hand in: no nomination waits for your score.")])
    for row in mine:
        row.handed_in_at = at or timezone.now()
    QuickWinScore.objects.bulk_update(mine, ["handed_in_at"])
    history.record(
        "masterplans.scoring.hand_in", scorer.plan, by=by, at=at, count=len(mine), year=scorer.year
    )
    if not ranking_of(scorer.plan, scorer.year).missing:
        notices.scoring_complete(scorer, by=by)


@transaction.atomic
def reopen(
    scorer: QuickWinScorer, *, by: Any, reason: str, at: datetime | None = None
) -> QuickWinScorer:
    """Give somebody their sheet back, with the reason; chosen quick wins keep their scores."""
    scorer = _locked(scorer)
    permission.require("masterplans.arrange_scoring", scorer, by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the scores are opened again.")})
    mine = scorer.scores.filter(quick_win__in=_candidates(scorer)).exclude(handed_in_at=None)
    if not mine.update(handed_in_at=None):
        raise Blocked([_("%(name)s has handed in nothing that is still open.") % {"name": scorer}])
    history.record(
        "masterplans.scoring.reopen",
        scorer.plan,
        by=by,
        at=at,
        name=str(scorer),
        year=scorer.year,
        reason=reason.strip(),
    )
    notices.scoring_reopened(scorer, by=by, reason=reason.strip())
    return scorer


def _write(scorer: QuickWinScorer, points: Points, notes: Mapping[int, str]) -> None:
    criteria = {row.code: row for row in criteria_of(scorer.enrolment.cohort.edition)}
    candidates = {win.pk: win for win in _candidates(scorer)}
    scores = {row.quick_win_id: row for row in scorer.scores.all()}
    for pk, given in points.items():
        row = scores.get(pk)
        if pk not in candidates:
            raise Blocked([_("One of the quick wins is no longer open to scoring.")])
        clean = _clean(given, criteria)
        note = " ".join(notes.get(pk, "").split())[:500]
        if row is not None and row.handed_in_at:
            if (row.points, row.note) != (clean, note) and clean:
                sentence = _("Your points for “%(name)s” are handed in and stand.")
                raise Blocked([sentence % {"name": candidates[pk]}])
        elif row is None:
            if clean or note:
                QuickWinScore.objects.create(
                    scorer=scorer, quick_win=candidates[pk], points=clean, note=note
                )
        elif (row.points, row.note) != (clean, note):
            row.points, row.note = clean, note
            row.save(update_fields=["points", "note"])


def _clean(given: Mapping[str, int | None], criteria: Mapping[str, Criterion]) -> dict[str, int]:
    clean = {}
    for code, value in given.items():
        if value is None:
            continue
        if code not in criteria:
            raise Blocked([_("The guidance has no criterion “%(code)s”.") % {"code": code[:40]}])
        if isinstance(value, bool) or not isinstance(value, int) or not LEAST <= value <= MOST:
            raise ValidationError(
                _("“%(criterion)s”: give 1 to 5 points.") % {"criterion": criteria[code].title}
            )
        clean[code] = value
    return clean


def _candidates(scorer: QuickWinScorer) -> Any:
    return QuickWin.objects.filter(
        plan=scorer.plan_id, year=scorer.year, state=QuickWinState.NOMINATED
    )


def _locked(scorer: QuickWinScorer) -> QuickWinScorer:
    return (
        QuickWinScorer.objects.select_for_update(of=("self",))
        .select_related("user", "plan__enrolment__region", "plan__enrolment__cohort__edition")
        .get(pk=scorer.pk)
    )
