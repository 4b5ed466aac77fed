"""How does a letter of invitation come about, go out, get replaced or cancelled?"""

from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Tenure
from programs.services import letterheads, numbering
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError
from smartcity_portal.kit.uploads import clean_pdf
from workshops.addressees import people_of
from workshops.letter_words import template_of, words_of
from workshops.models import Letter, LetterIssue, LetterRecipient, Workshop
from workshops.pdf import letter as paper
from workshops.services.deliveries import take_back
from workshops.states import LETTER, LetterState

FIELDS = (
    *("groups", "number", "urgency", "subject", "opening", "programme", "closing"),
    *("place", "dated", "tenure", "on_behalf", "copies"),
)


@transaction.atomic
def draft(
    workshop: Workshop,
    *,
    by: User | None,
    groups: Iterable[str],
    per_group: bool = False,
    is_example: bool = False,
    **values: Any,
) -> list[Letter]:
    """Draft one letter to all groups, or one per group, in the words of the edition.

    Raises Blocked when nobody is addressed.
    """
    permission.require("workshops.draft_letter", workshop, by=by)
    wanted = [group for group in Letter.Group.values if group in set(groups)]
    if not wanted:
        raise Blocked([_("Choose to whom the letter is addressed.")])
    common = {
        **template_of(workshop),
        "programme": "; ".join(workshop.goals),
        "place": workshop.enrolment.region.short_name,
        "dated": clock.today(),
        "tenure": usual_signer(workshop),
        **values,
    }
    letters = [
        Letter.objects.create(
            workshop=workshop,
            groups=addressed,
            state_since=timezone.now(),
            created_by=by,
            is_example=is_example,
            **common,
        )
        for addressed in ([[group] for group in wanted] if per_group else [wanted])
    ]
    for letter in letters:
        history.record("workshops.letter.draft", letter, by=by, subject=letter.subject)
    return letters


@transaction.atomic
def edit(letter: Letter, *, by: User, **changes: Any) -> Letter:
    """Change a draft. Raises Blocked for a letter that was issued."""
    letter = _locked(letter)
    permission.require("workshops.edit_letter", letter, by=by)
    _still_a_draft(letter)
    for name, value in changes.items():
        if name not in FIELDS:
            raise TypeError(name)
        setattr(letter, name, value)
    letter.save(update_fields=list(changes))
    history.record("workshops.letter.edit", letter, by=by, fields=sorted(changes))
    return letter


@transaction.atomic
def discard(letter: Letter, *, by: User) -> None:
    """Throw a draft away; the letter that it was to replace stands as before."""
    letter = _locked(letter)
    permission.require("workshops.discard_letter", letter, by=by)
    _still_a_draft(letter)
    if former := letter.replaces:
        Letter.objects.filter(pk=former.pk).update(end_reason="")
    history.record("workshops.letter.discard", letter.workshop, by=by, subject=letter.subject)
    letter.delete()


def preview(letter: Letter) -> bytes:
    """Print a draft as it would go out now, marked as a draft. Raises Blocked when it cannot."""
    _still_a_draft(letter)
    recipients = people_of(letter.workshop, letter.groups)
    return _print(words_of(letter, recipients), draft=True).content


@transaction.atomic
def issue(letter: Letter, *, by: User, at: datetime | None = None) -> Letter:
    """Give the next number, freeze the words, print, and keep the bytes for ever.

    The letter that it replaces ends in the same act; whoever is no longer addressed is told.
    """
    letter = _locked(letter)
    LETTER.take("issue", letter, by=by)
    recipients = people_of(letter.workshop, letter.groups)
    if not any(row.printed for row in recipients):
        raise Blocked([_("Nobody is in the groups that the letter addresses. Add people first.")])
    now = at or timezone.now()
    register, letter.number = _number(letter)
    words = words_of(letter, recipients, number=letter.number)
    printed = _print(words)
    letter.state_since = now
    letter.save()
    for row in recipients:
        row.letter = letter
    LetterRecipient.objects.bulk_create(recipients)
    LetterIssue.objects.create(
        letter=letter,
        register=register,
        number=letter.number,
        text=words,
        sha256=blobs.put(printed.content),
        pages=printed.pages,
        size=len(printed.content),
        by=by,
        at=now,
    )
    _next_entry(letter.workshop)
    history.record(
        "workshops.letter.issue", letter, by=by, at=at, number=letter.number, count=len(recipients)
    )
    if letter.replaces:
        _end_replaced(letter.replaces, recipients, by=by, at=now)
    return letter


@transaction.atomic
def replace(letter: Letter, *, by: User, reason: str) -> Letter:
    """Draft the letter that takes the place of an issued one, with today's date. Raises Blocked."""
    letter = _locked(letter)
    permission.require("workshops.replace_letter", letter, by=by)
    if reasons := LETTER.reasons_against("replace", letter):
        raise Blocked(reasons)
    if Letter.objects.filter(replaces=letter).exists():
        raise Blocked([_("A replacement is being drafted already. Go on with that one.")])
    _needs(reason)
    letter.end_reason = reason.strip()
    letter.save(update_fields=["end_reason"])
    kept = {name: getattr(letter, name) for name in FIELDS if name not in {"number", "dated"}}
    fresh = Letter.objects.create(
        workshop=letter.workshop,
        replaces=letter,
        state_since=timezone.now(),
        created_by=by,
        dated=clock.today(),
        is_example=letter.is_example,
        **kept,
    )
    history.record(
        "workshops.letter.replace", letter, by=by, number=letter.number, reason=letter.end_reason
    )
    return fresh


@transaction.atomic
def cancel(letter: Letter, *, by: User, reason: str) -> Letter:
    """Take an issued letter back; everybody whom it reached is told, also in the calendar."""
    letter = _locked(letter)
    LETTER.take("cancel", letter, by=by)
    _needs(reason)
    letter.end_reason, letter.state_since = reason.strip(), timezone.now()
    letter.save(update_fields=["state", "state_since", "end_reason"])
    _next_entry(letter.workshop)
    take_back(letter.recipients.all())
    history.record(
        "workshops.letter.cancel", letter, by=by, number=letter.number, reason=letter.end_reason
    )
    return letter


@transaction.atomic
def keep_signed(letter: Letter, file: IO[bytes], *, by: User) -> Letter:
    """Keep the signed copy of an issued letter; from then on it is what mails carry."""
    letter = _locked(letter)
    permission.require("workshops.sign_letter", letter, by=by)
    if not letter.is_issued:
        raise Blocked([_("Only an issued letter can have a signed copy.")])
    letter.signed_sha256 = blobs.put(clean_pdf(file))
    letter.save(update_fields=["signed_sha256"])
    history.record("workshops.letter.sign", letter, by=by, number=letter.number)
    return letter


def usual_signer(workshop: Workshop) -> Tenure | None:
    """The head of the coordinating agency, who usually signs; None while the office is empty."""
    return signers(workshop).filter(office__agency__kind="coordinator").first()


def signers(workshop: Workshop) -> Any:
    """Everybody of the region who holds an office today."""
    return (
        Tenure.objects.current()
        .filter(office__region=workshop.enrolment.region_id)
        .select_related("official", "office__agency")
        .order_by("office__agency__name", "office__title")
    )


def _number(letter: Letter) -> tuple[Any, str]:
    region, year = letter.enrolment.region, letter.dated.year
    if letter.number:
        register = numbering.locked(region, "letter", year)
        if LetterIssue.objects.filter(register=register, number=letter.number).exists():
            words = {"number": letter.number}
            raise Blocked([_("The number %(number)s is already taken by another letter.") % words])
        return register, letter.number
    head = letterheads.head_of(region)
    issued = LetterIssue.objects.filter(register__region=region, register__year=year)
    return numbering.take(
        region,
        "letter",
        year=year,
        write=lambda n: letterheads.number_of(head, n, year=year, month=letter.dated.month),
        taken=lambda number: issued.filter(number=number).exists(),
    )


def _end_replaced(
    former: Letter, recipients: list[LetterRecipient], *, by: User, at: datetime
) -> None:
    former = _locked(former)
    LETTER.take("replace", former, by=by)
    former.state_since = at
    former.save(update_fields=["state", "state_since"])
    reached = {row.email.lower() for row in recipients if row.email}
    gone = [row for row in former.recipients.all() if row.email.lower() not in reached]
    take_back(gone)


def _next_entry(workshop: Workshop) -> None:
    """Let the next mail of this bimtek win over the entry that stands in calendars."""
    workshop.sequence += 1
    workshop.save(update_fields=["sequence"])


def _print(words: dict[str, Any], *, draft: bool = False) -> Any:
    try:
        return paper.render(words, draft=draft)
    except PdfError as error:
        raise Blocked([_("The letter could not be printed. %(why)s") % {"why": error}]) from error


def _locked(letter: Letter) -> Letter:
    """Lock the bimtek first, then the letter: its calendar entry belongs to all letters."""
    Workshop.objects.select_for_update().get(pk=letter.workshop_id)
    return Letter.objects.with_names().select_for_update(of=("self",)).get(pk=letter.pk)


def _still_a_draft(letter: Letter) -> None:
    if letter.state != LetterState.DRAFT:
        raise Blocked([_("An issued letter does not change. Replace it by a new one.")])


def _needs(reason: str) -> None:
    if not reason.strip():
        raise Blocked([_("Say why; everybody on the letter is told the reason.")])
