"""To whom does a letter go? The people of each group, as they stand today, as unsaved recipients."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F

from accounts.models import User
from programs.models import Agency, AgencyMember, MentorAssignment, Tenure
from programs.people import ministry_staff
from workshops.models import Letter, LetterRecipient, Participation, Workshop

Group = Letter.Group


def people_of(workshop: Workshop, groups: Iterable[str]) -> list[LetterRecipient]:
    """Return the recipients of the given groups in order; nobody gets two mails to one address."""
    known: set[str] = set()
    found: list[LetterRecipient] = []
    for group in Group.values:
        if group not in groups:
            continue
        for row in READERS[group](workshop):
            row.group, address = group, row.email.lower()
            if address and address in known and group == Group.PARTICIPANTS:
                continue
            known.add(address)
            row.order = len(found) + 1
            found.append(row)
    return found


def counts(workshop: Workshop) -> dict[str, int]:
    """How many people each group has now."""
    return {group: sum(1 for _row in READERS[group](workshop)) for group in Group.values}


def _agencies(workshop: Workshop) -> Iterator[LetterRecipient]:
    region = workshop.enrolment.region_id
    heads = {
        tenure.office.agency_id: tenure
        for tenure in Tenure.objects.heads()
        .current()
        .filter(office__region=region, office__agency__isnull=False)
        .select_related("office", "official__user")
    }
    members = AgencyMember.objects.active().filter(agency__region=region, role="head")
    addresses = dict(members.values_list("agency", "user__email"))
    for agency in Agency.objects.filter(region=region):
        tenure = heads.get(agency.pk)
        user = tenure.official.user if tenure else None
        yield LetterRecipient(
            name=tenure.official.name if tenure else "",
            office=tenure.printed_title if tenure else f"Kepala {agency.name}",
            email=(user.email if user else "") or addresses.get(agency.pk, ""),
            agency=agency,
        )


def _participants(workshop: Workshop) -> Iterator[LetterRecipient]:
    rows = Participation.objects.of_region(workshop).with_names().by_agency()
    for row in rows.exclude(source=Participation.Source.WALK_IN):
        person = row.participant
        where = person.agency.name if person.agency else person.community
        yield LetterRecipient(
            name=person.name,
            office=", ".join(part for part in (person.position, where) if part),
            email=person.email,
            phone=person.phone,
            agency=person.agency,
            participation=row,
        )


def _mentors(workshop: Workshop) -> Iterator[LetterRecipient]:
    rows = MentorAssignment.objects.active().filter(enrolment=workshop.enrolment)
    for row in rows.select_related("mentor__user").order_by("mentor__name"):
        user = row.mentor.user
        yield LetterRecipient(
            name=row.mentor.name,
            office=row.mentor.institution,
            email=user.email if user else "",
        )


def _speakers(workshop: Workshop) -> Iterator[LetterRecipient]:
    for row in workshop.meeting.speakers.all():
        yield LetterRecipient(name=row.name, office=row.under_name, email=row.email, speaker=row)


def _ministry(workshop: Workshop) -> Iterator[LetterRecipient]:
    edition = workshop.enrolment.cohort.edition
    yield LetterRecipient(office=f"{edition.unit}, {edition.ministry}")
    staff: Iterable[User] = ministry_staff().order_by(F("name"))
    for user in staff:
        yield LetterRecipient(name=user.name, email=user.email, printed=False)


READERS: dict[str, Any] = {
    Group.AGENCIES: _agencies,
    Group.PARTICIPANTS: _participants,
    Group.MENTORS: _mentors,
    Group.SPEAKERS: _speakers,
    Group.MINISTRY: _ministry,
}
