"""How do people come onto, stay on and leave the roster of a bimtek?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Agency
from smartcity_portal.kit.machine import Blocked
from workshops.models import Participant, Participation, Workshop
from workshops.names import closest, key_of

FIELDS = ("name", "agency", "community", "position", "email", "phone", "user")
Source = Participation.Source


@transaction.atomic
def add(
    workshop: Workshop,
    *,
    by: User | None,
    name: str,
    source: str = Source.INVITED,
    at: datetime | None = None,
    is_example: bool = False,
    **fields: Any,
) -> Participation:
    """Put a person on the roster of a region's bimtek; who is known to the region comes back.

    Raises Blocked when the same person from the same place stands there already.
    """
    meeting = locked(workshop)
    permission.require("workshops.edit_roster", workshop, by=by)
    values = cleaned(workshop, name=name, **fields)
    participant = known(workshop, values["name"], values.get("agency"), values.get("community", ""))
    if participant is None:
        participant = _create(workshop, values, is_example=is_example)
    else:
        _fill_gaps(participant, values)
        if participant.participations.filter(workshop=meeting).exists():
            raise Blocked([_("%(name)s stands on the roster already.") % {"name": participant}])
    row = Participation.objects.create(
        workshop=meeting, participant=participant, source=source, code=next_code(meeting)
    )
    verb = "walk_in" if source == Source.WALK_IN else "add"
    history.record(
        f"workshops.roster.{verb}",
        participant,
        by=by,
        at=at,
        name=participant.name,
        bimtek=workshop.title,
    )
    return row


@transaction.atomic
def change(participant: Participant, *, by: User | None, **fields: Any) -> Participant:
    """Correct what is known about a person. Raises Blocked for an agency of another region."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    permission.require("workshops.edit_roster", participant, by=by)
    workshop = participant.enrolment
    now = {name: getattr(participant, name) for name in FIELDS}
    values = _checked(workshop.region_id, {**now, **fields})
    before = participant.name
    for name, value in values.items():
        setattr(participant, name, value)
    participant.name_key = key_of(participant.name)
    participant.save(update_fields=[*values, "name_key"])
    history.record(
        "workshops.participant.change", participant, by=by, name=participant.name, before=before
    )
    return participant


@transaction.atomic
def remove(participation: Participation, *, by: User) -> None:
    """Take a person off the roster of one bimtek; who stands on no other roster is forgotten.

    Raises Blocked when the person was present or holds a certificate.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    permission.require("workshops.edit_roster", participation, by=by)
    participant, meeting = participation.participant, participation.workshop
    present = participation.attendances.count()
    if present:
        raise Blocked(
            [
                _(
                    "%(name)s is recorded as present at %(count)d sessions. Take that back first, "
                    "or merge two spellings."
                )
                % {"name": participant, "count": present}
            ]
        )
    try:
        with transaction.atomic():
            participation.delete()
    except ProtectedError:
        raise Blocked(
            [_("A certificate was issued to %(name)s; the row stays.") % {"name": participant}]
        ) from None
    history.record("workshops.roster.remove", meeting, by=by, name=participant.name)
    if not participant.participations.exists() and not participant.spellings.exists():
        participant.delete()


@transaction.atomic
def carry_over(
    workshop: Workshop, *, by: User | None, at: datetime | None = None
) -> list[Participation]:
    """Expect everybody of the region's former bimtek again; who stands there already stays as is.

    Raises Blocked when there is no former roster.
    """
    meeting = locked(workshop)
    permission.require("workshops.edit_roster", workshop, by=by)
    former = former_of(workshop)
    if former is None:
        raise Blocked([_("No former bimtek of this region has a roster.")])
    here = Participation.objects.of(workshop).values("participant")
    people = (
        Participation.objects.of_region(former)
        .exclude(participant__in=here)
        .by_agency()
        .values_list("participant", flat=True)
    )
    rows = expect(meeting, people, Source.CARRIED)
    history.record(
        "workshops.roster.carry_over",
        workshop,
        by=by,
        at=at,
        count=len(rows),
        bimtek=former.title,
    )
    return rows


@transaction.atomic
def settle(workshop: Workshop, *, by: User | None) -> int:
    """Seat a region's people where its bimtek is held now, with row codes of that room."""
    meeting = locked(workshop)
    permission.require("workshops.edit_roster", workshop, by=by)
    elsewhere = list(
        Participation.objects.filter(
            participant__enrolment=workshop.enrolment_id, workshop__number=workshop.number
        )
        .exclude(workshop=meeting)
        .by_agency()
    )
    if any(row.attendances.exists() for row in elsewhere):
        raise Blocked(
            [
                _("People of %(region)s were present already; they stay where they were.")
                % {"region": workshop.enrolment.region}
            ]
        )
    for code, row in enumerate(elsewhere, start=next_code(meeting)):
        row.workshop, row.code = meeting, code
    Participation.objects.bulk_update(elsewhere, ["workshop", "code"])
    return len(elsewhere)


def former_of(workshop: Workshop) -> Workshop | None:
    """Return the region's latest bimtek before this one that has a roster."""
    earlier = workshop.enrolment.workshops.filter(number__lt=workshop.number)
    for former in earlier.select_related("host").order_by("-number"):
        if Participation.objects.of_region(former).exists():
            return former
    return None


def expect(meeting: Workshop, participants: Iterable[int], source: str) -> list[Participation]:
    """Give each of these people a row and a code; the caller has locked the meeting."""
    first = next_code(meeting)
    return Participation.objects.bulk_create(
        [
            Participation(workshop=meeting, participant_id=pk, source=source, code=code)
            for code, pk in enumerate(participants, start=first)
        ],
        batch_size=500,
    )


def known(
    workshop: Workshop, name: str, agency: Agency | None, community: str
) -> Participant | None:
    """Return the region's participant of this name and place, found under a merged spelling too."""
    same = Participant.objects.filter(enrolment=workshop.enrolment_id, name_key=key_of(name))
    return among(list(same.select_related("merged_into")), name, agency, community)


def among(
    people: list[Participant], name: str, agency: Agency | None, community: str
) -> Participant | None:
    """The same among people who were read already; a namesake from elsewhere is somebody else."""
    found = closest(name, people, agency=agency.pk if agency else None)
    if found is None:
        return None
    asked = (agency.pk if agency else None, community.lower())
    if any(asked) and asked != (found.agency_id, found.community.lower()):
        return None
    return found.merged_into or found


def next_code(meeting: Workshop) -> int:
    last = Participation.objects.filter(workshop=meeting).aggregate(last=Max("code"))["last"]
    return (last or 0) + 1


def locked(workshop: Workshop) -> Workshop:
    """Return the bimtek whose roster it is, locked: the host's where regions meet together."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related(
        "enrolment__region", "enrolment__cohort"
    )
    return rows.get(pk=workshop.host_id or workshop.pk)


def cleaned(workshop: Workshop, **values: Any) -> dict[str, Any]:
    """Return the values of a new person, trimmed and checked. Raises Blocked."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"a participant has no {', '.join(sorted(unknown))}")
    return _checked(workshop.enrolment.region_id, values)


def _checked(region: int, values: dict[str, Any]) -> dict[str, Any]:
    values = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in values.items()
    }
    reasons = []
    if not key_of(values.get("name", "")):
        reasons.append(_("Give a name."))
    agency = values.get("agency")
    if agency is not None and agency.region_id != region:
        reasons.append(_("%(agency)s belongs to another region.") % {"agency": agency})
    if agency is not None and values.get("community"):
        reasons.append(_("Give either an agency or a kelurahan or community, not both."))
    if reasons:
        raise Blocked(reasons)
    return values


def _create(workshop: Workshop, values: dict[str, Any], *, is_example: bool) -> Participant:
    return Participant.objects.create(
        enrolment_id=workshop.enrolment_id,
        name_key=key_of(values["name"]),
        is_example=is_example,
        **values,
    )


def _fill_gaps(participant: Participant, values: dict[str, Any]) -> None:
    """Take over what is told and was not known; nothing that is known is overwritten."""
    told = {
        name: value
        for name, value in values.items()
        if value and name != "name" and not getattr(participant, name)
    }
    if participant.agency_id or participant.community:
        told.pop("agency", None)
        told.pop("community", None)
    for name, value in told.items():
        setattr(participant, name, value)
    if told:
        participant.save(update_fields=list(told))
