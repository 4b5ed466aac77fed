"""Which signing services are set up, and how does one set up, change and try one?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from commitments.models import SigningEndpoint
from commitments.outside_forms import EndpointForm
from commitments.services import endpoints
from commitments.services.outside_words import sentence
from commitments.signing.roots import bsre_roots
from commitments.views import crumbs
from programs.people import relations_of
from smartcity_portal.kit.attempts import attempt_form


@login_required
@require_safe
def endpoint_list(request: HttpRequest) -> HttpResponse:
    """The services that the reader looks after."""
    _require_some(request)
    rows = [
        (row, sentence(row.problem) if row.problem else "")
        for row in SigningEndpoint.objects.kept_by(request.user).with_names()
    ]
    context = {
        "rows": rows,
        "roots": len(bsre_roots()),
        "may_add": bool(_choices(request)),
        "crumbs": crumbs.among_sheets(_("Signing services")),
    }
    return render(request, "commitments/endpoint_list.html", context)


@sensitive_post_parameters("password")
@login_required
def endpoint_new(request: HttpRequest) -> HttpResponse:
    """Set a service up."""
    _require_some(request)
    return _form_page(request, None)


@sensitive_post_parameters("password")
@login_required
def endpoint_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a service."""
    rows = SigningEndpoint.objects.kept_by(request.user).with_names()
    return _form_page(request, get_object_or_404(rows, pk=pk))


def _form_page(request: HttpRequest, endpoint: SigningEndpoint | None) -> HttpResponse:
    ministry = relations_of(request.user).ministry
    form = EndpointForm(
        request.POST or None,
        instance=endpoint,
        regions=SigningEndpoint.objects.regions_left(request.user),
        may_serve_ministry=ministry,
    )
    region = endpoint.region if endpoint else None

    def act() -> None:
        given = dict(form.cleaned_data)
        where = given.pop("region", None) if endpoint is None else region
        password = given.pop("password")
        endpoints.save(where, by=request.user, password=password or None, **given)

    done = _("The signing service has been saved. Check now whether it answers.")
    if request.method == "POST" and attempt_form(request, form, act, done=done):
        return redirect("commitments:endpoint_list")
    above = (_("Signing services"), reverse("commitments:endpoint_list"))
    here = str(endpoint) if endpoint else _("Set up a signing service")
    context = {
        "form": form,
        "endpoint": endpoint,
        "crumbs": crumbs.among_sheets(here, through=above),
    }
    return render(request, "commitments/endpoint_form.html", context)


@login_required
@require_POST
def endpoint_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the service answers and knows the portal."""
    rows = SigningEndpoint.objects.kept_by(request.user).with_names()
    endpoint = endpoints.check(get_object_or_404(rows, pk=pk), by=request.user)
    if endpoint.problem:
        messages.error(request, sentence(endpoint.problem))
    else:
        messages.success(request, _("The service answers and knows the portal's account."))
    return redirect("commitments:endpoint_list")


def _require_some(request: HttpRequest) -> None:
    relations = relations_of(request.user)
    if not (relations.ministry or relations.coordinated_regions):
        raise PermissionDenied


def _choices(request: HttpRequest) -> bool:
    """Is there anybody left whom a new service could serve?"""
    return SigningEndpoint.objects.regions_left(request.user).exists() or (
        relations_of(request.user).ministry
        and not SigningEndpoint.objects.filter(region=None).exists()
    )
