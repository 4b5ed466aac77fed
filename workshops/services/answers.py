"""How does an invited person say whether they come? By the personal link, or told to the organiser."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import permission
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import local
from smartcity_portal.kit.machine import Blocked
from workshops.models import LetterRecipient

Answer = LetterRecipient.Answer


@transaction.atomic
def give(
    recipient: LetterRecipient,
    *,
    by: User | None,
    answer: str,
    substitute: str = "",
    remark: str = "",
    at: datetime | None = None,
) -> LetterRecipient:
    """Keep an answer; it may change until the last day. `by` None is the holder of the link.

    Raises Blocked for a letter that no longer holds, after the bimtek, and when nobody is named
    who comes instead.
    """
    rows = LetterRecipient.objects.with_names().select_for_update(of=("self",))
    recipient = rows.get(pk=recipient.pk)
    permission.require("workshops.record_answer", recipient, by=by)
    on = local(at, recipient.letter.workshop.enrolment.region).date() if at else None
    if reasons := reasons_against(recipient, on=on):
        raise Blocked(reasons)
    if answer not in {Answer.ATTENDS, Answer.REPRESENTED, Answer.ABSENT}:
        raise Blocked([_("Choose one of the three answers.")])
    if answer == Answer.REPRESENTED and not substitute.strip():
        raise Blocked([_("Write the name and office of the person who comes instead.")])
    recipient.answer = answer
    recipient.substitute = substitute.strip() if answer == Answer.REPRESENTED else ""
    recipient.remark = remark.strip()
    recipient.answered_at, recipient.answered_by = at or timezone.now(), by
    recipient.save(update_fields=["answer", "substitute", "remark", "answered_at", "answered_by"])
    return recipient


def reasons_against(recipient: LetterRecipient, *, on: date | None = None) -> list[str]:
    """Say why no answer is taken on this day (default: today); empty while it is."""
    letter = recipient.letter
    if not letter.is_issued:
        return [_("This letter no longer holds: it was cancelled or replaced by a newer one.")]
    last = letter.workshop.meeting.last_day
    if letter.workshop.held or (last and last < (on or clock.today())):
        return [_("The bimtek is over.")]
    return []
