"""How many days did each holder have a chapter, read from history?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from masterplans.models import Chapter
from masterplans.services import assigning, chapters, sections
from masterplans.turns import AGENCY, COORDINATOR, MENTOR, Holder, Turns

pytestmark = pytest.mark.django_db
FIRST = datetime(2019, 8, 1, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def day(number):
    return FIRST + timedelta(days=number)


@pytest.fixture
def course(chapter, town):
    """Begun by the coordinating agency, given to the works agency, read, sent back, approved."""
    by, mentor = town["coordinator"], town["mentor"]
    for section in chapter.sections.all():
        sections.save(section, "<p>Isi.</p>", by=by, base_version=0, at=day(0))
    assigning.assign(chapter, town.works, by=by, at=day(4))
    chapters.submit(chapter, by=by, at=day(10))
    chapters.send_back(chapter, note="Perdalam.", by=mentor, at=day(13))
    chapters.submit(chapter, by=by, at=day(15))
    chapters.approve(chapter, by=mentor, at=day(16))
    return Chapter.objects.with_names().get(pk=chapter.pk)


def test_days_are_summed_per_holder(course, town):
    sums = Turns([course]).days_by_holder([course])
    assert sums == {
        Holder(COORDINATOR): 4,
        Holder(AGENCY, town.works.pk): 8,
        Holder(MENTOR): 4,
    }


def test_an_approved_chapter_lies_with_nobody(course):
    assert Turns([course]).standing([course]) == []


def test_a_reopened_chapter_lies_with_its_agency_until_now(course, town, settings):
    chapters.reopen(course, note="Angka baru.", by=town["mentor"], at=day(20))
    settings.PORTAL_TODAY = "2019-08-26"
    turns = Turns([course])
    (span,) = turns.standing([course])
    assert span.holder == Holder(AGENCY, town.works.pk)
    assert turns.days_by_holder([course])[span.holder] == 13


def test_what_nobody_began_is_not_counted(plan):
    rows = list(Chapter.objects.filter(book__plan=plan).with_names())
    assert Turns(rows).days_by_holder(rows) == {}


def test_any_number_of_chapters_costs_two_queries(course, plan, django_assert_num_queries):
    rows = list(Chapter.objects.filter(book__plan=plan).with_names())
    with django_assert_num_queries(2):
        Turns(rows).days_by_holder(rows)
