"""How do pictures come in and out? Uploaded beside a section, served to those who may read the plan."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_POST, require_safe

from masterplans.forms import FigureForm
from masterplans.models import Figure
from masterplans.services import figures
from masterplans.views.sections import visible_section
from programs.models import Enrolment
from smartcity_portal.kit import blobs


@login_required
@require_POST
def figure_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture for a section and answer with its address, or with the sentence why not."""
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    form = FigureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused([str(error) for errors in form.errors.values() for error in errors])
    try:
        figure = figures.upload(
            section.plan, form.cleaned_data["image"], alt=form.cleaned_data["alt"], by=request.user
        )
    except ValidationError as refused:
        return _refused(refused.messages)
    return JsonResponse(
        {
            "src": figure.get_absolute_url(),
            "alt": figure.alt,
            "width": figure.width,
            "height": figure.height,
        }
    )


@login_required
@require_safe
def figure(request: HttpRequest, slug: str, sha256: str) -> HttpResponse:
    """Serve a picture of a plan; its address names its bytes, so it may be kept by the browser."""
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), slug=slug)
    found = get_object_or_404(Figure, plan__enrolment=enrolment, sha256=sha256)
    if quote_etag(sha256) in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    try:
        content = blobs.open_blob(found.sha256)
    except FileNotFoundError:
        raise Http404 from None
    ending = "jpg" if found.mime == "image/jpeg" else "png"
    response = FileResponse(
        content, content_type=found.mime, filename=f"gambar-{sha256[:12]}.{ending}"
    )
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["ETag"] = quote_etag(sha256)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _refused(reasons: list[str]) -> JsonResponse:
    return JsonResponse({"state": "blocked", "reasons": reasons}, status=422)
