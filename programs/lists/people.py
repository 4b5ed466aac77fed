"""How do invitations and the people of a region's agencies leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Invitation, User
from accounts.services import invitations
from programs.models import Agency, AgencyMember, Enrolment, Mentor, Official, Region
from programs.services.relations import RELATIONS, place_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Choice, Column, Day, Row, Sheet, Text, register
from smartcity_portal.kit.sheets.choices import not_among, plain


def _offered(relation: str, by: User) -> models.QuerySet | None:
    """Return the places into which this person may invite for a relation; None: it needs no place."""
    if relation in ("coordinator", "observer"):
        return Region.objects.managed_by(by).taking_part()
    if relation in ("writer", "head"):
        return Agency.objects.managed_by(by).select_related("region")
    if relation == "signatory":
        return Official.objects.managed_by(by).without_account()
    if relation == "mentor":
        return Mentor.objects.visible_to(by).without_account()
    if relation == "assessor":
        return Enrolment.objects.visible_to(by).with_names()
    return None


def _place(row: Row, by: User) -> Any:
    places, words = _offered(row["relation"], by), row.get("place", "")
    if places is None or (not words and not RELATIONS[row["relation"]].needs_subject):
        return None
    found = {plain(place_of(place)): place for place in places}
    if plain(words) not in found:
        raise Blocked([not_among(words or "–", [place_of(place) for place in found.values()])])
    return found[plain(words)]


def _invitations(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for invitation in Invitation.objects.visible_to(user):
        if invitation.relation not in RELATIONS:
            continue
        yield {
            "id": invitation.pk,
            "name": invitation.name,
            "email": invitation.email,
            "relation": invitation.relation,
            "place": invitation.subject_label,
            "state": str(invitation.state_word[1]),
            "sent_on": invitation.created_at.date(),
        }


def _invite(scope: None, row: Row, *, by: User) -> None:
    if row.id:
        raise Blocked([_("This invitation has left already. Withdraw it and invite anew.")])
    invitations.invite(
        email=row["email"],
        name=row["name"],
        relation=row["relation"],
        subject=_place(row, by),
        by=by,
    )


register(
    Sheet(
        name="programs.invitations",
        title=gettext_lazy("Invitations"),
        scope=None,
        columns=[
            Column("name", gettext_lazy("Name"), Text(150), required=True),
            Column("email", gettext_lazy("E-mail"), Text(254, email=True), required=True),
            Column(
                "relation",
                gettext_lazy("Role"),
                Choice(lambda: [(name, r.label) for name, r in RELATIONS.items()]),
                required=True,
                width=26,
            ),
            Column(
                "place",
                gettext_lazy("Place"),
                Text(200),
                width=44,
                help=gettext_lazy(
                    "The region, or the agency with its region: Dinas Kesehatan, Kota Bontang."
                ),
            ),
            Column("state", gettext_lazy("State"), Text(), computed=True),
            Column("sent_on", gettext_lazy("Sent on"), Day(), computed=True),
        ],
        key=("email", "relation", "place"),
        rows=_invitations,
        save=_invite,
        may_export="programs.invite_somewhere",
        may_import="programs.invite_somewhere",
        page=lambda scope: reverse("programs:invitation_list"),
        note=gettext_lazy("Everybody in the file gets a personal link by mail."),
    )
)


def _members(region: Region, user: User) -> Iterator[dict[str, Any]]:
    members = AgencyMember.objects.filter(agency__region=region).select_related("agency", "user")
    for member in members.order_by("agency__name", "user__name", "since", "pk"):
        yield {
            "agency": member.agency.name,
            "name": member.user.name,
            "email": member.user.email,
            "role": member.role,
            "since": member.since,
            "until": member.until,
        }


register(
    Sheet(
        name="programs.members",
        title=gettext_lazy("People of the agencies"),
        scope=Region,
        columns=[
            Column("agency", gettext_lazy("Agency (OPD)"), Text(), width=44),
            Column("name", gettext_lazy("Name"), Text()),
            Column("email", gettext_lazy("E-mail"), Text()),
            Column("role", gettext_lazy("Role"), Choice(AgencyMember.Role)),
            Column("since", gettext_lazy("Since"), Day()),
            Column("until", gettext_lazy("Until"), Day()),
        ],
        rows=_members,
        may_export="programs.manage_agency",
        page=lambda region: reverse("programs:agency_list", args=[region.slug]),
        scopes_of=lambda enrolment: [enrolment.region],
    )
)
