"""Who holds a sheet while another service signs it? One attempt at a time, for a while.

A row lock is never held while somebody else is spoken to. A lease takes its place: until it ends,
nobody else signs, so that the bytes that come back fit behind the bytes that went out.
"""

import time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.models import Attempt, Sheet
from smartcity_portal.kit.formats import clock
from smartcity_portal.kit.machine import Blocked

PAUSE = 0.2


def holder(sheet: Sheet) -> Attempt | None:
    """The attempt for whose end the sheet waits; a lapsed lease holds nobody up."""
    found = Attempt.objects.holding().filter(sheet=sheet, lease_until__gt=timezone.now())
    return found.select_related("signatory").first()


def wait(sheet: Sheet) -> None:
    """Wait for a lease that is likely to end soon; whoever comes first signs first."""
    until = time.monotonic() + settings.LEASE_PATIENCE
    while time.monotonic() < until:
        held = holder(sheet)
        if held is None or held.is_away:
            return
        time.sleep(PAUSE)


def check_free(sheet: Sheet, *, but: Attempt | None = None) -> None:
    """Blocked while somebody else holds the sheet; the caller has locked it."""
    held = holder(sheet)
    if held is None or (but is not None and held.pk == but.pk):
        return
    words = {"name": held.signatory.signer_name, "time": clock(held.lease_until, sheet.region)}
    if held.is_away:
        raise Blocked(
            [
                _("%(name)s has taken the document out to sign it, until %(time)s at the latest.")
                % words
            ]
        )
    raise Blocked(
        [
            _("%(name)s is signing this very moment through another service. Try again shortly.")
            % words
        ]
    )
