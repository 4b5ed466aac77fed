"""How does a ministry officer keep a filter of the board under a name of their own?"""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programs.models import BoardView
from programs.services import board_views
from smartcity_portal.dashboards.board_filters import BoardQuery
from smartcity_portal.dashboards.ministry import current_cohort
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.forms import PortalFormMixin


class ViewForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = BoardView
        fields = ["name", "shared"]


@login_required
@require_POST
def board_view_keep(request: HttpRequest, year: int) -> HttpResponse:
    """Keep the filter that is shown under a name, and show it."""
    query = BoardQuery.of_text(request.POST.get("query", ""))
    name = request.POST.get("name", "")
    attempt(
        request,
        lambda: board_views.keep(name, query.text, by=request.user),
        done=_("The view is kept. You find it above the board."),
    )
    return redirect(query.url(reverse("cohort_board", kwargs={"year": year})))


@login_required
def board_view_list(request: HttpRequest) -> HttpResponse:
    """The person's own views, to rename, share or remove."""
    if not request.user.has_perm("programs.name_board_view"):
        raise PermissionDenied
    views = BoardView.objects.of_user(request.user)
    context = {
        "rows": [_row(view) for view in views],
        "crumbs": [
            {"label": _("Home"), "url": reverse("home")},
            {"label": _("My views of the board")},
        ],
    }
    return render(request, "dashboards/board_view_list.html", context)


def _row(view: BoardView) -> dict:
    cohort = current_cohort()
    path = reverse("cohort_board", kwargs={"year": cohort.year}) if cohort else reverse("home")
    change = reverse("board_view_change", kwargs={"pk": view.pk})
    return {
        "title": view.name,
        "url": BoardQuery.of_text(view.query).url(path),
        "notes": [_("For everybody who reads the board") if view.shared else _("Only for you")],
        "action": {"label": _("Change"), "url": change, "hint": view.name},
    }


@login_required
def board_view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or share a view."""
    view = get_object_or_404(BoardView.objects.of_user(request.user), pk=pk)
    if not request.user.has_perm("programs.change_board_view", view):
        raise PermissionDenied
    form = ViewForm(request.POST or None, instance=view)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: board_views.change(view, by=request.user, **form.cleaned_data),
        done=_("Saved."),
    ):
        return redirect("board_view_list")
    context = {
        "view": view,
        "form": form,
        "crumbs": [
            {"label": _("My views of the board"), "url": reverse("board_view_list")},
            {"label": view.name},
        ],
    }
    return render(request, "dashboards/board_view_change.html", context)


@login_required
@require_POST
def board_view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(BoardView.objects.of_user(request.user), pk=pk)
    board_views.remove(view, by=request.user)
    messages.success(request, _("The view “%(name)s” is removed.") % {"name": view.name})
    return redirect("board_view_list")
