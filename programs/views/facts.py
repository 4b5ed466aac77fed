"""Which labelled facts does a page show, and how is it said that one is unknown?"""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from programs.models import Cohort, Enrolment, Memorandum
from smartcity_portal.kit import formats

Facts = list[dict[str, Any]]
ROMAN = {1: "Bimtek I", 2: "Bimtek II", 3: "Bimtek III", 4: "Bimtek IV"}


def _facts(*pairs: tuple[str, Any]) -> Facts:
    """Label values; what no source names is said to be unknown."""
    unknown = format_html('<span class="faint">{}</span>', _("not found yet"))
    return [
        {"label": label, "value": unknown if value in ("", None) else value}
        for label, value in pairs
    ]


def _day(moment: Any) -> str:
    return formats.day(moment) if moment else ""


def cohort_facts(cohort: Cohort) -> Facts:
    return _facts(
        (_("Theme"), cohort.theme or cohort.edition.theme),
        (_("Invited"), cohort.invited),
        (_("Assessed"), cohort.assessed),
        (_("Chosen"), cohort.places),
        (_("MoU"), _day(cohort.memorandum_on)),
        (_("Place of the MoU"), cohort.memorandum_place),
    )


def enrolment_facts(enrolment: Enrolment) -> Facts:
    cohort = enrolment.cohort
    return _facts(
        (_("Programme"), f"{cohort.edition.programme} {cohort.year}"),
        (_("Stage"), ROMAN.get(enrolment.stage) or _("All four bimtek are closed")),
        (_("Period of the plan"), enrolment.period),
        (_("Enrolled on"), _day(enrolment.enrolled_on)),
    )


def memorandum_facts(memorandum: Memorandum | None) -> Facts:
    if memorandum is None:
        return []
    place_and_day = ", ".join(filter(None, [memorandum.place, _day(memorandum.signed_on)]))
    return _facts(
        (_("Title"), memorandum.title),
        (_("Number of the ministry"), memorandum.number_ministry),
        (_("Number of the region"), memorandum.number_region),
        (_("For the ministry"), memorandum.party_ministry),
        (_("For the region"), memorandum.party_region),
        (_("Signed"), place_and_day),
        (_("Mode"), memorandum.get_mode_display()),
        (_("Valid until"), _day(memorandum.valid_until)),
    )
