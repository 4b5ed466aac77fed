"""Is an output of a bimtek there? Uploaded as a file, or found among the plan's records."""

from collections.abc import Callable

from masterplans.states import QuickWinState
from programs.models import Enrolment
from workshops.facts import Facts
from workshops.models import Output, Workshop


def _book_begun(number: int) -> Callable[[Facts, Enrolment], bool]:
    def begun(facts: Facts, enrolment: Enrolment) -> bool:
        chapters = [c for c in facts.chapters.get(enrolment.pk, []) if c.book.number == number]
        handed_in = (c.was_submitted or c.is_approved for c in chapters)  # type: ignore[attr-defined]
        return bool(chapters) and all(handed_in)

    return begun


def _books_approved(facts: Facts, enrolment: Enrolment) -> bool:
    chapters = facts.chapters.get(enrolment.pk, [])
    return bool(chapters) and all(chapter.is_approved for chapter in chapters)


def _has_vision(facts: Facts, enrolment: Enrolment) -> bool:
    plan = facts.plans.get(enrolment.pk)
    return bool(plan and plan.vision.strip())


def _commitment_signed(facts: Facts, enrolment: Enrolment) -> bool:
    people = facts.signatories.get(enrolment.pk, [])
    return bool(people) and all(person.has_signed for person in people)


def _profiles_complete(facts: Facts, enrolment: Enrolment) -> bool:
    chosen = facts.profiled_quick_wins.get(enrolment.pk, [])
    return bool(chosen) and not any(quick_win.missing for quick_win in chosen)


COMPUTED: dict[str, Callable[[Facts, Enrolment], bool]] = {
    "readiness": lambda facts, e: bool(facts.record_counts["readiness"].get(e.pk)),
    "swot": lambda facts, e: bool(facts.swot.get(e.pk)),
    "book-1": _book_begun(1),
    "vision": _has_vision,
    "programs": lambda facts, e: bool(facts.covered.get(e.pk)),
    "quick-win-nominations": lambda facts, e: bool(facts.quick_wins.get(e.pk)),
    "roadmap": lambda facts, e: bool(facts.covered.get(e.pk)),
    "quick-win-profiles": _profiles_complete,
    "book-2": _book_begun(2),
    "commitment": _commitment_signed,
    "quick-wins": lambda facts, e: any(
        q.state == QuickWinState.FINAL for q in facts.quick_wins.get(e.pk, [])
    ),
    "books": _books_approved,
}


def asked_outputs(workshop: Workshop) -> list[Output]:
    """The outputs that the edition asks for now; one that a revision left out stays, but unasked."""
    return [o for o in workshop.outputs.all() if o.plan.stage_id == workshop.plan_id]


def is_there(facts: Facts, output: Output) -> bool:
    """Say whether there is something that the mentor can check."""
    if not output.is_computed:
        return bool(output.file_sha256)
    found = COMPUTED.get(output.plan.code)
    return found is None or found(facts, output.workshop.enrolment)
