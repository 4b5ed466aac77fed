"""How is a row of a group added, changed, moved and removed? One part of the page at a time, or all of it."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartcity_portal.kit.attempts import attempt_form, reasons_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops import group_cards
from workshops.models import WorkGroup
from workshops.row_forms import RowForm, row_form
from workshops.services import group_rows
from workshops.views.groups import group_page, rows_context
from workshops.views.worksheets import get_group

# What the next row probably shares with the last one, kept where there is no script.
REMEMBERED = ("quadrant", "rating", "part", "agency", "horizon", "sub_dimension", "program")
CHANGED_MEANWHILE, NO_LONGER_THERE, NOT_ACCEPTED = 409, 410, 422


@login_required
def row_list(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the rows as they stand now. POST: one more row."""
    group = get_group(request, pk)
    if request.method != "POST":
        return _rows(request, group) if request.htmx else redirect(group)
    _require(request, group)
    form = row_form(group, request.POST)
    token = request.POST.get("token", "")[:40]
    if attempt_form(
        request,
        form,
        lambda: group_rows.add(group, form.values, by=request.user, token=token),
    ):
        return _written(request, group, remembered=True)
    return _refused(request, group, form)


@login_required
def row_change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """GET: the form of one row. POST: what it shall say; two who meet here are told."""
    group = get_group(request, pk)
    _require(request, group)
    known = group.rows.filter(pk=row).first()
    if known is None:
        return _gone(request, group)
    if request.method != "POST":
        return _form_in_place(request, group, _bound_to(group, known), known)
    if "as_new" in request.POST:
        return row_list(request, pk)
    form = _bound_to(group, known, request.POST)
    base = natural(request.POST.get("version"))
    try:
        saved = attempt_form(
            request,
            form,
            lambda: group_rows.change(
                group, known, form.values, by=request.user, base_version=base
            ),
        )
    except group_rows.Stale as stale:
        return _conflict(request, group, stale.theirs)
    except group_rows.Gone:
        return _gone(request, group)
    if saved:
        return _written(request, group)
    return _form_in_place(request, group, form, known, status=NOT_ACCEPTED)


@login_required
@require_POST
def row_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    group = get_group(request, pk)
    base = natural(request.POST.get("version"))
    return _simple(
        request,
        group,
        lambda: group_rows.remove(
            group, group.rows.filter(pk=row).first(), by=request.user, base_version=base
        ),
    )


@login_required
@require_POST
def row_move(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    group = get_group(request, pk)
    up = request.POST.get("to") == "up"
    return _simple(
        request,
        group,
        lambda: group_rows.move(group, group.rows.filter(pk=row).first(), by=request.user, up=up),
    )


def _simple(request: HttpRequest, group: WorkGroup, act: Callable[[], Any]) -> HttpResponse:
    """Do something with a row that needs no form, and show the rows again."""
    try:
        act()
    except group_rows.Stale:
        messages.error(
            request,
            _("Somebody changed this row after you had read it. Nothing was removed; look again."),
        )
    except group_rows.Gone:
        messages.info(request, _("Somebody has removed this row already."))
    except (Blocked, ValidationError) as refused:
        for reason in reasons_of(refused):
            messages.error(request, reason)
    return _rows(request, group) if request.htmx else redirect(_rows_url(group))


def _require(request: HttpRequest, group: WorkGroup) -> None:
    if not request.user.has_perm("workshops.write_group", group):
        raise PermissionDenied("workshops.write_group")


def _rows(request: HttpRequest, group: WorkGroup, **more: Any) -> HttpResponse:
    context = rows_context(request, group, **more)
    return render(request, "workshops/_group_rows.html", {**context, "alone": True})


def _written(request: HttpRequest, group: WorkGroup, *, remembered: bool = False) -> HttpResponse:
    if request.htmx:
        answer = _rows(request, group)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#baris", "outerHTML"
        answer["HX-Trigger"] = json.dumps({"row-saved": {"added": remembered}})
        return answer
    messages.success(request, _("Saved."))
    kept = {name: request.POST[name] for name in REMEMBERED if request.POST.get(name)}
    query = "&".join(f"{name}={value}" for name, value in kept.items() if value.isalnum())
    start = f"{group.get_absolute_url()}?{query}" if remembered and query else ""
    return redirect(f"{start}#tambah" if start else _rows_url(group))


def _refused(request: HttpRequest, group: WorkGroup, form: RowForm) -> HttpResponse:
    """What was typed comes back with a sentence at each field."""
    if not request.htmx:
        return group_page(request, group, form=form, status=NOT_ACCEPTED)
    context = {"group": group, "form": form}
    answer = render(request, "workshops/_row_form.html", context, status=NOT_ACCEPTED)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#tambah-isi", "outerHTML"
    return answer


def _form_in_place(
    request: HttpRequest,
    group: WorkGroup,
    form: RowForm,
    known: Any,
    *,
    theirs: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    edit = {"pk": known.pk, "form": form, "theirs": theirs}
    if not request.htmx:
        return group_page(request, group, edit=edit, status=status)
    card = group_cards.row_card(known, group) | {"edit": edit}
    context = {"group": group, "row": card, "may_write": True}
    answer = render(request, "workshops/_group_row.html", context, status=status)
    answer["HX-Retarget"], answer["HX-Reswap"] = f"#baris-{known.pk}", "outerHTML"
    return answer


def _conflict(request: HttpRequest, group: WorkGroup, theirs: Any) -> HttpResponse:
    """Both texts stand: theirs in the plan, mine in the form, with the choice to keep either or both."""
    data = request.POST.copy()
    data["version"], data["token"] = str(theirs.version), uuid.uuid4().hex
    form = _bound_to(group, theirs, data)
    card = group_cards.row_card(theirs, group)
    return _form_in_place(request, group, form, theirs, theirs=card, status=CHANGED_MEANWHILE)


def _gone(request: HttpRequest, group: WorkGroup) -> HttpResponse:
    """The row was removed meanwhile; what was typed waits as a new row."""
    said = _("Somebody has removed this row. What you typed stands below; save it as a new row.")
    if request.method != "POST":
        messages.info(request, _("Somebody has removed this row already."))
        return _rows(request, group) if request.htmx else redirect(group)
    data = request.POST.copy()
    data["token"] = uuid.uuid4().hex
    form = row_form(group, data)
    form.is_valid()
    form.add_error(None, said)
    answer = _refused(request, group, form)
    answer.status_code = NO_LONGER_THERE
    return answer


def _bound_to(group: WorkGroup, row: Any, data: Any = None) -> RowForm:
    return row_form(group, data, instance=row, auto_id=f"id_{row.pk}_%s")


def _rows_url(group: WorkGroup) -> str:
    return f"{reverse('workshops:group_detail', kwargs={'pk': group.pk})}#baris"
