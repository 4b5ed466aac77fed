"""Which number does a sheet get? The next one of its region and year, without gaps."""

from django.utils.translation import gettext as _

from commitments.models import NumberSeries, Sheet, SheetKind
from programs.services.numbering import next_free
from smartcity_portal.kit.machine import Blocked

CODES = {SheetKind.JOINT: "KB-SC", SheetKind.ADDENDUM: "AD-SC"}
OF_ONE_PERSON = "LK-SC"


def assign(sheet: Sheet) -> None:
    """Give `sheet` its series, and the next number unless a person has typed one.

    The caller holds the transaction: the number is taken only if the sheet is issued.
    """
    series = _locked_series(sheet)
    sheet.series = series
    if sheet.number:
        if Sheet.objects.filter(series=series, number=sheet.number).exclude(pk=sheet.pk).exists():
            raise Blocked(
                [
                    _("The number %(number)s is already taken by another sheet.")
                    % {"number": sheet.number}
                ]
            )
        return
    taken = set(Sheet.objects.filter(series=series).values_list("number", flat=True))
    series.last, sheet.number = next_free(
        series.last,
        lambda ordinal: series.pattern.format(
            ordinal=ordinal, year=series.year, kind=CODES.get(SheetKind(sheet.kind), OF_ONE_PERSON)
        ),
        taken.__contains__,
    )
    series.save(update_fields=["last"])


def _locked_series(sheet: Sheet) -> NumberSeries:
    series, _made = NumberSeries.objects.get_or_create(
        region=sheet.enrolment.region, year=sheet.dated.year
    )
    return NumberSeries.objects.select_for_update().get(pk=series.pk)
