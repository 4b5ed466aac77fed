"""What passes between a signatory and the coordinator besides the signature? Seen, asked, declined, reminded."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Question, Signatory
from commitments.services.signing import locked
from commitments.states import SIGNATORY, SignatoryState
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def see(signatory: Signatory, *, by: User) -> Signatory:
    """Remember that the person has opened the sheet, once."""
    sheet, signatory = locked(signatory)
    require("commitments.sign_signatory", signatory, by=by)
    if signatory.state != SignatoryState.ASKED or not sheet.is_open:
        return signatory
    now = timezone.now()
    signatory.state, signatory.state_since, signatory.seen_at = SignatoryState.SEEN, now, now
    signatory.save(update_fields=["state", "state_since", "seen_at"])
    history.record("commitments.signatory.see", sheet, by=by, name=signatory.name)
    return signatory


@transaction.atomic
def decline(signatory: Signatory, *, by: User, reason: str) -> Signatory:
    """Decline with a reason that the coordinator reads."""
    sheet, signatory = locked(signatory)
    SIGNATORY.take("decline", signatory, by=by)
    if not reason.strip():
        raise Blocked([_("Say why you decline; the coordinator reads your reason.")])
    signatory.decline_reason, signatory.state_since = reason.strip(), timezone.now()
    signatory.save(update_fields=["state", "state_since", "decline_reason"])
    history.record(
        "commitments.signatory.decline",
        sheet,
        by=by,
        name=signatory.name,
        reason=signatory.decline_reason,
    )
    notices.signature_declined(signatory, reason=signatory.decline_reason, by=by)
    return signatory


@transaction.atomic
def ask_again(signatory: Signatory, *, by: User, note: str) -> Signatory:
    """Ask somebody who has declined once more, with words of one's own."""
    sheet, signatory = locked(signatory)
    SIGNATORY.take("ask_again", signatory, by=by)
    if not note.strip():
        raise Blocked([_("Write a sentence to the signatory.")])
    now = timezone.now()
    signatory.state_since = signatory.asked_at = now
    signatory.save(update_fields=["state", "state_since", "asked_at"])
    history.record(
        "commitments.signatory.ask_again", sheet, by=by, name=signatory.name, note=note.strip()
    )
    notices.signature_asked_again(signatory, note=note.strip(), by=by)
    return signatory


@transaction.atomic
def remind(signatory: Signatory, *, by: User) -> Signatory:
    """Mail a reminder, at most once a day."""
    sheet, signatory = locked(signatory)
    require("commitments.remind_signatory", signatory, by=by)
    if not (signatory.has_turn and sheet.is_open):
        raise Blocked([_("This signatory is not waited for.")])
    now = timezone.now()
    if signatory.reminded_at and (now - signatory.reminded_at).total_seconds() < 86_400:
        raise Blocked([_("%(name)s was reminded today already.") % {"name": signatory.name}])
    signatory.reminded_at = now
    signatory.save(update_fields=["reminded_at"])
    history.record("commitments.signatory.remind", sheet, by=by, name=signatory.name)
    notices.signature_reminded(signatory, by=by)
    return signatory


@transaction.atomic
def ask(signatory: Signatory, *, by: User, text: str) -> Question:
    """Ask the coordinator a question before signing; nothing else changes."""
    sheet, signatory = locked(signatory)
    require("commitments.question_signatory", signatory, by=by)
    if not (signatory.has_turn and sheet.is_open):
        raise Blocked([_("This sheet can no longer be signed, so questions are closed.")])
    if not text.strip():
        raise Blocked([_("Write your question.")])
    question = Question.objects.create(signatory=signatory, text=text.strip())
    history.record(
        "commitments.signatory.question", sheet, by=by, name=signatory.name, text=question.text
    )
    notices.question_asked(question, by=by)
    return question


@transaction.atomic
def answer(question: Question, *, by: User, text: str) -> Question:
    """Answer a signatory's question; the answer stands on their page and is mailed."""
    sheet, signatory = locked(question.signatory)
    question = Question.objects.select_for_update().get(pk=question.pk)
    question.signatory = signatory
    require("commitments.answer_question", question, by=by)
    if question.answered_at:
        raise Blocked([_("This question has been answered already.")])
    if not text.strip():
        raise Blocked([_("Write the answer.")])
    question.answer, question.answered_by = text.strip(), by
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    history.record(
        "commitments.question.answer", sheet, by=by, name=signatory.name, text=question.answer
    )
    notices.question_answered(question, by=by)
    return question
