"""What does a region's plan look like as a whole? Its books as a matrix, and doors to its records."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from masterplans import progress
from masterplans.inventory import record_counts
from masterplans.models import Masterplan


def visible_plan(request: HttpRequest, slug: str) -> Masterplan:
    """Return the plan of an enrolment that the reader may see."""
    rows = Masterplan.objects.visible_to(request.user).select_related(
        "enrolment__region", "enrolment__cohort__edition"
    )
    return get_object_or_404(rows, enrolment__slug=slug)


def plan_crumbs(plan: Masterplan, *last: str) -> list[dict[str, str]]:
    """Say where a page of the plan stands."""
    region = {"label": str(plan.enrolment.region), "url": plan.enrolment.get_absolute_url()}
    whole = {"label": _("Masterplan"), "url": plan.get_absolute_url()}
    return [region, whole, *({"label": label, "url": ""} for label in last)]


@login_required
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    matrix = progress.matrix_of(plan, reader=request.user)
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan)[:1] + [{"label": _("Masterplan"), "url": ""}],
        "matrix": matrix,
        "done": sum(book["progress"].done for book in matrix),
        "total": sum(book["progress"].total for book in matrix),
        "records": record_doors(plan),
        "doors": writing_doors(plan, request.user),
    }
    return render(request, "masterplans/plan_detail.html", context)


def record_doors(plan: Masterplan) -> list[dict[str, Any]]:
    """Return the tables of the plan with how many rows each holds: one query."""
    counted = record_counts(plan)
    slug = plan.enrolment.slug
    return [
        _door(_("SWOT"), counted["swot"], "record_list", slug, "swot"),
        _door(_("Strategies from SWOT"), counted["strategies"], "record_list", slug, "strategi"),
        _door(_("Readiness"), counted["readiness"], "record_list", slug, "kesiapan"),
        _door(_("Gaps"), counted["gaps"], "record_list", slug, "kesenjangan"),
        _door(_("Keywords of the vision"), counted["keywords"], "record_list", slug, "kata-kunci"),
        _door(_("Vision and missions"), counted["missions"], "vision", slug),
        _door(_("Objectives"), counted["objectives"], "record_list", slug, "sasaran"),
        _door(_("Programmes"), counted["programs"], "program_list", slug),
        _door(_("Action plan"), counted["actions"], "record_list", slug, "rencana-aksi"),
        _door(_("SNI ISO 37122"), counted["sni"], "record_list", slug, "sni"),
        _door(pgettext("page", "Quick wins"), counted["wins"], "quick_win_list", slug),
        _door(_("Bibliography"), counted["sources"], "source_list", slug),
        _door(_("Abbreviations"), counted["abbreviations"], "abbreviation_list", slug),
    ]


def _door(label: str, count: int, view: str, slug: str, kind: str = "") -> dict[str, Any]:
    kwargs = {"slug": slug, "kind": kind} if kind else {"slug": slug}
    return {"label": label, "count": count, "url": reverse(f"masterplans:{view}", kwargs=kwargs)}


def writing_doors(plan: Masterplan, reader: Any) -> list[dict[str, str]]:
    """The pages about the plan's writing as a whole, which a reader may open."""
    slug = {"slug": plan.enrolment.slug}
    doors = [
        {"label": _("Matrix of sections"), "url": reverse("masterplans:plan_matrix", kwargs=slug)},
        {"label": _("Days per holder"), "url": reverse("masterplans:plan_holders", kwargs=slug)},
        {"label": _("Checks"), "url": reverse("masterplans:check_list", kwargs=slug)},
        {"label": _("All books"), "url": reverse("masterplans:volume_detail", kwargs=slug)},
        {"label": _("Structure"), "url": reverse("masterplans:plan_structure", kwargs=slug)},
        {"label": _("Outputs"), "url": reverse("masterplans:output_list", kwargs=slug)},
    ]
    if reader.has_perm("masterplans.arrange_plan", plan):
        url = reverse("masterplans:plan_assign", kwargs=slug)
        doors.append({"label": _("Hand out sections"), "url": url})
    if reader.has_perm("masterplans.set_approvals", plan):
        url = reverse("masterplans:approvals_change", kwargs=slug)
        doors.append({"label": _("Approvals"), "url": url})
    return doors
