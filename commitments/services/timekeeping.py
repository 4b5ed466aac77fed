"""Is the portal's clock right enough to sign by? Time stamps are only as good as this answer."""

import datetime as dt

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.models import RevocationList, Sheet, SheetVersion
from commitments.signing.authority import the_chain
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.machine import Blocked

TOLERANCE = dt.timedelta(minutes=2)


def check(sheet: Sheet | None = None) -> None:
    """Blocked when signing now would carry a time that cannot be true."""
    now = timezone.now()
    if found := reasons(now, after=last_act(sheet)):
        raise Blocked(found)


def reasons(now: dt.datetime, *, after: dt.datetime | None) -> list[str]:
    """Say what speaks against the server's clock, which shows `now`."""
    chain = the_chain()
    if chain is not None and now < chain.clock.not_valid_before_utc - TOLERANCE:
        return [_wrong(now, chain.clock.not_valid_before_utc)]
    if after is not None and now < after - TOLERANCE:
        return [_wrong(now, after)]
    other = _of_database()
    if other is not None and abs(now - other) > TOLERANCE:
        return [
            _(
                "The clocks of the web server (%(ours)s) and of the database (%(theirs)s) differ. "
                "Nothing was signed; the operators set the time, then try again."
            )
            % {"ours": moment(now), "theirs": moment(other)}
        ]
    return []


def last_act(sheet: Sheet | None = None) -> dt.datetime | None:
    """The latest moment at which something was certainly signed: on this sheet, or at all."""
    if sheet is not None:
        return sheet.versions.order_by("-number").values_list("at", flat=True).first()
    moments = [
        SheetVersion.objects.order_by("-pk").values_list("at", flat=True).first(),
        RevocationList.objects.order_by("-pk").values_list("made_at", flat=True).first(),
    ]
    return max((at for at in moments if at is not None), default=None)


def _wrong(now: dt.datetime, known: dt.datetime) -> str:
    return _(
        "The server's clock shows %(now)s, but something was already signed at %(known)s. "
        "Nothing was signed; the operators set the time, then try again."
    ) % {"now": moment(now), "known": moment(known)}


def _of_database() -> dt.datetime | None:
    """The clock of another machine, where the database has one."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    return row[0] if row else None
