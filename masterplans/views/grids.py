"""Where are many records edited at once? One page per kind: a grid with script, a plain form without."""

import json
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from masterplans.grids.declared import GRIDS
from masterplans.grids.opened import OpenGrid, keys_of
from masterplans.grids.plain import PlainForm
from masterplans.grids.saving import MOST_IN_BATCH, Cell, Line, read, save
from masterplans.views.plans import plan_crumbs, visible_plan
from masterplans.views.record_kinds import KINDS, list_url
from smartcity_portal.kit.numbers import natural

ROWS_ON_A_PAGE = 25
# A form in place of JSON was read to its end before: by the guard against forged requests.
UNREADABLE = (
    ValueError, KeyError, TypeError, AttributeError, RecursionError, RawPostDataException,
)  # fmt: skip
TOKEN = re.compile(r"[-\w]{0,40}", re.ASCII)


@login_required
def record_grid(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The page holds a plain form of one set of columns; the script replaces it by the whole grid."""
    opened = _opened(request, slug, kind)
    given = request.POST if request.method == "POST" else request.GET
    chosen, keys = opened.of_set(given.get("kolom", ""))
    places = opened.table.places(opened.plan)
    page = Paginator(places, ROWS_ON_A_PAGE).get_page(given.get("halaman"))
    form = PlainForm(opened, keys, opened.records(only=list(page)), user=request.user)
    if request.method == "POST":
        lines = form.lines(request.POST)
        if not any(form.may_write):
            raise PermissionDenied("masterplans.edit_record")
        outcomes = save(opened, lines, by=request.user)
        saved = form.take(lines, outcomes)
        if saved:
            said = ngettext("%(count)s row saved.", "%(count)s rows saved.", saved)
            messages.success(request, said % {"count": saved})
        if not form.has_errors:
            return redirect(f"{request.path}?kolom={chosen.key}&halaman={page.number}")
    words = KINDS[kind]
    context = {
        "plan": opened.plan,
        "kind": kind,
        "words": words,
        "crumbs": plan_crumbs(opened.plan, str(words.title)),
        "list_url": list_url(kind, slug),
        "rows_url": reverse("masterplans:grid_rows", kwargs={"slug": slug, "kind": kind}),
        "save_url": reverse("masterplans:grid_save", kwargs={"slug": slug, "kind": kind}),
        "sheet": opened.sheet.name,
        "sets": opened.sets(),
        "chosen": chosen,
        "form": form,
        "page": page,
        "may_write": any(form.may_write),
    }
    status = 422 if form.has_errors else 200
    return render(request, "masterplans/record_grid.html", context, status=status)


@login_required
@require_GET
@never_cache
def grid_rows(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Everything that the grid shows, as data: columns, sets, rows."""
    opened = _opened(request, slug, kind)
    user = request.user
    return JsonResponse(
        {
            "columns": opened.heads(),
            "sets": keys_of(opened.sets()),
            "rows": [opened.line(record, user) for record in opened.records()],
            "may_add": opened.may_add(user),
            "fixed": opened.grid.fixed,
        }
    )


@login_required
@require_POST
def grid_save(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Save a batch of changed rows, or only read them when `check` is asked for."""
    opened = _opened(request, slug, kind)
    try:
        data = json.loads(request.body)
        lines = [_line(row) for row in data["rows"]]
        checks = bool(data.get("check"))
    except UNREADABLE:
        return JsonResponse({"said": [_("The rows could not be read.")]}, status=400)
    if len(lines) > MOST_IN_BATCH:
        return JsonResponse({"said": [_("Too many rows at once.")]}, status=413)
    outcomes = read(opened, lines) if checks else save(opened, lines, by=request.user)
    return JsonResponse({"rows": [outcome.as_data() for outcome in outcomes]})


def _opened(request: HttpRequest, slug: str, kind: str) -> OpenGrid:
    if kind not in GRIDS:
        raise Http404
    return OpenGrid(GRIDS[kind], visible_plan(request, slug))


def _line(row: dict[str, Any]) -> Line:
    cells = {
        str(key): Cell(_text(cell["text"]), None if cell.get("was") is None else _text(cell["was"]))
        for key, cell in row.get("cells", {}).items()
    }
    return Line(
        cells,
        id=_number(row.get("id")) if row.get("id") else None,
        version=_number(row.get("version") or 0),
        token=_token(row.get("token") or ""),
        removed=bool(row.get("removed")),
    )


def _number(value: Any) -> int:
    number = natural(str(value))
    if number is None:
        raise ValueError
    return number


def _token(value: Any) -> str:
    if not TOKEN.fullmatch(str(value)):
        raise ValueError
    return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise TypeError
    return str(value)
