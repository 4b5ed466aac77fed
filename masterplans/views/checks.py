"""What did the checks find in a plan, and how is a finding set aside?"""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from masterplans.check_forms import NOWHERE, DismissForm, FindingFilter
from masterplans.checks.catalogue import CHECKS
from masterplans.models import Chapter, CheckResult, Masterplan, Section
from masterplans.services import checks
from masterplans.views import findings
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.numbers import natural, naturals

ROWS_ON_A_PAGE = 50
State = CheckResult.State


@login_required
def check_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    chapters = list(Chapter.objects.filter(book__plan=plan).select_related("book"))
    chapters.sort(key=lambda row: (row.book.number, row.number))
    form = FindingFilter(request.GET, chapters=chapters)
    chosen = form.cleaned_data if form.is_valid() else {}
    standing = CheckResult.objects.filter(plan=plan).standing()
    rows = _chosen(standing, chosen).with_names().with_owners().order_by("order", "pk")
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    found = findings.shown(page.object_list, plan=plan, reader=request.user)
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Checks")),
        "form": form,
        "reset_url": request.path if any(chosen.values()) else "",
        "filtered": any(chosen.values()),
        "page": page,
        "groups": _groups(found),
        "may_dismiss": any(row["may_dismiss"] for row in found),
        "dismiss_form": DismissForm(),
        "standing": findings.standing_of(plan).sentence(plan),
        "back": request.get_full_path(),
        **_counts(standing, request.path),
    }
    return render(request, "masterplans/check_list.html", context)


@login_required
@require_POST
def check_dismiss(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the marked findings aside; the editor's margin gets itself back."""
    plan = visible_plan(request, slug)
    marked = naturals(request.POST.getlist("finding"))
    rows = list(CheckResult.objects.filter(plan=plan, pk__in=marked))
    reason = request.POST.get("reason", "")
    if not rows:
        messages.error(request, _("Mark the findings first."))
    elif attempt(request, lambda: checks.dismiss(rows, by=request.user, reason=reason)):
        messages.success(
            request,
            ngettext(
                "%(count)s finding was set aside.", "%(count)s findings were set aside.", len(rows)
            )
            % {"count": len(rows)},
        )
    return _back(request, plan)


@login_required
@require_POST
def check_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    rows = CheckResult.objects.visible_to(request.user).with_names()
    result = get_object_or_404(rows, pk=pk)
    done = _("The finding is open again.")
    attempt(request, lambda: checks.reopen(result, by=request.user), done=done)
    return _back(request, result.plan)


@login_required
@require_POST
def check_run(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    done = _("The whole plan is being checked; load this page again in a moment.")
    attempt(request, lambda: checks.run_now(plan, by=request.user), done=done)
    return redirect("masterplans:check_list", slug=slug)


@login_required
def section_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The margin of the editor, read again after a save."""
    section = get_object_or_404(Section.objects.visible_to(request.user).with_names(), pk=pk)
    if _has_seen(request, section.chapter):
        return HttpResponse(status=204)
    panel = findings.panel(section.chapter, reader=request.user, section=section)
    return render(request, "masterplans/parts/check_marks.html", {"checks": panel})


@login_required
def chapter_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The margin of a chapter's page."""
    rows = Chapter.objects.visible_to(request.user).with_names()
    chapter = get_object_or_404(rows.with_sections(), pk=pk)
    if _has_seen(request, chapter):
        return HttpResponse(status=204)
    panel = findings.panel(chapter, reader=request.user)
    return render(request, "masterplans/parts/check_marks.html", {"checks": panel})


def _has_seen(request: HttpRequest, chapter: Chapter) -> bool:
    seen = request.GET.get("seen", "")
    return bool(seen) and seen == findings.standing_of(chapter.plan, chapter).stamp


def _back(request: HttpRequest, plan: Masterplan) -> HttpResponse:
    """Return to where the finding was set aside: a margin, or the list with its filter."""
    kind, _colon, named = request.POST.get("back", "").partition(":")
    pk = natural(named)
    if kind == "section" and pk is not None:
        rows = Section.objects.visible_to(request.user).with_names()
        section = get_object_or_404(rows, pk=pk)
        if request.htmx:
            return section_checks(request, section.pk)
        return redirect(section)
    if kind == "chapter" and pk is not None:
        chapter = get_object_or_404(Chapter.objects.visible_to(request.user), pk=pk)
        return chapter_checks(request, chapter.pk) if request.htmx else redirect(chapter)
    url = reverse("masterplans:check_list", kwargs={"slug": plan.enrolment.slug})
    query = request.POST.get("query", "")
    return redirect(f"{url}?{query}" if query else url)


def _chosen(rows: Any, chosen: dict[str, str]) -> Any:
    state = chosen.get("state") or State.OPEN
    if state != "all":
        rows = rows.filter(state=state)
    if chosen.get("severity"):
        rows = rows.filter(severity=chosen["severity"])
    if chosen.get("rule"):
        rows = rows.filter(rule=chosen["rule"])
    if chosen.get("chapter") == NOWHERE:
        rows = rows.filter(chapter=None)
    elif chosen.get("chapter"):
        rows = rows.filter(chapter=chosen["chapter"])
    return rows


def _counts(standing: Any, path: str) -> dict[str, Any]:
    """Count by state, weight and check in one query."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for key in standing.order_by().values_list("state", "severity", "rule"):
        counts[key] += 1
    total = _sum(counts, state=State.OPEN)
    must = _sum(counts, state=State.OPEN, severity="must")
    aside = _sum(counts, state=State.DISMISSED)
    by_rule = [
        {
            "label": check.title,
            "url": f"{path}?rule={name}",
            "count": count,
        }
        for name, check in CHECKS.items()
        if (count := _sum(counts, state=State.OPEN, rule=name))
    ]
    return {
        "total": total,
        "must": must,
        "aside": aside,
        "views": [
            {"label": _("Open"), "url": path, "count": total},
            {"label": _("Must be settled"), "url": f"{path}?severity=must", "count": must},
            {
                "label": pgettext("state", "Set aside"),
                "url": f"{path}?state=dismissed",
                "count": aside,
            },
        ],
        "by_rule": by_rule,
    }


def _sum(counts: Counter, *, state: str, severity: str = "", rule: str = "") -> int:
    return sum(
        count
        for (s, w, r), count in counts.items()
        if s == state and (not severity or w == severity) and (not rule or r == rule)
    )


def _groups(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group the findings by where they are, in reading order."""
    groups: list[dict[str, Any]] = []
    for row in found:
        if not groups or groups[-1]["where"] != row["where"]:
            groups.append({"where": row["where"], "rows": []})
        groups[-1]["rows"].append(row)
    return groups
