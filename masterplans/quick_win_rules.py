"""Do the quick wins of a year follow the guidance's rule? Line by line, each met or with what lacks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from masterplans.models import QuickWin
from masterplans.states import QuickWinState
from programs.models import Dimension, GuidanceEdition

CHOSEN = {QuickWinState.CHOSEN, QuickWinState.FINAL}


@dataclass(frozen=True)
class RuleLine:
    """One line of the rule; `lacks` says what is to be done, each with the address where."""

    text: str
    met: bool
    lacks: list[tuple[str, str]] = field(default_factory=list)


def rule_lines(
    edition: GuidanceEdition, dimensions: Iterable[Dimension], wins: Iterable[QuickWin]
) -> list[RuleLine]:
    """Hold the quick wins of one year against the edition's numbers; wants `risks` prefetched."""
    chosen = [win for win in wins if win.state in CHOSEN]
    final = [win for win in chosen if win.state == QuickWinState.FINAL]
    lines = [_at_least(edition, chosen, final), _at_most(edition, chosen)]
    if edition.quick_win_per_dimension:
        lines.append(_per_dimension(edition, dimensions, chosen))
    lines.append(_in_time(edition, chosen))
    lines.append(
        _each(
            _("Every chosen quick win has an owner: %(done)d of %(all)d."),
            _("No agency is responsible for it yet."),
            chosen,
            [win for win in chosen if not win.agency_id],
        )
    )
    lines.append(
        _each(
            _("Every chosen quick win has a risk register: %(done)d of %(all)d."),
            _("No risk has been written down."),
            chosen,
            [win for win in chosen if not win.risks.all()],
        )
    )
    return lines


def lacking_dimensions(
    edition: GuidanceEdition, dimensions: Iterable[Dimension], wins: Iterable[QuickWin]
) -> list[tuple[Dimension, int]]:
    """Return the dimensions with too few of these quick wins, each with how many there are."""
    least = edition.quick_win_per_dimension
    counts = Counter(win.dimension_id for win in wins)
    return [(row, counts[row.pk]) for row in dimensions if counts[row.pk] < least]


def _at_least(edition: GuidanceEdition, chosen: list[QuickWin], final: list[QuickWin]) -> RuleLine:
    least = edition.quick_win_minimum
    text = _("At least %(least)d quick wins: %(final)d final, %(chosen)d chosen.") % {
        "least": least,
        "final": len(final),
        "chosen": len(chosen),
    }
    lacks = [
        (_("%(name)s: chosen, not final yet") % {"name": win}, win.get_absolute_url())
        for win in chosen
        if win.state == QuickWinState.CHOSEN
    ]
    if len(chosen) < least:
        short = _("%(count)d more must be chosen.") % {"count": least - len(chosen)}
        lacks.append((short, ""))
    met = len(final) >= least
    return RuleLine(text, met, [] if met else lacks)


def _at_most(edition: GuidanceEdition, chosen: list[QuickWin]) -> RuleLine:
    most, count = edition.quick_win_maximum, len(chosen)
    text = _("At most %(most)d quick wins: %(count)d chosen.") % {"most": most, "count": count}
    over = _("Drop %(count)d.") % {"count": count - most}
    return RuleLine(text, count <= most, [(over, "")] if count > most else [])


def _per_dimension(
    edition: GuidanceEdition, dimensions: Iterable[Dimension], chosen: list[QuickWin]
) -> RuleLine:
    known = list(dimensions)
    lacking = lacking_dimensions(edition, known, chosen)
    text = _("At least %(least)d in each dimension: %(done)d of %(all)d dimensions.") % {
        "least": edition.quick_win_per_dimension,
        "done": len(known) - len(lacking),
        "all": len(known),
    }
    lacks = [
        (
            _("%(dimension)s: %(count)d of %(least)d")
            % {"dimension": row, "count": count, "least": edition.quick_win_per_dimension},
            "",
        )
        for row, count in lacking
    ]
    return RuleLine(text, not lacking, lacks)


def _in_time(edition: GuidanceEdition, chosen: list[QuickWin]) -> RuleLine:
    limit = edition.quick_win_months
    late = [win for win in chosen if win.lasts is None or win.lasts > limit]
    text = _("Results within %(months)d months: %(done)d of %(all)d.") % {
        "months": limit,
        "done": len(chosen) - len(late),
        "all": len(chosen),
    }
    lacks = [
        (
            _("%(name)s: the number of months is missing") % {"name": win}
            if win.lasts is None
            else _("%(name)s: %(months)d months") % {"name": win, "months": win.lasts},
            win.get_absolute_url(),
        )
        for win in late
    ]
    return RuleLine(text, not late, lacks)


def _each(text: str, lack: str, chosen: list[QuickWin], without: list[QuickWin]) -> RuleLine:
    words = {"done": len(chosen) - len(without), "all": len(chosen)}
    lacks = [(f"{win}: {lack}", win.get_absolute_url()) for win in without]
    return RuleLine(text % words, not without, lacks)
