"""Is a row of the board ever out of date without saying so? Every write to what it is read from counts."""

import re
from datetime import date, timedelta
from inspect import Parameter, signature

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masterplans.models import Chapter, SwotItem
from masterplans.services import chapters
from programs.models import Agency, GateRule, MentorAssignment
from smartcity_portal.kit import change_log, clock
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all
from tests.workshops.factories import hold, journey, sign_memorandum
from workshops import watching
from workshops.facts import Facts
from workshops.gates import gate_of
from workshops.lines import Asked
from workshops.models import Standing, StandingChange
from workshops.requirements import KINDS
from workshops.services import stages, standings
from workshops.standings import standing_of

pytestmark = pytest.mark.django_db

# What a standing is read from and nothing of the portal changes while a cohort runs.
UNCHANGING = {"programs_region"}


@pytest.fixture
def plan(town):
    return journey(town)


def current(enrolment):
    standings.bring_up_to_date()
    return Standing.objects.get(pk=enrolment.pk)


def test_nothing_is_computed_twice(town, plan):
    assert standings.bring_up_to_date() == 2
    assert standings.bring_up_to_date() == 0


def test_an_approved_chapter_shows_at_once(town, plan):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=1)
    write_all(chapter, by=town["coordinator"])
    chapters.submit(chapter, by=town["coordinator"])
    assert current(town.enrolment).chapters_in_review == 1
    revision = chapter.revisions.get()
    chapters.approve(chapter, revision=revision, by=town["mentor"])
    row = current(town.enrolment)
    assert row.chapters_approved == 1 and row.chapters_in_review == 0 and row.book_1 == 20


@pytest.mark.parametrize(
    "write",
    [
        lambda town, plan: sign_memorandum(town),
        lambda town, plan: hold(town, 1),
        lambda town, plan: SwotItem.objects.create(plan=plan, quadrant="S", statement="Serat"),
        lambda town, plan: plan.books.first().chapters.update(state_since=timezone.now()),
        lambda town, plan: MentorAssignment.objects.all().delete(),
        lambda town, plan: Agency.objects.filter(pk=town.coordinating.pk).update(short_name="Kom"),
        lambda town, plan: GateRule.objects.filter(requirement="swot_filled").delete(),
        lambda town, plan: type(town.enrolment).objects.update(enrolled_on=date(2019, 1, 1)),
    ],
    ids=["mou", "held", "swot", "chapter", "mentor", "agency", "edition", "enrolment"],
)
def test_a_write_of_any_kind_is_seen(town, plan, write):
    standings.bring_up_to_date()
    write(town, plan)
    assert StandingChange.objects.filter(enrolment=town.enrolment).exists()
    current(town.enrolment)
    assert not StandingChange.objects.exists()


def test_a_row_that_moves_concerns_both_regions(town, plan):
    sign_memorandum(town)
    standings.bring_up_to_date()
    memorandum = town.enrolment.memorandum
    type(memorandum).objects.filter(pk=memorandum.pk).update(enrolment=town.elsewhere)
    assert current(town.enrolment).memorandum_on is None
    assert current(town.elsewhere).memorandum_on is not None


def test_what_is_taken_back_leaves_nothing_to_compute(town, plan):
    standings.bring_up_to_date()
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_memorandum(town)
        raise RuntimeError
    assert standings.bring_up_to_date() == 0


def test_a_new_day_makes_every_row_stale(town, plan, settings):
    standings.bring_up_to_date()
    settings.PORTAL_TODAY = (clock.today() + timedelta(days=1)).isoformat()
    assert standings.bring_up_to_date() == 2


def test_the_board_and_the_gate_say_the_same(town, plan):
    hold(town, 1)
    row, gate = current(town.enrolment), gate_of(town.enrolment)
    assert (row.done, row.asked) == (len(gate.met), len(gate.lines))
    assert row.holder == gate.stuck.holder.key
    assert row.sentence["id"] != row.sentence["en"]


def test_closing_asks_the_gate_and_not_the_board(town, plan):
    """A standing that claims everything is met closes nothing."""
    current(town.enrolment)
    Standing.objects.update(ready=True, done=99)
    with pytest.raises(Blocked):
        stages.close(town.enrolment, by=town["ministry"])


def test_every_table_that_a_standing_is_read_from_is_watched(town, plan):
    """Asks each fact and each kind of requirement, and compares the tables with the triggers."""
    hold(town, 1)
    enrolment = (
        type(town.enrolment)
        .objects.select_related("region", "cohort__edition")
        .get(pk=town.enrolment.pk)
    )
    with CaptureQueriesContext(connection) as asked:
        facts = Facts([enrolment])
        standing_of(enrolment, facts)
        for name in dir(Facts):
            if hasattr(getattr(Facts, name), "func"):
                getattr(facts, name)
        _ask_every_kind(facts, enrolment)
    sql = " ".join(query["sql"] for query in asked)
    tables = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
    known = {model._meta.db_table for model in apps.get_models()}
    forgotten = (tables & known) - change_log.laid(connection) - UNCHANGING
    assert not forgotten, f"name them in workshops/watching.py: {sorted(forgotten)}"


def _ask_every_kind(facts, enrolment):
    for function in KINDS.values():
        wanted = list(signature(function).parameters.values())[1:]
        given = {p.name: 1 for p in wanted if p.default is Parameter.empty}
        for stage in (1, 2, 3, 4):
            function(Asked(facts, enrolment, stage), **given)


def test_every_watched_table_has_its_triggers():
    wanted = {watched.model._meta.db_table for watched in watching.WATCHED}
    assert change_log.laid(connection) == wanted


def test_triggers_are_laid_anew_after_tables_were_rebuilt():
    watching.stop_watching("default")
    assert not change_log.laid(connection)
    watching.watch("default")
    assert change_log.laid(connection)
