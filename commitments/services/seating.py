"""Who signs on a sheet, as what, and in whose turn? One place for each, as printed on its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from commitments.models import Role, Route, Sheet, SheetKind, Signatory, SigningOrder
from programs.models import Agency, Enrolment, MentorAssignment, Tenure

PRECEDENCE = (
    *("Sekretaris Daerah", "Asisten", "Staf Ahli", "Inspektur", "Sekretaris DPRD"),
    *("Kepala Badan", "Kepala Dinas", "Kepala Satuan", "Kepala", "Camat"),
)
OTHERS = PRECEDENCE.index("Camat")
TURNS = {Role.INITIALS: 1, Role.SIGNATORY: 2, Role.KNOWING: 4, Role.WITNESS: 5}
TURN_OF_THE_HEAD = 3


@dataclass(frozen=True)
class Seat:
    """A person on a sheet: the office that is held, or an account with the office as printed."""

    role: str
    tenure: Tenure | None = None
    account: User | None = None
    office: str = ""
    route: str = Route.PORTAL


def seat(sheet: Sheet) -> None:
    """Give everybody whom the kind of sheet asks for one place on it, as printed that day."""
    routes = {(row.tenure_id, row.account_id): row.route for row in sheet.signatories.all()}
    sheet.signatories.all().delete()
    rows = [_row(sheet, number, place) for number, place in enumerate(_seats(sheet), 1)]
    for row in rows:
        row.route = routes.get((row.tenure_id, row.account_id), row.route)
    Signatory.objects.bulk_create(_in_turn(sheet, rows))


def place(sheet: Sheet, seats: Iterable[Seat]) -> None:
    """Give the signatories of another room's document their places, in this order."""
    rows = [_row(sheet, number, place) for number, place in enumerate(seats, 1)]
    Signatory.objects.bulk_create(_in_turn(sheet, rows))


def laid_out(enrolment: Enrolment, seats: Iterable[Seat]) -> list[Signatory]:
    """The places as they would be printed on a document of this enrolment; nothing is stored."""
    sheet = Sheet(enrolment=enrolment, kind=SheetKind.DOCUMENT)
    return [_row(sheet, number, seat) for number, seat in enumerate(seats, 1)]


def heads_of(sheet: Sheet) -> list[Tenure]:
    """Everybody who headed the region or an agency on the sheet's day, by custom's order."""
    tenures = (
        Tenure.objects.heads()
        .at(sheet.dated)
        .filter(office__region=sheet.enrolment.region)
        .select_related("official__user", "office__agency")
    )
    return sorted(tenures, key=lambda row: (row.office.agency_id is not None, _rank_of(row)))


def _seats(sheet: Sheet) -> Iterator[Seat]:
    heads = heads_of(sheet)
    region = [tenure for tenure in heads if tenure.office.agency_id is None]
    if sheet.kind == SheetKind.AGENCY:
        yield from (Seat(Role.SIGNATORY, row) for row in _of_agency(heads, sheet.agency))
        if sheet.countersigned:
            yield from (Seat(Role.KNOWING, row) for row in region)
    elif sheet.kind == SheetKind.HEAD:
        yield from (Seat(Role.SIGNATORY, row) for row in region)
    elif sheet.kind == SheetKind.ADDENDUM:
        yield from (Seat(Role.SIGNATORY, row) for row in region)
        yield from (
            Seat(Role.SIGNATORY, row) for row in heads if row.office.agency_id in _changed(sheet)
        )
    else:
        yield from (Seat(Role.SIGNATORY, row) for row in heads)
    yield from _witnesses(sheet)


def _of_agency(heads: list[Tenure], agency: Agency | None) -> list[Tenure]:
    return [row for row in heads if agency is not None and row.office.agency_id == agency.pk]


def _changed(sheet: Sheet) -> set[int]:
    return {change["agency"] for change in sheet.changes}


def _witnesses(sheet: Sheet) -> Iterator[Seat]:
    mentors = set(
        MentorAssignment.objects.active()
        .filter(enrolment=sheet.enrolment)
        .values_list("mentor__user", flat=True)
    )
    with translation.override("id"):
        for user in sheet.witnesses.order_by("name", "pk"):
            office = _("Mentor of the smart city") if user.pk in mentors else _for_ministry(sheet)
            yield Seat(Role.WITNESS, account=user, office=office)


def _for_ministry(sheet: Sheet) -> str:
    return _("For the %(ministry)s") % {"ministry": sheet.enrolment.cohort.edition.ministry}


def _row(sheet: Sheet, number: int, seat: Seat) -> Signatory:
    tenure, account = seat.tenure, seat.account
    person = tenure.official if tenure else None
    return Signatory(
        sheet=sheet,
        order=number,
        role=seat.role,
        tenure=tenure,
        account=account,
        agency=tenure.office.agency if tenure else None,
        name=person.name if person else str(account),
        office=seat.office or (_printed_office(sheet, tenure) if tenure else ""),
        route=seat.route,
        rank=person.rank if person else "",
        nip=person.nip if person else "",
        field=f"ttd-{number:03d}",
    )


def _in_turn(sheet: Sheet, rows: list[Signatory]) -> list[Signatory]:
    """Number the turns: all in one, by groups, or each alone."""
    wanted = [_turn(sheet, row) for row in rows]
    turns = {turn: number for number, turn in enumerate(sorted(set(wanted)), 1)}
    for row, turn in zip(rows, wanted, strict=True):
        row.group = turns[turn]
    return rows


def _turn(sheet: Sheet, row: Signatory) -> tuple[int, int]:
    if sheet.signing_order == SigningOrder.PARALLEL:
        return (0, 0)
    turn = TURNS[Role(row.role)]
    if row.role == Role.SIGNATORY and row.is_head_of_region:
        turn = TURN_OF_THE_HEAD
    return (turn, row.order if sheet.signing_order == SigningOrder.SEQUENCE else 0)


def _rank_of(tenure: Tenure) -> tuple[int, str, str]:
    """The customary order of offices, then the agency's name."""
    title, agency = tenure.office.title, tenure.office.agency
    ranks = (rank for rank, words in enumerate(PRECEDENCE) if title.startswith(words))
    return (next(ranks, OTHERS), agency.name if agency else "", title)


def _printed_office(sheet: Sheet, tenure: Tenure) -> str:
    """The head of region signs for the place ("Wali Kota Bontang"), heads of agencies for theirs."""
    title = tenure.printed_title
    place = sheet.enrolment.region.short_name
    if tenure.office.agency_id is None and place not in title:
        return f"{title} {place}"
    return title
