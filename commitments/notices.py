"""Who is told about commitment sheets, and why?"""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from accounts.services.notices import tell
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
from commitments.notice_kinds import (
    AIDE,
    ANSWER,
    ASKED,
    ASKED_AGAIN,
    COMPLETED,
    DECLINED,
    DUE,
    EXPIRED,
    HANDED_OVER,
    INHERITED,
    NOTE,
    ON_PAPER,
    QUESTION,
    REMINDED,
    REVOKED,
    REVOKED_LATER,
    SCAN_FILED,
    SCAN_REFUSED,
    SERIES,
    SIGNED,
    VOIDED,
)
from programs.models import Enrolment, Tenure
from programs.people import coordinators_of, mentors_of, ministry_staff
from smartcity_portal.kit.formats import day


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


def scan_filed(scan: Scan, filing: ScanFiling, *, by: User, to_ministry: bool) -> None:
    """Whoever may check it, and did not upload it; the ministry where it is needed for that."""
    sheet = filing.sheet
    if sheet is None:
        return
    people = {*coordinators_of(sheet.enrolment), *mentors_of(sheet.enrolment)}
    if to_ministry:
        people |= set(ministry_staff())
    tell(
        people - {scan.by, by},
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
