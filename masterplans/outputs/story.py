"""What does the head of region say about the plan? Twelve to eighteen slides told from its records."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.outputs import story_analysis, story_course, story_plan, story_quick_wins
from masterplans.outputs.deck import Deck, Slide
from masterplans.outputs.material import Material
from smartcity_portal.kit.formats import day

MOST_SLIDES = 18
Part = Callable[[Material], list[Slide]]
PARTS: tuple[Part, ...] = (
    story_plan.in_figures,
    story_analysis.readiness,
    story_analysis.swot,
    story_analysis.vision,
    story_analysis.missions,
    story_plan.dimensions,
    story_plan.each_dimension,
    story_course.roadmap,
    story_quick_wins.listed,
    story_quick_wins.pictured,
    story_course.budget,
    story_course.actions,
)


def why_not(material: Material) -> list[str]:
    """Say what the records still lack before a presentation can be made; empty when nothing does."""
    records = material.records
    lacks = (
        (
            not records.readiness and not records.swot,
            _("There is no analysis yet: fill in readiness or SWOT."),
        ),
        (not records.vision, _("The vision of the plan is not written yet.")),
        (not records.programs, _("The plan has no programs yet.")),
    )
    return [sentence for is_lacking, sentence in lacks if is_lacking]


def deck_of(material: Material, *, with_day: bool = True) -> Deck:
    """Return the presentation of the plan as it stands; without the day it names the content alone."""
    region, enrolment = material.region, material.enrolment
    programme = enrolment.cohort.edition.programme
    slides = [slide for part in PARTS for slide in part(material)]
    title, name = material.head
    return Deck(
        title=_("Smart City Masterplan of %(region)s") % {"region": region.name},
        subtitle=enrolment.period,
        speaker=", ".join(filter(None, (name, title)))
        or _("Head of the region of %(region)s") % {"region": region.name},
        programme=_("%(programme)s, cohort %(year)d")
        % {"programme": programme, "year": enrolment.cohort.year},
        publisher=_("Government of %(region)s") % {"region": region.name},
        basis=basis_of(material, with_day=with_day),
        is_draft=not material.editions,
        notice=_("Parts marked (contoh) are invented to show the portal.")
        if material.records.examples
        else "",
        source_word=_("Source"),
        notes=_cover_notes(material),
        slides=tuple(slides[: MOST_SLIDES - 1]),
    )


def basis_of(material: Material, *, with_day: bool = True) -> str:
    """Say which editions the plan agrees with now, or that it is a draft and of which day."""
    if basis := material.basis():
        return basis
    if material.editions:
        named = [
            _("%(book)s edition %(number)d") % {"book": one.book.short, "number": one.number}
            for one in material.editions
        ]
        return _("As in %(editions)s") % {"editions": ", ".join(named)}
    return draft_of(material) if with_day else _("Draft")


def draft_of(material: Material) -> str:
    """Say that it is a draft, and of which day."""
    return _("Draft, as of %(day)s") % {"day": day(material.at, material.region)}


def _cover_notes(material: Material) -> tuple[str, ...]:
    records = material.records
    count = len(records.programs)
    words = ngettext("%(count)d program", "%(count)d programs", count) % {"count": count}
    return (
        _("Greeting. This presentation tells the plan of %(region)s for %(period)s: %(programs)s.")
        % {"region": material.region.name, "period": material.enrolment.period, "programs": words},
        _(
            "All numbers come from the records of the plan; each slide names its source below and here."
        ),
    )
