"""Who is told that quick wins are to be scored, or are final?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.services.notices import register, tell
from masterplans.models import QuickWin, QuickWinScorer
from masterplans.notices.phrases import FOR_MENTORS, FOR_SCORERS
from programs.people import coordinators_of, mentors_of

QUICK_WIN_FINAL = register(
    "masterplans.quick_win_final",
    title=_("The quick win “%(name)s” is final"),
    body=_("%(who)s made “%(name)s” of %(region)s final."),
    reason=FOR_MENTORS,
)
SCORING_ASKED = register(
    "masterplans.scoring_asked",
    title=_("You are asked to score the quick wins of %(region)s"),
    body=_(
        "%(who)s asks you to score the nominations of %(year)s. You see what others gave once you have handed in."
    ),
    reason=FOR_SCORERS,
)
SCORING_REMINDED = register(
    "masterplans.scoring_reminded",
    title=_("Your scores of the quick wins of %(region)s are still missing"),
    body=_(
        "%(who)s reminds you of the nominations of %(year)s. What you have kept so far is still there; hand it in once every nomination has its points."
    ),
    reason=FOR_SCORERS,
)
SCORING_REOPENED = register(
    "masterplans.scoring_reopened",
    title=_("Your scores of the quick wins of %(region)s are open again"),
    body=_("%(who)s opened them: %(why)s"),
    reason=FOR_SCORERS,
)
SCORING_COMPLETE = register(
    "masterplans.scoring_complete",
    title=_("All scores of the quick wins of %(region)s are there"),
    body=_("Everybody has handed in for %(year)s. The quick wins can be chosen."),
    reason=_("You get this mail because you coordinate %(region)s."),
)


def quick_win_final(quick_win: QuickWin, *, by: Any) -> None:
    enrolment = quick_win.enrolment
    people = [*mentors_of(enrolment), *coordinators_of(enrolment)]
    tell(
        people,
        QUICK_WIN_FINAL,
        quick_win,
        by=by,
        name=quick_win.name,
        region=enrolment.region.name,
        who=str(by),
    )


def scoring_asked(scorers: list[QuickWinScorer], *, by: Any) -> None:
    for scorer in scorers:
        tell([scorer.user], SCORING_ASKED, scorer, by=by, **_scoring(scorer, by))


def scoring_reminded(scorers: list[QuickWinScorer], *, by: Any) -> None:
    for scorer in scorers:
        tell([scorer.user], SCORING_REMINDED, scorer, by=by, **_scoring(scorer, by))


def scoring_reopened(scorer: QuickWinScorer, *, by: Any, reason: str) -> None:
    tell([scorer.user], SCORING_REOPENED, scorer, by=by, why=reason, **_scoring(scorer, by))


def scoring_complete(scorer: QuickWinScorer, *, by: Any) -> None:
    people = coordinators_of(scorer.enrolment)
    tell(people, SCORING_COMPLETE, scorer, by=by, **_scoring(scorer, by))


def _scoring(scorer: QuickWinScorer, by: Any) -> dict[str, Any]:
    return {"region": scorer.enrolment.region.name, "year": scorer.year, "who": str(by)}
