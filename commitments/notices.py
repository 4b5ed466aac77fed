"""Who is told about commitment sheets, and why?"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from commitments.models import (
    Aide,
    AideNote,
    InkSignature,
    Question,
    Scan,
    ScanCheck,
    ScanFiling,
    Sheet,
    Signatory,
    Signature,
)
from programs.models import Enrolment, Tenure
from programs.people import coordinators_of, mentors_of
from smartcity_portal.kit.formats import day

YOU_SIGN = _("Your office is named on the commitment sheet of %(region)s.")
YOU_COORDINATE = _("You coordinate %(region)s.")
YOU_TAKE_PART = _("You take part in the programme for %(region)s.")

ASKED = register(
    "commitments.signature_asked",
    title=_("%(region)s: the commitment sheet waits for your signature"),
    body=_(
        "The sheet %(number)s has been issued. Please read the whole document and sign it as "
        "%(office)s, ask a question first, or decline with a reason. Only you can sign."
    ),
    reason=YOU_SIGN,
)
SERIES = register(
    "commitments.series_asked",
    title=_("%(region)s: %(count)s documents wait for your signature"),
    body=_(
        "“%(title)s”: %(count)s documents have been issued in your name. One page lists them all; "
        "you sign them in one act, and only you can."
    ),
    reason=_("Your office is named on these documents of %(region)s."),
)
INHERITED = register(
    "commitments.signature_inherited",
    title=_("%(region)s: the commitment sheet waits for your signature"),
    body=_(
        "You follow %(predecessor)s in office, who was asked to sign the sheet %(number)s as "
        "%(office)s and has not done so. Please read the whole document, then sign, ask or decline."
    ),
    reason=YOU_SIGN,
)
ASKED_AGAIN = register(
    "commitments.signature_asked_again",
    title=_("%(region)s: you are asked again to sign the commitment sheet"),
    body=_("The coordinator writes: %(note)s"),
    reason=YOU_SIGN,
)
REMINDED = register(
    "commitments.signature_reminded",
    title=_("Reminder: the commitment sheet of %(region)s waits for your signature"),
    body=_("The sheet %(number)s still lacks your signature as %(office)s."),
    reason=YOU_SIGN,
)
SIGNED = register(
    "commitments.signed",
    title=_("%(region)s: you have signed the commitment sheet"),
    body=_(
        "You have signed the sheet %(number)s as %(office)s. If this was not you, tell the "
        "coordinator at once. Your copy can be downloaded from its page."
    ),
    reason=YOU_SIGN,
)
DECLINED = register(
    "commitments.declined",
    title=_("%(region)s: %(name)s declines to sign the commitment sheet"),
    body=_("The reason given: %(reason)s"),
    reason=YOU_COORDINATE,
)
QUESTION = register(
    "commitments.question_asked",
    title=_("%(region)s: %(name)s asks a question before signing"),
    body=_("%(text)s"),
    reason=YOU_COORDINATE,
)
ANSWER = register(
    "commitments.question_answered",
    title=_("%(region)s: your question about the commitment sheet has been answered"),
    body=_("%(text)s"),
    reason=YOU_SIGN,
)
COMPLETED = register(
    "commitments.sheet_completed",
    title=_("%(region)s: everybody has signed the commitment sheet"),
    body=_("The sheet %(number)s is complete and sealed. Its final version can be downloaded."),
    reason=YOU_TAKE_PART,
)
VOIDED = register(
    "commitments.sheet_voided",
    title=_("%(region)s: the commitment sheet %(number)s is void"),
    body=_("The reason given: %(reason)s"),
    reason=YOU_TAKE_PART,
)


DUE = register(
    "commitments.signature_due",
    title=_("%(region)s: the commitment sheet is to be signed until %(due_on)s"),
    body=_("The sheet %(number)s still lacks your signature as %(office)s."),
    reason=YOU_SIGN,
)
HANDED_OVER = register(
    "commitments.place_handed_over",
    title=_("%(region)s: %(name)s signs in your place"),
    body=_(
        "Your place on the sheet %(number)s as %(office)s was handed to %(name)s. If this is not "
        "what you want, tell the coordinator at once."
    ),
    reason=YOU_SIGN,
)
EXPIRED = register(
    "commitments.sheet_expired",
    title=_("%(region)s: the commitment sheet %(number)s ran out"),
    body=_("Its day passed a month ago without all signatures. A new one can be drafted."),
    reason=YOU_TAKE_PART,
)
AIDE = register(
    "commitments.aide_named",
    title=_("You prepare signatures of %(office)s"),
    body=_(
        "You may read the sheets that this office is asked to sign, ask questions and leave notes. "
        "Only the person who holds the office signs."
    ),
    reason=_("You were named as aide of %(office)s."),
)
NOTE = register(
    "commitments.note_left",
    title=_("%(region)s: %(name)s has left a note on the commitment sheet"),
    body=_("%(text)s"),
    reason=YOU_SIGN,
)

REVOKED = register(
    "commitments.certificate_revoked",
    title=_("%(region)s: the signature of %(name)s no longer counts"),
    body=_(
        "The certificate behind this signature on the sheet %(number)s was taken back. If you know "
        "nothing of this, tell the ministry at once."
    ),
    reason=YOU_TAKE_PART,
)
REVOKED_LATER = register(
    "commitments.certificate_revoked_later",
    title=_("%(region)s: the certificate behind a signature of %(name)s was taken back"),
    body=_("The signature on the sheet %(number)s was made before that and stays valid."),
    reason=YOU_TAKE_PART,
)

SCAN_FILED = register(
    "commitments.scan_filed",
    title=_("%(region)s: a signature on paper waits to be checked"),
    body=_("%(name)s has uploaded a scan of the sheet %(number)s. Please compare it, then decide."),
    reason=_("You may check signatures on paper for %(region)s."),
)
SCAN_REFUSED = register(
    "commitments.scan_refused",
    title=_("%(region)s: a scan was refused"),
    body=_("The scan of the signature of %(name)s does not do: %(reason)s"),
    reason=_("You uploaded this scan."),
)
ON_PAPER = register(
    "commitments.signed_on_paper",
    title=_("%(region)s: your signature on paper has been taken in"),
    body=_(
        "Your signature on the sheet %(number)s as %(office)s was verified by %(verifiers)s. If "
        "you have not signed it, tell the coordinator at once."
    ),
    reason=YOU_SIGN,
)


def signatures_asked(sheet: Sheet, signatories: Iterable[Signatory], *, by: User | None) -> None:
    """Each signatory gets a link of their own."""
    for signatory in signatories:
        _tell_signatory(ASKED, signatory, sheet, by=by)


def series_asked(enrolment: Enrolment, user: User, *, title: str, count: int, by: User) -> None:
    """One person, many documents alike: told once, with the page where all are signed at once."""
    tell(
        [user],
        SERIES,
        enrolment,
        by=by,
        url=reverse("commitments:sign_all"),
        region=enrolment.region,
        title=title,
        count=count,
    )


def signature_inherited(signatory: Signatory, *, predecessor: str, by: User | None) -> None:
    _tell_signatory(INHERITED, signatory, signatory.sheet, by=by, predecessor=predecessor)


def signature_asked_again(signatory: Signatory, *, note: str, by: User) -> None:
    _tell_signatory(ASKED_AGAIN, signatory, signatory.sheet, by=by, note=note)


def signature_reminded(signatory: Signatory, *, by: User) -> None:
    _tell_signatory(REMINDED, signatory, signatory.sheet, by=by)


def signature_made(signatory: Signatory) -> None:
    """A receipt to the person whose name was used; a series is one act, its list the receipt."""
    if not signatory.sheet.in_series:
        _tell_signatory(SIGNED, signatory, signatory.sheet, by=None)


def signature_declined(signatory: Signatory, *, reason: str, by: User) -> None:
    sheet = signatory.sheet
    tell(
        coordinators_of(sheet.enrolment),
        DECLINED,
        sheet,
        by=by,
        region=sheet.region,
        name=signatory.name,
        reason=reason,
    )


def question_asked(question: Question, *, by: User) -> None:
    sheet = question.signatory.sheet
    tell(
        coordinators_of(sheet.enrolment),
        QUESTION,
        sheet,
        by=by,
        region=sheet.region,
        name=question.signatory.name,
        text=question.text,
    )


def question_answered(question: Question, *, by: User) -> None:
    signatory = question.signatory
    _tell_signatory(ANSWER, signatory, signatory.sheet, by=by, text=question.answer)


def sheet_completed(sheet: Sheet) -> None:
    if sheet.in_series:
        return
    tell(_everybody(sheet), COMPLETED, sheet, region=sheet.region, number=sheet.number)


def sheet_voided(sheet: Sheet, *, reason: str, by: User) -> None:
    if sheet.in_series:
        return
    tell(
        _everybody(sheet),
        VOIDED,
        sheet,
        by=by,
        region=sheet.region,
        number=sheet.number,
        reason=reason,
    )


def _everybody(sheet: Sheet) -> list[User]:
    signatories = [row.user for row in sheet.signatories.with_people() if row.user]
    enrolment = sheet.enrolment
    return [*signatories, *coordinators_of(enrolment), *mentors_of(enrolment)]


def _tell_signatory(
    kind: str, signatory: Signatory, sheet: Sheet, *, by: User | None, **data: object
) -> None:
    user = signatory.user
    if user is None:
        return
    tell(
        [user],
        kind,
        sheet,
        by=by,
        url=signatory.get_absolute_url(),
        region=sheet.region,
        number=sheet.number,
        office=signatory.office,
        **data,
    )


def signature_due(signatory: Signatory) -> None:
    sheet = signatory.sheet
    _tell_signatory(
        DUE, signatory, sheet, by=None, due_on=day(sheet.due_on) if sheet.due_on else "–"
    )


def place_handed_over(signatory: Signatory, before: Tenure, *, by: User) -> None:
    """Whoever stood on the paper is told at once; the delegate is asked like everybody else."""
    sheet, user = signatory.sheet, before.official.user
    if user is not None and signatory.tenure is not None:
        tell(
            [user],
            HANDED_OVER,
            sheet,
            by=by,
            region=sheet.region,
            number=sheet.number,
            office=signatory.office,
            name=signatory.tenure.official.name,
        )


def sheet_expired(sheet: Sheet) -> None:
    tell(_everybody(sheet), EXPIRED, sheet, region=sheet.region, number=sheet.number)


def aide_named(aide: Aide, *, by: User) -> None:
    url = reverse("commitments:aided")
    tell([aide.user], AIDE, aide.office.region, by=by, url=url, office=aide.office)


def note_left(note: AideNote, *, by: User) -> None:
    row = note.signatory
    _tell_signatory(NOTE, row, row.sheet, by=by, name=by, text=note.text)


def certificate_revoked(signature: Signature, *, counts: bool) -> None:
    """The person behind the signature hears it, and the coordinators of the sheet."""
    sheet, person = signature.sheet, signature.signatory.user
    tell(
        [*([person] if person else []), *coordinators_of(sheet.enrolment)],
        REVOKED_LATER if counts else REVOKED,
        sheet,
        region=sheet.region,
        number=sheet.number,
        name=signature.signatory.signer_name,
    )


def scan_filed(scan: Scan, filing: ScanFiling, *, by: User) -> None:
    """Whoever may check it, and did not upload it."""
    sheet = filing.sheet
    if sheet is None:
        return
    people = {*coordinators_of(sheet.enrolment), *mentors_of(sheet.enrolment)} - {scan.by, by}
    tell(
        people,
        SCAN_FILED,
        sheet,
        by=by,
        url=scan.get_absolute_url(),
        region=sheet.region,
        number=sheet.number,
        name=scan.by,
    )


def scan_refused(check: ScanCheck, *, by: User) -> None:
    sheet = check.signatory.sheet
    tell(
        [check.scan.by],
        SCAN_REFUSED,
        sheet,
        by=by,
        url=check.scan.get_absolute_url(),
        region=sheet.region,
        name=check.signatory.signer_name,
        reason=check.reason,
    )


def signed_on_paper(signatory: Signatory, ink: InkSignature) -> None:
    """A receipt to the person whose name was used."""
    _tell_signatory(ON_PAPER, signatory, signatory.sheet, by=None, verifiers=ink.verified_by)
