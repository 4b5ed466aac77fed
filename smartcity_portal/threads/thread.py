"""What leads to a quick win, and what came of it? Its thread, knot by knot, the loose ones too."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.services.history import history_of
from masterplans.models import QuickWin
from masterplans.ranking import ranking_of
from masterplans.states import QuickWinState
from smartcity_portal.kit.formats import day, day_range, moment
from smartcity_portal.threads.places import Texts
from smartcity_portal.threads.promises import Promises
from workshops.models import WorkGroup

CARRIED_OUT = {QuickWinState.CHOSEN, QuickWinState.FINAL}
SHOWN_IN = ("quick_wins", "quick_win_profiles")
MOVES = {
    "masterplans.quickwin.nominate",
    "masterplans.quickwin.choose",
    "masterplans.quickwin.choose_because",
    "masterplans.quickwin.finalise",
    "masterplans.quickwin.return_to_choice",
    "masterplans.quickwin.drop",
}


@dataclass(frozen=True)
class Strand:
    """One thing that a knot holds."""

    text: str
    small: str = ""
    url: str = ""
    example: bool = False


@dataclass(frozen=True)
class Knot:
    """One place on the thread; without strands it is loose, and `fix` leads to where it is tied."""

    title: str
    strands: list[Strand] = field(default_factory=list)
    loose: str = ""
    fix: tuple[str, str] | None = None

    @property
    def is_loose(self) -> bool:
        return not self.strands


def thread_of(win: QuickWin, user: Any) -> list[Knot]:
    """Return the knots from the analysis to the latest report, as this reader may see them."""
    texts = Texts(win.plan)
    edits = user.has_perm("masterplans.edit_quickwin", win)
    links = (_("Link it"), reverse("masterplans:quick_win_links", args=[win.pk])) if edits else None
    return [
        _swot(win, links),
        _gap(win, links),
        _program(win, links),
        _room(win),
        _choice(win, user),
        _text(win, texts, user),
        _commitment(win, user, links),
        _course(win, user),
        _next(win, links),
    ]


def _swot(win: QuickWin, links: tuple[str, str] | None) -> Knot:
    url = reverse("masterplans:record_list", args=[win.enrolment.slug, "swot"])
    strands = [
        Strand(
            f"{item.get_quadrant_display()}: {item.statement}", item.evidence, url, item.is_example
        )
        for item in win.swot_items.all()
    ]
    return Knot(_("SWOT analysis"), strands, _("It answers no SWOT item yet."), links)


def _gap(win: QuickWin, links: tuple[str, str] | None) -> Knot:
    gap = win.gap
    url = reverse("masterplans:record_list", args=[win.enrolment.slug, "kesenjangan"])
    strands = [Strand(gap.gap, f"{gap.current} → {gap.target}", url, gap.is_example)] if gap else []
    return Knot(_("Gap"), strands, _("It closes no gap of the analysis yet."), links)


def _program(win: QuickWin, links: tuple[str, str] | None) -> Knot:
    program = win.program
    url = reverse("masterplans:program_list", args=[win.enrolment.slug])
    strands = [Strand(str(program), program.indicator, url, program.is_example)] if program else []
    return Knot(_("Programme"), strands, _("It belongs to no programme of the plan yet."), links)


def _room(win: QuickWin) -> Knot:
    """The bimtek and the group in which it was proposed; or that it came otherwise."""
    title = _("Where it was proposed")
    group = (
        WorkGroup.objects.filter(origin=win.origin_id)
        .with_room()
        .prefetch_related("agencies")
        .first()
        if win.origin_id
        else None
    )
    if group is None:
        said = str(win.origin) if win.origin else _("Nominated outside of a bimtek.")
        return Knot(title, [Strand(said)])
    workshop = group.worksheet.workshop
    when = day_range(workshop.starts_on, workshop.last_day) if workshop.starts_on else ""
    agencies = ", ".join(str(agency) for agency in group.agencies.all())
    return Knot(
        title,
        [
            Strand(workshop.title, when, workshop.get_absolute_url()),
            Strand(
                f"{group.worksheet.plan.title}: {group.title}",
                agencies,
                group.get_absolute_url(),
                group.is_example,
            ),
        ],
    )


def _choice(win: QuickWin, user: Any) -> Knot:
    region = win.enrolment.region
    strands = []
    ranking = ranking_of(win.plan, win.year)
    standing = ranking.of(win)
    page = reverse("masterplans:quick_win_choice", args=[win.enrolment.slug])
    page = f"{page}?tahun={win.year}"
    if standing.scores and not ranking.is_blind_for(user):
        people = ngettext(
            "scored by %(count)d person", "scored by %(count)d people", len(standing.scores)
        ) % {"count": len(standing.scores)}
        words = {"sum": standing.said, "place": standing.place or "–"}
        strands.append(Strand(_("%(sum)s of 100, rank %(place)s") % words, people, page))
    strands += [
        Strand(f"{entry.by or _('The portal')} {entry.sentence}", moment(entry.at, region))
        for entry in reversed(history_of(win))
        if entry.verb in MOVES
    ]
    return Knot(_("Scoring and choice"), strands, _("Nobody has scored or chosen it."))


def _text(win: QuickWin, texts: Texts, user: Any) -> Knot:
    named = texts.naming(win.name)
    strands = [Strand(place.where, place.text, place.url) for place in named]
    shown = texts.showing(SHOWN_IN)
    known = {place.section.pk for place in named}
    if win.state in CARRIED_OUT:
        strands += [
            Strand(
                f"{section.chapter.book.short}, {section.chapter.label}, {section}",
                _("in a table of the section"),
                f"{reverse('masterplans:chapter_detail', args=[section.chapter_id])}#section-{section.pk}",
            )
            for section in shown
            if section.pk not in known
        ]
    fix = None
    if shown and user.has_perm("masterplans.edit_section", shown[0]):
        fix = (_("Write about it"), shown[0].get_absolute_url())
    return Knot(_("In the books"), strands, _("No paragraph names it."), fix)


def _commitment(win: QuickWin, user: Any, links: tuple[str, str] | None) -> Knot:
    promises = Promises(win.enrolment, user)
    strands = [
        Strand(f"{promise.who}: {promise.said}", promise.clause, promise.sheet.get_absolute_url())
        for promise in promises.about(win)
    ]
    if win.program is None:
        return Knot(
            _("Commitment"), strands, _("Without a programme nobody can promise it."), links
        )
    page = reverse("commitments:sheet_of", args=[win.enrolment.slug])
    fix = (_("Go to the commitment"), page)
    return Knot(_("Commitment"), strands, _("No commitment sheet names its programme."), fix)


def _course(win: QuickWin, user: Any) -> Knot:
    last = win.reports.last()
    strands = []
    if last:
        said = f"{last.percent} %, {last.get_status_display()}: {last.text}"
        page = f"{win.get_absolute_url()}#course"
        strands.append(Strand(said, day(last.on), page, last.is_example))
    strands += [
        Strand(
            f"{row.get_side_display()}: {row.value or row.text}",
            day(row.on),
            f"{win.get_absolute_url()}#change",
            row.is_example,
        )
        for row in win.conditions.all()
    ]
    fix = None
    if win.state in CARRIED_OUT and user.has_perm("masterplans.report_quickwin", win):
        fix = (_("Report progress"), reverse("masterplans:quick_win_report", args=[win.pk]))
    return Knot(_("Progress"), strands, _("Nothing has been reported."), fix)


def _next(win: QuickWin, links: tuple[str, str] | None) -> Knot:
    earlier = win.continues
    strands = (
        [
            Strand(
                f"{earlier} ({earlier.year})",
                _("it continues this one"),
                earlier.get_absolute_url(),
            )
        ]
        if earlier
        else []
    )
    strands += [
        Strand(f"{row} ({row.year})", _("continues it"), row.get_absolute_url())
        for row in win.successors.select_related("plan__enrolment")
    ]
    if win.continued_in:
        strands.append(Strand(str(win.continued_in), _("the programme that carries it on")))
    return Knot(_("What follows"), strands, _("Nothing continues it yet."), links)
