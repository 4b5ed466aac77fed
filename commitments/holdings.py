"""Which signatures lie with an office, and how do open ones follow it to a successor?"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services import history
from commitments import notices
from commitments.models import Sheet, Signatory
from commitments.states import OPEN_STATES, SheetState, SignatoryState
from programs.holdings import Held, follows, holds
from programs.models import Office, Region, Tenure


@holds(gettext_lazy("Signatures that wait"), order=10)
def open_signatures(office: Office) -> Iterator[Held]:
    for row in Signatory.objects.of_office(office).unsigned().with_sheet():
        if row.sheet.is_open:
            note = _("printed for %(name)s") % {"name": row.name} if row.printed_tenure_id else ""
            yield Held(str(row.sheet), row.sheet.get_absolute_url(), note, row.asked_at)


@holds(gettext_lazy("Commitments that the office has signed"), order=60)
def given_signatures(office: Office) -> Iterator[Held]:
    """A signature stays with whoever gave it; the commitment stays with the office."""
    for row in Signatory.objects.of_office(office).signed().with_sheet():
        note = _("signed by %(name)s") % {"name": row.signer_name}
        yield Held(str(row.sheet), row.sheet.get_absolute_url(), note, row.signed_at)


@follows
def open_signatures_follow(tenure: Tenure, predecessor: Tenure, *, by: User | None) -> None:
    """Ask the successor for what the predecessor was asked and has not signed."""
    sheets = Sheet.objects.filter(state__in=OPEN_STATES, signatories__tenure=predecessor)
    for sheet in sheets.select_for_update(of=("self",)).order_by("pk"):
        row = Signatory.objects.unsigned().filter(sheet=sheet, tenure=predecessor).first()
        if row is not None:
            _ask_successor(row, tenure, predecessor, by=by)
    seat_drafts_again(tenure.office.region)


def seat_drafts_again(region: Region) -> None:
    """Drafts name whoever holds office on their day; printing is loaded only when there is one."""
    if Sheet.objects.filter(enrolment__region=region, state=SheetState.DRAFT).exists():
        from commitments.services import sheets

        sheets.seat_again(region)


def _ask_successor(row: Signatory, tenure: Tenure, predecessor: Tenure, *, by: User | None) -> None:
    now = timezone.now()
    row.printed_tenure = row.printed_tenure or predecessor
    row.tenure = tenure
    row.state, row.state_since, row.asked_at = SignatoryState.ASKED, now, now
    row.seen_at = row.reminded_at = None
    row.decline_reason = ""
    row.save()
    history.record(
        "commitments.signatory.follow_office",
        row.sheet,
        by=by,
        name=tenure.official.name,
        predecessor=predecessor.official.name,
        office=row.office,
    )
    notices.signature_inherited(row, predecessor=predecessor.official.name, by=by)
