"""Where are SWOT, readiness, gaps, missions and actions entered? One list and one form per kind."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from masterplans.models import ActionItem, GapItem, Masterplan, Mission, ReadinessItem, SwotItem
from masterplans.record_forms import FORMS, MissionForm, VisionForm
from masterplans.services import records
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import rupiah


@dataclass(frozen=True)
class Kind:
    """The words of one kind of record."""

    title: Any
    lead: Any
    add: Any
    nothing: Any


KINDS = {
    "swot": Kind(
        gettext_lazy("SWOT"),
        gettext_lazy(
            "Strengths and weaknesses come from inside, opportunities and threats from outside. One thought per statement."
        ),
        gettext_lazy("Add a statement"),
        gettext_lazy(
            "The statements of the five groups of bimtek I are entered here. Chapters show them as a matrix."
        ),
    ),
    "kesiapan": Kind(
        gettext_lazy("Readiness"),
        gettext_lazy(
            "What is there, what is missing, and what shows it. A low rating with evidence is worth more than a high one without."
        ),
        gettext_lazy("Add an indicator"),
        gettext_lazy(
            "Structure, infrastructure and superstructure are rated here. Chapters show the ratings as a table."
        ),
    ),
    "kesenjangan": Kind(
        gettext_lazy("Gaps"),
        gettext_lazy(
            "For each dimension: how it is now, how it shall be, and what answers the difference."
        ),
        gettext_lazy("Add a gap"),
        gettext_lazy("Each dimension needs at least one gap with its answer."),
    ),
    "misi": Kind(
        gettext_lazy("Missions"),
        gettext_lazy("Each mission has objectives; each objective has an indicator."),
        gettext_lazy("Add a mission"),
        gettext_lazy("The missions and their objectives are entered here."),
    ),
    "rencana-aksi": Kind(
        gettext_lazy("Action plan"),
        gettext_lazy("Steps that prepare and carry the programmes, in four strands."),
        gettext_lazy("Add an action"),
        gettext_lazy(
            "Regulations, infrastructure, applications and literacy: what is done, by whom, from when to when."
        ),
    ),
}
LISTS = {
    "swot": "masterplans/swot.html",
    "kesiapan": "masterplans/readiness.html",
    "kesenjangan": "masterplans/gaps.html",
    "rencana-aksi": "masterplans/actions.html",
}


@login_required
def record_list(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    if kind == "misi":
        return redirect("masterplans:vision", slug=slug)
    if kind not in LISTS:
        raise Http404
    plan = visible_plan(request, slug)
    words = KINDS[kind]
    context = {
        "plan": plan,
        "kind": kind,
        "words": words,
        "crumbs": plan_crumbs(plan, str(words.title)),
        "add_url": _add_url(plan, kind, request.user),
        **CONTEXTS[kind](plan, request.user),
    }
    return render(request, LISTS[kind], context)


@login_required
def record_add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    model, form_class = _kind(kind)
    if not request.user.has_perm("masterplans.add_record", plan):
        raise PermissionDenied("masterplans.add_record")
    start = {"quadrant": request.GET.get("quadrant", "")}
    form = form_class(request.POST or None, plan=plan, initial=start)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: records.add(model, plan, by=request.user, **form.values),
        done=_("Saved."),
    ):
        if "another" in request.POST:
            return redirect("masterplans:record_add", slug=slug, kind=kind)
        return redirect("masterplans:record_list", slug=slug, kind=kind)
    return _form_page(request, plan, kind, form, KINDS[kind].add)


@login_required
def record_change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model, form_class = _kind(kind)
    record = _visible(request, model, pk)
    if not request.user.has_perm("masterplans.edit_record", record):
        raise PermissionDenied("masterplans.edit_record")
    plan = record.plan
    known = {"mission": record} if form_class is MissionForm else {"instance": record}
    form = form_class(request.POST or None, plan=plan, **known)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: records.change(record, by=request.user, **form.values),
        done=_("Saved."),
    ):
        return redirect("masterplans:record_list", slug=plan.enrolment.slug, kind=kind)
    return _form_page(request, plan, kind, form, _("Change"), record)


@login_required
@require_POST
def record_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = _visible(request, _kind(kind)[0], pk)
    slug = record.plan.enrolment.slug
    attempt(request, lambda: records.remove(record, by=request.user), done=_("Removed."))
    return redirect("masterplans:record_list", slug=slug, kind=kind)


@login_required
def vision(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    may_add = request.user.has_perm("masterplans.add_record", plan)
    rows = list(Mission.objects.filter(plan=plan))
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Vision and missions")),
        "missions": [(row, _edit_url("misi", row, request.user)) for row in _with_plan(rows, plan)],
        "may_add": may_add,
        "add_url": _add_url(plan, "misi", request.user),
        "words": KINDS["misi"],
    }
    return render(request, "masterplans/vision.html", context)


@login_required
def vision_change(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.add_record", plan):
        raise PermissionDenied("masterplans.add_record")
    form = VisionForm(request.POST or None, instance=plan)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: records.set_vision(
            plan,
            form.cleaned_data["vision"],
            source=form.cleaned_data["vision_source"],
            by=request.user,
        ),
        done=_("Saved."),
    ):
        return redirect("masterplans:vision", slug=slug)
    context = {
        "plan": plan,
        "form": form,
        "title": _("Vision"),
        "back_url": reverse("masterplans:vision", kwargs={"slug": slug}),
        "crumbs": plan_crumbs(plan, _("Vision")),
    }
    return render(request, "masterplans/record_form.html", context, status=_status(form))


def _form_page(
    request: HttpRequest, plan: Masterplan, kind: str, form: Any, title: Any, record: Any = None
) -> HttpResponse:
    words = KINDS[kind]
    back = reverse("masterplans:record_list", kwargs={"slug": plan.enrolment.slug, "kind": kind})
    context = {
        "plan": plan,
        "form": form,
        "title": title,
        "words": words,
        "back_url": back,
        "crumbs": plan_crumbs(plan, str(words.title)),
        "another": record is None,
        "origin": getattr(record, "origin", None),
        "remove": _removal(kind, record, request.user) if record else None,
    }
    return render(request, "masterplans/record_form.html", context, status=_status(form))


def _removal(kind: str, record: Any, user: Any) -> dict[str, Any] | None:
    if not user.has_perm("masterplans.add_record", record):
        return None
    return {
        "label": _("Remove"),
        "danger": True,
        "title": _("Remove this row?"),
        "text": _(
            "It disappears from every chapter that shows it. The plan's history keeps its words."
        ),
        "submit": _("Remove"),
        "url": reverse("masterplans:record_remove", kwargs={"kind": kind, "pk": record.pk}),
    }


def _kind(kind: str) -> tuple[Any, Any]:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _visible(request: HttpRequest, model: Any, pk: int) -> Any:
    rows = model.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    return get_object_or_404(rows, pk=pk)


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


def _with_plan(rows: list[Any], plan: Masterplan) -> list[Any]:
    """Let the rows share the plan that was read once."""
    for row in rows:
        row.plan = plan
    return rows


def _add_url(plan: Masterplan, kind: str, user: Any) -> str:
    if not user.has_perm("masterplans.add_record", plan):
        return ""
    return reverse("masterplans:record_add", kwargs={"slug": plan.enrolment.slug, "kind": kind})


def _edit_url(kind: str, record: Any, user: Any) -> str:
    if not user.has_perm("masterplans.edit_record", record):
        return ""
    return reverse("masterplans:record_change", kwargs={"kind": kind, "pk": record.pk})


def _swot(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = _with_plan(list(SwotItem.objects.filter(plan=plan).select_related("agency")), plan)
    quadrants = []
    for letter, label in SwotItem.Quadrant.choices:
        items = [(row, _edit_url("swot", row, user)) for row in rows if row.quadrant == letter]
        quadrants.append({"letter": letter, "label": label, "rows": items})
    return {"quadrants": quadrants, "count": len(rows)}


READINESS_TONES = {1: "redo", 2: "busy", 3: "ok"}


def _readiness(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = _with_plan(list(ReadinessItem.objects.filter(plan=plan).select_related("agency")), plan)
    return {
        "columns": [
            {"label": _("Indicator")},
            {"label": _("Rating")},
            {"label": _("Present condition")},
            {"label": _("Evidence")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (component, [_readiness_row(row, user) for row in group])
            for component, group in _grouped(rows, lambda row: row.component)
        ],
    }


def _readiness_row(row: ReadinessItem, user: Any) -> dict[str, Any]:
    rating = {"tone": READINESS_TONES[row.rating], "text": row.get_rating_display(), "lift": True}
    return {
        "title": row.indicator,
        "url": _edit_url("kesiapan", row, user),
        "small": row.part,
        "example": row.is_example,
        "cells": [
            rating,
            {"text": row.condition, "full": True},
            _text(row.evidence),
            _text(row.agency),
        ],
    }


def _gaps(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = _with_plan(
        list(GapItem.objects.filter(plan=plan).select_related("agency", "dimension")), plan
    )
    return {
        "columns": [
            {"label": _("Gap")},
            {"label": _("Now")},
            {"label": _("Target")},
            {"label": _("Answer")},
            {"label": _("Agency (OPD)")},
        ],
        "groups": [
            (dimension, [_gap_row(row, user) for row in group])
            for dimension, group in _grouped(rows, lambda row: row.dimension.name)
        ],
        "without": [
            dimension.name
            for dimension in plan.enrolment.cohort.edition.dimensions.all()
            if dimension.pk not in {row.dimension_id for row in rows}
        ],
    }


def _gap_row(row: GapItem, user: Any) -> dict[str, Any]:
    full = [{"text": text, "full": True} for text in (row.current, row.target)]
    return {
        "title": row.gap,
        "url": _edit_url("kesenjangan", row, user),
        "example": row.is_example,
        "cells": [*full, _text(row.solution), _text(row.agency)],
    }


def _actions(plan: Masterplan, user: Any) -> dict[str, Any]:
    rows = _with_plan(
        list(ActionItem.objects.filter(plan=plan).select_related("agency", "program")), plan
    )
    return {
        "columns": [
            {"label": _("Action")},
            {"label": _("Output")},
            {"label": _("Years")},
            {"label": _("Agency (OPD)")},
            {"label": _("Amount"), "numeric": True},
        ],
        "groups": [
            (strand, [_action_row(row, user) for row in group])
            for strand, group in _grouped(rows, lambda row: row.get_strand_display())
        ],
        "total": sum((row.budget for row in rows), Decimal(0)),
    }


def _action_row(row: ActionItem, user: Any) -> dict[str, Any]:
    one_year = row.first_year == row.last_year
    years = str(row.first_year) if one_year else f"{row.first_year}–{row.last_year}"
    return {
        "title": row.action,
        "url": _edit_url("rencana-aksi", row, user),
        "small": str(row.program) if row.program else "",
        "example": row.is_example,
        "cells": [
            _text(row.output),
            {"text": years},
            _text(row.agency),
            {"text": rupiah(row.budget)} if row.budget else {"none": True},
        ],
    }


def _text(value: Any) -> dict[str, Any]:
    return {"text": str(value)} if value else {"none": True}


def _grouped(rows: list[Any], key: Any) -> list[tuple[str, list[Any]]]:
    """Group rows that belong together, in the order in which the groups first appear."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(key(row), len(first))
    ordered = sorted(rows, key=lambda row: first[key(row)])
    return [(name, list(group)) for name, group in groupby(ordered, key=key)]


CONTEXTS = {"swot": _swot, "kesiapan": _readiness, "kesenjangan": _gaps, "rencana-aksi": _actions}
