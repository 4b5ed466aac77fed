"""How does a quick win come about? Nominated, chosen, final; or dropped with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import notices, ranking
from masterplans.models import Masterplan, QuickWin, QuickWinRisk
from masterplans.services import checks, records
from masterplans.services.mandates import Mandate, Stale, require
from masterplans.states import QUICK_WIN, QuickWinState
from programs.people import relations_of
from smartcity_portal.kit.machine import Blocked

SHOWN_STATES = {QuickWinState.CHOSEN, QuickWinState.FINAL}
# What no chapter shows can change while the chapters are approved.
NOT_SHOWN = {"starts_on"}
Risk = Mapping[str, Any]


@transaction.atomic
def nominate(
    plan: Masterplan,
    *,
    by: Any,
    name: str,
    dimension: Any,
    year: int | None = None,
    risks: Iterable[Risk] = (),
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **profile: Any,
) -> QuickWin:
    """Nominate a quick win; `year` is the first year of the plan unless given."""
    quick_win = QuickWin(
        plan=plan,
        name=" ".join(name.split()),
        dimension=dimension,
        year=year or plan.enrolment.period_start,
        **profile,
    )
    if not quick_win.order:
        quick_win.order = plan.quickwins.count() + 1
    _may("nominate", quick_win, by=by, mandate=mandate)
    if mandate is None:
        _for_own_agency(quick_win, by=by)
    _store(quick_win)
    _write_risks(quick_win, risks)
    history.record("masterplans.quickwin.nominate", quick_win, by=by, at=at)
    return quick_win


@transaction.atomic
def save_profile(
    quick_win: QuickWin,
    *,
    by: Any,
    risks: Iterable[Risk] | None = None,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> QuickWin:
    """Change the profile; `risks` replaces the whole risk register when given.

    Raises Stale when `base_version` is given and the profile was changed after it was read.
    """
    quick_win = _locked(quick_win)
    _may("edit", quick_win, by=by, mandate=mandate)
    changed = [name for name, value in fields.items() if getattr(quick_win, name) != value]
    new_risks = None if risks is None else [dict(risk) for risk in risks]
    risks_changed = new_risks is not None and new_risks != _risks_of(quick_win)
    if not changed and not risks_changed:
        return quick_win
    if base_version is not None and base_version != quick_win.version:
        raise Stale(quick_win)
    if risks_changed or set(changed) - NOT_SHOWN:
        _not_frozen(quick_win)
    for name in changed:
        setattr(quick_win, name, fields[name])
    quick_win.version += 1
    _store(quick_win)
    if risks_changed and new_risks is not None:
        quick_win.risks.all().delete()
        _write_risks(quick_win, new_risks)
    history.record(
        "masterplans.quickwin.save_profile",
        quick_win,
        by=by,
        at=at,
        fields=changed + ["risks"] * risks_changed,
    )
    return quick_win


@transaction.atomic
def take_back(
    quick_win: QuickWin,
    *,
    by: Any,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
) -> None:
    """Take out a nomination that nobody has chosen; the plan's history keeps its name."""
    quick_win = _locked(quick_win)
    require("masterplans.take_back_quickwin", quick_win, by=by, mandate=mandate)
    if base_version is not None and base_version != quick_win.version:
        raise Stale(quick_win)
    if quick_win.state != QuickWinState.NOMINATED:
        raise Blocked(
            [
                _("“%(name)s” has been chosen already. Drop it with a reason on its own page.")
                % {"name": quick_win.name}
            ]
        )
    history.record(
        "masterplans.quickwin.take_back", quick_win.plan, by=by, at=at, name=quick_win.name
    )
    checks.want_plan(quick_win.plan)
    quick_win.delete()


@transaction.atomic
def choose(
    quick_win: QuickWin, *, by: Any, reason: str = "", at: datetime | None = None
) -> QuickWin:
    """Choose a nominated quick win, as long as the edition allows one more.

    Where the ranking says otherwise, ties or is not complete, a reason is asked for and kept.
    """
    quick_win = _locked(quick_win)
    _room_for_one_more(quick_win, by=by)
    reason = reason.strip()
    _spoken_for(quick_win, reason, by=by)
    QUICK_WIN.take("choose", quick_win, by=by)
    quick_win.choice_reason = reason
    quick_win.save(update_fields=["state", "choice_reason"])
    checks.want_plan(quick_win.plan)
    verb = "choose_because" if reason else "choose"
    words = {"reason": reason} if reason else {}
    history.record(f"masterplans.quickwin.{verb}", quick_win, by=by, at=at, **words)
    return quick_win


@transaction.atomic
def finalise(quick_win: QuickWin, *, by: Any, at: datetime | None = None) -> QuickWin:
    """Make a chosen quick win final; its profile must be complete."""
    quick_win = _moved("finalise", _locked(quick_win), by=by, at=at)
    notices.quick_win_final(quick_win, by=by)
    return quick_win


@transaction.atomic
def return_to_choice(
    quick_win: QuickWin, *, by: Any, reason: str = "", at: datetime | None = None
) -> QuickWin:
    """Take a final quick win back to the choice."""
    return _moved("return_to_choice", _locked(quick_win), by=by, at=at, reason=reason)


@transaction.atomic
def drop(quick_win: QuickWin, *, by: Any, reason: str, at: datetime | None = None) -> QuickWin:
    """Drop a quick win that will not be carried out, with the reason."""
    quick_win = _locked(quick_win)
    _may("drop", quick_win, by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this quick win is dropped.")})
    _not_frozen(quick_win)
    return _moved("drop", quick_win, by=by, at=at, reason=reason.strip())


def _locked(quick_win: QuickWin) -> QuickWin:
    return QuickWin.objects.select_for_update().get(pk=quick_win.pk)


def _may(verb: str, quick_win: QuickWin, *, by: Any, mandate: Mandate | None = None) -> None:
    require(f"masterplans.{verb}_quickwin", quick_win, by=by, mandate=mandate)


def _moved(
    verb: str, quick_win: QuickWin, *, by: Any, at: datetime | None, **data: Any
) -> QuickWin:
    QUICK_WIN.take(verb, quick_win, by=by)
    quick_win.save(update_fields=["state"])
    checks.want_plan(quick_win.plan)
    history.record(f"masterplans.quickwin.{verb}", quick_win, by=by, at=at, **data)
    return quick_win


def _for_own_agency(quick_win: QuickWin, *, by: Any) -> None:
    """An agency's people nominate for their own agency; the coordinator for every one."""
    mine = relations_of(by)
    if quick_win.enrolment.region_id in mine.coordinated_regions:
        return
    if quick_win.agency is None or quick_win.agency.pk not in mine.agencies:
        raise ValidationError({"agency": _("Nominate for your own agency.")})


def _spoken_for(quick_win: QuickWin, reason: str, *, by: Any) -> None:
    """Nobody chooses before handing in their own scores, nor past the ranking without a reason."""
    if quick_win.state != QuickWinState.NOMINATED:
        return
    found = ranking.ranking_of(quick_win.plan, quick_win.year)
    if found.is_blind_for(by):
        raise Blocked([_("Hand in your own scores first; then choose.")])
    objections = found.objections_to(quick_win)
    if objections and not reason:
        ask = _("Say why it is chosen nevertheless.")
        raise ValidationError({"reason": [*objections, ask]})


def _room_for_one_more(quick_win: QuickWin, *, by: Any) -> None:
    _may("choose", quick_win, by=by)
    most = quick_win.enrolment.cohort.edition.quick_win_maximum
    chosen = QuickWin.objects.filter(plan=quick_win.plan_id, year=quick_win.year).chosen()
    if chosen.exclude(pk=quick_win.pk).count() >= most:
        raise Blocked(
            [
                _(
                    "%(count)d quick wins are chosen already, as many as the guidance allows. Drop one first."
                )
                % {"count": most}
            ]
        )
    if quick_win.state == QuickWinState.NOMINATED:
        _not_frozen(quick_win, joins=True)


def _not_frozen(quick_win: QuickWin, *, joins: bool = False) -> None:
    """What an approved chapter shows stays as it is until the chapter is reopened."""
    if not joins and quick_win.state not in SHOWN_STATES:
        return
    shown_in = records.approved_chapters_showing(quick_win)
    if shown_in:
        raise Blocked(
            [
                _(
                    "%(book)s, %(chapter)s is approved and shows the quick wins. Have the chapter reopened first."
                )
                % {"book": chapter.book.short, "chapter": chapter.label}
                for chapter in shown_in
            ]
        )


def _store(quick_win: QuickWin) -> None:
    records.check(quick_win)
    enrolment = quick_win.enrolment
    problems = {}
    if quick_win.year and quick_win.year not in enrolment.years:
        problems["year"] = _("%(year)d lies outside the period of the plan, %(period)s.") % {
            "year": quick_win.year,
            "period": enrolment.period,
        }
    if quick_win.program and quick_win.program.plan_id != quick_win.plan_id:
        problems["program"] = _("Choose a programme of this plan.")
    if problems:
        raise ValidationError(problems)
    quick_win.full_clean()
    quick_win.save()
    checks.want_plan(quick_win.plan)


RISK_FIELDS = ("risk", "cause", "likelihood", "impact", "treatment", "owner")


def _risks_of(quick_win: QuickWin) -> list[dict[str, Any]]:
    return list(quick_win.risks.values(*RISK_FIELDS))


def _write_risks(quick_win: QuickWin, risks: Iterable[Risk]) -> None:
    for risk in risks:
        row = QuickWinRisk(quick_win=quick_win, **risk)
        row.full_clean()
        row.save()
