"""Who guides which region? The list of mentors with their load, assigning and releasing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import EndForm, MentorAssignForm, MentorForm
from programs.models import Enrolment, Mentor, MentorAssignment
from programs.services import mentors
from programs.views.facts import mentor_facts
from programs.views.places import crumbs_below, visible_enrolment
from programs.views.saving import answer
from smartcity_portal.kit import blobs


@login_required
def mentor_list(request: SignedInRequest) -> HttpResponse:
    permission.require("programs.assign_mentor", None, by=request.user)
    rows = Mentor.objects.visible_to(request.user).with_load().select_related("user")
    context = {
        "rows": [_row(mentor) for mentor in rows],
        "columns": [
            {"label": _("Mentor")},
            {"label": _("Institution")},
            {"label": _("Guides now")},
            {"label": _("Account")},
        ],
    }
    return render(request, "programs/mentor_list.html", context)


def _row(mentor: Any) -> dict[str, Any]:
    regions = ngettext("%(count)s region", "%(count)s regions", mentor.load) % {
        "count": mentor.load
    }
    invite = reverse("programs:invitation_create", args=["mentor"])
    account = (
        {"text": mentor.user.username}
        if mentor.user
        else {"text": _("Invite"), "url": f"{invite}?subject={mentor.pk}"}
    )
    institution = {"text": mentor.institution} if mentor.institution else {"none": True}
    return {
        "title": mentor.name,
        "url": mentor.get_absolute_url(),
        "small": mentor.expertise,
        "example": mentor.is_example,
        "cells": [institution, {"text": regions}, account],
    }


@login_required
def mentor_create(request: SignedInRequest) -> HttpResponse:
    permission.require("programs.assign_mentor", None, by=request.user)

    def act(data: dict[str, Any]) -> None:
        mentors.register(by=request.user, **_profile(data))

    return answer(
        request,
        MentorForm(request.POST or None, request.FILES or None),
        act,
        said=_("The mentor is on the list."),
        done_url=reverse("programs:mentor_list"),
        title=_("New mentor"),
        submit=_("Put on the list"),
    )


def _profile(data: dict[str, Any]) -> dict[str, Any]:
    facts = dict(data)
    if document := facts.pop("file"):
        facts["letter_sha256"] = blobs.put(document)
    return facts


@login_required
def mentor_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who the mentor is, and which regions they guide and guided."""
    mentor = get_object_or_404(
        Mentor.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    assignments = mentor.assignments.select_related("enrolment__region", "enrolment__cohort")
    may_manage = request.user.has_perm("programs.assign_mentor", None)
    context = {
        "mentor": mentor,
        "facts": mentor_facts(mentor),
        "assignments": assignments.order_by("-since", "enrolment__region__code"),
        "may_manage": may_manage,
        "crumbs": crumbs_to_mentors(mentor.name) if may_manage else None,
    }
    return render(request, "programs/mentor_detail.html", context)


def crumbs_to_mentors(label: str) -> list[dict[str, str]]:
    return [{"label": _("Mentors"), "url": reverse("programs:mentor_list")}, {"label": label}]


@login_required
def mentor_change(request: SignedInRequest, pk: int) -> HttpResponse:
    mentor = get_object_or_404(Mentor.objects.visible_to(request.user), pk=pk)
    permission.require("programs.assign_mentor", None, by=request.user)

    def act(data: dict[str, Any]) -> None:
        mentors.change(mentor, by=request.user, **_profile(data))

    return answer(
        request,
        MentorForm(request.POST or None, request.FILES or None, instance=mentor),
        act,
        said=_("Saved."),
        done_url=mentor.get_absolute_url(),
        title=mentor.name,
        submit=_("Save"),
        crumbs=crumbs_to_mentors(mentor.name),
    )


@login_required
def mentor_letter_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Serve the letter of appointment to the ministry and to the mentor."""
    mentor = get_object_or_404(Mentor.objects.visible_to(request.user), pk=pk)
    if not mentor.letter_sha256:
        raise Http404
    return FileResponse(
        blobs.open_blob(mentor.letter_sha256),
        content_type="application/pdf",
        filename=f"surat-pembimbing-{mentor.pk}.pdf",
    )


@login_required
def mentor_assign(request: SignedInRequest, slug: str) -> HttpResponse:
    enrolment = visible_enrolment(request, slug)
    permission.require("programs.assign_mentor", enrolment, by=request.user)

    def act(data: dict[str, Any]) -> None:
        fields = dict(data)
        mentors.assign(enrolment, fields.pop("mentor"), by=request.user, **fields)

    title = _("Assign a mentor")
    return answer(
        request,
        MentorAssignForm(request.POST or None),
        act,
        said=_("The mentor is assigned and has been told."),
        done_url=enrolment.get_absolute_url(),
        title=title,
        submit=_("Assign"),
        lead=str(enrolment),
        crumbs=crumbs_below(enrolment, title),
    )


@login_required
def mentor_release(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Enrolment.objects.visible_to(request.user)
    assignment = get_object_or_404(
        MentorAssignment.objects.filter(enrolment__in=visible).select_related(
            "mentor", "enrolment__region", "enrolment__cohort"
        ),
        pk=pk,
    )
    permission.require("programs.assign_mentor", assignment.enrolment, by=request.user)

    def act(data: dict[str, Any]) -> None:
        mentors.release(assignment, by=request.user, **data)

    title = _("Release %(mentor)s") % {"mentor": assignment.mentor}
    return answer(
        request,
        EndForm(request.POST or None),
        act,
        said=_("The assignment has ended."),
        done_url=assignment.enrolment.get_absolute_url(),
        title=title,
        submit=_("Release"),
        lead=_("Chapters that wait for this mentor then wait for the other mentors of the region."),
        crumbs=crumbs_below(assignment.enrolment, title),
    )
