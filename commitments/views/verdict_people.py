"""How is one person's signature told in plain words? How strong it is, whose clock, what nobody checked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import OUTSIDE_ROUTES, Role
from commitments.services.standings import Person, Standing
from smartcity_portal.kit.formats import day


@dataclass(frozen=True)
class Line:
    """One row of the table. Nothing personal besides name and office, as the sheet prints them."""

    name: str
    office: str
    role: str
    place: str
    route: str
    issuer: str
    clock: str
    at: Any
    unchecked: str
    sign: str

    @property
    def signed(self) -> bool:
        return self.sign != "dash"


SIGNS = {Standing.SIGNED: "key", Standing.ON_PAPER: "pencil", Standing.REVOKED: "x-lg"}


def line_of(person: Person, zone: Any) -> Line:
    """Put one person's standing into words."""
    stands = person.standing in SIGNS
    return Line(
        person.name,
        person.office,
        person.role_words if person.role != Role.SIGNATORY else "",
        _place(person),
        _route(person, zone),
        _issuer(person) if stands else "",
        _clock(person) if stands else "",
        person.at if stands else None,
        _unchecked(person) if stands else "",
        SIGNS.get(person.standing, "dash"),
    )


def _place(person: Person) -> str:
    """Who else is named on the paper, and what lets another sign there."""
    if not person.instead_of:
        return ""
    if not person.on_behalf:
        return _("Signs in the place printed for %(name)s") % {"name": person.instead_of}
    words = {"name": person.instead_of, "as": person.on_behalf, "number": person.mandate}
    return _("Signs %(as)s %(name)s, mandate %(number)s") % words


def _route(person: Person, zone: Any) -> str:
    if person.standing == Standing.NOT_YET:
        return _("Has not signed")
    if person.standing == Standing.SINCE:
        return _("Not signed in this version; has signed since")
    if person.standing == Standing.ON_PAPER:
        return _("Signed by hand, verified by %(names)s") % {"names": person.verified_by}
    if person.standing == Standing.REVOKED and person.revoked_since:
        return _("Does not count: its certificate was revoked with effect from %(day)s") % {
            "day": day(person.revoked_since, zone)
        }
    return _kind(person)


def _kind(person: Person) -> str:
    if person.certified:
        kind = _("Electronic signature, certified (BSrE)")
    elif person.route in OUTSIDE_ROUTES:
        kind = _("Electronic signature by another service, not certified")
    else:
        kind = _("Electronic signature, not certified")
    if person.revoked_since:
        return _("%(kind)s; its certificate was revoked later, so this signature stays valid") % {
            "kind": kind
        }
    return kind


def _issuer(person: Person) -> str:
    if person.standing == Standing.ON_PAPER:
        return ""
    return person.issuer or _("Portal's certificate, for this one signature")


def _clock(person: Person) -> str:
    if person.standing == Standing.ON_PAPER:
        return _("Clock of the portal's server, when the scan was verified")
    return person.clock or _("Clock of the portal's server")


def _unchecked(person: Person) -> str:
    if person.standing == Standing.ON_PAPER:
        return _("The handwriting, by an expert")
    gaps = [] if person.certified else [_("Identity, by a certified provider")]
    if not person.is_proved:
        gaps.append(_("Whether the other authority had taken the certificate back"))
    return "; ".join(gaps)
