"""Where are the works that a plan cites and its abbreviations entered?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.models import AbbreviationEntry, BibliographyEntry, Masterplan, Section
from masterplans.pdf import abbreviations, citations, labels
from masterplans.services import sources
from masterplans.source_forms import AbbreviationForm, SourceForm
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
def source_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    may_edit = request.user.has_perm("masterplans.edit_sources", plan)
    used = _uses(plan)
    rows = labels.sources_of(plan)
    names = citations.names_of(rows)
    pks = dict(BibliographyEntry.objects.filter(plan=plan).values_list("key", "pk"))
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Bibliography")),
        "add_url": reverse("masterplans:source_add", kwargs={"slug": slug}) if may_edit else "",
        "rows": [
            {
                "key": row.key,
                "html": mark_safe(citations.entry(row, names)),
                "title": row.title,
                "uses": used.get(row.key, 0),
                "url": reverse("masterplans:source_change", kwargs={"pk": pks[row.key]})
                if may_edit
                else "",
            }
            for row in citations.in_order(rows)
        ],
    }
    return render(request, "masterplans/source_list.html", context)


@login_required
def source_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    _may(request, plan)
    form = SourceForm(request.POST or None)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: sources.add_source(plan, by=request.user, **form.values),
        done=_("Saved."),
    )
    return _answer(request, plan, form, _("Add a source"), "source", done=done)


@login_required
def source_change(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _visible(request, BibliographyEntry, pk)
    _may(request, entry)
    form = SourceForm(request.POST or None, instance=entry)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: sources.change_source(entry, by=request.user, **form.values),
        done=_("Saved."),
    )
    return _answer(request, entry.plan, form, _("Change a source"), "source", entry, done=done)


@login_required
@require_POST
def source_remove(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _visible(request, BibliographyEntry, pk)
    plan = entry.plan
    attempt(request, lambda: sources.remove_source(entry, by=request.user), done=_("Removed."))
    return redirect("masterplans:source_list", slug=plan.enrolment.slug)


@login_required
def abbreviation_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    may_edit = request.user.has_perm("masterplans.edit_sources", plan)
    texts = Section.objects.filter(chapter__book__plan=plan).values_list("html", flat=True)
    kept = list(AbbreviationEntry.objects.filter(plan=plan))
    short = {row.short for row in kept}
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Abbreviations")),
        "add_url": reverse("masterplans:abbreviation_add", kwargs={"slug": slug})
        if may_edit
        else "",
        "kept": kept,
        "may_edit": may_edit,
        "found": [row for row in abbreviations.of_texts(texts) if row[0] not in short],
    }
    return render(request, "masterplans/abbreviation_list.html", context)


@login_required
def abbreviation_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    _may(request, plan)
    form = AbbreviationForm(request.POST or None)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: sources.add_abbreviation(plan, by=request.user, **form.values),
        done=_("Saved."),
    )
    return _answer(request, plan, form, _("Add an abbreviation"), "abbreviation", done=done)


@login_required
def abbreviation_change(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _visible(request, AbbreviationEntry, pk)
    _may(request, entry)
    form = AbbreviationForm(request.POST or None, instance=entry)
    done = request.method == "POST" and attempt_form(
        request,
        form,
        lambda: sources.change_abbreviation(entry, by=request.user, **form.values),
        done=_("Saved."),
    )
    title = _("Change an abbreviation")
    return _answer(request, entry.plan, form, title, "abbreviation", entry, done=done)


@login_required
@require_POST
def abbreviation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _visible(request, AbbreviationEntry, pk)
    plan = entry.plan
    attempt(
        request, lambda: sources.remove_abbreviation(entry, by=request.user), done=_("Removed.")
    )
    return redirect("masterplans:abbreviation_list", slug=plan.enrolment.slug)


def _uses(plan: Masterplan) -> dict[str, int]:
    """Count by work the sections that cite it."""
    found: dict[str, int] = {}
    texts = Section.objects.filter(chapter__book__plan=plan, html__contains="<cite ")
    for text in texts.values_list("html", flat=True):
        for key in labels.sources_in([text]):
            found[key] = found.get(key, 0) + 1
    return found


def _visible(request: HttpRequest, model: Any, pk: int) -> Any:
    rows = model.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    return get_object_or_404(rows, pk=pk)


def _may(request: HttpRequest, subject: Any) -> None:
    if not request.user.has_perm("masterplans.edit_sources", subject):
        raise PermissionDenied("masterplans.edit_sources")


def _answer(
    request: HttpRequest,
    plan: Masterplan,
    form: Any,
    title: str,
    noun: str,
    entry: Any = None,
    *,
    done: bool,
) -> HttpResponse:
    slug = plan.enrolment.slug
    back = f"masterplans:{noun}_list"
    if done and "another" in request.POST:
        return redirect(f"masterplans:{noun}_add", slug=slug)
    if done:
        return redirect(back, slug=slug)
    remove = entry and {
        "label": _("Remove"),
        "icon": "trash",
        "title": _("Remove “%(name)s”?") % {"name": str(entry)[:80]},
        "text": _("It leaves the list of every book of the plan."),
        "url": reverse(f"masterplans:{noun}_remove", kwargs={"pk": entry.pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    context = {
        "plan": plan,
        "form": form,
        "title": title,
        "another": entry is None,
        "remove": remove,
        "back_url": reverse(back, kwargs={"slug": slug}),
        "crumbs": plan_crumbs(plan, title),
    }
    status = 422 if form.is_bound else 200
    return render(request, "masterplans/record_form.html", context, status=status)
