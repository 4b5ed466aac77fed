"""How does a sheet come about, get issued and end? `draft`, `edit`, `issue`, `void`, `revoke`."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices, papers
from commitments.models import Sheet, SheetKind
from commitments.pdf import sheet as paper
from commitments.services import issuing, pledges, seating, wording
from commitments.states import SHEET, SheetState
from programs.models import Agency, Enrolment, Region
from programs.people import mentors_of, ministry_staff
from smartcity_portal.kit import clock
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

EDITABLE = {
    *("title", "preamble", "clauses", "closing", "place", "dated", "number"),
    *("due_on", "signing_order", "countersigned", "needs_emeterai"),
}
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def draft(
    enrolment: Enrolment,
    *,
    by: User | None,
    kind: str = SheetKind.JOINT,
    agency: Agency | None = None,
    place: str = "",
    date: date | None = None,
    is_example: bool = False,
) -> Sheet:
    """Draft a sheet of an enrolment from its template and the offices of that day.

    `kind` is joint, head or agency (with the `agency` of the region). `by` None is the portal
    itself, loading its own data. Raises Blocked while such a sheet stands, ValidationError for an
    agency of another region.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    require("commitments.draft_sheet", enrolment, by=by)
    if agency is not None and agency.region_id != enrolment.region_id:
        raise ValidationError(
            {"agency": _("%(agency)s belongs to another region.") % {"agency": agency}}
        )
    _check_room(enrolment, kind, agency)
    return new(
        Sheet(
            enrolment=enrolment,
            kind=kind,
            agency=agency,
            place=place or enrolment.region.short_name,
            dated=date or clock.today(),
            is_example=is_example,
        ),
        by=by,
    )


@transaction.atomic
def draft_separately(
    enrolment: Enrolment, *, by: User | None, date: date | None = None, is_example: bool = False
) -> list[Sheet]:
    """Draft the sheet of the head of region and one for each agency that answers for programmes.

    What stands already is left alone; Blocked when nothing is left to be drafted.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    standing = Sheet.objects.of(enrolment).standing()
    have = set(standing.filter(kind=SheetKind.AGENCY).values_list("agency", flat=True))
    agencies = Agency.objects.filter(
        pk__in=pledges.pledges_of(enrolment, wording.book_of(enrolment))
    ).order_by("name")
    wanted: list[tuple[str, Agency | None]] = [
        (SheetKind.AGENCY, agency) for agency in agencies if agency.pk not in have
    ]
    if not standing.filter(kind=SheetKind.HEAD).exists():
        wanted.insert(0, (SheetKind.HEAD, None))
    if not wanted:
        raise Blocked([_("Every sheet has been drafted already.")])
    return [
        draft(enrolment, by=by, kind=kind, agency=agency, date=date, is_example=is_example)
        for kind, agency in wanted
    ]


def new(sheet: Sheet, *, by: User | None) -> Sheet:
    """Write a promise's words, give everybody a place on it and keep it as a draft."""
    enrolment = sheet.enrolment
    sheet.version = (
        Sheet.objects.of(enrolment).promises().aggregate(last=Max("version"))["last"] or 0
    ) + 1
    sheet.code, sheet.edition = new_code(), wording.book_of(enrolment)
    sheet.state_since, sheet.created_by = timezone.now(), by
    wording.write(sheet)
    sheet.save()
    seating.seat(sheet)
    history.record("commitments.sheet.draft", sheet, by=by)
    return sheet


def _check_room(enrolment: Enrolment, kind: str, agency: Agency | None) -> None:
    """One joint sheet, or one of the head and one per agency; never both ways at once."""
    standing = Sheet.objects.of(enrolment).standing().promises()
    if kind == SheetKind.JOINT and standing.exists():
        raise Blocked(
            [_("This region already has a sheet. Declare it void before drafting another.")]
        )
    if standing.filter(kind=SheetKind.JOINT).exists():
        raise Blocked(
            [_("A joint sheet stands already. Declare it void before drafting separate sheets.")]
        )
    if standing.filter(kind=kind, agency=agency).exists():
        raise Blocked(
            [_("%(who)s already has a sheet.") % {"who": agency or enrolment.region.head_title}]
        )


@transaction.atomic
def edit(
    sheet: Sheet, *, by: User, witnesses: Iterable[User] | None = None, **changes: Any
) -> Sheet:
    """Change a draft: words, place, dated, number, due_on, signing_order, countersigned, witnesses."""
    sheet = _locked(sheet)
    require("commitments.edit_sheet", sheet, by=by)
    if sheet.state != SheetState.DRAFT:
        raise Blocked([_("An issued sheet does not change. Declare it void and draft a new one.")])
    if unknown := set(changes) - EDITABLE:
        raise TypeError(", ".join(sorted(unknown)))
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.edition = wording.book_of(sheet.enrolment)
    sheet.printed_sha256 = sheet.stamped_sha256 = ""
    sheet.save(update_fields=[*changes, "edition", "printed_sha256", "stamped_sha256"])
    if witnesses is not None:
        sheet.witnesses.set(_possible(witnesses, sheet))
    seating.seat(sheet)
    history.record("commitments.sheet.edit", sheet, by=by, fields=sorted(changes))
    return sheet


def possible_witnesses(enrolment: Enrolment) -> list[User]:
    """Mentors of the enrolment and people of the ministry, by name."""
    people = {user.pk: user for user in [*mentors_of(enrolment), *ministry_staff()]}
    return sorted(people.values(), key=str)


def _possible(witnesses: Iterable[User], sheet: Sheet) -> list[User]:
    possible = set(possible_witnesses(sheet.enrolment))
    chosen = list(witnesses)
    if strangers := [user for user in chosen if user not in possible]:
        raise Blocked(
            [
                _("%(name)s neither mentors this region nor belongs to the ministry.")
                % {"name": strangers[0]}
            ]
        )
    return chosen


@transaction.atomic
def seat_again(region: Region) -> None:
    """Give the drafts of a region the places of those who hold office on their day."""
    drafts = Sheet.objects.filter(enrolment__region=region, state=SheetState.DRAFT)
    for sheet in drafts.with_names().select_for_update(of=("self",)):
        seating.seat(sheet)


def preview(sheet: Sheet) -> bytes:
    """Print a draft as it would be issued now, without changing anything."""
    if sheet.state != SheetState.DRAFT:
        raise Blocked([_("The sheet has been issued; its document no longer changes.")])
    signatories = issuing.seated(sheet)
    issuing.pledge(sheet, signatories)
    try:
        return paper.preview(sheet, signatories)
    except PdfError as error:
        raise Blocked([_("The sheet could not be printed. %(why)s") % {"why": error}]) from error


@room_needed()
@transaction.atomic
def issue(sheet: Sheet, *, by: User) -> Sheet:
    """Freeze the text, print it, put one field per signatory on it, seal it, ask whose turn it is."""
    sheet = _locked(sheet)
    if sheet.state == SheetState.DRAFT and not sheet.stamped_sha256:
        sheet.edition = wording.book_of(sheet.enrolment)
        seating.seat(sheet)
    SHEET.take("issue", sheet, by=by)
    if sheet.stamped_sha256:
        return issuing.issue_stamped(sheet, by=by)
    printed = issuing.print_sheet(sheet)
    return issuing.issue_file(sheet, printed.content, printed.places, by=by, pages=printed.pages)


@transaction.atomic
def void(sheet: Sheet, *, by: User, reason: str) -> Sheet:
    """End a sheet that is not completed; what was signed stays in the store."""
    return _end("void", sheet, by=by, reason=reason)


@transaction.atomic
def revoke(sheet: Sheet, *, by: User, reason: str) -> Sheet:
    """Take back a completed sheet: the public page says so from now on."""
    return _end("revoke", sheet, by=by, reason=reason)


def _end(verb: str, sheet: Sheet, *, by: User, reason: str) -> Sheet:
    sheet = _locked(sheet)
    was_public = sheet.is_issued
    SHEET.take(verb, sheet, by=by)
    if not reason.strip():
        raise Blocked([_("Say why; everybody on the sheet is told the reason.")])
    sheet.void_reason, sheet.state_since = reason.strip(), timezone.now()
    sheet.save(update_fields=["state", "state_since", "void_reason"])
    history.record(f"commitments.sheet.{verb}", sheet, by=by, reason=sheet.void_reason)
    papers.ended(sheet)
    if was_public:
        notices.sheet_voided(sheet, reason=sheet.void_reason, by=by)
    return sheet


def _locked(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.with_names()
    return rows.select_for_update(of=("self",)).get(pk=sheet.pk)


def new_code() -> str:
    """Make a code for the QR that no other sheet has; without letters that look like digits."""
    while True:
        letters = "".join(secrets.choice(CODE_LETTERS) for _place in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Sheet.objects.filter(code=code).exists():
            return code
