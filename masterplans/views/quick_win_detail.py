"""What stands on the page of one quick win, and which steps does it offer to its reader?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.services.history import history_of
from masterplans.forms import ReasonForm
from masterplans.models import Masterplan, QuickWin, QuickWinReport
from masterplans.quick_win_scoring_forms import ChoiceForm
from masterplans.ranking import Ranking, Standing, ranking_of
from masterplans.states import QUICK_WIN, QuickWinState
from masterplans.views.plans import plan_crumbs
from smartcity_portal.kit.formats import day, moment, number, rupiah

TONES = {
    QuickWinState.NOMINATED: "none",
    QuickWinState.CHOSEN: "busy",
    QuickWinState.FINAL: "ok",
    QuickWinState.DROPPED: "stop",
}
COURSE = {"on_track": "busy", "delayed": "redo", "stopped": "stop", "done": "ok"}


@login_required
def quick_win_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return detail_page(request, visible_quick_win(request, pk))


def detail_page(request: HttpRequest, win: QuickWin, **forms: Any) -> HttpResponse:
    """Draw the page; `forms` are those that were posted and have to be corrected."""
    user: Any = request.user
    ranking = ranking_of(win.plan, win.year)
    context = {
        "win": win,
        "plan": win.plan,
        "crumbs": quick_win_crumbs(win.plan, win.name),
        "tone": TONES[QuickWinState(win.state)],
        "missing": win.missing if win.state != QuickWinState.DROPPED else [],
        "facts": _facts(win),
        "risks": list(win.risks.all()),
        "milestones": _milestones(win),
        "conditions": _conditions(win),
        "reports": _reports(win),
        "scoring": _scoring(ranking, win, user),
        "links": _links(win),
        "history": _timeline(win),
        **_may(win, user),
        **_steps(win, user, forms, ranking),
    }
    return render(
        request, "masterplans/quick_win_detail.html", context, status=422 if forms else 200
    )


def visible_quick_win(request: HttpRequest, pk: int) -> QuickWin:
    rows = QuickWin.objects.visible_to(request.user).with_profile()
    return get_object_or_404(rows, pk=pk)


def quick_win_crumbs(plan: Masterplan, *last: str) -> list[dict[str, str]]:
    url = reverse("masterplans:quick_win_list", kwargs={"slug": plan.enrolment.slug})
    return [
        *plan_crumbs(plan),
        {"label": pgettext("page", "Quick wins"), "url": url},
        *({"label": label, "url": ""} for label in last),
    ]


def _facts(win: QuickWin) -> list[dict[str, Any]]:
    months = win.months and ngettext("%(count)s month", "%(count)s months", win.months) % {
        "count": win.months
    }
    pairs = [
        (_("Dimension"), win.dimension.name),
        (_("Year"), win.year),
        (_("Responsible agency (OPD)"), win.agency and win.agency.name),
        (_("Programme"), win.program),
        (_("Partners"), win.partners),
        (_("Beneficiaries"), win.beneficiaries),
        (_("Indicator"), win.indicator),
        (_("Target"), win.target),
        (_("Begins on"), win.starts_on and day(win.starts_on)),
        (_("Duration"), months),
        (_("Cost"), rupiah(win.cost) if win.cost else ""),
        (_("Source of funds"), win.fund),
        (_("Source"), win.source),
        (_("Why it was chosen"), win.choice_reason),
    ]
    facts = [{"label": label, "value": value} for label, value in pairs if value]
    if win.progress is not None:
        facts.append({"label": _("Progress"), "value": f"{win.progress} %"})
    if win.origin:
        facts.append({"label": _("Proposed in"), "value": win.origin, "url": win.origin.path})
    return facts


def _milestones(win: QuickWin) -> list[dict[str, Any]]:
    """The steps with their months, "3–9" or "10", and since which report they are reached."""
    reached: dict[str, QuickWinReport] = {}
    for report in win.reports.all():
        for title in report.reached:
            reached.setdefault(title, report)
    rows = []
    for step in win.milestones:
        months = step.get("months") or []
        ends = [str(m) for m in sorted({min(months), max(months)})] if months else []
        since = reached.get(step.get("title", ""))
        rows.append(
            {
                "title": step.get("title", ""),
                "months": "–".join(ends),
                "reached": day(since.on) if since else "",
            }
        )
    return rows


def _conditions(win: QuickWin) -> list[dict[str, Any]]:
    rows = win.conditions.select_related("figure")
    return [
        {
            "row": row,
            "picture": _picture(win, row.figure),
            "when": day(row.on),
        }
        for row in rows
    ]


def _reports(win: QuickWin) -> list[dict[str, Any]]:
    """The reports, newest first."""
    rows = list(win.reports.select_related("figure", "by"))
    return [
        {
            "row": row,
            "when": day(row.on),
            "tone": COURSE[row.status],
            "spent": rupiah(row.spent) if row.spent is not None else "",
            "picture": _picture(win, row.figure),
        }
        for row in reversed(rows)
    ]


def _picture(win: QuickWin, figure: Any) -> dict[str, str] | None:
    if figure is None:
        return None
    kwargs = {"slug": win.enrolment.slug, "sha256": figure.sha256}
    return {"url": reverse("masterplans:figure", kwargs=kwargs), "alt": figure.alt}


def _scoring(ranking: Ranking, win: QuickWin, user: Any) -> dict[str, Any] | None:
    """The points by criterion; for a scorer only once their own are handed in."""
    if not ranking.scorers:
        return None
    slug = win.enrolment.slug
    page = reverse("masterplans:quick_win_choice", kwargs={"slug": slug}) + f"?tahun={win.year}"
    if ranking.is_blind_for(user):
        return {"blind": True, "url": page}
    standing = ranking.of(win)
    return {
        "url": page,
        "sum": standing.said,
        "place": standing.place,
        "shared": standing.shared,
        "of": sum(row.place is not None for row in ranking.standings),
        "people": len(standing.scores),
        "missing": standing.missing,
        "rows": [_criterion(standing, row) for row in ranking.criteria] if standing.scores else [],
        "notes": [(row.scorer, row.note) for row in _with_scorers(ranking, standing) if row.note],
    }


def _with_scorers(ranking: Ranking, standing: Standing) -> list[Any]:
    people = {row.pk: row for row in ranking.scorers}
    for score in standing.scores:
        score.scorer = people[score.scorer_id]
    return standing.scores


def _criterion(standing: Standing, criterion: Any) -> dict[str, Any]:
    points = standing.points_of(criterion)
    return {
        "title": criterion.title,
        "weight": criterion.weight,
        "mean": number(sum(points) / len(points), 2),
        "spread": f"{min(points)}–{max(points)}" if min(points) != max(points) else str(points[0]),
        "disputed": standing.is_disputed(criterion),
    }


def _links(win: QuickWin) -> dict[str, Any]:
    return {
        "swot": [
            f"{item.get_quadrant_display()}: {item.statement}" for item in win.swot_items.all()
        ],
        "gap": win.gap,
        "continues": win.continues,
        "continued_in": win.continued_in,
        "successors": list(win.successors.select_related("plan__enrolment")),
    }


def _timeline(win: QuickWin) -> list[dict[str, Any]]:
    region = win.enrolment.region
    return [
        {
            "when": moment(entry.at, region),
            "title": f"{entry.by or _('The portal')} {entry.sentence}",
        }
        for entry in reversed(history_of(win))
    ]


def _may(win: QuickWin, user: Any) -> dict[str, Any]:
    """The addresses of the forms that this reader can use now."""
    carried_out = win.state in {QuickWinState.CHOSEN, QuickWinState.FINAL}
    living = win.state != QuickWinState.DROPPED
    edits = living and user.has_perm("masterplans.edit_quickwin", win)
    reports = carried_out and user.has_perm("masterplans.report_quickwin", win)
    return {
        "profile_url": reverse("masterplans:quick_win_profile", args=[win.pk]) if edits else "",
        "links_url": reverse("masterplans:quick_win_links", args=[win.pk]) if edits else "",
        "report_url": reverse("masterplans:quick_win_report", args=[win.pk]) if reports else "",
        "condition_urls": [
            (label, reverse("masterplans:quick_win_condition", args=[win.pk, side]))
            for side, label in (("sebelum", _("Before")), ("sesudah", _("After")))
        ]
        if reports
        else [],
    }


def _steps(win: QuickWin, user: Any, forms: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    """The steps offered to the reader, each with what still stops it."""
    offered = dict(QUICK_WIN.offered_to(user, win))
    steps: list[dict[str, Any]] = []
    for verb in ("finalise", "return_to_choice"):
        if verb in offered:
            reasons = QUICK_WIN.reasons_against(verb, win)
            steps.append(
                {
                    "label": str(offered[verb].label),
                    "url": reverse(f"masterplans:quick_win_{verb}", kwargs={"pk": win.pk}),
                    "post": True,
                    "disabled": _("Complete the profile first.") if reasons else "",
                    "primary": verb != "return_to_choice",
                }
            )
    return {
        "steps": steps,
        "choose": _choose(win, user, forms, ranking) if "choose" in offered else None,
        "drop": _drop(win, forms) if "drop" in offered else None,
    }


def _choose(win: QuickWin, user: Any, forms: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    if ranking.is_blind_for(user):
        return {"blocked": _("Hand in your own scores first; then choose.")}
    objections = ranking.objections_to(win)
    text = " ".join(objections) or _("It takes part in the plan and gets its whole profile.")
    return {
        "label": _("Choose"),
        "title": _("Choose “%(name)s”?") % {"name": win.name},
        "text": text,
        "submit": _("Choose the quick win"),
        "url": reverse("masterplans:quick_win_choose", kwargs={"pk": win.pk}),
        "form": forms.get("choose") or ChoiceForm(),
        "open": "choose" in forms,
    }


def _drop(win: QuickWin, forms: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": _("Drop"),
        "danger": True,
        "title": _("Drop “%(name)s”?") % {"name": win.name},
        "text": _("It leaves the plan. Its profile and the reason stay in history."),
        "submit": _("Drop the quick win"),
        "url": reverse("masterplans:quick_win_drop", kwargs={"pk": win.pk}),
        "form": forms.get("drop") or ReasonForm(),
        "open": "drop" in forms,
    }
