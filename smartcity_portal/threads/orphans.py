"""What hangs loose? Quick wins without roots or promises, and what leads to no quick win."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import Masterplan, PlanProgram, QuickWin, SwotItem
from masterplans.states import QuickWinState
from smartcity_portal.threads.places import Place, Texts, plain
from smartcity_portal.threads.promises import Promises
from smartcity_portal.threads.thread import CARRIED_OUT, SHOWN_IN

Fix = tuple[str, str]


@dataclass(frozen=True)
class Loose:
    """Something that hangs loose: what it is, what it lacks, and the doors that mend it."""

    name: str
    url: str
    lacks: list[str]
    fixes: list[Fix]
    example: bool = False


@dataclass(frozen=True)
class Orphans:
    wins: list[Loose]
    swot: list[Loose]
    programs: list[Loose]
    names: list[Loose]

    @property
    def count(self) -> int:
        return sum(map(len, (self.wins, self.swot, self.programs, self.names)))


def orphans_of(plan: Masterplan, user: Any) -> Orphans:
    """Read all loose ends of a plan: the same number of queries, however many rows."""
    wins = list(
        QuickWin.objects.filter(plan=plan)
        .select_related("program", "dimension", "agency")
        .prefetch_related("swot_items")
    )
    for win in wins:
        win.plan = plan
    living = [win for win in wins if win.state != QuickWinState.DROPPED]
    texts = Texts(plan)
    earlier = QuickWin.objects.filter(plan__enrolment__region=plan.enrolment.region_id)
    names = set(earlier.exclude(plan=plan).values_list("name", flat=True))
    may = _may(plan, user)
    return Orphans(
        wins=_wins(plan, living, texts, Promises(plan.enrolment, user), user),
        swot=_swot(plan, may),
        programs=_programs(plan, may),
        names=_names(texts, wins, names),
    )


def _may(plan: Masterplan, user: Any) -> dict[str, bool]:
    return {
        "add": user.has_perm("masterplans.add_record", plan),
        "nominate": user.has_perm("masterplans.nominate_quickwin", plan),
    }


def _wins(
    plan: Masterplan, wins: Iterable[QuickWin], texts: Texts, promises: Promises, user: Any
) -> list[Loose]:
    shown = texts.showing(SHOWN_IN)
    found = []
    for win in wins:
        edits = user.has_perm("masterplans.edit_quickwin", win)
        links = (_("Link it"), reverse("masterplans:quick_win_links", args=[win.pk]))
        lacks, fixes = [], []
        if not win.swot_items.all():
            lacks.append(_("no SWOT item"))
        if win.program is None:
            lacks.append(_("no programme"))
        if lacks and edits:
            fixes.append(links)
        if win.state in CARRIED_OUT:
            if not texts.naming(win.name):
                lacks.append(_("no paragraph"))
                if shown and edits:
                    fixes.append((_("Write about it"), shown[0].get_absolute_url()))
            if not promises.about(win):
                lacks.append(_("no commitment"))
                page = reverse("commitments:sheet_of", args=[plan.enrolment.slug])
                fixes.append((_("Go to the commitment"), page))
        if lacks:
            thread = reverse("quick_win_thread", args=[win.pk])
            found.append(Loose(win.name, thread, lacks, fixes, win.is_example))
    return found


def _swot(plan: Masterplan, may: dict[str, bool]) -> list[Loose]:
    """SWOT items that no quick win answers and no strategy uses."""
    rows = SwotItem.objects.filter(plan=plan, quick_wins=None, strategies=None).order_by(
        "quadrant", "order", "pk"
    )
    page = reverse("masterplans:record_list", args=[plan.enrolment.slug, "swot"])
    nominate = reverse("masterplans:quick_win_nominate", args=[plan.enrolment.slug])
    found = []
    for item in rows:
        fixes: list[Fix] = []
        if may["add"]:
            fixes.append((_("Link it"), reverse("masterplans:swot_links", args=[item.pk])))
        if may["nominate"]:
            fixes.append((_("Nominate a quick win"), f"{nominate}?swot={item.pk}"))
        name = f"{item.get_quadrant_display()}: {item.statement}"
        found.append(Loose(name, page, [_("leads to nothing")], fixes, item.is_example))
    return found


def _programs(plan: Masterplan, may: dict[str, bool]) -> list[Loose]:
    """Programmes without a quick win and without a line of the action plan."""
    rows = PlanProgram.objects.filter(plan=plan, quick_wins=None, actions=None)
    nominate = reverse("masterplans:quick_win_nominate", args=[plan.enrolment.slug])
    action = reverse("masterplans:record_add", args=[plan.enrolment.slug, "rencana-aksi"])
    page = reverse("masterplans:program_list", args=[plan.enrolment.slug])
    found = []
    for program in rows.order_by("dimension__order", "order", "pk"):
        fixes: list[Fix] = []
        if may["add"]:
            fixes.append((_("Add an action"), action))
        if may["nominate"]:
            fixes.append((_("Nominate a quick win"), f"{nominate}?program={program.pk}"))
        lacks = [_("no action and no quick win")]
        found.append(Loose(str(program), page, lacks, fixes, program.is_example))
    return found


def _names(texts: Texts, wins: list[QuickWin], elsewhere: set[str]) -> list[Loose]:
    """Paragraphs that name a quick win which was dropped, or which does not exist."""
    dropped = [win for win in wins if win.state == QuickWinState.DROPPED]
    living = {plain(win.name) for win in wins if win.state != QuickWinState.DROPPED}
    found = [
        _place(place, _("names a quick win that was dropped"))
        for win in dropped
        if plain(win.name) not in living
        for place in texts.naming(win.name)
    ]
    known = [*(win.name for win in wins), *elsewhere]
    known += [win.program.name for win in wins if win.program]
    found += [
        _place(place, _("names a quick win that does not exist"))
        for place in texts.strangers(known)
    ]
    return found


def _place(place: Place, lack: str) -> Loose:
    write = (_("Change the text"), place.section.get_absolute_url())
    return Loose(f"“{place.name}”: {place.where}", place.url, [lack], [write])
