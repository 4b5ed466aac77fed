"""How is an output uploaded, read, checked and returned?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.documents import mime_of
from workshops.forms import UploadForm
from workshops.models import Output
from workshops.services import outputs


def _output(request: HttpRequest, pk: int) -> Output:
    return get_object_or_404(
        Output.objects.visible_to(request.user).select_related(
            "workshop__enrolment__region", "workshop__enrolment__cohort", "plan"
        ),
        pk=pk,
    )


@login_required
@require_POST
def output_upload(request: HttpRequest, pk: int) -> HttpResponse:
    output = _output(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        attempt(
            request,
            lambda: outputs.upload(output, file, by=request.user, name=file.name),
            done=_("The file is stored; the mentor has been told."),
        )
    else:
        for error in form.errors.get("file", []):
            messages.error(request, error)
    return redirect(output)


@login_required
@require_GET
def output_download(request: HttpRequest, pk: int) -> FileResponse:
    output = _output(request, pk)
    if not output.file_sha256 or not blobs.exists(output.file_sha256):
        raise Http404
    return FileResponse(
        blobs.open_blob(output.file_sha256),
        as_attachment=True,
        filename=output.file_name,
        content_type=mime_of(output.file_name),
    )


@login_required
@require_POST
def output_check(request: HttpRequest, pk: int) -> HttpResponse:
    output = _output(request, pk)
    done = _("“%(output)s” is checked.") % {"output": output}
    attempt(request, lambda: outputs.check(output, by=request.user), done=done)
    return redirect(output)


@login_required
@require_POST
def output_return(request: HttpRequest, pk: int) -> HttpResponse:
    output = _output(request, pk)
    reason = request.POST.get("reason", "")
    done = _("The coordinator has been told what has to change.")
    attempt(request, lambda: outputs.give_back(output, by=request.user, reason=reason), done=done)
    return redirect(output)
