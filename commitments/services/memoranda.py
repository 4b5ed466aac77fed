"""How is the agreement of an enrolment signed in the portal, and how does its record learn of it?"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import Sheet, SigningOrder
from commitments.papers import completes, ends
from commitments.pdf import memorandum as press
from commitments.services import documents
from commitments.services.documents import Paper, printed_with_boxes
from commitments.services.seating import Seat
from commitments.services.sheets import new_code
from programs.models import Enrolment, Memorandum
from programs.services import memoranda
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked

NOUN = "programs.memorandum"


def subject_of(memorandum: Memorandum) -> str:
    return f"{NOUN}:{memorandum.pk}"


@transaction.atomic
def request(
    enrolment: Enrolment,
    seats: Iterable[Seat],
    *,
    by: User,
    text: bytes = b"",
    order: str = SigningOrder.SEQUENCE,
    due_on: date | None = None,
) -> Sheet:
    """Put the agreement under signature: the ministry, the region, then witnesses, as seated.

    A given `text` (PDF) is what they agree to; without it the facts of the record are printed.
    Raises Blocked while nothing is registered, no number is known, or it is signed already.
    """
    require("commitments.sign_memorandum", enrolment, by=by)
    memorandum = (
        Memorandum.objects.select_for_update(of=("self",))
        .select_related("enrolment__region", "enrolment__cohort__edition")
        .filter(enrolment=enrolment)
        .first()
    )
    if reasons := _against(memorandum):
        raise Blocked(reasons)
    assert memorandum is not None
    seats, code = list(seats), new_code()
    printed, boxes = printed_with_boxes(
        enrolment,
        seats,
        lambda rows: press.render(memorandum, rows, code=code, text=text),
    )
    paper = Paper(
        subject=subject_of(memorandum),
        path=enrolment.get_absolute_url(),
        title=memorandum.title,
        number=memorandum.number_ministry or memorandum.number_region,
        place=memorandum.place or enrolment.region.short_name,
        dated=memorandum.signed_on or clock.today(),
        content=printed.content,
        pages=printed.pages,
        boxes=boxes,
        code=code,
    )
    sheet = documents.issue_document(
        enrolment, paper, seats, by=by, order=order, due_on=due_on, is_example=memorandum.is_example
    )
    history.record(
        "commitments.memorandum.sign", enrolment, by=by, number=paper.number, people=len(seats)
    )
    return sheet


def _against(memorandum: Memorandum | None) -> list[str]:
    if memorandum is None:
        return [_("Register the MoU first: its parties, its scope and its number.")]
    reasons = []
    if not (memorandum.number_ministry or memorandum.number_region):
        reasons.append(_("The MoU has no number yet. Enter one; it is printed and then fixed."))
    if memorandum.file_sha256:
        reasons.append(_("The signed document of this MoU is in the portal already."))
    return reasons


@completes(NOUN)
def keep_signed_file(sheet: Sheet) -> None:
    """The file that everybody signed becomes the signed document of the record."""
    found = Memorandum.objects.filter(enrolment=sheet.enrolment_id).first()
    if found is None or found.file_sha256:
        return
    facts = {"file_sha256": sheet.head_sha256}
    if found.signed_on is None:
        facts["signed_on"] = timezone.localdate(sheet.completed_at)  # type: ignore[assignment]
    memoranda.register(sheet.enrolment, by=None, **facts)


@ends(NOUN)
def forget_signed_file(sheet: Sheet) -> None:
    """A document that was revoked is no longer the signed document of the record."""
    found = Memorandum.objects.filter(enrolment=sheet.enrolment_id).first()
    if found is not None and sheet.head_sha256 and found.file_sha256 == sheet.head_sha256:
        memoranda.register(sheet.enrolment, by=None, file_sha256="")
