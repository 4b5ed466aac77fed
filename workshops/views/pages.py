"""How does a page about one part of a bimtek look, and who may open it?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from workshops import cards
from workshops.models import Workshop
from workshops.tabs import tabs_of


def get_workshop(request: HttpRequest, slug: str, number: int) -> Workshop:
    """Return the bimtek if this person may see it, else 404."""
    return get_object_or_404(
        Workshop.objects.visible_to(request.user).select_related(
            "enrolment__region",
            "enrolment__cohort__edition",
            "plan__edition",
            "host__enrolment__region",
            "host__plan",
        ),
        enrolment__slug=slug,
        number=number,
    )


def require(request: HttpRequest, permission: str, obj: models.Model) -> None:
    """Raise PermissionDenied unless this person has the permission for this object."""
    if not request.user.has_perm(permission, obj):
        raise PermissionDenied(permission)


def tab_page(
    request: HttpRequest, workshop: Workshop, tab: str, template: str, **context: Any
) -> HttpResponse:
    """Draw one part of a bimtek; the template extends "workshops/workshop_page.html"."""
    enrolment = workshop.enrolment
    return render(
        request,
        template,
        {
            "workshop": workshop,
            "enrolment": enrolment,
            "when": cards.when(workshop),
            "tabs": tabs_of(workshop, request.user, tab),
            "crumbs": [
                {"label": enrolment, "url": enrolment.get_absolute_url()},
                {"label": workshop.title},
            ],
            **context,
        },
    )


def form_page(
    request: HttpRequest,
    workshop: Workshop,
    form: Any,
    title: str,
    submit: str,
    *,
    template: str = "workshops/workshop_form.html",
    **more: Any,
) -> HttpResponse:
    """Draw a form about a bimtek; it leads back to the bimtek's page, or to `back_url`."""
    enrolment = workshop.enrolment
    context = {
        "workshop": workshop,
        "enrolment": enrolment,
        "form": form,
        "title": title,
        "submit": submit,
        "back_url": workshop.get_absolute_url(),
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": workshop.title, "url": workshop.get_absolute_url()},
            {"label": title},
        ],
        **more,
    }
    return render(request, template, context)
