"""What do masterplan tests start from? A town whose plan is open, and a chapter ready to be read."""

import pytest

from masterplans.models import Chapter, Masterplan
from masterplans.services import chapters, plans, sections
from tests.people import Town


def write_all(chapter: Chapter, *, by, text: str = "<p>Isi bagian.</p>") -> None:
    """Give every section of a chapter a text."""
    for section in chapter.sections.all():
        sections.save(section, text, by=by, base_version=section.version)


@pytest.fixture
def plan(town: Town) -> Masterplan:
    return plans.open_for(town.enrolment, by=town["ministry"])


@pytest.fixture
def chapter(plan: Masterplan) -> Chapter:
    """Book 1, chapter 1: four sections without records, written by the coordinating agency."""
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1)


@pytest.fixture
def submitted(chapter: Chapter, town: Town) -> Chapter:
    write_all(chapter, by=town["writer"])
    return chapters.submit(chapter, by=town["writer"])
