"""Which enrolment is somebody working on, when they have several?"""

from django.http import HttpRequest

from programs.models import Enrolment
from programs.people import relations_of

CHOSEN = "enrolment"


def enrolments_of(request: HttpRequest, role: str) -> list[Enrolment]:
    """Return the enrolments of the role: those under way first, the newest cohort first."""
    relations = relations_of(request.user)
    mine = Enrolment.objects.with_names()
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
    return sorted(mine, key=lambda e: (e.is_finished, -e.cohort.year, e.region.name))


def chosen_enrolment(request: HttpRequest, role: str) -> Enrolment | None:
    """Return the enrolment chosen last, else the first; kept for the length of the request."""
    kept = request.__dict__.setdefault("_chosen_enrolment", {})
    if role not in kept:
        mine = enrolments_of(request, role)
        wanted = request.session.get(CHOSEN, "")
        kept[role] = next((e for e in mine if e.slug == wanted), mine[0] if mine else None)
    return kept[role]


def choose_enrolment(request: HttpRequest, role: str, slug: str) -> Enrolment | None:
    """Remember the choice when it is one of the person's enrolments."""
    if any(enrolment.slug == slug for enrolment in enrolments_of(request, role)):
        request.session[CHOSEN] = slug
        request.__dict__.pop("_chosen_enrolment", None)
    return chosen_enrolment(request, role)
