"""What can be asked of quick wins: nominated, profiled, final?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from masterplans.models import QuickWin
from masterplans.quick_win_rules import lacking_dimensions
from masterplans.states import QuickWinState
from workshops import holders
from workshops.lines import Asked, Item, Line
from workshops.requirements.registry import requirement


@requirement(gettext_lazy("At least {minimum} quick wins are nominated."))
def quick_wins_nominated(asked: Asked, minimum: int = 1) -> Line:
    count = len(_quick_wins(asked))
    text = _("Quick wins nominated: %(done)d of at least %(minimum)d") % {
        "done": count,
        "minimum": minimum,
    }
    return _counted_line(asked, "quick_wins_nominated", text, minimum - count)


@requirement(gettext_lazy("Quick wins are chosen, and each has its profile and a risk register."))
def quick_wins_profiled(asked: Asked) -> Line:
    chosen = asked.facts.profiled_quick_wins.get(asked.enrolment.pk, [])
    gaps = [(quick_win, quick_win.missing) for quick_win in chosen]
    items = [
        Item(
            f"{quick_win}: {missing[0]}",
            holders.agency(quick_win.agency) if quick_win.agency else asked.coordinator,
            asked.began,
            quick_win,
        )
        for quick_win, missing in gaps
        if missing
    ]
    if not chosen:
        items = [
            Item(
                _("No quick win has been chosen yet"),
                asked.coordinator,
                asked.began,
                asked.door("masterplans:quick_win_list"),
            )
        ]
    text = _("Quick wins chosen, with profile and risks: %(done)d of %(all)d") % {
        "done": sum(1 for _quick_win, missing in gaps if not missing),
        "all": len(chosen),
    }
    return Line("quick_wins_profiled", text, not items, items, target=asked.plan)


@requirement(
    gettext_lazy(
        "At least {minimum} quick wins are final, in each dimension as many as the edition asks."
    )
)
def quick_wins_final(asked: Asked, minimum: int = 1) -> Line:
    living = _quick_wins(asked)
    final = [q for q in living if q.state == QuickWinState.FINAL]
    text = _("Quick wins made final: %(done)d of at least %(minimum)d") % {
        "done": len(final),
        "minimum": minimum,
    }
    lacking = minimum - len(final)
    edition = asked.enrolment.cohort.edition
    empty = []
    if edition.quick_win_per_dimension:
        dimensions = asked.facts.dimensions.get(edition.pk, [])
        empty = lacking_dimensions(edition, dimensions, final)
    if lacking <= 0 and not empty:
        return Line("quick_wins_final", text, True, target=asked.plan)
    chosen = [q for q in living if q.state == QuickWinState.CHOSEN]
    items = [
        Item(
            _("%(quick_win)s: chosen, not final yet") % {"quick_win": quick_win},
            asked.coordinator,
            asked.began,
            quick_win,
        )
        for quick_win in chosen
    ]
    items += [
        Item(
            _("%(dimension)s: %(count)d of %(least)d quick wins final")
            % {
                "dimension": dimension,
                "count": count,
                "least": edition.quick_win_per_dimension,
            },
            asked.coordinator,
            asked.began,
            asked.door("masterplans:quick_win_choice"),
        )
        for dimension, count in empty
        if not any(quick_win.dimension_id == dimension.pk for quick_win in chosen)
    ]
    if not items:
        return _counted_line(asked, "quick_wins_final", text, lacking)
    return Line("quick_wins_final", text, False, items, target=asked.plan)


def _quick_wins(asked: Asked) -> list[QuickWin]:
    return asked.facts.quick_wins.get(asked.enrolment.pk, [])


def _counted_line(asked: Asked, kind: str, text: str, lacking: int) -> Line:
    if lacking <= 0:
        return Line(kind, text, True, target=asked.plan)
    sentence = ngettext("%(count)d is still missing", "%(count)d are still missing", lacking)
    door = asked.door("masterplans:quick_win_list")
    item = Item(sentence % {"count": lacking}, asked.coordinator, asked.began, door)
    return Line(kind, text, False, [item], target=asked.plan)
