"""Who writes a section until when, who is told, and when does the portal remind?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from masterplans import progress
from masterplans.models import SectionTick
from masterplans.progress import SectionState
from masterplans.services import chapters, comments, due, outlines, owners, sections
from masterplans.services.owners import Owners
from smartcity_portal.kit.machine import Blocked
from tests.factories import AgencyFactory
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


def own(section, town, **said):
    return owners.own(section, Owners(**said), by=town["coordinator"])


def test_co_writing_agencies_may_write_and_are_told(section, town):
    other = town["writer_of_another_agency"]
    assert not other.has_perm("masterplans.edit_section", section)
    section = own(section, town, co_agencies=[town.works], due_on=date(2019, 8, 1))
    assert other.has_perm("masterplans.edit_section", section)
    assert Notice.objects.filter(kind="masterplans.section_given", to=other).count() == 1
    assert section in type(section).objects.of_writer(other)


def test_a_named_writer_may_write_that_section_only(chapter, section, town):
    other = town["writer_of_another_agency"]
    section = own(section, town, writers=[other])
    assert other.has_perm("masterplans.edit_section", section)
    assert not other.has_perm("masterplans.edit_section", chapter.sections.all()[1])


def test_people_and_agencies_of_other_regions_are_refused(section, town):
    with pytest.raises(ValidationError):
        own(section, town, co_agencies=[AgencyFactory(region=town.elsewhere.region)])
    with pytest.raises(ValidationError):
        own(section, town, writers=[town["writer_elsewhere"]])
    with pytest.raises(PermissionDenied):
        owners.own(section, Owners(agency=town.works), by=town["writer"])


def test_many_sections_are_handed_out_at_once(chapter, plan, town):
    rows = list(chapter.sections.all())
    said = Owners(agency=town.works, due_on=date(2019, 8, 1))
    assert owners.own_many(plan, rows, said, by=town["coordinator"]) == len(rows)
    assert owners.own_many(plan, rows, said, by=town["coordinator"]) == 0
    assert {row.agency for row in chapter.sections.all()} == {town.works}
    with pytest.raises(Blocked):
        owners.own_many(plan, rows, Owners(), by=town["coordinator"])
    with pytest.raises(Blocked):
        owners.own_many(plan, [], said, by=town["coordinator"])


def test_ticks_say_who_and_when_and_go_with_their_line(section, town):
    said = {"title": "A", "guidance": "", "example": "", "by": town["coordinator"]}
    outlines.describe(section, checklist=["Peta", "Sumber"], **said)
    owners.tick(section, "Peta", done=True, by=town["writer"])
    owners.tick(section, "Sumber", done=True, by=town["writer"])
    owners.tick(section, "Sumber", done=False, by=town["writer"])
    tick = SectionTick.objects.get(section=section)
    assert (tick.item, tick.by) == ("Peta", town["writer"])
    with pytest.raises(Blocked):
        owners.tick(section, "Lain", done=True, by=town["writer"])
    outlines.describe(section, checklist=["Sumber"], **said)
    assert not SectionTick.objects.exists()


def test_a_section_passes_through_its_states(chapter, section, town):
    def state():
        section.refresh_from_db()
        section.chapter.refresh_from_db()
        return progress.section_state(section)

    assert state() == SectionState.EMPTY
    with pytest.raises(Blocked):
        owners.hand_in(section, by=town["writer"])
    sections.save(section, "<p>Isi.</p>", by=town["writer"], base_version=0)
    assert state() == SectionState.STARTED
    owners.hand_in(section, by=town["writer"])
    assert state() == SectionState.SUBMITTED
    sections.save(section, "<p>Isi lagi.</p>", by=town["writer"], base_version=1)
    assert state() == SectionState.STARTED
    write_all(chapter, by=town["writer"])
    chapters.submit(chapter, by=town["writer"])
    assert state() == SectionState.SUBMITTED
    comment = comments.add(chapter, section=section, text="?", by=town["mentor"])
    chapters.send_back(chapter, by=town["mentor"])
    assert state() == SectionState.NEEDS_WORK
    other = chapter.sections.all()[1]
    assert progress.section_state(other) == SectionState.SUBMITTED
    comments.answer(comment, text="!", by=town["writer"])
    section.refresh_from_db()
    sections.save(section, "<p>Baik.</p>", by=town["writer"], base_version=section.version)
    assert state() == SectionState.STARTED
    chapters.submit(chapter, by=town["writer"])
    chapters.approve(chapter, by=town["mentor"])
    assert state() == SectionState.APPROVED


def test_a_note_without_comments_speaks_of_every_section(submitted, town):
    submitted = chapters.send_back(submitted, note="Perdalam.", by=town["mentor"])
    counts = progress.completeness_by_chapter([submitted])[submitted.pk].counts
    assert counts[SectionState.NEEDS_WORK] == submitted.sections.count()


def test_the_portal_reminds_before_the_day_after_it_and_weekly(section, town):
    last = date(2019, 8, 10)
    own(section, town, due_on=last, writers=[town["writer"]])
    Notice.objects.all().delete()
    told = [due.remind(last + timedelta(days=days)) for days in (-9, -3, -2, 0, 1, 2, 7, 8, 9, 15)]
    assert told == [0, 1, 0, 0, 1, 0, 0, 1, 0, 1]
    notice = Notice.objects.filter(kind="masterplans.sections_due").first()
    assert notice.to == town["writer"]
    assert section.number in notice.body


def test_nobody_is_reminded_of_what_is_handed_in(chapter, section, town):
    sections.save(section, "<p>Isi.</p>", by=town["writer"], base_version=0)
    own(section, town, due_on=date(2019, 8, 10))
    owners.hand_in(section, by=town["writer"])
    assert due.remind(date(2019, 8, 12)) == 0


def test_one_mail_holds_all_that_a_person_owes(chapter, plan, town):
    rows = list(chapter.sections.all())
    said = Owners(due_on=date(2019, 8, 10))
    owners.own_many(plan, rows, said, by=town["coordinator"])
    Notice.objects.all().delete()
    due.remind(date(2019, 8, 12))
    assert Notice.objects.filter(to=town["writer"]).count() == 1
