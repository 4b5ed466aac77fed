"""What happens when several people press at the same moment? One approval, one version, no lost text."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from masterplans.models import Chapter, SectionText, Verdict
from masterplans.services import chapters, plans, sections
from smartcity_portal.kit.machine import Blocked
from tests.factories import EnrolmentFactory
from tests.masterplans.conftest import write_all
from tests.people import people_around

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; return what each gave or raised."""
    together, results = threading.Barrier(len(acts)), []

    def go(act: Callable[[], Any]) -> None:
        together.wait()
        try:
            results.append(act())
        except (Blocked, sections.Conflict) as refused:
            results.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def town():
    return people_around(EnrolmentFactory())


@pytest.fixture
def chapter(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1)


def test_four_clicks_on_approve_give_one_approval(town, chapter):
    write_all(chapter, by=town["writer"])
    chapter = chapters.submit(chapter, by=town["writer"])
    revision = chapter.latest_revision.pk

    results = at_once(
        *[lambda: chapters.approve(chapter, revision=revision, by=town["mentor"])] * 4
    )

    assert sum(isinstance(result, Chapter) for result in results) == 1
    assert sum(isinstance(result, Blocked) for result in results) == 3
    assert Verdict.objects.count() == 1


def test_approve_and_send_back_at_once_give_one_verdict(town, chapter):
    write_all(chapter, by=town["writer"])
    chapter = chapters.submit(chapter, by=town["writer"])

    at_once(
        lambda: chapters.approve(chapter, by=town["mentor"]),
        lambda: chapters.send_back(chapter, by=town["mentor"], note="Perbaiki"),
    )

    assert Verdict.objects.count() == 1


def test_two_writers_at_once_lose_no_word(town, chapter):
    section = chapter.sections.first()

    results = at_once(
        lambda: sections.save(section, "<p>A</p>", by=town["writer"], base_version=0),
        lambda: sections.save(section, "<p>B</p>", by=town["agency_head"], base_version=0),
    )

    assert sum(isinstance(result, sections.Conflict) for result in results) == 1
    assert set(SectionText.objects.values_list("html", flat=True)) == {"<p>A</p>", "<p>B</p>"}


def test_submitting_twice_at_once_makes_one_revision(town, chapter):
    write_all(chapter, by=town["writer"])

    at_once(*[lambda: chapters.submit(chapter, by=town["writer"])] * 3)

    assert chapter.revisions.count() == 1
