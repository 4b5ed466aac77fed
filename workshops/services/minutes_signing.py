"""How are agreed minutes signed? Their kept words are printed with one box for each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from commitments.models import Sheet, SigningOrder
from commitments.services import documents
from commitments.services.documents import Paper, printed_with_boxes
from commitments.services.seating import Seat
from commitments.services.sheets import new_code
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from workshops.models import Minutes, MinutesVersion
from workshops.pdf import minutes as press
from workshops.pdf.minutes import SigningBlock
from workshops.services.minutes import locked
from workshops.signed_papers import minutes_subject


@dataclass(frozen=True)
class Place:
    """Who signs, under which words ("Led by")."""

    lead: str
    seat: Seat


def rooms_of(minutes: Minutes) -> list[Enrolment]:
    """The enrolments that sat in the meeting; anybody of them may sign its minutes."""
    meeting = minutes.workshop
    guests = meeting.guests.select_related("enrolment__region", "enrolment__cohort__edition")
    return [meeting.enrolment, *(guest.enrolment for guest in guests)]


@transaction.atomic
def request(
    minutes: Minutes,
    places: Sequence[Place],
    *,
    by: User,
    order: str = SigningOrder.SEQUENCE,
    due_on: date | None = None,
) -> Sheet:
    """Put the last agreed version under signature and ask whose turn it is.

    Raises Blocked before the minutes are agreed, while they are being corrected, and while this or
    an earlier version is still under signature.
    """
    minutes = locked(minutes)
    permission.require("workshops.sign_minutes", minutes, by=by)
    version = _version(minutes)
    _check_earlier(minutes, version)
    enrolment, code = minutes.workshop.enrolment, new_code()
    leads = [place.lead for place in places]
    seats = [place.seat for place in places]
    printed, boxes = printed_with_boxes(
        enrolment,
        seats,
        lambda rows: press.render(
            version.content,
            region=enrolment.region,
            blocks=[SigningBlock(lead, row) for lead, row in zip(leads, rows, strict=True)],
            code=code,
        ),
    )
    written = version.content["written"]
    with translation.override("id"):
        title = _("Minutes of %(bimtek)s of %(region)s") % {
            "bimtek": minutes.workshop.title,
            "region": enrolment.region,
        }
    paper = Paper(
        subject=minutes_subject(version),
        path=minutes.get_absolute_url(),
        title=title,
        number=written["number"],
        place=written["place"],
        dated=date.fromisoformat(written["dated"]),
        content=printed.content,
        pages=printed.pages,
        boxes=boxes,
        code=code,
    )
    sheet = documents.issue_document(
        enrolment, paper, seats, by=by, order=order, due_on=due_on, is_example=minutes.is_example
    )
    history.record(
        "workshops.minutes.sign", minutes, by=by, version=version.number, people=len(seats)
    )
    return sheet


def _version(minutes: Minutes) -> MinutesVersion:
    if not minutes.is_agreed:
        raise Blocked(
            [_("Minutes are signed once they are agreed. Bring them to agreement first.")]
        )
    return minutes.versions.get(number=minutes.version)


def _check_earlier(minutes: Minutes, version: MinutesVersion) -> None:
    """What was corrected is not signed beside its correction."""
    earlier = [minutes_subject(row) for row in minutes.versions.exclude(pk=version.pk)]
    for sheet in documents.documents_of(earlier).values():
        if sheet.is_open:
            raise Blocked(
                [
                    _(
                        "An earlier version is still under signature. Declare it void first: %(code)s"
                    )
                    % {"code": sheet.code}
                ]
            )
