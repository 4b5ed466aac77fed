"""When does a chapter move, what stops it, and what is remembered and told?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from accounts.services import history
from masterplans.models import Chapter, SwotItem, Verdict
from masterplans.services import assigning, chapters, comments, records, sections
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


def test_a_plan_is_copied_from_its_edition_once(plan, town):
    from masterplans.services import plans

    again = plans.open_for(town.enrolment, by=town["ministry"])

    assert again == plan
    assert list(plan.books.values_list("number", flat=True)) == [1, 2, 3]
    assert Chapter.objects.of(town.enrolment).count() == 12
    first = Chapter.objects.get(book__plan=plan, book__number=1, number=1)
    assert first.agency == town.coordinating
    assert first.sections.count() == 4


def test_only_the_ministry_opens_a_plan(town):
    from masterplans.services import plans

    with pytest.raises(PermissionDenied):
        plans.open_for(town.enrolment, by=town["coordinator"])


def test_writing_begins_with_the_first_text(chapter, town):
    write_all(chapter, by=town["writer"])

    chapter.refresh_from_db()
    assert chapter.state == ChapterState.WRITING
    assert chapter.state_since


def test_an_empty_chapter_cannot_be_submitted_and_says_which_section_lacks_text(chapter, town):
    section = chapter.sections.first()
    sections.save(section, "<p>Isi</p>", by=town["writer"], base_version=0)

    with pytest.raises(Blocked) as blocked:
        chapters.submit(chapter, by=town["writer"])

    assert len(blocked.value.reasons) == chapter.sections.count() - 1
    assert not chapter.revisions.exists()


def test_a_section_that_shows_records_needs_records_that_exist(plan, town):
    gap_chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    write_all(gap_chapter, by=town["coordinator"])
    for section in gap_chapter.sections.filter(title="Analisis SWOT"):
        sections.save(section, "", by=town["coordinator"], base_version=section.version)

    with pytest.raises(Blocked):
        chapters.submit(gap_chapter, by=town["coordinator"])
    records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="Pantai")

    assert chapters.submit(gap_chapter, by=town["coordinator"]).with_mentor


def test_submitting_keeps_a_revision_and_tells_the_mentor(submitted, town):
    revision = submitted.latest_revision

    assert (submitted.state, revision.number) == (ChapterState.IN_REVIEW, 1)
    assert [part["html"] for part in revision.sections] == ["<p>Isi bagian.</p>"] * 4
    assert len(revision.sha256) == 64
    notice = Notice.objects.get(kind="masterplans.chapter_submitted")
    assert notice.to == town["mentor"]
    assert town.enrolment.region.name in notice.title
    assert town.enrolment.region.name in notice.reason


def test_approving_names_the_revision_that_was_read(submitted, town):
    chapters.approve(submitted, revision=submitted.latest_revision, by=town["mentor"])

    submitted.refresh_from_db()
    verdict = Verdict.objects.get(revision__chapter=submitted)
    assert submitted.is_approved
    assert (verdict.outcome, verdict.by) == ("approved", town["mentor"])
    entry = history.last_move(submitted)
    assert (entry.verb, entry.data["revision"]) == ("masterplans.chapter.approve", 1)
    told = Notice.objects.filter(kind="masterplans.chapter_approved")
    assert {notice.to for notice in told} == {
        town["writer"],
        town["agency_head"],
        town["coordinator"],
    }


def test_a_stale_revision_cannot_be_judged(submitted, town):
    stale = submitted.latest_revision
    chapters.withdraw(submitted, by=town["writer"])
    section = submitted.sections.first()
    sections.save(section, "<p>Lain</p>", by=town["writer"], base_version=section.version)
    chapters.submit(submitted, by=town["writer"])

    for verb in (chapters.approve, chapters.send_back):
        with pytest.raises(Blocked) as blocked:
            verb(submitted, revision=stale, by=town["mentor"], note="x")
        assert len(blocked.value.reasons) == 1
    assert not Verdict.objects.exists()


def test_a_table_that_changed_while_it_was_read_stops_the_approval(plan, town):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="Pantai")
    write_all(chapter, by=town["coordinator"])
    chapter = chapters.submit(chapter, by=town["coordinator"])
    seen = chapter.latest_revision.records_sha256
    records.add(SwotItem, plan, by=town["coordinator"], quadrant="W", statement="Jalan")

    with pytest.raises(Blocked):
        chapters.approve(chapter, records=seen, by=town["mentor"])


def test_sending_back_needs_a_note_or_a_comment(submitted, town):
    with pytest.raises(Blocked):
        chapters.send_back(submitted, by=town["mentor"])

    chapters.send_back(submitted, by=town["mentor"], note="Sebutkan sumber data.")

    submitted.refresh_from_db()
    assert submitted.state == ChapterState.NEEDS_WORK
    assert (
        Notice.objects.filter(kind="masterplans.chapter_sent_back", to=town["writer"])
        .get()
        .body.endswith("Sebutkan sumber data.")
    )


def test_open_comments_stop_the_approval_and_unanswered_ones_the_next_submission(submitted, town):
    comment = comments.add(submitted, text="Sumbernya?", by=town["mentor"])
    with pytest.raises(Blocked):
        chapters.approve(submitted, by=town["mentor"])
    chapters.send_back(submitted, by=town["mentor"])
    with pytest.raises(Blocked):
        chapters.submit(submitted, by=town["writer"])

    comments.answer(comment, text="BPS 2018.", by=town["writer"])

    assert chapters.submit(submitted, by=town["writer"]).latest_revision.number == 2


def test_an_approved_chapter_must_be_reopened_before_it_is_written_again(submitted, town):
    chapters.approve(submitted, by=town["mentor"])
    section = submitted.sections.first()
    with pytest.raises(Blocked):
        sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)

    chapters.reopen(submitted, by=town["coordinator"], note="Data baru")
    sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)

    submitted.refresh_from_db()
    assert submitted.state == ChapterState.WRITING
    assert history.last_move(submitted).data == {"note": "Data baru", "revision": 1}
    assert Notice.objects.filter(kind="masterplans.chapter_reopened", to=town["mentor"]).exists()


def test_a_chapter_in_review_is_closed_for_writing_until_it_is_taken_back(submitted, town):
    section = submitted.sections.first()
    with pytest.raises(Blocked):
        sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)

    chapters.withdraw(submitted, by=town["writer"])

    assert sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)


def test_an_agency_of_another_region_cannot_write_a_chapter(chapter, town):
    far = town["writer_elsewhere"].agency_memberships.get().agency

    with pytest.raises(ValidationError) as refused:
        assigning.assign(chapter, far, by=town["coordinator"])

    assert str(far) in str(refused.value)


def test_a_chapter_and_a_section_are_given_to_an_agency_of_the_region(chapter, town):
    assigning.assign(chapter, town.works, by=town["coordinator"], due_on=None)
    section = assigning.assign_section(
        chapter.sections.first(), town.coordinating, by=town["coordinator"]
    )

    assert town["writer_of_another_agency"].has_perm("masterplans.submit_chapter", section.chapter)
    assert town["writer"].has_perm("masterplans.edit_section", section)
    assert Notice.objects.filter(to=town["writer_of_another_agency"]).exists()


@pytest.mark.parametrize(
    ("verb", "may"),
    [
        ("edit", {"writer", "agency_head", "coordinator"}),
        ("submit", {"writer", "agency_head", "coordinator"}),
        ("withdraw", {"writer", "agency_head", "coordinator"}),
        ("send_back", {"mentor"}),
        ("approve", {"mentor"}),
        ("reopen", {"mentor", "writer", "agency_head", "coordinator"}),
        ("assign", {"coordinator"}),
    ],
)
def test_who_may_do_what_with_a_chapter(chapter, town, verb, may):
    subject, noun = (
        (chapter.sections.first(), "section") if verb == "edit" else (chapter, "chapter")
    )

    allowed = {
        role
        for role, person in town.people.items()
        if person.has_perm(f"masterplans.{verb}_{noun}", subject)
    }

    assert allowed == may
