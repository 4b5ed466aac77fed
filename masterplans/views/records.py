"""Where are the records of a plan read and entered? One list and one form per kind."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from masterplans.record_forms import FORMS
from masterplans.services import records
from masterplans.views.plans import plan_crumbs, visible_plan
from masterplans.views.record_kinds import KINDS, SHEETS
from masterplans.views.record_lists import CONTEXTS
from masterplans.views.record_rows import add_url
from smartcity_portal.kit.attempts import attempt, attempt_form

LISTS = {
    "swot": "masterplans/swot.html",
    "strategi": "masterplans/strategies.html",
    "kata-kunci": "masterplans/keywords.html",
    "kesiapan": "masterplans/readiness.html",
    "kesenjangan": "masterplans/gaps.html",
    "sasaran": "masterplans/objectives.html",
    "rencana-aksi": "masterplans/actions.html",
    "sni": "masterplans/sni37122.html",
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
        "add_url": add_url(plan, kind, request.user) if words.add else "",
        "sheet": SHEETS[kind],
        "grid_url": reverse("masterplans:record_grid", kwargs={"slug": slug, "kind": kind}),
        **CONTEXTS[kind](plan, request.user),
    }
    return render(request, LISTS[kind], context)


@login_required
def record_add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    model, form_class = _kind(kind)
    if not KINDS[kind].add:
        raise Http404
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
    form = form_class(request.POST or None, plan=plan, instance=record)
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
