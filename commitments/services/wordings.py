"""How does a region or the ministry put its own words on sheets? `change`, `drop`."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import NumberSeries, SheetWording
from commitments.services.wording import OWN, PLACEHOLDER, WORDS
from programs.models import GuidanceEdition, Region
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def change(
    edition: GuidanceEdition, region: Region | None, kind: str, *, by: User, **words: Any
) -> SheetWording:
    """Set title, preamble, clauses, closing and footer of one kind of sheet.

    `region` None is the ministry's wording for all regions. Raises Blocked for a placeholder that
    nothing fills in.
    """
    _require(region, edition, by=by)
    if unknown := _unknown(words):
        raise Blocked(
            [
                _("%(name)s is not filled in. Possible: %(known)s.")
                % {
                    "name": "{" + unknown[0] + "}",
                    "known": ", ".join("{" + word + "}" for word in WORDS),
                }
            ]
        )
    row, _made = SheetWording.objects.update_or_create(
        edition=edition,
        region=region,
        kind=kind,
        defaults={name: words[name] for name in OWN},
    )
    history.record("commitments.wording.change", region or edition, by=by, kind=kind)
    return row


@transaction.atomic
def drop(edition: GuidanceEdition, region: Region | None, kind: str, *, by: User) -> None:
    """Go back to the wording above: the ministry's for a region, the edition's for the ministry."""
    _require(region, edition, by=by)
    rows = SheetWording.objects.filter(edition=edition, region=region, kind=kind)
    if rows.exists():
        rows.delete()
        history.record("commitments.wording.drop", region or edition, by=by, kind=kind)


@transaction.atomic
def change_numbers(region: Region, year: int, pattern: str, *, by: User) -> NumberSeries:
    """Set the pattern of a region's numbers in one year; numbers that were given stay."""
    require("commitments.change_wording", region, by=by)
    try:
        one, two = (pattern.format(ordinal=n, year=year, kind="KB-SC") for n in (1, 2))
    except (KeyError, IndexError, ValueError, AttributeError):
        one = two = ""
    if one == two:
        raise Blocked(
            [_("The pattern gives no numbers. It needs {ordinal:03d}, such as: 555/{ordinal:03d}.")]
        )
    series, _made = NumberSeries.objects.select_for_update().get_or_create(region=region, year=year)
    series.pattern = pattern.strip()
    series.save(update_fields=["pattern"])
    history.record("commitments.numbers.change", region, by=by, pattern=series.pattern)
    return series


def _require(region: Region | None, edition: GuidanceEdition, *, by: User) -> None:
    if region is None:
        require("commitments.change_common_wording", edition, by=by)
    else:
        require("commitments.change_wording", region, by=by)


def _unknown(words: dict[str, Any]) -> list[str]:
    texts = [words["title"], words["preamble"], *words["clauses"], words["closing"]]
    return [name for text in texts for name in PLACEHOLDER.findall(text) if name not in WORDS]
