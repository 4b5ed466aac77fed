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

# Which pages lie behind a door; the longest beginning of a page's name decides.
BEHIND: dict[str, tuple[str, ...]] = {
    "home": ("cohort_board",),
    "programs:selection_overview": (
        "programs:candidacy",
        "programs:score_sheet",
        "programs:pass_letter",
        "programs:selection",
    ),
    "programs:mentor_list": ("programs:mentor",),
    "programs:edition_list": ("programs:edition",),
    "programs:invitation_list": ("programs:invitation",),
    "programs:score_sheet_list": ("programs:score_sheet",),
    "programs:enrolment_detail": (
        "programs:enrolment",
        "programs:memorandum",
        "programs:mentor",
        "programs:agency",
        "programs:office",
        "programs:official",
        "programs:tenure",
        "programs:acknowledgement",
        "programs:body",
        "programs:letterhead",
        "programs:invitation",
    ),
    "commitments:sheet_list": ("commitments:",),
    "commitments:sheet_of": ("commitments:",),
    "masterplans:fault_list": ("masterplans:fault",),
    "masterplans:phrase_list": ("masterplans:phrase",),
    "masterplans:review_queue": ("masterplans:chapter", "masterplans:section"),
    "masterplans:plan_detail": ("masterplans:",),
    "masterplans:quick_win_list": ("masterplans:quick_win", "quick_win"),
    "workshops:gate_detail": ("workshops:",),
}


def menu_of(role: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the items of the role's menu, marking the one behind which this page lies."""
    rows = MENUS.get(role, [(_("Home"), "home", False), (_("Help"), "help", False)])
    enrolment = chosen_enrolment(request, role) if any(row[2] for row in rows) else None
    rows = [row for row in rows if enrolment is not None or not row[2]]
    door = _door_to(request, [name for _label, name, _of_enrolment in rows])
    items = []
    for label, name, of_enrolment in rows:
        url = reverse(name, kwargs={"slug": enrolment.slug} if of_enrolment else None)
        current = "page" if request.path == url else "true" if name == door else ""
        items.append({"label": label, "url": url, "current": current})
    if any(item["current"] == "page" for item in items):
        for item in items:
            item["current"] = item["current"] if item["current"] == "page" else ""
    return items


def _door_to(request: HttpRequest, names: list[str]) -> str:
    """Return the menu's page behind which this page lies, or nothing."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    found = [
        (len(start), name)
        for name in names
        for start in (name, *BEHIND.get(name, ()))
        if here.startswith(start)
    ]
    return max(found)[1] if found else ""
