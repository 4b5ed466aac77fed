"""How does a list leave the portal as a file, and how is one handed in?"""

from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import ImportDraft
from accounts.requests import SignedInRequest
from accounts.services import imports
from accounts.sheet_forms import SheetForm
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import ID, Sheet, find, writing

ENDINGS = ("xlsx", "csv")


class Place(NamedTuple):
    """A list and the row that it belongs to."""

    sheet: Sheet
    scope: Any

    @property
    def number(self) -> int:
        return self.scope.pk if self.scope is not None else 0

    def lead(self) -> str:
        return str(self.scope) if self.scope is not None else ""


def place_of(request: SignedInRequest, name: str, number: int, permission: str) -> Place:
    """Return the list if this person may see its scope (else 404) and do that (else 403)."""
    sheet = find(name)
    if sheet is None or (sheet.scope is None) != (number == 0):
        raise Http404
    scope = None
    if sheet.scope is not None:
        scope = sheet.scope._default_manager.visible_to(request.user).filter(pk=number).first()
        if scope is None:
            raise Http404
    needed = getattr(sheet, permission)
    if not needed:
        raise Http404
    if not request.user.has_perm(needed, scope):
        raise PermissionDenied(needed)
    return Place(sheet, scope)


@login_required
@never_cache
def sheet_export(request: SignedInRequest, name: str, scope: int, ending: str) -> HttpResponse:
    place = place_of(request, name, scope, "may_export")
    if ending not in ENDINGS:
        raise Http404
    table = writing.table_of(place.sheet, place.scope, request.user)
    return download(
        writing.write(table, ending), writing.file_name(place.sheet.title, place.scope, ending)
    )


@login_required
@never_cache
def sheet_template(request: SignedInRequest, name: str, scope: int) -> HttpResponse:
    place = place_of(request, name, scope, "may_import")
    title = _("template %(title)s") % {"title": place.sheet.title}
    content = writing.template(place.sheet, place.scope)
    return download(content, writing.file_name(title, place.scope, "xlsx"))


@login_required
@never_cache
def sheet_import(request: SignedInRequest, name: str, scope: int) -> HttpResponse:
    place = place_of(request, name, scope, "may_import")
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_bring(request, place, form))
        except Blocked as blocked:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", blocked.reasons)
    context = {
        "form": form,
        "sheet": place.sheet,
        "lead": place.lead(),
        "number": place.number,
        "back_url": place.sheet.address(place.scope),
        "columns": _columns(place),
        "earlier": _earlier(request, place),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/sheet_import.html", context, status=status)


def _bring(request: SignedInRequest, place: Place, form: SheetForm) -> ImportDraft:
    file = form.cleaned_data["file"]
    return imports.bring(
        place.sheet,
        place.scope,
        form.grids,
        by=request.user,
        file_name=file.name if file else "",
        pasted=not file,
    )


def _columns(place: Place) -> list[dict[str, Any]]:
    """Return what the page says about every column that is read."""
    return [
        {
            "header": column.header,
            "required": column.required,
            "help": " ".join(filter(None, (str(column.help), column.kind.hint()))),
            "example": column.kind.show(column.example) if column.example != "" else "",
        }
        for column in place.sheet.columns_of(place.scope)
        if not column.computed and column.key != ID
    ]


def _earlier(request: SignedInRequest, place: Place) -> list[ImportDraft]:
    drafts = ImportDraft.objects.visible_to(request.user).without_cells()
    return list(drafts.of(place.sheet, place.scope)[:5])


def download(content: bytes, name: str) -> HttpResponse:
    """Return a file that is always taken as a file, never shown as a page."""
    ending = name.rpartition(".")[2]
    response = HttpResponse(content, content_type=writing.MIME[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
