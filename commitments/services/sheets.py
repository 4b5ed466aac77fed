"""How does a sheet come about, get issued and end? `sheets.draft`, `edit`, `issue`, `void`, `revoke`."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Certificate, Sheet, SheetVersion, Signatory
from commitments.pdf import sheet as paper
from commitments.services import numbering, wording
from commitments.signing.authority import the_ca
from commitments.signing.ca import PortalCa
from commitments.signing.document import prepare
from commitments.states import SHEET, SheetState, SignatoryState
from programs.models import Enrolment, Region, Tenure
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

PRECEDENCE = (
    *("Sekretaris Daerah", "Asisten", "Staf Ahli", "Inspektur", "Sekretaris DPRD"),
    *("Kepala Badan", "Kepala Dinas", "Kepala Satuan", "Kepala", "Camat"),
)
OTHERS = PRECEDENCE.index("Camat")
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def draft(
    enrolment: Enrolment,
    *,
    by: User | None,
    place: str = "",
    date: date | None = None,
    is_example: bool = False,
) -> Sheet:
    """Draft the sheet of an enrolment from its edition's template and the offices of that day.

    `by` None is the portal itself, loading its own data. Raises Blocked while another sheet
    of the enrolment stands.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    require("commitments.draft_sheet", enrolment, by=by)
    if Sheet.objects.of(enrolment).standing().exists():
        raise Blocked(
            [_("This region already has a sheet. Declare it void before drafting another.")]
        )
    template = enrolment.cohort.edition
    sheet = Sheet.objects.create(
        enrolment=enrolment,
        version=Sheet.objects.of(enrolment).count() + 1,
        code=_new_code(),
        edition=wording.book_of(enrolment),
        title=wording.filled(template.commitment_title, enrolment),
        preamble=wording.filled(template.commitment_preamble, enrolment),
        clauses=[wording.filled(clause, enrolment) for clause in template.commitment_clauses],
        closing=wording.closing_of(enrolment),
        place=place or enrolment.region.short_name,
        dated=date or clock.today(),
        state_since=timezone.now(),
        created_by=by,
        is_example=is_example,
    )
    _seat(sheet)
    history.record("commitments.sheet.draft", sheet, by=by)
    return sheet


@transaction.atomic
def edit(sheet: Sheet, *, by: User, **changes: Any) -> Sheet:
    """Change title, preamble, clauses, closing, place, dated or number while it is a draft."""
    sheet = _locked(sheet)
    require("commitments.edit_sheet", sheet, by=by)
    if sheet.state != SheetState.DRAFT:
        raise Blocked([_("An issued sheet does not change. Declare it void and draft a new one.")])
    allowed = {"title", "preamble", "clauses", "closing", "place", "dated", "number"}
    for name, value in changes.items():
        if name not in allowed:
            raise TypeError(name)
        setattr(sheet, name, value)
    sheet.edition = wording.book_of(sheet.enrolment)
    sheet.save(update_fields=[*changes, "edition"])
    _seat(sheet)
    history.record("commitments.sheet.edit", sheet, by=by, fields=sorted(changes))
    return sheet


@transaction.atomic
def seat_again(region: Region) -> None:
    """Give the drafts of a region the places of those who hold office on their day."""
    drafts = Sheet.objects.filter(enrolment__region=region, state=SheetState.DRAFT)
    for sheet in drafts.with_names().select_for_update(of=("self",)):
        _seat(sheet)


def preview(sheet: Sheet) -> bytes:
    """Print a draft as it would be issued now, without changing anything."""
    if sheet.state != SheetState.DRAFT:
        raise Blocked([_("The sheet has been issued; its document no longer changes.")])
    signatories = _seated(sheet)
    _pledge(sheet, signatories)
    try:
        return paper.preview(sheet, signatories)
    except PdfError as error:
        raise Blocked([_("The sheet could not be printed. %(why)s") % {"why": error}]) from error


@transaction.atomic
def issue(sheet: Sheet, *, by: User) -> Sheet:
    """Freeze the text, print it, put one field per signatory on it, certify it, ask everybody."""
    authority = the_ca()
    sheet = _locked(sheet)
    sheet.edition = wording.book_of(sheet.enrolment)
    if sheet.state == SheetState.DRAFT:
        _seat(sheet)
    SHEET.take("issue", sheet, by=by)
    numbering.assign(sheet)
    signatories = _seated(sheet)
    _pledge(sheet, signatories)
    sheet.text = wording.frozen_text(sheet, signatories)
    sheet.text_sha256 = wording.hash_of(sheet.text)
    content = _print_and_certify(sheet, signatories, authority)
    now = timezone.now()
    sheet.issued_sha256 = sheet.head_sha256 = blobs.put(content)
    sheet.state_since = sheet.issued_at = now
    sheet.issued_by = by
    sheet.save()
    _ask(signatories, now)
    SheetVersion.objects.create(
        sheet=sheet,
        number=0,
        kind=SheetVersion.Kind.ISSUED,
        sha256=sheet.issued_sha256,
        size=len(content),
        signatures=0,
        at=now,
    )
    history.record(
        "commitments.sheet.issue",
        sheet,
        by=by,
        number=sheet.number,
        people=len(signatories),
        sha256=sheet.issued_sha256,
        short=sheet.issued_sha256[:12],
    )
    notices.signatures_asked(sheet, signatories, by=by)
    return sheet


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
    if was_public:
        notices.sheet_voided(sheet, reason=sheet.void_reason, by=by)
    return sheet


def _locked(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.with_names()
    return rows.select_for_update(of=("self",)).get(pk=sheet.pk)


def _new_code() -> str:
    while True:
        letters = "".join(secrets.choice(CODE_LETTERS) for _place in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Sheet.objects.filter(code=code).exists():
            return code


def _seat(sheet: Sheet) -> None:
    """Give every head who held office on the sheet's day one place on it, as printed that day."""
    sheet.signatories.all().delete()
    tenures = (
        Tenure.objects.heads()
        .at(sheet.dated)
        .filter(office__region=sheet.enrolment.region)
        .select_related("official__user", "office__agency")
    )
    order = sorted(tenures, key=lambda row: (row.office.agency_id is not None, _place_of(row)))
    Signatory.objects.bulk_create(
        Signatory(
            sheet=sheet,
            order=number,
            tenure=tenure,
            agency=tenure.office.agency,
            name=tenure.official.name,
            office=_printed_office(sheet, tenure),
            rank=tenure.official.rank,
            nip=tenure.official.nip,
            field=f"ttd-{number:03d}",
        )
        for number, tenure in enumerate(order, 1)
    )


def _place_of(tenure: Tenure) -> tuple[int, str, str]:
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


def _seated(sheet: Sheet) -> list[Signatory]:
    rows = list(sheet.signatories.with_people())
    for row in rows:
        row.sheet = sheet
    return rows


def _pledge(sheet: Sheet, signatories: Sequence[Signatory]) -> None:
    pledges = wording.pledges_of(sheet.enrolment)
    for row in signatories:
        row.pledge = pledges.get(row.agency_id, []) if row.agency_id else []


def _print_and_certify(sheet: Sheet, signatories: list[Signatory], authority: PortalCa) -> bytes:
    try:
        printed = paper.render(sheet, signatories, text_sha256=sheet.text_sha256)
    except PdfError as error:
        raise Blocked([_("The sheet could not be printed. %(why)s") % {"why": error}]) from error
    except paper.LayoutRefused as error:
        raise Blocked(
            [_("The sheet could not be laid out: a signature box has no room. Shorten the text.")]
        ) from error
    sheet.pages = printed.pages
    for row in signatories:
        place = printed.places[row.field]
        row.page, row.box = place.page, list(place.box)
    seal = authority.seal
    Certificate.objects.get_or_create(
        serial=seal.serial,
        defaults={
            "kind": Certificate.Kind.SEAL,
            "name": "Portal",
            "pem": seal.pem,
            "made_at": timezone.now(),
        },
    )
    return prepare(printed.content, printed.places, authority, reason=sheet.title)


def _ask(signatories: Sequence[Signatory], now: Any) -> None:
    for row in signatories:
        row.state, row.state_since, row.asked_at = SignatoryState.ASKED, now, now
        row.save()
