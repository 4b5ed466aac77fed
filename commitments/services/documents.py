"""How is a paper of another room signed? It hands in the file and its boxes; the rest is the same.

Minutes, memoranda and certificates go the way of a commitment from here on: fields, certification,
turns, routes, finalisation and verification know no difference.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from commitments.models import Sheet, SheetKind, SigningOrder
from commitments.services import issuing, seating, sheets
from commitments.services.seating import Seat
from commitments.services.wording import hash_of
from commitments.signing.document import Place
from commitments.states import SHEET
from programs.models import Enrolment
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked


@dataclass(frozen=True)
class Paper:
    """What another room wants signed: its words on the board, its page, its file, its boxes.

    `subject` names it once and for all ("workshops.minutes:12"); `boxes` gives the place of each
    seat in their order: zero-based page and (x0, y0, x1, y1) in points from the lower left.
    """

    subject: str
    path: str
    title: str
    number: str
    place: str
    dated: date
    content: bytes
    pages: int
    boxes: list[tuple[int, tuple[float, float, float, float]]]


@room_needed()
@transaction.atomic
def issue_document(
    enrolment: Enrolment,
    paper: Paper,
    seats: Iterable[Seat],
    *,
    by: User,
    order: str = SigningOrder.PARALLEL,
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
        code=sheets.new_code(),
        title=paper.title,
        number=paper.number,
        place=paper.place,
        dated=paper.dated,
        signing_order=order,
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
