"""Which day is it for the programme? Today, or the day that the demo stands at.

Waiting days and "under way, day 1 of 2" ask here. What is written down (history, signatures,
leases) always carries the real time.
"""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return the programme's day in the active time zone; PORTAL_TODAY sets it for the demo."""
    if settings.PORTAL_TODAY:
        return date.fromisoformat(settings.PORTAL_TODAY)
    return timezone.localdate()


def now() -> datetime:
    """Return the moment that belongs to `today()`: ten in the morning where the day is set."""
    if settings.PORTAL_TODAY:
        return timezone.make_aware(datetime.combine(today(), time(10)))
    return timezone.now()


def days_since(moment: date | datetime | None) -> int | None:
    """Count whole days since a day or moment, never fewer than none; None when it is unknown."""
    if moment is None:
        return None
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return max((today() - day).days, 0)
