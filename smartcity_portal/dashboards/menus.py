"""Which doors does each role find in its menu?"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartcity_portal.dashboards.enrolments import chosen_enrolment

# role: (label, url name, whether it belongs to the chosen enrolment)
MENUS: dict[str, list[tuple[Any, str, bool]]] = {
    "ministry": [
        (_("Home"), "home", False),
        (_("Selection"), "programs:selection_overview", False),
        (_("Mentors"), "programs:mentor_list", False),
        (_("Guidance"), "programs:edition_list", False),
        (_("Faults"), "masterplans:fault_list", False),
        (_("Commitment"), "commitments:sheet_list", False),
        (_("Invitations"), "programs:invitation_list", False),
        (_("Outbox"), "accounts:outbox", False),
    ],
    "mentor": [
        (_("Home"), "home", False),
        (_("Reviews"), "masterplans:review_queue", False),
        (_("Phrasebook"), "masterplans:phrase_list", False),
        (_("My regions"), "enrolment_list", False),
        (_("Help"), "help", False),
    ],
    "coordinator": [
        (_("Home"), "home", False),
        (_("Bimtek"), "workshops:gate_detail", True),
        (_("Books"), "masterplans:plan_detail", True),
        (_("Commitment"), "commitments:sheet_of", True),
        (_("Quick wins"), "masterplans:quick_win_list", True),
        (_("Team"), "programs:enrolment_detail", True),
        (_("Help"), "help", False),
    ],
    "writer": [
        (_("My sections"), "home", False),
        (_("Masterplan"), "masterplans:plan_detail", True),
        (_("Help"), "help", False),
    ],
    "signatory": [(_("My signatures"), "home", False), (_("Help"), "help", False)],
    "assessor": [
        (_("My regions"), "home", False),
        (_("My score sheets"), "programs:score_sheet_list", False),
        (_("Help"), "help", False),
    ],
    "observer": [
        (_("Regions"), "home", False),
        (_("Help"), "help", False),
    ],
}


def menu_of(role: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the items of the role's menu, marking the one that leads to this page."""
    rows = MENUS.get(role, [(_("Home"), "home", False), (_("Help"), "help", False)])
    enrolment = chosen_enrolment(request, role) if any(row[2] for row in rows) else None
    items = []
    for label, name, of_enrolment in rows:
        if of_enrolment and enrolment is None:
            continue
        url = reverse(name, kwargs={"slug": enrolment.slug} if of_enrolment else None)
        items.append({"label": label, "url": url, "current": request.path == url})
    return items
