"""With which head does a region write, and in which pattern are its letters numbered?"""

from string import Formatter
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Agency, Letterhead, Region
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_image

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PLACES = {"ordinal", "year", "month", "unit"}


@transaction.atomic
def change(
    region: Region,
    *,
    by: User | None,
    unit: str,
    address: str,
    pattern: str,
    unit_code: str = "",
    arms: IO[bytes] | None = None,
) -> Letterhead:
    """Set the head of a region's letters. Raises Blocked for a pattern that gives no numbers."""
    permission.require("programs.change_letterhead", region, by=by)
    if reasons := reasons_against(pattern):
        raise Blocked(reasons)
    values = {
        "unit": unit.strip(),
        "address": "\n".join(line.strip() for line in address.strip().splitlines()),
        "pattern": pattern.strip(),
        "unit_code": unit_code.strip(),
    }
    if arms is not None:
        values["arms_sha256"] = blobs.put(clean_image(arms)[0])
    head, _made = Letterhead.objects.update_or_create(region=region, defaults=values)
    history.record("programs.letterhead.change", region, by=by)
    return head


def head_of(region: Region) -> Letterhead:
    """Return the region's letterhead, or an unsaved one that names its coordinating agency."""
    known = Letterhead.objects.filter(region=region).first()
    if known:
        return known
    agency = Agency.objects.filter(region=region, kind=Agency.Kind.COORDINATOR).first()
    return Letterhead(
        region=region,
        unit=agency.name if agency else "",
        unit_code=agency.short_name if agency else "",
    )


def reasons_against(pattern: str) -> list[str]:
    """Say why a pattern cannot number letters; empty when it can."""
    try:
        places = {name for _text, name, _spec, _mode in Formatter().parse(pattern) if name}
        if unknown := places - PLACES:
            return [
                _("The pattern does not know %(names)s; it knows ordinal, year, month and unit.")
                % {"names": ", ".join(sorted(f"{{{name}}}" for name in unknown))}
            ]
        first, second = (pattern.format(ordinal=n, year=2022, month="IX", unit="X") for n in (1, 2))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        return [_("The pattern is not written correctly. Example: 005/{ordinal:03d}/{unit}/{year}")]
    if first == second:
        return [_("The pattern needs {ordinal}, so that each letter has its own number.")]
    return [] if len(first) <= 60 else [_("The pattern makes numbers that are too long.")]


def number_of(head: Letterhead, ordinal: int, *, year: int, month: int) -> str:
    """Write one number by the region's pattern."""
    unit = head.unit_code or head.region.short_name
    return head.pattern.format(ordinal=ordinal, year=year, month=ROMAN[month - 1], unit=unit)
