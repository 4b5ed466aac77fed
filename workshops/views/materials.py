"""Which files and speakers belong to a bimtek, and how do they come and go?"""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.documents import mime_of
from workshops.letter_forms import MaterialForm, SpeakerForm
from workshops.models import Material, Speaker, Workshop
from workshops.services import materials, speakers
from workshops.views.pages import form_page, get_workshop, require, tab_page


@login_required
@require_GET
def material_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Files by session, and who speaks."""
    workshop = get_workshop(request, slug, number)
    meeting, user = workshop.meeting, request.user
    rows = list(
        meeting.materials.select_related("session", "uploaded_by").order_by(
            "session__day", "session__starts_at", "session__pk", "order", "pk"
        )
    )
    rows.sort(key=lambda row: row.session_id is not None)
    context = {
        "groups": [
            {"session": found[0].session, "rows": found}
            for found in (list(part) for _key, part in groupby(rows, lambda row: row.session_id))
        ],
        "speakers": list(meeting.speakers.prefetch_related("sessions")),
        "may_add": user.has_perm("workshops.add_material", meeting),
        "may_change": user.has_perm("workshops.change_material", meeting),
        "may_speakers": user.has_perm("workshops.change_speaker", meeting),
        "led_by": meeting.enrolment.region if workshop.host_id else None,
    }
    return tab_page(request, workshop, "materials", "workshops/material_list.html", **context)


@login_required
def material_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.add_material", workshop.meeting)
    form = MaterialForm(request.POST or None, request.FILES or None, meeting=workshop.meeting)

    def add() -> None:
        data = form.cleaned_data
        materials.add(
            workshop,
            data["file"],
            by=request.user,
            name=data["file"].name,
            title=data["title"],
            session=data["session"],
        )

    if request.method == "POST" and attempt_form(
        request, form, add, done=_("The file is there; everybody who belongs here can read it.")
    ):
        return redirect("workshops:material_list", slug=slug, number=number)
    return form_page(
        request, workshop, form, _("Add a material"), _("Store the file"), back_url=_list(workshop)
    )


@login_required
@require_GET
def material_download(request: HttpRequest, pk: int) -> FileResponse:
    material = _material(request, pk)
    return _served(material.file_sha256, material.file_name)


@login_required
def material_change(request: HttpRequest, pk: int) -> HttpResponse:
    material = _material(request, pk)
    require(request, "workshops.change_material", material)
    workshop = material.workshop
    form = MaterialForm(request.POST or None, instance=material, meeting=workshop)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: materials.change(material, by=request.user, **form.cleaned_data),
        done=_("The material has been changed."),
    ):
        return redirect(_list(workshop))
    remove = {
        "label": _("Remove the material"),
        "title": _("Remove “%(title)s”?") % {"title": material.title},
        "url": reverse("workshops:material_remove", kwargs={"pk": pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    return form_page(
        request, workshop, form, material.title, _("Save"), remove=remove, back_url=_list(workshop)
    )


@login_required
@require_POST
def material_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Up or down among the files of its session."""
    material = _material(request, pk)
    up = request.POST.get("to") == "up"
    attempt(request, lambda: materials.move(material, by=request.user, up=up))
    return redirect(_list(material.workshop))


@login_required
@require_POST
def material_remove(request: HttpRequest, pk: int) -> HttpResponse:
    material = _material(request, pk)
    page = _list(material.workshop)
    done = _("The material has been removed.")
    attempt(request, lambda: materials.remove(material, by=request.user), done=done)
    return redirect(page)


@login_required
def speaker_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    meeting = workshop.meeting
    require(request, "workshops.add_speaker", meeting)
    form = SpeakerForm(request.POST or None, request.FILES or None, meeting=meeting)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: speakers.add(meeting, by=request.user, **form.cleaned_data),
        done=_("The speaker has been added."),
    ):
        return redirect("workshops:material_list", slug=slug, number=number)
    return form_page(
        request, workshop, form, _("Add a speaker"), _("Add the speaker"), back_url=_list(workshop)
    )


@login_required
def speaker_change(request: HttpRequest, pk: int) -> HttpResponse:
    speaker = _speaker(request, pk)
    require(request, "workshops.change_speaker", speaker)
    workshop = speaker.workshop
    form = SpeakerForm(
        request.POST or None, request.FILES or None, instance=speaker, meeting=workshop
    )
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: speakers.change(speaker, by=request.user, **form.cleaned_data),
        done=_("The entry of the speaker has been saved."),
    ):
        return redirect(_list(workshop))
    remove = {
        "label": _("Remove the speaker"),
        "title": _("Remove %(name)s?") % {"name": speaker.name},
        "text": _("Letters that were issued keep the name."),
        "url": reverse("workshops:speaker_remove", kwargs={"pk": pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    return form_page(
        request, workshop, form, speaker.name, _("Save"), remove=remove, back_url=_list(workshop)
    )


@login_required
@require_POST
def speaker_remove(request: HttpRequest, pk: int) -> HttpResponse:
    speaker = _speaker(request, pk)
    page = _list(speaker.workshop)
    done = _("The speaker has been removed.")
    attempt(request, lambda: speakers.remove(speaker, by=request.user), done=done)
    return redirect(page)


@login_required
@require_GET
def speaker_cv(request: HttpRequest, pk: int) -> FileResponse:
    speaker = _speaker(request, pk)
    return _served(speaker.cv_sha256, speaker.cv_name)


def _served(sha256: str, name: str) -> FileResponse:
    if not sha256 or not blobs.exists(sha256):
        raise Http404
    return FileResponse(
        blobs.open_blob(sha256), as_attachment=True, filename=name, content_type=mime_of(name)
    )


def _material(request: HttpRequest, pk: int) -> Material:
    rows = Material.objects.visible_to(request.user).select_related(
        "session", "workshop__enrolment__region", "workshop__enrolment__cohort", "workshop__plan"
    )
    return get_object_or_404(rows, pk=pk)


def _speaker(request: HttpRequest, pk: int) -> Speaker:
    rows = Speaker.objects.visible_to(request.user).select_related(
        "workshop__enrolment__region", "workshop__enrolment__cohort", "workshop__plan"
    )
    return get_object_or_404(rows, pk=pk)


def _list(workshop: Workshop) -> str:
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    return reverse("workshops:material_list", kwargs=kwargs)
