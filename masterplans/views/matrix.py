"""How does the whole plan stand, and how is its writing shared out among many at once?"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.matrix import Matrix, Wanted, columns, state_columns
from masterplans.models import Section
from masterplans.services import owners
from masterplans.structure_forms import ManyForm, MatrixFilter
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.kept_parts import drawn
from smartcity_portal.kit.numbers import naturals

QUICK = ("", "terlambat", "tanpa-tanggal", "tanpa-opd", "milik-saya")


@login_required
def plan_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    form = MatrixFilter(request.GET, plan=plan)
    matrix = Matrix(plan, reader=request.user, wanted=_wanted(form))
    shown = _shown(request, matrix, form)
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Matrix of sections")),
        "may_assign": request.user.has_perm("masterplans.arrange_plan", plan),
        "parts": drawn(request, "masterplans/_matrix_parts.html", _parts(shown)),
        **shown,
    }
    return render(request, "masterplans/plan_matrix.html", context)


@login_required
def plan_assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who writes many sections until when, in one form."""
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.arrange_plan", plan):
        raise PermissionDenied("masterplans.arrange_plan")
    many = ManyForm(request.POST or None, plan=plan)
    chosen = set(naturals(request.POST.getlist("sections")))
    changed = 0

    def own() -> None:
        nonlocal changed
        sections = Section.objects.filter(chapter__book__plan=plan, pk__in=chosen)
        changed = owners.own_many(plan, sections, many.owners, by=request.user)

    if request.method == "POST" and attempt_form(request, many, own):
        words = ngettext(
            "%(count)s section was handed out.", "%(count)s sections were handed out.", changed
        )
        messages.success(
            request, words % {"count": changed} if changed else _("Nothing had to change.")
        )
        return redirect(request.get_full_path())
    form = MatrixFilter(request.GET, plan=plan)
    matrix = Matrix(plan, reader=request.user, wanted=_wanted(form))
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Hand out sections")),
        "many": many,
        **_shown(request, matrix, form),
    }
    for book in context["books"]:
        for chapter in book["chapters"]:
            for row in chapter["sections"]:
                row |= {"title": _box(row, chapter["pk"], chosen), "url": ""}
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/plan_assign.html", context, status=status)


def _box(row: dict[str, Any], chapter: int, chosen: set[int]) -> SafeString:
    """Return the title of a section as a box that belongs to the form beside the list."""
    return format_html(
        '<label class="pick"><input class="form-check-input" type="checkbox" name="sections"'
        ' value="{}" form="many" data-chapter="{}"{}> {}</label>',
        row["pk"],
        chapter,
        mark_safe(" checked") if row["pk"] in chosen else "",
        row["title"],
    )


def _wanted(form: MatrixFilter) -> Wanted:
    if not form.is_valid():
        return Wanted()
    said = form.cleaned_data
    agency = said["opd"].pk if said["opd"] else None
    return Wanted(agency=agency, state=said["keadaan"], only=said["hanya"])


def _shown(request: HttpRequest, matrix: Matrix, form: MatrixFilter) -> dict[str, Any]:
    complete = matrix.completeness
    return {
        "books": matrix.books(),
        "columns": columns(),
        "state_columns": state_columns(),
        "done": complete.done,
        "total": complete.total,
        "form": form,
        "views": _views(request, matrix),
        "filtered": not matrix.wanted.is_everything,
        "reset_url": "" if matrix.wanted.is_everything else request.path,
    }


def _parts(shown: dict[str, Any]) -> dict[str, Any]:
    """What the tables of the matrix say, without what is asked above them."""
    return {name: shown[name] for name in ("books", "columns", "state_columns", "filtered")}


def _views(request: HttpRequest, matrix: Matrix) -> list[dict[str, Any]]:
    """Saved views as plain links; those with nothing in them are left out."""
    labels = dict(MatrixFilter.base_fields["hanya"].choices)
    found = []
    for only in QUICK:
        count = matrix.count(only)
        current = matrix.wanted.only == only and not (matrix.wanted.agency or matrix.wanted.state)
        if count or current or not only:
            query = f"?{urlencode({'hanya': only})}" if only else ""
            found.append(
                {
                    "label": labels[only],
                    "url": f"{request.path}{query}",
                    "count": count,
                    "current": current,
                }
            )
    return found
