"""When does a signature on paper count? When others than its uploader have checked the scan."""

from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Attempt, InkSignature, Route, Scan, ScanCheck, Sheet, Signatory
from commitments.querysets import ScanQuerySet
from commitments.services import finishing
from commitments.states import SIGNATORY
from smartcity_portal.kit.machine import Blocked

FOR_THE_HEAD, FOR_OTHERS = 2, 1


@dataclass(frozen=True)
class Standing:
    """How far one signature on one scan is checked."""

    needed: int
    confirmed: list[ScanCheck]
    refused: ScanCheck | None

    @property
    def missing(self) -> int:
        return max(self.needed - len(self.confirmed), 0)


def checks_needed(signatory: Signatory) -> int:
    """Two people check the head of region's signature, one checks everybody else's."""
    return FOR_THE_HEAD if signatory.is_head_of_region else FOR_OTHERS


def standing(scan: Scan, signatory: Signatory) -> Standing:
    """What has been said so far about this signature on this scan."""
    checks = list(scan.checks.filter(signatory=signatory).select_related("by"))
    refused = [row for row in checks if row.verdict == ScanCheck.Verdict.REFUSED]
    confirmed = [row for row in checks if row.verdict == ScanCheck.Verdict.CONFIRMED]
    return Standing(checks_needed(signatory), confirmed, refused[0] if refused else None)


@transaction.atomic
def confirm(scan: Scan, signatory: Signatory, *, by: User) -> ScanCheck:
    """Say that the scan shows this person's own hand on this very document.

    With the last confirmation that is needed the person has signed, on paper.
    """
    sheet, signatory = _locked(signatory)
    _check_reader(scan, signatory, by=by)
    if reasons := SIGNATORY.reasons_against("confirm_ink", signatory):
        raise Blocked(reasons)
    _check_no_attempt(signatory)
    check = _said(scan, signatory, ScanCheck.Verdict.CONFIRMED, "", by=by)
    history.record("commitments.signatory.check_ink", sheet, by=by, name=signatory.signer_name)
    now = standing(scan, signatory)
    if now.missing == 0:
        _signed(sheet, signatory, scan, now, by=by)
    return check


@transaction.atomic
def refuse(scan: Scan, signatory: Signatory, *, by: User, reason: str) -> ScanCheck:
    """Say why the scan does not show this person's signature; another scan is needed."""
    sheet, signatory = _locked(signatory)
    _check_reader(scan, signatory, by=by)
    if signatory.has_signed:
        raise Blocked([_("%(name)s has signed already.") % {"name": signatory.signer_name}])
    if not reason.strip():
        raise Blocked([_("Say what is wrong with the scan; its uploader reads it.")])
    check = _said(scan, signatory, ScanCheck.Verdict.REFUSED, reason.strip(), by=by)
    history.record(
        "commitments.signatory.refuse_ink",
        sheet,
        by=by,
        name=signatory.signer_name,
        reason=check.reason,
    )
    notices.scan_refused(check, by=by)
    return check


def _locked(signatory: Signatory) -> tuple[Sheet, Signatory]:
    """Lock the sheet first, like every other signature does."""
    sheet = Sheet.objects.select_for_update().get(pk=signatory.sheet_id)
    row = Signatory.objects.with_people().get(pk=signatory.pk)
    row.sheet = sheet
    return sheet, row


def _check_reader(scan: Scan, signatory: Signatory, *, by: User) -> None:
    require("commitments.confirm_ink_signatory", signatory, by=by)
    if reasons := reasons_against(scan, signatory, by=by):
        raise Blocked(reasons)


def reasons_against(scan: Scan, signatory: Signatory, *, by: User) -> list[str]:
    """Why this person may not check: the scan is their own, or of their own hand, or done with."""
    filing = getattr(scan, "filing", None)
    if filing is None or (filing.sheet_id, filing.page) != (signatory.sheet_id, signatory.page):
        return [_("This scan does not show the page of this signature.")]
    if by.pk in {scan.by_id, filing.by_id}:
        return [_("You have uploaded or filed this scan yourself. Somebody else checks it.")]
    if signatory.holder_id == by.pk:
        return [_("Nobody checks their own signature.")]
    checks = ScanCheck.objects.filter(scan=scan, signatory=signatory)
    if checks.filter(verdict=ScanCheck.Verdict.REFUSED).exists():
        return [_("This scan was refused for this person. A new scan is needed.")]
    if checks.filter(by=by).exists():
        return [_("You have checked this signature already. A second person checks it now.")]
    return []


def _check_no_attempt(signatory: Signatory) -> None:
    if Attempt.objects.open().filter(signatory=signatory).exists():
        raise Blocked(
            [
                _("%(name)s is signing through another service. Wait until that has ended.")
                % {"name": signatory.signer_name}
            ]
        )


def _said(scan: Scan, signatory: Signatory, verdict: str, reason: str, *, by: User) -> ScanCheck:
    return ScanCheck.objects.create(
        scan=scan, signatory=signatory, verdict=verdict, reason=reason, by=by, at=timezone.now()
    )


def _signed(sheet: Sheet, signatory: Signatory, scan: Scan, checked: Standing, *, by: User) -> None:
    SIGNATORY.take("confirm_ink", signatory, by=by)
    ink = InkSignature.objects.create(
        signatory=signatory,
        scan=scan,
        verifiers=[str(row.by) for row in checked.confirmed],
        at=timezone.now(),
    )
    signatory.route = Route.PAPER
    signatory.state_since = signatory.signed_at = ink.at
    signatory.save(update_fields=["route", "state", "state_since", "signed_at"])
    history.record(
        "commitments.signatory.sign_on_paper",
        sheet,
        by=by,
        name=signatory.signer_name,
        office=signatory.signer_office,
        verifiers=ink.verified_by,
        sha256=scan.upload_sha256,
        short=scan.upload_sha256[:12],
    )
    notices.signed_on_paper(signatory, ink)
    finishing.go_on(sheet, by=by)


@dataclass(frozen=True)
class ScanRow:
    """A scan in a list: on which sheet and page, and who on it still waits to be checked."""

    scan: Scan
    waiting: list[Signatory]
    confirmed: list[Signatory]

    @property
    def expected(self) -> list[Signatory]:
        """Who is likely to have signed it: those on the paper route, else all who wait."""
        return [place for place in self.waiting if place.route == Route.PAPER] or self.waiting


def scan_rows(scans: ScanQuerySet) -> list[ScanRow]:
    """Filed scans, newest first, with how far they are; three queries."""
    found = list(scans.for_rows().prefetch_related("checks"))
    people: dict[tuple[int, int | None], list[Signatory]] = {}
    sheets = {scan.filing.sheet_id: scan.filing.sheet for scan in found}
    rows = Signatory.objects.filter(sheet__in=sheets).for_checks()
    for row in rows:
        row.sheet = sheets[row.sheet_id]
        people.setdefault((row.sheet_id, row.page), []).append(row)
    return [
        _scan_row(scan, people.get((scan.filing.sheet_id, scan.filing.page), [])) for scan in found
    ]


def _scan_row(scan: Scan, people: list[Signatory]) -> ScanRow:
    refused = {c.signatory_id for c in scan.checks.all() if c.verdict == ScanCheck.Verdict.REFUSED}
    waiting = [row for row in people if row.has_turn and row.pk not in refused]
    mine = [row for row in people if hasattr(row, "ink") and row.ink.scan_id == scan.pk]
    sheet = scan.filing.sheet
    return ScanRow(scan, waiting if sheet and sheet.is_open else [], mine)


def to_check(mentor: User) -> list[ScanRow]:
    """Scans with somebody whom this mentor may confirm and has not judged yet; the oldest first."""
    return left_for(mentor, scan_rows(Scan.objects.to_check_by(mentor).order_by("at", "pk")))


def left_for(user: User, rows: list[ScanRow]) -> list[ScanRow]:
    """The scans with those on them whom this person has not judged and who are not themselves."""
    return [row for row in map(partial(_left_for, user), rows) if row.waiting]


def _left_for(user: User, row: ScanRow) -> ScanRow:
    judged = {check.signatory_id for check in row.scan.checks.all() if check.by_id == user.pk}
    left = [p for p in row.waiting if p.pk not in judged and p.holder_id != user.pk]
    return replace(row, waiting=left)
