"""How is a sheet closed once everybody has signed? Sealed by a worker, once, and again if it failed."""

from collections.abc import Sequence
from typing import Any

from asn1crypto.crl import CertificateList
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job, User
from accounts.services import history, history_seals, jobs
from commitments import notices, papers
from commitments.models import OUTSIDE_ROUTES, Sheet, SheetVersion
from commitments.services import (
    annexes,
    outside_proofs,
    revocation_lists,
    revocations,
    timekeeping,
    turns,
)
from commitments.signing.authority import the_ca
from commitments.signing.ca import PortalCa
from commitments.signing.document import finish as close_document
from commitments.signing.outside_lists import Proof, proofs_of
from commitments.states import SHEET, SheetState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.disk import room_needed
from smartcity_portal.kit.machine import Blocked

KIND = "commitments.finish"


def go_on(sheet: Sheet, *, by: User) -> None:
    """After a signature by any route: seal the sheet, or ask whoever is next. The caller holds the lock."""
    everybody_has = not sheet.signatories.unsigned().exists()
    target = SheetState.FINALISING if everybody_has else SheetState.SIGNING
    if sheet.state != target:
        sheet.state, sheet.state_since = target, timezone.now()
    sheet.save(update_fields=["state", "state_since", "head_sha256"])
    if everybody_has:
        begin(sheet)
    else:
        turns.ask_next(sheet, by=by)


def begin(sheet: Sheet) -> Job:
    """Ask a worker to seal the sheet; called when the last signature is in, and to try again."""
    history.record("commitments.sheet.close", sheet, by=None, people=sheet.signatures.count())
    return jobs.enqueue(KIND, about=sheet, by=None, sheet=sheet.pk)


@transaction.atomic
def finish(sheet: Sheet, *, by: User) -> Job:
    """Have the sheet sealed again after sealing has failed."""
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    SHEET.take("finish", sheet, by=by)
    history.record("commitments.sheet.finish", sheet, by=by)
    return jobs.enqueue(KIND, about=sheet, by=by, sheet=sheet.pk)


@jobs.performer(KIND, gettext_lazy("Sealing the commitment sheet"))
def perform(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Add what proves every signature and one last time stamp; safe to run twice."""
    sheet = Sheet.objects.get(pk=job.arguments["sheet"])
    if sheet.state == SheetState.COMPLETED:
        return {"sha256": sheet.head_sha256}
    if sheet.state != SheetState.FINALISING:
        raise Blocked([_("The sheet is no longer waiting to be sealed.")])
    report(gettext_noop("Sealing the sheet"), done=0, total=2)
    authority = the_ca()
    _check_everybody_counts(sheet, authority)
    lists = [CertificateList.load(der) for der in revocation_lists.fresh(authority)]
    content, outside = blobs.read(sheet.head_sha256), _fields_from_outside(sheet)
    proofs = proofs_of(content, outside) if outside else []
    outside_proofs.check(sheet, proofs)
    final = close_document(
        content,
        authority,
        lists,
        anchor=str(history_seals.anchor_of(sheet)),
        outside=outside,
        proofs=proofs,
    )
    annex = annexes.made_for(sheet, authority, lists)
    report(gettext_noop("Storing the final version"), done=1, total=2)
    sheet = complete(sheet, final, annex, proofs)
    return {"sha256": sheet.head_sha256}


def _fields_from_outside(sheet: Sheet) -> list[str]:
    """What the portal's authority cannot vouch for: other services, and an e-Meterai."""
    signed = sheet.signatures.filter(route__in=OUTSIDE_ROUTES).values_list("field", flat=True)
    return [*signed, *sheet.text.get("fields_before", [])]


def _check_everybody_counts(sheet: Sheet, authority: PortalCa) -> None:
    """No sheet is called complete by a signature whose certificate was taken back before it."""
    revocations.check_portal(authority)
    timekeeping.check(sheet)
    signatures = sheet.signatures.select_related("signatory")
    names = [row.signatory.signer_name for row in revocations.worthless(signatures)]
    if names:
        raise Blocked(
            [
                _(
                    "The certificate behind the signature of %(names)s was taken back, so it does "
                    "not count. Declare this sheet void and issue a new one."
                )
                % {"names": ", ".join(names)}
            ]
        )


@room_needed()
@transaction.atomic
def complete(
    sheet: Sheet,
    final: bytes,
    annex: annexes.Annex | None = None,
    proofs: Sequence[Proof] = (),
) -> Sheet:
    """Store the final version and what was signed on paper, unless somebody else was first."""
    head = sheet.head_sha256
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.state == SheetState.COMPLETED:
        return sheet
    if sheet.state != SheetState.FINALISING or sheet.head_sha256 != head:
        raise Blocked([_("The sheet has changed while it was being sealed.")])
    now, signatures = timezone.now(), sheet.signatures.count()
    sheet.head_sha256 = blobs.put(final)
    sheet.state, sheet.state_since, sheet.completed_at = SheetState.COMPLETED, now, now
    sheet.save(update_fields=["state", "state_since", "completed_at", "head_sha256"])
    SheetVersion.objects.create(
        sheet=sheet,
        number=signatures + 1,
        kind=SheetVersion.Kind.FINAL,
        sha256=sheet.head_sha256,
        size=len(final),
        signatures=signatures,
        at=now,
    )
    if annex is not None:
        annexes.keep(sheet, annex)
    outside_proofs.keep(sheet, proofs)
    history.record(
        "commitments.sheet.complete",
        sheet,
        by=None,
        sha256=sheet.head_sha256,
        short=sheet.head_sha256[:12],
    )
    papers.completed(sheet)
    notices.sheet_completed(sheet)
    return sheet


def latest_job(sheet: Sheet) -> Job | None:
    """The last sealing of this sheet, for its page."""
    return Job.objects.about(sheet).filter(kind=KIND).first()
