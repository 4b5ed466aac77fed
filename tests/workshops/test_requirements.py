"""Does each kind of requirement know when it is met, and say what is missing when it is not?"""

import tomllib
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from masterplans.models import Chapter, ChapterRevision, PlanProgram
from masterplans.states import ChapterState, QuickWinState
from tests.factories import EDITIONS
from tests.workshops.factories import (
    approve_book,
    check_outputs,
    cover_dimensions,
    decree_bodies,
    fill_swot,
    hold,
    line,
    quick_win,
    sign_memorandum,
    workshop,
)
from workshops.models import Output
from workshops.requirements import KINDS, SENTENCES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_every_kind_that_an_edition_names_is_known():
    named = {
        rule["kind"]
        for path in EDITIONS.glob("*.toml")
        for stage in tomllib.loads(path.read_text())["stages"]
        for rule in stage["requirements"]
    }
    assert named <= set(KINDS) and set(KINDS) == set(SENTENCES)


def test_a_missing_memorandum_is_held_by_the_ministry(town, plan):
    unmet = line(town, "memorandum_signed", 1)
    assert not unmet.met
    assert unmet.items[0].holder.key == "ministry"


def test_a_signed_memorandum_is_named_with_its_day(town, plan):
    sign_memorandum(town)
    met = line(town, "memorandum_signed", 1)
    assert met.met and "15 May 2019" in met.text


def test_bodies_are_counted_by_decree(town, plan):
    assert "0 of 2" in line(town, "bodies_decreed", 1).text
    decree_bodies(town)
    assert line(town, "bodies_decreed", 1).met


def test_a_bimtek_without_dates_waits_for_the_coordinator(town, plan):
    unmet = line(town, "workshop_held", 1)
    assert unmet.items[0].holder.name == "Diskominfo"
    assert unmet.items[0].text == "No dates are set"


def test_a_planned_bimtek_keeps_nobody_waiting(town, plan):
    ahead = workshop(town, 1)
    ahead.starts_on = ahead.ends_on = timezone.localdate() + timedelta(days=9)
    ahead.save()
    unmet = line(town, "workshop_held", 1)
    assert not unmet.met and unmet.items[0].days is None


def test_a_bimtek_that_was_held_without_known_dates_says_so(town, plan):
    hold(town, 1)
    met = line(town, "workshop_held", 1)
    assert met.met and "have not been found" in met.text


def test_each_quadrant_needs_its_minimum(town, plan):
    fill_swot(plan, each=2)
    unmet = line(town, "swot_filled", 1)
    assert not unmet.met and len(unmet.items) == 4
    assert unmet.items[0].text == "Strengths: 2 of 3"
    fill_swot(plan, each=1)
    assert line(town, "swot_filled", 1).met


def test_a_book_is_submitted_when_every_chapter_was_handed_in(town, plan):
    chapters = list(Chapter.objects.filter(book__plan=plan, book__number=1))
    assert "0 of 5" in line(town, "book_submitted", 1).text
    for chapter in chapters:
        ChapterRevision.objects.create(
            chapter=chapter,
            number=1,
            sections=[],
            sha256="0" * 64,
            submitted_by=town["writer"],
            submitted_at=timezone.now(),
        )
    assert line(town, "book_submitted", 1).met


def test_every_dimension_needs_a_programme_on_each_horizon(town, plan):
    cover_dimensions(plan)
    assert line(town, "programs_cover_dimensions", 2).met
    PlanProgram.objects.filter(plan=plan, dimension__code="living", horizon__code="long").delete()
    unmet = line(town, "programs_cover_dimensions", 2)
    assert [item.text for item in unmet.items] == ["Smart Living: no programme for jangka panjang"]


def test_nominations_are_counted_without_the_dropped(town, plan):
    for n in range(6):
        quick_win(plan, n)
    assert line(town, "quick_wins_nominated", 2).met
    plan.quickwins.filter(name="Quick win 0").update(state=QuickWinState.DROPPED)
    unmet = line(town, "quick_wins_nominated", 2)
    assert not unmet.met and "5 of at least 6" in unmet.text


def test_chosen_quick_wins_need_their_profiles(town, plan):
    assert line(town, "quick_wins_profiled", 3).items[0].text == "No quick win has been chosen yet"
    quick_win(plan, 1, town=town, state=QuickWinState.CHOSEN)
    assert line(town, "quick_wins_profiled", 3).met
    quick_win(plan, 2, state=QuickWinState.CHOSEN)
    unmet = line(town, "quick_wins_profiled", 3)
    assert not unmet.met and unmet.items[0].text.startswith("Quick win 2: ")


def test_final_quick_wins_are_counted_against_the_minimum(town, plan):
    for n in range(2):
        quick_win(plan, n, town=town, state=QuickWinState.FINAL)
    quick_win(plan, 2, town=town, state=QuickWinState.CHOSEN)
    unmet = line(town, "quick_wins_final", 4)
    assert not unmet.met and [item.text for item in unmet.items] == [
        "Quick win 2: chosen, not final yet"
    ]
    plan.quickwins.update(state=QuickWinState.FINAL)
    assert line(town, "quick_wins_final", 4).met


def test_an_approved_book_names_what_each_open_chapter_waits_for(town, plan):
    approve_book(plan, 2)
    last = Chapter.objects.get(book__plan=plan, book__number=2, number=6)
    Chapter.objects.filter(pk=last.pk).update(
        state=ChapterState.IN_REVIEW, state_since=timezone.now() - timedelta(days=6)
    )
    unmet = next(
        found
        for found in _lines(town, 4)
        if found.kind == "book_approved" and "Buku 2" in found.text
    )
    assert unmet.text == "All chapters of Buku 2 approved by the mentor: 5 of 6"
    assert unmet.items[0].holder.name == town["mentor"].name
    assert unmet.items[0].days == 6


def test_a_chapter_being_written_waits_for_its_agency(town, plan):
    chapter = Chapter.objects.filter(book__plan=plan, book__number=3).first()
    Chapter.objects.filter(pk=chapter.pk).update(agency=town.works, state=ChapterState.WRITING)
    unmet = next(
        found
        for found in _lines(town, 4)
        if found.kind == "book_approved" and "Buku 3" in found.text
    )
    assert unmet.items[0].holder.key == f"agency:{town.works.pk}"


def test_outputs_wait_for_the_region_then_for_the_mentor(town, plan):
    unmet = line(town, "outputs_checked", 1)
    assert "0 of 4" in unmet.text
    assert {item.holder.key for item in unmet.items} == {"coordinator"}
    fill_swot(plan)
    swot = next(i for i in line(town, "outputs_checked", 1).items if "waits" in i.text)
    assert swot.holder.key == "mentor"
    check_outputs(town, 1)
    assert line(town, "outputs_checked", 1).met


def test_without_a_sheet_nobody_has_signed(town, plan):
    unmet = line(town, "commitment_signed", 4)
    assert not unmet.met and unmet.items[0].text == "No sheet has been drafted"


def test_waiting_is_counted_from_the_stage_when_it_began_later(town, plan):
    town.enrolment.enrolled_on = date.today() - timedelta(days=12)
    town.enrolment.save()
    assert line(town, "bodies_decreed", 1).items[0].days == 12
    assert Output.objects.filter(workshop__enrolment=town.enrolment).count() == 16


def _lines(town, stage):
    from workshops.gates import gate_of

    town.enrolment.refresh_from_db()
    return gate_of(town.enrolment, stage).lines
