"""Which photos show a bimtek, and how do they come in, get their words and go?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.after_forms import PhotoForm, PhotosForm, VisitPhotosForm
from workshops.forms import ReasonForm
from workshops.models import FieldVisit, Photo, Workshop
from workshops.services import photos
from workshops.views.pages import get_workshop, require, tab_page

YEAR = 365 * 24 * 3600


@login_required
def photo_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    rows = Photo.objects.filter(workshop=workshop.meeting).select_related("session")
    may_add = request.user.has_perm("workshops.add_photo", workshop.meeting)
    context = {
        "photos": rows,
        "undescribed": sum(1 for photo in rows if not photo.alt),
        "visits": visits_of(workshop),
        "may_add": may_add,
        "may_record": request.user.has_perm("workshops.record_visit", workshop),
        "form": PhotosForm(meeting=workshop.meeting) if may_add else None,
    }
    return tab_page(request, workshop, "photos", "workshops/photo_list.html", **context)


def visits_of(workshop: Workshop) -> QuerySet[FieldVisit]:
    """Field visits of this bimtek, with their photos."""
    return workshop.visits.prefetch_related("photos").order_by("visited_on", "pk")


@login_required
@require_POST
def photo_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    form = PhotosForm(request.POST, request.FILES, meeting=workshop.meeting)
    page = reverse("workshops:photo_list", kwargs={"slug": slug, "number": number})
    take(request, workshop.meeting, form)
    return redirect(page)


def take(
    request: HttpRequest, place: Workshop | FieldVisit, form: PhotosForm | VisitPhotosForm
) -> None:
    """Store what can be stored, and name what could not."""
    require(request, "workshops.add_photo", place)
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, error)
        return
    data = form.cleaned_data
    added: list[photos.Added] = []
    attempt(
        request,
        lambda: added.append(
            photos.add(
                place,
                data["photos"],
                by=request.user,
                caption=data["caption"],
                session=data.get("session"),
            )
        ),
    )
    for outcome in added:
        if count := len(outcome.photos):
            stored = ngettext("%(count)d photo is stored.", "%(count)d photos are stored.", count)
            messages.success(request, stored % {"count": count})
        for sentence in outcome.refused:
            messages.error(request, sentence)


@login_required
@require_GET
def photo_file(request: HttpRequest, pk: int) -> FileResponse:
    return _picture(_photo(request, pk), small=False)


@login_required
@require_GET
def photo_small(request: HttpRequest, pk: int) -> FileResponse:
    return _picture(_photo(request, pk), small=True)


def _picture(photo: Photo, *, small: bool) -> FileResponse:
    sha256 = photo.small_sha256 if small else photo.sha256
    try:
        file = blobs.open_blob(sha256)
    except FileNotFoundError:
        raise Http404 from None
    png = file.read(8) == b"\x89PNG\r\n\x1a\n"
    file.seek(0)
    kind = "png" if png else "jpeg"
    response = FileResponse(
        file, filename=f"foto-{photo.pk}.{'png' if png else 'jpg'}", content_type=f"image/{kind}"
    )
    response["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return response


@login_required
def photo_describe(request: HttpRequest, pk: int) -> HttpResponse:
    photo = _photo(request, pk)
    require(request, "workshops.describe_photo", photo)
    form = PhotoForm(request.POST or None, instance=photo)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: photos.describe(photo, by=request.user, **form.cleaned_data),
        done=_("The photo has its words."),
    ):
        return redirect(_page_of(photo))
    remove = {
        "label": _("Remove the photo"),
        "title": _("Remove this photo?"),
        "text": _("Agreed minutes that show it keep it."),
        "url": reverse("workshops:photo_remove", kwargs={"pk": photo.pk}),
        "submit": _("Remove"),
        "danger": True,
        "form": ReasonForm(prefix_id="remove"),
    }
    context = {
        "photo": photo,
        "enrolment": photo.enrolment,
        "form": form,
        "back_url": _page_of(photo),
        "remove": remove,
        "crumbs": [
            {"label": photo.enrolment, "url": photo.enrolment.get_absolute_url()},
            {"label": _("Photos"), "url": _page_of(photo)},
            {"label": _("What does the photo show?")},
        ],
    }
    return render(request, "workshops/photo_form.html", context)


@login_required
@require_POST
def photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    photo = _photo(request, pk)
    page, reason = _page_of(photo), request.POST.get("reason", "")
    done = _("The photo has been removed.")
    attempt(request, lambda: photos.remove(photo, by=request.user, reason=reason), done=done)
    return redirect(page)


def _page_of(photo: Photo) -> str:
    if photo.visit:
        return photo.visit.get_absolute_url()
    workshop = photo.workshop
    return reverse(
        "workshops:photo_list",
        kwargs={"slug": workshop.enrolment.slug, "number": workshop.number},
    )


def _photo(request: HttpRequest, pk: int) -> Photo:
    return get_object_or_404(Photo.objects.visible_to(request.user).with_names(), pk=pk)
