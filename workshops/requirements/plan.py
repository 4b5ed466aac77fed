"""What can be asked of a plan: SWOT, programmes, chapters handed in and approved?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.models import Chapter
from masterplans.states import ChapterState
from workshops import holders
from workshops.lines import Asked, Item, Line
from workshops.requirements.registry import requirement


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
