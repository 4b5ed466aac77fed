"""Can this date be true? Sentences about dates that contradict each other or lie ahead."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from smartcity_portal.kit.formats import day


def reasons_against_future(moment: date | None, what: str) -> list[str]:
    """Complain when something that has happened is dated after today."""
    if moment and moment > timezone.localdate():
        return [
            _("%(what)s can't lie in the future (%(day)s).") % {"what": what, "day": day(moment)}
        ]
    return []


def reasons_against_order(
    first: date | None, second: date | None, first_word: str, second_word: str
) -> list[str]:
    """Complain when the second date lies before the first."""
    if first and second and second < first:
        return [
            _("%(second)s (%(second_day)s) lies before %(first)s (%(first_day)s).")
            % {
                "second": second_word,
                "second_day": day(second),
                "first": first_word,
                "first_day": day(first),
            }
        ]
    return []
