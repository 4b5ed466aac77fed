"""What happens when a sheet's day comes near, comes and passes? Reminders, then it runs out."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Sheet, Signatory
from commitments.states import OPEN_STATES, SHEET, SheetState
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked

BEFORE = (7, 3, 1, 0)
AFTER_EVERY = 7
RUNS_OUT_AFTER = timedelta(days=30)


def is_reminding_day(due_on: date, today: date) -> bool:
    """Seven, three and one day before, on the day, and then once a week."""
    left = (due_on - today).days
    return left in BEFORE or (left < 0 and -left % AFTER_EVERY == 0)


def remind_by_calendar() -> int:
    """Remind everybody whose turn it is on sheets whose day asks for it; return how many."""
    today = clock.today()
    rows = (
        Signatory.objects.reminded_about()
        .filter(sheet__due_on__isnull=False)
        .with_sheet()
        .order_by("sheet", "order")
    )
    return sum(_remind(row) for row in rows if is_reminding_day(row.sheet.due_on, today))


@transaction.atomic
def _remind(row: Signatory) -> bool:
    """At most once a day, by hand or by calendar, whichever comes first."""
    start = timezone.now() - timedelta(hours=20)
    free = Signatory.objects.filter(pk=row.pk).exclude(reminded_at__gt=start)
    if not free.update(reminded_at=timezone.now()):
        return False
    notices.signature_due(row)
    history.record(
        "commitments.signatory.remind_by_calendar", row.sheet, by=None, name=row.signer_name
    )
    return True


def expire_overdue() -> int:
    """Let sheets run out whose day passed a month ago; return how many."""
    last = clock.today() - RUNS_OUT_AFTER
    rows = Sheet.objects.under_signature().filter(due_on__lt=last)
    return sum(expire(sheet, by=None) for sheet in rows)


@transaction.atomic
def expire(sheet: Sheet, *, by: User | None) -> bool:
    """Let one sheet run out, unless it was signed meanwhile; `by` None is the calendar."""
    sheet = Sheet.objects.with_names().select_for_update(of=("self",)).get(pk=sheet.pk)
    require("commitments.expire_sheet", sheet, by=by)
    if SHEET.reasons_against("expire", sheet):
        return False
    sheet.state, sheet.state_since = SheetState.EXPIRED, timezone.now()
    sheet.save(update_fields=["state", "state_since"])
    history.record("commitments.sheet.expire", sheet, by=by, due_on=sheet.due_on or "–")
    notices.sheet_expired(sheet)
    return True


@transaction.atomic
def extend(sheet: Sheet, due_on: date | None, *, by: User) -> Sheet:
    """Give everybody more time, or take the day away; the document itself does not change."""
    sheet = Sheet.objects.with_names().select_for_update(of=("self",)).get(pk=sheet.pk)
    require("commitments.extend_sheet", sheet, by=by)
    if sheet.state not in OPEN_STATES:
        raise Blocked([_("Only a sheet under signature gets more time.")])
    if due_on is not None and due_on < clock.today():
        raise Blocked([_("This day has passed already.")])
    sheet.due_on = due_on
    sheet.save(update_fields=["due_on"])
    history.record("commitments.sheet.extend", sheet, by=by, due_on=due_on or "–")
    return sheet
