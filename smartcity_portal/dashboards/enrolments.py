"""Which enrolment is somebody working on, when they have several?"""

from django.db.models import F
from django.http import HttpRequest

from programs.models import Enrolment
from programs.people import relations_of

CHOSEN = "enrolment"


def enrolments_of(request: HttpRequest, role: str) -> list[Enrolment]:
    """Return the enrolments of the role: followed in the portal, under way and newest first.

    Kept for the length of the request: the menu, the page and its choices all ask.
    """
    kept = request.__dict__.setdefault("_enrolments", {})
    if role not in kept:
        kept[role] = _read(request, role)
    return kept[role]


def _read(request: HttpRequest, role: str) -> list[Enrolment]:
    relations = relations_of(request.user)
    mine = Enrolment.objects.select_related("cohort__edition", "region").with_short_guidance()
    mine = mine.annotate(plan_pk=F("masterplan"))
    if role == "coordinator":
        mine = mine.coordinated_by(request.user)
    elif role == "writer":
        mine = mine.filter(region__in=relations.agency_regions)
    elif role == "mentor":
        mine = mine.mentored_by(request.user)
    elif role == "signatory":
        mine = mine.filter(region__in=relations.office_regions)
    else:
        mine = mine.visible_to(request.user)
    return sorted(mine, key=_order)


def _order(enrolment: Enrolment) -> tuple:
    return (
        enrolment.plan_pk is None,
        enrolment.is_finished,
        -enrolment.cohort.year,
        enrolment.region.name,
    )


def chosen_enrolment(request: HttpRequest, role: str) -> Enrolment | None:
    """Return the enrolment chosen last, else the first; kept for the length of the request."""
    kept = request.__dict__.setdefault("_chosen_enrolment", {})
    if role not in kept:
        mine = enrolments_of(request, role)
        wanted = request.session.get(CHOSEN, "")
        kept[role] = next((e for e in mine if e.slug == wanted), mine[0] if mine else None)
    return kept[role]
