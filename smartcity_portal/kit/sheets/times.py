"""What may stand in a cell: a day, a time of the day, a moment? As Indonesians write them."""

import re
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _

from smartcity_portal.kit.sheets.kinds import Kind, Unreadable, in_all_languages

OTHER_MONTHS = {"agt": 8, "agu": 8, "ags": 8, "nop": 11, "pebruari": 2, "peb": 2, "mart": 3}


class Day(Kind):
    """A date: a date of the spreadsheet, 2022-09-05, 5/9/2022 or 5 September 2022."""

    number_format = "dd/mm/yyyy"
    width = 14

    def read(self, value: Any, scope: Any) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            found = _date_in(value.strip())
            if found:
                return found
        raise Unreadable(_("Write the date as 31/12/2022 or 2022-12-31."))

    def show(self, value: Any) -> str:
        if isinstance(value, datetime):
            value = value.date()
        return value.isoformat() if value else ""

    def hint(self) -> str:
        return _("A date: 31/12/2022, day first.")


class Clock(Kind):
    """A time of the day: 09.00 or 9:00."""

    number_format = "hh:mm"
    width = 10

    def read(self, value: Any, scope: Any) -> time:
        if isinstance(value, datetime):
            value = value.time()
        if isinstance(value, time):
            return value.replace(second=0, microsecond=0)
        found = re.fullmatch(
            r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s*WI[BT]A?)?", str(value).strip(), re.IGNORECASE
        )
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        raise Unreadable(_("Write the time as 09.00."))

    def show(self, value: Any) -> str:
        return f"{value:%H:%M}" if value else ""

    def hint(self) -> str:
        return _("A time of the day: 09.00.")


class Moment(Kind):
    """A day with its time, in the current time zone."""

    number_format = "dd/mm/yyyy hh:mm"
    width = 18

    def read(self, value: Any, scope: Any) -> datetime:
        if isinstance(value, str):
            day, _space, clock = value.strip().replace("T", " ").partition(" ")
            found = _date_in(day)
            value = (
                datetime.combine(found, Clock().read(clock or "00.00", scope)) if found else None
            )
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else timezone.make_aware(value)
        if isinstance(value, date):
            return timezone.make_aware(datetime.combine(value, time()))
        raise Unreadable(_("Write day and time as 31/12/2022 09.00."))

    def write(self, value: Any) -> datetime | None:
        return timezone.make_naive(value).replace(second=0, microsecond=0) if value else None

    def show(self, value: Any) -> str:
        return f"{timezone.make_naive(value):%Y-%m-%d %H:%M}" if value else ""

    def hint(self) -> str:
        return _("Day and time: 31/12/2022 09.00.")


def _date_in(text: str) -> date | None:
    patterns = (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", (1, 2, 3)),
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (3, 2, 1)),
    )
    for pattern, (year, month, day) in patterns:
        if found := re.fullmatch(pattern, text):
            return _real(int(found[year]), int(found[month]), int(found[day]))
    if found := re.fullmatch(r"(\d{1,2})\s+([^\W\d]+)\.?\s+(\d{4})", text):
        month = _months().get(found[2].casefold(), 0)
        return _real(int(found[3]), month, int(found[1]))
    return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months() -> dict[str, int]:
    words = dict(OTHER_MONTHS)
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            words |= {word.casefold(): number for word in in_all_languages(name)}
    return words
