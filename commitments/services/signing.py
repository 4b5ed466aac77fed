"""How does a person sign, ask or decline? `signing.sign` is the one door to every route.

Lock, guards, storage and history are here and nowhere else; a route only turns bytes into
bytes with one more signature.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, history_seals
from accounts.services.permission import require
from commitments import notices
from commitments.models import (
    Attempt,
    Certificate,
    Question,
    Role,
    Sheet,
    SheetKind,
    SheetVersion,
    Signatory,
    Signature,
)
from commitments.services import finishing, leases, revocations, timekeeping
from commitments.services.reauthentication import Proof
from commitments.signing.authority import the_ca
from commitments.signing.guards import GuardFailed
from commitments.signing.marks import Mark
from commitments.signing.port import Order, Route, Stamped
from commitments.signing.portal_route import ROUTES
from commitments.states import SIGNATORY, SignatoryState
from smartcity_portal.kit import blobs, formats
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked


def sign(
    signatory: Signatory, *, by: User, consent_sha256: str, mark: Mark, proof: Proof
) -> Signature:
    """Put this person's own signature into their field, in the portal, and return its row.

    `consent_sha256` is the hash of the issued document that the person has agreed to. Signing
    twice gives the first signature again. Raises PermissionDenied for anybody else than the
    signatory, Blocked with a sentence when it cannot be done now.
    """
    require("commitments.sign_signatory", signatory, by=by)
    if not proof.holds_for(by):
        raise Blocked([_("Prove again who you are, then sign.")])
    made = Signature.objects.filter(signatory=signatory).first()
    if made:
        return made
    if signatory.route not in ROUTES:
        raise Blocked(
            [
                _("This place is signed another way: %(route)s. Choose first how you sign.")
                % {"route": signatory.get_route_display()}
            ]
        )
    revocations.check_portal(the_ca())
    route, order = ROUTES[signatory.route], order_for(signatory, mark)
    begun = route.begin(order)
    leases.wait(signatory.sheet)
    return put(
        signatory,
        by=by,
        consent_sha256=consent_sha256,
        mark=mark.kind,
        authenticated_by=proof.method,
        work=(route, order, begun),
    )


@room_needed()
@transaction.atomic
def put(
    signatory: Signatory,
    *,
    by: User,
    consent_sha256: str,
    mark: str,
    authenticated_by: str,
    work: tuple[Route, Order, Any],
    attempt: Attempt | None = None,
) -> Signature:
    """Lock, check, take the next bytes from the route, guard, store, remember: for every route.

    Raises GuardFailed when the route gave back anything else than one more signature of this
    person; nothing is stored then. `attempt` holds the sheet's lease, if the route needed one.
    """
    sheet, signatory = locked(signatory)
    made = Signature.objects.filter(signatory=signatory).first()
    if made:
        return made
    check_consent(sheet, signatory, consent_sha256, by=by)
    leases.check_free(sheet, but=attempt)
    timekeeping.check(sheet)
    SIGNATORY.take("sign", signatory, by=by)
    route, order, begun = work
    before = blobs.read(sheet.head_sha256)
    outcome = route.complete(order, begun, before)
    stamped = route.check(order, outcome, before, _filled(sheet))
    if sheet.is_for_certificates and not stamped.certified:
        raise GuardFailed("not_certified")
    revocations.check_certificate(stamped.serial, stamped.issuer)
    signature = _store(
        sheet, signatory, outcome.after, stamped, consent_sha256, mark, authenticated_by
    )
    _move_on(sheet, signatory, signature, by=by)
    return signature


def check_consent(sheet: Sheet, signatory: Signatory, consent_sha256: str, *, by: User) -> None:
    """The person may sign now, and has agreed to this very document."""
    require("commitments.sign_signatory", signatory, by=by)
    if reasons := SIGNATORY.reasons_against("sign", signatory):
        raise Blocked(reasons)
    if consent_sha256 != sheet.issued_sha256:
        raise Blocked(
            [_("The document is not the one you have read. Open the page again, then sign.")]
        )


def _filled(sheet: Sheet) -> set[str]:
    """The fields that are filled already, besides the portal's seal."""
    before = sheet.text.get("fields_before", [])
    return {*before, *sheet.signatures.values_list("field", flat=True)}


def joint_consent(signatories: Iterable[Signatory]) -> str:
    """The fingerprint of several documents together, which one consent names."""
    documents = sorted(row.sheet.issued_sha256 for row in signatories)
    return hashlib.sha256("".join(documents).encode()).hexdigest()


def order_for(signatory: Signatory, mark: Mark | None = None) -> Order:
    """What is to be signed by whom, and where on the paper."""
    sheet = signatory.sheet
    x0, y0, x1, y1 = signatory.box or (0, 0, 0, 0)
    with translation.override("id"):
        moment = formats.moment(timezone.now(), sheet.region)
        return Order(
            field=signatory.field,
            name=signatory.signer_name,
            office=signatory.signer_office,
            organisation=f"Pemerintah {sheet.region.name}",
            reason=_reason(signatory),
            lines=(
                *_successor_line(signatory),
                _("Signed electronically, not certified"),
                f"{moment} · {sheet.code}",
            ),
            stencil=mark.stencil if mark else None,
            page=signatory.page or 0,
            box=(x0, y0, x1, y1),
            link=settings.PORTAL_URL + sheet.public_url,
            anchor=str(history_seals.anchor_of(sheet)),
            others=frozenset(
                sheet.signatories.exclude(pk=signatory.pk).values_list("field", flat=True)
            ),
        )


def _reason(signatory: Signatory) -> str:
    sheet = signatory.sheet
    if signatory.role in {Role.WITNESS, Role.KNOWING}:
        return _("Takes note of %(title)s %(number)s") % {
            "title": sheet.title,
            "number": sheet.number,
        }
    if sheet.kind == SheetKind.JOINT:
        return _("Agrees to the joint commitment %(number)s") % {"number": sheet.number}
    return _("Agrees to %(title)s %(number)s") % {"title": sheet.title, "number": sheet.number}


def _successor_line(signatory: Signatory) -> tuple[str, ...]:
    """On the paper: who signs in the place that was printed for a predecessor."""
    if signatory.printed_tenure_id is None:
        return ()
    if signatory.on_behalf:
        words = {"as": signatory.on_behalf, "office": signatory.office}
        return (_("%(as)s %(office)s") % words,)
    names = {"name": signatory.signer_name, "predecessor": signatory.name}
    return (_("%(name)s, in office after %(predecessor)s") % names,)


def locked(signatory: Signatory) -> tuple[Sheet, Signatory]:
    """Lock the sheet first, so that 40 people in the same second sign one after the other."""
    sheet = Sheet.objects.select_for_update().get(pk=signatory.sheet_id)
    row = Signatory.objects.with_sheet().get(pk=signatory.pk)
    sheet.enrolment = row.sheet.enrolment
    row.sheet = sheet
    return sheet, row


def _store(
    sheet: Sheet,
    signatory: Signatory,
    after: bytes,
    stamped: Stamped,
    consent_sha256: str,
    mark: str,
    authenticated_by: str,
) -> Signature:
    now = timezone.now()
    after_sha256 = blobs.put(after)
    kinds = Certificate.Kind
    certificate, _made = Certificate.objects.get_or_create(
        serial=stamped.serial,
        issuer=stamped.issuer,
        defaults={
            "kind": kinds.OTHER if stamped.issuer else kinds.PERSON,
            "name": stamped.name,
            "pem": stamped.pem,
            "made_at": now,
        },
    )
    signature = Signature.objects.create(
        sheet=sheet,
        signatory=signatory,
        field=stamped.field,
        route=signatory.route,
        certificate=certificate,
        certified=stamped.certified,
        mark=mark,
        consent_sha256=consent_sha256,
        authenticated_by=authenticated_by,
        before_sha256=sheet.head_sha256,
        after_sha256=after_sha256,
        clock=stamped.clock,
        at=stamped.at or now,
    )
    done = sheet.signatures.count()
    SheetVersion.objects.create(
        sheet=sheet,
        number=done,
        kind=SheetVersion.Kind.SIGNED,
        sha256=after_sha256,
        size=len(after),
        signatures=done,
        at=now,
    )
    sheet.head_sha256 = after_sha256
    return signature


def _move_on(sheet: Sheet, signatory: Signatory, signature: Signature, *, by: User) -> None:
    signatory.state_since = signatory.signed_at = signature.at
    signatory.save(update_fields=["state", "state_since", "signed_at"])
    history.record(
        "commitments.signatory.sign",
        sheet,
        by=by,
        name=signatory.signer_name,
        office=signatory.signer_office,
        sha256=signature.after_sha256,
        short=signature.after_sha256[:12],
        consent=signature.consent_sha256,
    )
    notices.signature_made(signatory)
    finishing.go_on(sheet, by=by)


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
