"""Which labelled facts does a page show, and how is it said that one is unknown?"""

from typing import Any

from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from programs.agreements import WORDS, Side, sides_of, status_of
from programs.letter_numbers import parse
from programs.models import Candidacy, Cohort, Enrolment, Memorandum, Mentor
from smartcity_portal.kit import formats

Facts = list[dict[str, Any]]
ROMAN = {1: "Bimtek I", 2: "Bimtek II", 3: "Bimtek III", 4: "Bimtek IV"}


def _facts(*pairs: tuple[str, Any], unknown: str = "") -> Facts:
    """Label values; what no source names is said to be unknown."""
    nothing = format_html('<span class="faint">{}</span>', unknown or _("not found yet"))
    return [
        {"label": label, "value": nothing if value in ("", None) else value}
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


def candidacy_facts(candidacy: Candidacy, *, with_contact: bool) -> Facts:
    """What is known of a candidate; who is written to is the ministry's to know."""
    pairs = [
        (_("Province"), str(candidacy.region.province)),
        (_("How it came in"), candidacy.get_origin_display()),
        (_("Decided on"), _day(candidacy.decided_on)),
        (_("Pass letter"), candidacy.letter.number if candidacy.letter else ""),
    ]
    if with_contact:
        contact = ", ".join(filter(None, [candidacy.contact_name, candidacy.contact_email]))
        pairs.append((_("Contact person"), contact))
    return _facts(*pairs, unknown=_("none yet"))


def enrolment_facts(enrolment: Enrolment) -> Facts:
    cohort = enrolment.cohort
    return _facts(
        (_("Programme"), f"{cohort.edition.programme} {cohort.year}"),
        (_("Stage"), ROMAN.get(enrolment.stage) or _("All four bimtek are closed")),
        (_("Period of the plan"), enrolment.period),
        (_("Enrolled on"), _day(enrolment.enrolled_on)),
    )


def mentor_facts(mentor: Mentor) -> Facts:
    letter = ", ".join(filter(None, [mentor.letter, _day(mentor.letter_on)]))
    return _facts(
        (_("Institution"), mentor.institution),
        (_("Expertise"), mentor.expertise),
        (_("E-mail"), mentor.user.email if mentor.user else mentor.email),
        (_("Account"), mentor.user.username if mentor.user else _("no account yet")),
        (_("Letter of appointment"), letter),
    )


def memorandum_facts(memorandum: Memorandum | None) -> Facts:
    if memorandum is None:
        return []
    place_and_day = ", ".join(filter(None, [memorandum.place, _day(memorandum.signed_on)]))
    ministry, region = sides_of(memorandum)
    return _facts(
        (_("State"), WORDS[status_of(memorandum)][1]),
        (_("Kind of agreement"), memorandum.get_kind_display()),
        (_("Title"), memorandum.title),
        (_("Number of the ministry"), _number(memorandum.number_ministry)),
        (_("Number of the region"), _number(memorandum.number_region)),
        (_("For the ministry"), _side(ministry)),
        (_("For the region"), _side(region)),
        (_("Signed"), place_and_day),
        (_("Mode"), memorandum.get_mode_display()),
        (_("Valid until"), _day(memorandum.valid_until)),
        (_("Witnesses"), _lines(memorandum.witnesses)),
        (_("Scope"), _lines(memorandum.scope)),
    )


def _side(side: Side) -> str:
    """The party as printed, and below it the hand that signed, when that is known."""
    signed = ", ".join(filter(None, [side.signer, side.printed_office]))
    lines = [line for line in (side.party, signed) if line]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _lines(text: str) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.splitlines()))


def _number(text: str) -> str:
    """The number as written, and in small what it says where it can be read."""
    parts = parse(text)
    if parts is None:
        return text
    said = [_("sequence %(sequence)s") % {"sequence": parts.sequence}]
    if parts.unit:
        said.append(_("unit %(unit)s") % {"unit": parts.unit})
    if parts.classification:
        said.append(_("classification %(code)s") % {"code": parts.classification})
    if parts.month:
        said.append(f"{MONTHS[parts.month]} {parts.year}")
    else:
        said.append(str(parts.year))
    return format_html('{}<br><span class="faint">{}</span>', text, ", ".join(said))
