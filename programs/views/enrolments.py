"""What is known about a region's place in a cohort? One page of facts with the doors to change them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs import doors, signings
from programs.agreements import usual_kind
from programs.forms import BodyForm, MemorandumForm
from programs.models import Body, Enrolment, Tenure
from programs.services import bodies, memoranda
from programs.views.facts import enrolment_facts, memorandum_facts
from programs.views.places import crumbs_below, visible_enrolment
from programs.views.saving import answer
from smartcity_portal.kit import blobs


@login_required
def enrolment_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    enrolment = visible_enrolment(request, slug)
    user = request.user
    offices = Tenure.objects.current().filter(office__region=enrolment.region_id)
    context = {
        "enrolment": enrolment,
        "facts": enrolment_facts(enrolment),
        "memorandum_signing": signings.of_memorandum(enrolment, user),
        "memorandum_facts": memorandum_facts(getattr(enrolment, "memorandum", None)),
        "mentors": enrolment.mentor_assignments.select_related("mentor__user").order_by("-since"),
        "agencies": enrolment.region.agencies.all(),
        "tenures": offices.select_related("office__agency", "official", "acknowledgement").order_by(
            "office__agency__name", "office__title"
        ),
        "bodies": _bodies(enrolment),
        "doors": [door.row for door in doors.of_enrolment(enrolment)],
        "may": {
            "register_memorandum": user.has_perm("programs.register_memorandum", enrolment),
            "assign_mentor": user.has_perm("programs.assign_mentor", enrolment),
            "manage_agency": user.has_perm("programs.manage_agency", enrolment),
            "appoint_official": user.has_perm("programs.appoint_official", enrolment),
            "decree_body": user.has_perm("programs.decree_body", enrolment),
            "make_dossier": user.has_perm("programs.make_dossier", enrolment),
        },
    }
    return render(request, "programs/enrolment_detail.html", context)


def _bodies(enrolment: Enrolment) -> list[dict[str, Any]]:
    known = {body.kind: body for body in enrolment.bodies.all()}
    return [
        {
            "kind": kind,
            "name": name,
            "body": known.get(kind),
            "url": reverse("programs:body_decree", args=[enrolment.slug, kind]),
        }
        for kind, name in Body.Kind.choices
    ]


@login_required
def memorandum_register(request: SignedInRequest, slug: str) -> HttpResponse:
    enrolment = visible_enrolment(request, slug)
    permission.require("programs.register_memorandum", enrolment, by=request.user)
    memorandum = getattr(enrolment, "memorandum", None)
    initial = _initial(enrolment)
    form = MemorandumForm(
        request.POST or None,
        request.FILES or None,
        instance=memorandum,
        initial={} if memorandum else initial,
    )

    def act(data: dict[str, Any]) -> None:
        fields = dict(data)
        document = fields.pop("file")
        if document:
            fields["file_sha256"] = blobs.put(document)
        memoranda.register(enrolment, by=request.user, **fields)

    title = _("Memorandum of understanding (MoU)")
    return answer(
        request,
        form,
        act,
        said=_("The MoU is registered."),
        done_url=enrolment.get_absolute_url(),
        title=title,
        submit=_("Save"),
        lead=str(enrolment),
        crumbs=crumbs_below(enrolment, title),
    )


def _initial(enrolment: Enrolment) -> dict[str, Any]:
    """What a new record begins with: the word of that year, the parties, the day of the cohort."""
    cohort, region = enrolment.cohort, enrolment.region
    return {
        "kind": usual_kind(cohort.year),
        "title": _default_title(enrolment),
        "party_region": f"{region.head_title} {region.short_name}",
        "signed_on": cohort.memorandum_on,
        "place": cohort.memorandum_place,
    }


def _default_title(enrolment: Enrolment) -> str:
    return _("Memorandum of understanding on %(programme)s in %(region)s") % {
        "programme": enrolment.cohort.edition.programme,
        "region": enrolment.region,
    }


@login_required
def memorandum_file(request: SignedInRequest, slug: str) -> FileResponse:
    """Serve the signed document to people of the enrolment."""
    enrolment = visible_enrolment(request, slug)
    memorandum = getattr(enrolment, "memorandum", None)
    if memorandum is None or not memorandum.file_sha256:
        raise Http404
    name = f"MoU-{enrolment.slug}.pdf"
    return FileResponse(
        blobs.open_blob(memorandum.file_sha256), content_type="application/pdf", filename=name
    )


@login_required
def body_decree(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    enrolment = visible_enrolment(request, slug)
    if kind not in Body.Kind.values:
        raise Http404
    permission.require("programs.decree_body", enrolment, by=request.user)
    title = Body.Kind(kind).label
    body = enrolment.bodies.filter(kind=kind).first()

    def act(data: dict[str, Any]) -> None:
        bodies.decree(enrolment, kind=kind, by=request.user, **data)

    return answer(
        request,
        BodyForm(request.POST or None, instance=body),
        act,
        said=_("The decree is registered."),
        done_url=enrolment.get_absolute_url(),
        title=str(title),
        submit=_("Save"),
        lead=str(enrolment),
        crumbs=crumbs_below(enrolment, str(title)),
    )
