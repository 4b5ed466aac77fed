"""Which number does an official paper get? The next one of its region, kind and year, without gaps.

The number is taken in the transaction that issues the paper: when that fails, it was never given.
"""

from collections.abc import Callable

from programs.models import NumberRegister, Region


def take(
    region: Region,
    kind: str,
    *,
    year: int,
    write: Callable[[int], str],
    taken: Callable[[str], bool],
) -> tuple[NumberRegister, str]:
    """Give the next number of a kind of paper; the register is locked until the transaction ends.

    `write` turns an ordinal into the number as printed, `taken` says whether somebody has typed
    that number already.
    """
    register = locked(region, kind, year)
    register.last, number = next_free(register.last, write, taken)
    register.save(update_fields=["last"])
    return register, number


def locked(region: Region, kind: str, year: int) -> NumberRegister:
    """Return the register of a year, locked, so that two papers never get one number."""
    register, _made = NumberRegister.objects.get_or_create(region=region, kind=kind, year=year)
    return NumberRegister.objects.select_for_update().get(pk=register.pk)


def next_free(
    last: int, write: Callable[[int], str], taken: Callable[[str], bool]
) -> tuple[int, str]:
    """Return the first ordinal after `last` whose number nobody has, and that number."""
    ordinal = last + 1
    while taken(number := write(ordinal)):
        ordinal += 1
    return ordinal, number
