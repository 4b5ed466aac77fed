"""How does a letter reach its people? Queued in the transaction, mailed by a worker, told per person."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.sending import send_soon
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.addressees import people_of
from workshops.mailer import give_up_lost
from workshops.models import Letter, LetterRecipient

Delivery = LetterRecipient.Delivery
MAIL = "workshops.tasks.mail_letter"
LATE = timedelta(minutes=1)


@transaction.atomic
def send(letter: Letter, *, by: User) -> int:
    """Send an issued letter to everybody with an address whom it has not reached; return how many."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    permission.require("workshops.send_letter", letter, by=by)
    unsent = list(letter.recipients.unsent())
    if letter.is_issued:
        unsent = [row for row in unsent if not row.cancels]
    else:
        unsent = [row for row in unsent if row.cancels]
        if not unsent:
            _goes_out(letter)
    if not unsent:
        raise Blocked([_("Everybody with an e-mail address has been written to already.")])
    _queue(unsent)
    history.record("workshops.letter.send", letter, by=by, number=letter.number, count=len(unsent))
    return len(unsent)


@transaction.atomic
def resend(recipient: LetterRecipient, *, by: User) -> LetterRecipient:
    """Send the letter to one person again. Raises Blocked while a mail is on its way."""
    recipient = _locked(recipient)
    permission.require("workshops.send_letter", recipient.letter, by=by)
    _goes_out(recipient.letter)
    if not recipient.email:
        raise Blocked([_("No e-mail address is known. Write one down, or use the text.")])
    if recipient.state in {Delivery.QUEUED, Delivery.SENDING}:
        raise Blocked([_("The mail is on its way already.")])
    _queue([recipient])
    return recipient


@transaction.atomic
def correct(recipient: LetterRecipient, *, by: User, email: str, phone: str) -> LetterRecipient:
    """Write down the right address; a changed one has not been written to yet."""
    recipient = _locked(recipient)
    permission.require("workshops.send_letter", recipient.letter, by=by)
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValidationError({"email": error.messages}) from None
    if email.lower() != recipient.email.lower():
        recipient.state, recipient.state_since, recipient.error = Delivery.NONE, None, ""
    recipient.email, recipient.phone = email, phone.strip()
    recipient.save(update_fields=["email", "phone", "state", "state_since", "error"])
    return recipient


@transaction.atomic
def include(letter: Letter, *, by: User) -> int:
    """Add those who came into the letter's groups after it was issued; they are not printed on it."""
    letter = Letter.objects.with_names().select_for_update(of=("self",)).get(pk=letter.pk)
    permission.require("workshops.send_letter", letter, by=by)
    _goes_out(letter)
    added = newcomers(letter)
    if not added:
        raise Blocked([_("Nobody has come into these groups since the letter was issued.")])
    last = letter.recipients.order_by("-order").values_list("order", flat=True).first() or 0
    for order, row in enumerate(added, last + 1):
        row.letter, row.order, row.printed = letter, order, False
    LetterRecipient.objects.bulk_create(added)
    history.record(
        "workshops.letter.include", letter, by=by, number=letter.number, count=len(added)
    )
    return len(added)


def newcomers(letter: Letter) -> list[LetterRecipient]:
    """Who is in the letter's groups now and not among its recipients."""
    known = list(letter.recipients.all())
    written = {row.email.lower() for row in known if row.email}
    names = {(row.group, row.name.lower(), row.office.lower()) for row in known}
    offices = {row.agency_id for row in known if row.group == Letter.Group.AGENCIES}
    return [
        row
        for row in people_of(letter.workshop, letter.groups)
        if (row.group, row.name.lower(), row.office.lower()) not in names
        and row.email.lower() not in written
        and not (row.group == Letter.Group.AGENCIES and row.agency_id in offices)
    ]


def sweep() -> int:
    """Send again what has waited for more than a minute; say of mails cut short that nobody knows."""
    give_up_lost()
    late = timezone.now() - LATE
    waiting = LetterRecipient.objects.filter(state=Delivery.QUEUED, state_since__lt=late)
    return sum(send_soon(MAIL, pk) for pk in waiting.values_list("pk", flat=True)[:200])


def take_back(recipients: Iterable[LetterRecipient]) -> int:
    """Tell those whom the letter reached that it no longer holds; what waits is not sent at all."""
    recipients = list(recipients)
    waiting = [row for row in recipients if row.state == Delivery.QUEUED]
    LetterRecipient.objects.filter(pk__in=[row.pk for row in waiting]).update(state=Delivery.NONE)
    reached = [row for row in recipients if row.state in {Delivery.SENT, Delivery.SENDING}]
    for row in reached:
        row.cancels = True
    _queue(reached)
    return len(reached)


def _queue(recipients: list[LetterRecipient]) -> None:
    now = timezone.now()
    for row in recipients:
        row.state, row.state_since, row.error = Delivery.QUEUED, now, ""
    LetterRecipient.objects.bulk_update(
        recipients, ["state", "state_since", "error", "cancels"], batch_size=200
    )
    for row in recipients:
        transaction.on_commit(partial(send_soon, MAIL, row.pk))


def _goes_out(letter: Letter) -> None:
    if letter.is_draft:
        raise Blocked([_("Issue the letter before it is sent.")])
    if not letter.is_issued:
        raise Blocked([_("This letter no longer holds; it is not sent any more.")])


def _locked(recipient: LetterRecipient) -> LetterRecipient:
    rows = LetterRecipient.objects.with_names().select_for_update(of=("self",))
    return rows.get(pk=recipient.pk)
