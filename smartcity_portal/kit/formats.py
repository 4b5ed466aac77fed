"""How are dates, times, money and numbers written, in Indonesian and in English?

Follows the active language, so pages, mails and PDFs write the same thing. Indonesian: 10 Oktober 2019,
09.42 WITA, Rp1.250.000.000, 3,33. English: 10 October 2019, 09:42 WITA, Rp1,250,000,000, 3.33.
"""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Amount = int | float | Decimal
ZONE_WORDS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def _zone(zone: object) -> tzinfo:
    """Accept a zone, its name, or anything that has a timezone; else take the current one."""
    zone = getattr(zone, "timezone", zone)
    if isinstance(zone, tzinfo):
        return zone
    return ZoneInfo(str(zone)) if zone else timezone.get_current_timezone()


Moment = TypeVar("Moment", bound=date)


def local(moment: Moment, zone: object = None) -> Moment:
    """Move an aware moment into the zone; leave plain dates alone."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return cast(Moment, moment.astimezone(_zone(zone)))
    return moment


def day(moment: date, zone: object = None) -> str:
    """10 Oktober 2019."""
    moment = local(moment, zone)
    return f"{moment.day} {_month(moment)} {moment.year}"


def day_brief(moment: date, zone: object = None) -> str:
    """10 Okt: for dense tables whose year is known."""
    moment = local(moment, zone)
    return f"{moment.day} {_short_month(moment)}"


def part_of_month(moment: date) -> str:
    """Pertengahan Oktober 2019: where the exact day would promise too much."""
    words = {"month": _month(moment), "year": moment.year}
    if moment.day <= 10:
        return _("early %(month)s %(year)s") % words
    if moment.day <= 20:
        return _("mid %(month)s %(year)s") % words
    return _("late %(month)s %(year)s") % words


def weekday(moment: date, zone: object = None) -> str:
    """Kamis, 10 Oktober 2019."""
    moment = local(moment, zone)
    return f"{WEEKDAYS[moment.weekday()]}, {day(moment)}"


def clock(moment: datetime, zone: object = None) -> str:
    """09.42 WITA, in the zone of the region."""
    place = _zone(zone)
    moment = moment.astimezone(place) if timezone.is_aware(moment) else moment
    mark = ":" if _english() else "."
    word = ZONE_WORDS.get(str(place), moment.tzname() or "")
    return f"{moment:%H}{mark}{moment:%M} {word}".rstrip()


def moment(when: datetime, zone: object = None) -> str:
    """10 Oktober 2019, 09.42 WITA."""
    return f"{day(when, zone)}, {clock(when, zone)}"


def day_range(first: date, last: date | None = None, *, brief: bool = False) -> str:
    """8–9 Juli 2019; 30 September – 2 Oktober 2019; one day stays one day."""
    first = local(first)
    last = local(last) if last else first
    tail = day_brief(last) if brief else day(last)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return tail
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tail}"
    if brief or first.year == last.year:
        return f"{first.day} {_short_month(first) if brief else _month(first)} – {tail}"
    return f"{day(first)} – {tail}"


def _month(moment: date) -> str:
    return _month_names(get_language() or "id")[moment.month]


def _short_month(moment: date) -> str:
    return _short_month_names(get_language() or "id")[moment.month]


@lru_cache
def _month_names(language: str) -> dict[int, str]:
    """The names in the active language, which is `language`."""
    return {number: str(name) for number, name in MONTHS.items()}


@lru_cache
def _short_month_names(language: str) -> dict[int, str]:
    return {number: str(name).capitalize() for number, name in MONTHS_3.items()}


def number(value: Amount, places: int | None = None) -> str:
    """1.250 or 3,33: grouped, with the decimal mark of the language; None keeps what is there."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}"
    return text if _english() else text.translate(str.maketrans(",.", ".,"))


def rupiah(value: Amount) -> str:
    """Rp1.250.000.000: whole rupiah, no space."""
    exact = Decimal(str(value))
    sign = "−" if exact < 0 else ""
    return f"{sign}Rp{number(abs(exact), 0)}"


def rupiah_brief(value: Amount) -> str:
    """Rp1,25 miliar: for charts and summaries, at most two decimals."""
    words = (
        (10**12, _("Rp%(amount)s trillion")),
        (10**9, _("Rp%(amount)s billion")),
        (10**6, _("Rp%(amount)s million")),
    )
    exact = Decimal(str(value))
    for unit, sentence in words:
        if abs(exact) >= unit:
            return sentence % {"amount": number(_trimmed(exact / unit))}
    return rupiah(value)


def _trimmed(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded


def size(count: int) -> str:
    """4,1 MB: file sizes as people read them."""
    if count < 1024:
        return ngettext("%(count)s byte", "%(count)s bytes", count) % {"count": number(count)}
    if count < 1024**2:
        return f"{number(Decimal(count) / 1024, 0)} KB"
    return f"{number(Decimal(count) / 1024**2, 1)} MB"


def waiting(days: int) -> str:
    """6 hari; hari ini: how long the ball has been lying there."""
    return _waiting(days, get_language() or "id")


@lru_cache(maxsize=2000)
def _waiting(days: int, language: str) -> str:
    if days <= 0:
        return _("today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
