"""What can be asked of a region before a stage closes? Each kind is one function and one sentence.

An edition names the kinds and their parameters; the functions read `Facts` and answer with a Line.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from masterplans.models import Chapter, QuickWin
from masterplans.quick_win_rules import lacking_dimensions
from masterplans.states import ChapterState, QuickWinState
from programs.models import Body
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_range
from workshops import holders
from workshops.lines import Asked, Door, Item, Line
from workshops.models import WorkGroup
from workshops.outputs import asked_outputs, is_there
from workshops.states import GroupState

Requirement = Callable[..., Line]
KINDS: dict[str, Requirement] = {}
SENTENCES: dict[str, Any] = {}


def requirement(sentence: Any) -> Callable[[Requirement], Requirement]:
    """Register a kind of requirement under its function's name, with its sentence."""

    def keep(function: Requirement) -> Requirement:
        KINDS[function.__name__] = function
        SENTENCES[function.__name__] = sentence
        return function

    return keep


@requirement(gettext_lazy("The ministry and the region have signed the memorandum (MoU)."))
def memorandum_signed(asked: Asked) -> Line:
    enrolment = asked.enrolment
    memorandum = asked.facts.memoranda.get(enrolment.pk)
    if memorandum and memorandum.signed_on:
        text = _("MoU signed on %(day)s") % {"day": day(memorandum.signed_on)}
        return Line("memorandum_signed", text, True, target=enrolment)
    text = _("MoU signed by the ministry and the region")
    door = Door("programs:memorandum_register", enrolment)
    items = [
        Item(_("No signed MoU is registered"), holders.ministry(), enrolment.enrolled_on, door)
    ]
    return Line("memorandum_signed", text, False, items)


@requirement(gettext_lazy("Decrees have formed the council and the implementation team."))
def bodies_decreed(asked: Asked) -> Line:
    formed = asked.facts.bodies.get(asked.enrolment.pk, set())
    needed = [Body.Kind.COUNCIL, Body.Kind.TEAM]
    items = [
        Item(
            _("No decree of the %(body)s is registered") % {"body": kind.label},
            asked.coordinator,
            asked.began,
            asked.door("programs:body_decree", kind=kind.value),
        )
        for kind in needed
        if kind not in formed
    ]
    text = _("Council and implementation team formed by decree: %(done)d of %(all)d") % {
        "done": len(needed) - len(items),
        "all": len(needed),
    }
    return Line("bodies_decreed", text, not items, items, target=asked.enrolment)


@requirement(gettext_lazy("The bimtek of the stage was held."))
def workshop_held(asked: Asked) -> Line:
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    title = f"Bimtek {('I', 'II', 'III', 'IV')[asked.stage - 1]}"
    if workshop is None:
        return Line("workshop_held", _("%(bimtek)s held") % {"bimtek": title}, False)
    when = day_range(workshop.starts_on, workshop.last_day) if workshop.starts_on else ""
    if workshop.held:
        text = (
            _("%(bimtek)s held: %(when)s") % {"bimtek": title, "when": when}
            if when
            else _("%(bimtek)s held; its dates have not been found") % {"bimtek": title}
        )
        return Line("workshop_held", text, True, target=workshop)
    if not when:
        item = Item(_("No dates are set"), asked.coordinator, asked.began, workshop)
    elif workshop.last_day >= clock.today():
        item = Item(_("Planned for %(when)s") % {"when": when}, asked.coordinator, None, workshop)
    else:
        item = Item(
            _("Ended on %(day)s; not recorded yet") % {"day": day(workshop.last_day)},
            asked.coordinator,
            asked.later_of(workshop.last_day),
            workshop,
        )
    return Line("workshop_held", _("%(bimtek)s held") % {"bimtek": title}, False, [item])


@requirement(gettext_lazy("Each quadrant of the SWOT analysis holds at least {minimum} items."))
def swot_filled(asked: Asked, minimum: int = 1) -> Line:
    counts = asked.facts.swot.get(asked.enrolment.pk, {})
    words = {
        "S": _("Strengths"),
        "W": _("Weaknesses"),
        "O": _("Opportunities"),
        "T": _("Threats"),
    }
    items = [
        Item(
            _("%(quadrant)s: %(done)d of %(minimum)d")
            % {"quadrant": word, "done": counts.get(quadrant, 0), "minimum": minimum},
            asked.coordinator,
            asked.began,
            asked.door("masterplans:record_list", kind="swot"),
        )
        for quadrant, word in words.items()
        if counts.get(quadrant, 0) < minimum
    ]
    text = _("SWOT analysis filled in: %(done)d of 4 quadrants with at least %(minimum)d items") % {
        "done": 4 - len(items),
        "minimum": minimum,
    }
    return Line("swot_filled", text, not items, items, target=asked.plan)


@requirement(gettext_lazy("Every chapter of Buku {book} has been handed in to the mentor."))
def book_submitted(asked: Asked, book: int) -> Line:
    chapters = _chapters_of(asked, book)
    waiting = [c for c in chapters if not (c.was_submitted or c.is_approved)]  # type: ignore[attr-defined]
    items = [_chapter_item(asked, chapter) for chapter in waiting]
    text = _("All chapters of Buku %(book)d handed in: %(done)d of %(all)d") % {
        "book": book,
        "done": len(chapters) - len(waiting),
        "all": len(chapters),
    }
    return Line("book_submitted", text, bool(chapters) and not waiting, items, target=asked.plan)


@requirement(
    gettext_lazy("Every dimension has a programme, for each horizon where the edition asks so.")
)
def programs_cover_dimensions(asked: Asked, per_horizon: bool = False) -> Line:
    edition = asked.enrolment.cohort.edition_id
    dimensions = asked.facts.dimensions.get(edition, [])
    horizons = asked.facts.horizons.get(edition, [])
    covered = asked.facts.covered.get(asked.enrolment.pk, set())
    items = []
    for dimension in dimensions:
        lacking = [h.label for h in horizons if (dimension.pk, h.pk) not in covered]
        empty = len(lacking) == len(horizons)
        if not lacking or not (per_horizon or empty):
            continue
        sentence = (
            _("%(dimension)s: no programme for %(horizons)s")
            % {"dimension": dimension, "horizons": ", ".join(lacking).lower()}
            if per_horizon and not empty
            else _("%(dimension)s: no programme yet") % {"dimension": dimension}
        )
        door = asked.door("masterplans:program_list")
        items.append(Item(sentence, asked.coordinator, asked.began, door))
    shape = (
        _("Programmes for every dimension and horizon: %(done)d of %(all)d dimensions")
        if per_horizon
        else _("Programmes for every dimension: %(done)d of %(all)d dimensions")
    )
    text = shape % {"done": len(dimensions) - len(items), "all": len(dimensions)}
    met = bool(dimensions) and not items
    return Line("programs_cover_dimensions", text, met, items, target=asked.plan)


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
    chosen = [q for q in _quick_wins(asked) if q.state != QuickWinState.NOMINATED]
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


@requirement(gettext_lazy("The mentor has approved every chapter of Buku {book}."))
def book_approved(asked: Asked, book: int) -> Line:
    chapters = _chapters_of(asked, book)
    waiting = [chapter for chapter in chapters if not chapter.is_approved]
    text = _("All chapters of Buku %(book)d approved by the mentor: %(done)d of %(all)d") % {
        "book": book,
        "done": len(chapters) - len(waiting),
        "all": len(chapters),
    }
    items = [_chapter_item(asked, chapter) for chapter in waiting]
    return Line("book_approved", text, bool(chapters) and not waiting, items, target=asked.plan)


@requirement(gettext_lazy("The mentor has checked every output of the stage."))
def outputs_checked(asked: Asked) -> Line:
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    outputs = asked_outputs(workshop) if workshop else []
    last_day = workshop.last_day if workshop else None
    held_on = last_day if workshop and workshop.held else None
    items = []
    for output in outputs:
        if output.is_checked:
            continue
        if is_there(asked.facts, output):
            since = output.uploaded_at or asked.later_of(last_day)
            sentence = _("%(output)s: waits to be checked") % {"output": output}
            items.append(Item(sentence, asked.mentor, since, output))
        else:
            sentence = (
                _("%(output)s: not there yet")
                if output.is_computed
                else _("%(output)s: not uploaded yet")
            ) % {"output": output}
            since = asked.later_of(held_on)
            items.append(Item(sentence, asked.coordinator, since, output))
    text = _("Outputs checked by the mentor: %(done)d of %(all)d") % {
        "done": len(outputs) - len(items),
        "all": len(outputs),
    }
    return Line("outputs_checked", text, workshop is not None and not items, items, target=workshop)


@requirement(
    gettext_lazy("Every group of the stage has handed in its worksheet; accepted where asked so.")
)
def worksheets_handed_in(asked: Asked, accepted: bool = False) -> Line:
    groups = asked.facts.work_groups.get((asked.enrolment.pk, asked.stage), [])
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    items = [_group_item(asked, group) for group in groups if not _is_in(group, accepted)]
    shape = (
        _("Worksheets accepted by the mentor: %(done)d of %(all)d groups")
        if accepted
        else _("Worksheets handed in: %(done)d of %(all)d groups")
    )
    text = shape % {"done": len(groups) - len(items), "all": len(groups)}
    if not groups:
        sentence = _("No worksheet has been prepared")
        items = [Item(sentence, asked.coordinator, asked.began, workshop)]
    return Line("worksheets_handed_in", text, not items, items, target=workshop)


@requirement(gettext_lazy("Everybody named on the commitment sheet has signed it."))
def commitment_signed(asked: Asked) -> Line:
    sheet = asked.facts.sheets.get(asked.enrolment.pk)
    people = asked.facts.signatories.get(asked.enrolment.pk, [])
    text = _("Commitment sheet signed: %(done)d of %(all)d") % {
        "done": sum(1 for person in people if person.has_signed),
        "all": len(people),
    }
    if sheet is None:
        door = asked.door("commitments:sheet_of")
        item = Item(_("No sheet has been drafted"), asked.coordinator, asked.began, door)
        return Line("commitment_signed", _("Commitment sheet signed"), False, [item])
    items = [
        Item(_("The sheet is not issued yet"), asked.coordinator, asked.began, draft)
        for draft in asked.facts.all_sheets[asked.enrolment.pk]
        if not draft.is_issued
    ]
    items += [
        Item(
            person.signer_name,
            holders.signatory(person),
            person.asked_at or person.sheet.issued_at,
            person.sheet,
        )
        for person in people
        if person.sheet.is_issued and not person.has_signed
    ]
    return Line("commitment_signed", text, bool(people) and not items, items, target=sheet)


def _chapters_of(asked: Asked, book: int) -> list[Chapter]:
    return [c for c in asked.facts.chapters.get(asked.enrolment.pk, []) if c.book.number == book]


def _chapter_item(asked: Asked, chapter: Chapter) -> Item:
    words = {
        ChapterState.EMPTY: _("not begun"),
        ChapterState.WRITING: _("being written"),
        ChapterState.WITH_HEAD: _("waits for the head of the agency"),
        ChapterState.IN_REVIEW: _("handed in, waits for review"),
        ChapterState.TO_CONFIRM: _("edits of the mentor wait to be confirmed"),
        ChapterState.NEEDS_WORK: _("needs improving"),
    }
    text = f"{chapter.label}: {words[ChapterState(chapter.state)]}"
    return Item(
        text,
        holders.of_chapter(asked.facts, asked.enrolment, chapter),
        chapter.state_since or asked.began,
        chapter,
    )


def _is_in(group: WorkGroup, accepted: bool) -> bool:
    return group.state == GroupState.ACCEPTED if accepted else not group.is_open


def _group_item(asked: Asked, group: WorkGroup) -> Item:
    """Open groups wait for their first agency; handed in, they wait for the mentor."""
    name = f"{group.worksheet.plan.title}, {group.title}"
    if not group.is_open:
        sentence = _("%(group)s: handed in, waits to be accepted") % {"group": name}
        return Item(sentence, asked.mentor, group.state_since, group)
    agencies = list(group.agencies.all())
    holder = holders.agency(agencies[0]) if agencies else asked.coordinator
    sentence = _("%(group)s: not handed in yet") % {"group": name}
    return Item(sentence, holder, asked.later_of(group.state_since), group)


def _quick_wins(asked: Asked) -> list[QuickWin]:
    return asked.facts.quick_wins.get(asked.enrolment.pk, [])


def _counted_line(asked: Asked, kind: str, text: str, lacking: int) -> Line:
    if lacking <= 0:
        return Line(kind, text, True, target=asked.plan)
    sentence = ngettext("%(count)d is still missing", "%(count)d are still missing", lacking)
    door = asked.door("masterplans:quick_win_list")
    item = Item(sentence % {"count": lacking}, asked.coordinator, asked.began, door)
    return Line(kind, text, False, [item], target=asked.plan)
