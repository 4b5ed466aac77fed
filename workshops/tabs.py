"""Which parts does the page of a bimtek have, and which of them does this person see?"""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models import Workshop


class Tab(NamedTuple):
    """One part of a bimtek's page: its key, its words, its address and who may open it."""

    key: str
    label: Any
    url_name: str
    permission: str = "workshops.view_workshop"


TABS = [
    Tab("overview", _("Overview"), "workshops:workshop_detail"),
    Tab("agenda", _("Agenda"), "workshops:agenda_detail"),
    Tab("materials", _("Materials"), "workshops:material_list"),
    Tab("invitations", _("Invitations"), "workshops:letter_list"),
    Tab(
        "attendance",
        _("Attendance"),
        "workshops:attendance_detail",
        "workshops.view_attendance",
    ),
    Tab("worksheets", _("Worksheets"), "workshops:worksheet_list"),
    Tab("minutes", _("Minutes"), "workshops:minutes_detail"),
    Tab("photos", _("Photos and visits"), "workshops:photo_list"),
    Tab("evaluation", _("Evaluation"), "workshops:evaluation", "workshops.view_evaluation"),
    Tab(
        "certificates",
        _("Certificates"),
        "workshops:certificate_list",
        "workshops.view_certificates",
    ),
]


def tabs_of(workshop: Workshop, user: User, current: str) -> list[dict[str, Any]]:
    """Return the strip for parts/tabs.html."""
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    return [
        {
            "label": tab.label,
            "url": reverse(tab.url_name, kwargs=kwargs),
            "current": tab.key == current,
        }
        for tab in TABS
        if user.has_perm(tab.permission, workshop)
    ]
