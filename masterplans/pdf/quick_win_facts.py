"""What does a quick win's profile say about its roots, its course and what follows it?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from masterplans.models import QuickWin
from smartcity_portal.kit.formats import day

Fact = tuple[str, str]


def threads(win: QuickWin) -> Iterator[Fact]:
    """Yield what is known; wants conditions, reports and SWOT items prefetched."""
    items = list(win.swot_items.all())
    if items:
        yield _("SWOT items that it answers"), "; ".join(item.statement for item in items)
    if win.gap:
        yield _("Gap"), win.gap.gap
    for row in win.conditions.all():
        said = f"{row.value}. {row.text}" if row.value else row.text
        yield row.get_side_display(), f"{said} ({day(row.on)})"
    reports = list(win.reports.all())
    if reports:
        last = reports[-1]
        words = {"percent": last.percent, "course": last.get_status_display(), "day": day(last.on)}
        yield _("Progress"), _("%(percent)d %%, %(course)s (%(day)s)") % words
    if win.continues:
        yield _("Continues"), f"{win.continues.name} ({win.continues.year})"
    if win.continued_in:
        yield _("Continued in"), str(win.continued_in)
