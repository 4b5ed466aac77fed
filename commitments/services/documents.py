"""How is a paper of another room signed? It hands in the file and its boxes; the rest is the same.

Minutes, memoranda and certificates go the way of a commitment from here on: fields, certification,
turns, routes, finalisation and verification know no difference.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from commitments import notices
from commitments.models import Sheet, SheetKind, SigningOrder
from commitments.pdf.sheet import LayoutRefused, places_of
from commitments.services import issuing, seating, sheets
from commitments.services.seating import Seat
from commitments.services.wording import hash_of
from commitments.signing.document import Place
from commitments.states import SHEET, SheetState
from programs.models import Enrolment
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError, Printed

Box = tuple[int, tuple[float, float, float, float]]


@dataclass(frozen=True)
class Paper:
    """What another room wants signed: its words on the board, its page, its file, its boxes.

    `subject` names it once and for all ("workshops.minutes:12"); `boxes` gives the place of each
    seat in their order: zero-based page and (x0, y0, x1, y1) in points from the lower left.
    `code` is the one that the file shows, when the room has printed one (`sheets.new_code`).
    A paper `in_series` is one of many alike: nobody is told about it alone.
    """

    subject: str
    path: str
    title: str
    number: str
    place: str
    dated: date
    content: bytes
    pages: int
    boxes: list[Box]
    code: str = ""
    in_series: bool = False


def printed_with_boxes(
    enrolment: Enrolment, seats: Iterable[Seat], render: Callable[[list[Any]], Printed]
) -> tuple[Printed, list[Box]]:
    """Print a paper for these people and read from its layout where each of them signs.

    `render` gets the places as they will be printed; each block carries the id "kotak-<field>".
    Raises Blocked with a sentence when it cannot be printed or a box has no room.
    """
    rows = seating.laid_out(enrolment, seats)
    try:
        printed = render(rows)
        places = places_of(printed, rows)
    except PdfError as error:
        raise Blocked([_("The document could not be printed. %(why)s") % {"why": error}]) from error
    except LayoutRefused as error:
        raise Blocked(
            [_("The document could not be laid out: a signature box has no room.")]
        ) from error
    return printed, [(places[row.field].page, places[row.field].box) for row in rows]


@room_needed()
@transaction.atomic
def issue_document(
    enrolment: Enrolment,
    paper: Paper,
    seats: Iterable[Seat],
    *,
    by: User,
    order: str = SigningOrder.PARALLEL,
    due_on: date | None = None,
    is_example: bool = False,
) -> Sheet:
    """Put a finished file under signature and ask everybody whose turn it is.

    The room that calls has checked who may do so, and laid out one box per seat (ValueError
    otherwise). Raises Blocked while the same paper is under
    signature already, or when somebody on it has no account.
    """
    _check_free(paper.subject)
    sheet = Sheet.objects.create(
        enrolment=enrolment,
        kind=SheetKind.DOCUMENT,
        subject=paper.subject,
        subject_path=paper.path,
        version=0,
        code=paper.code or sheets.new_code(),
        title=paper.title,
        number=paper.number,
        place=paper.place,
        dated=paper.dated,
        signing_order=order,
        due_on=due_on,
        in_series=paper.in_series,
        state_since=timezone.now(),
        created_by=by,
        is_example=is_example,
    )
    seating.place(sheet, seats)
    if reasons := SHEET.reasons_against("issue", sheet):
        raise Blocked(reasons)
    sheet.text = _frozen(sheet, paper)
    sheet.text_sha256 = hash_of(sheet.text)
    return issuing.issue_file(sheet, paper.content, _places(sheet, paper), by=by, pages=paper.pages)


@transaction.atomic
def withdraw(subject: str, *, by: User, reason: str) -> Sheet | None:
    """End the standing document of a paper that its own room takes back, however far it came.

    The room that calls has checked who may do so. Returns None when nothing stands.
    """
    found = Sheet.objects.standing().filter(subject=subject).with_names()
    sheet = found.select_for_update(of=("self",)).first()
    if sheet is None:
        return None
    verb = "revoke" if sheet.state == SheetState.COMPLETED else "void"
    sheet.state, sheet.state_since = SheetState.VOID, timezone.now()
    sheet.void_reason = reason.strip()
    sheet.save(update_fields=["state", "state_since", "void_reason"])
    history.record(f"commitments.sheet.{verb}", sheet, by=by, reason=sheet.void_reason)
    notices.sheet_voided(sheet, reason=sheet.void_reason, by=by)
    return sheet


def document_of(subject: str) -> Sheet | None:
    """The standing document of a paper, None when it is not under signature."""
    return Sheet.objects.standing().filter(subject=subject).with_names().first()


def documents_of(subjects: Iterable[str]) -> Mapping[str, Sheet]:
    """The standing documents of several papers, by subject."""
    rows = Sheet.objects.standing().filter(subject__in=list(subjects)).with_progress()
    return {row.subject: row for row in rows}


def _check_free(subject: str) -> None:
    standing = Sheet.objects.standing().filter(subject=subject).first()
    if standing is not None:
        raise Blocked(
            [
                _("%(title)s is under signature already. Declare it void before a new version.")
                % {"title": standing.title}
            ]
        )


def _places(sheet: Sheet, paper: Paper) -> dict[str, Place]:
    rows = list(sheet.signatories.order_by("order"))
    places = {}
    for row, (page, box) in zip(rows, paper.boxes, strict=True):
        row.page, row.box = page, list(box)
        row.save(update_fields=["page", "box"])
        places[row.field] = Place(page, box, _("Signature of %(name)s") % {"name": row.name})
    return places


def _frozen(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "number": paper.number,
        "place": paper.place,
        "dated": paper.dated.isoformat(),
        "subject": paper.subject,
        "content_sha256": hashlib.sha256(paper.content).hexdigest(),
        "signatories": [
            {"field": row.field, "name": row.name, "office": row.office}
            for row in sheet.signatories.order_by("order")
        ],
    }
