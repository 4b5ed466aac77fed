"""Several mentors, an own copy, a checklist: what makes a chapter approved, and what does not?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from masterplans.models import MentorEdit, Verdict
from masterplans.services import (
    approvals,
    chapters,
    comments,
    mentor_edits,
    phrases,
    reviewing,
    sections,
)
from masterplans.states import ChapterState
from programs.models import Mentor, MentorAssignment
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(town):
    """Another mentor of the same region."""
    user = UserFactory(username="second_mentor", name="Pembimbing Kedua")
    mentor = Mentor.objects.create(name=user.name, user=user)
    since = f"{town.enrolment.cohort.year}-01-01"
    MentorAssignment.objects.create(enrolment=town.enrolment, mentor=mentor, since=since)
    return user


@pytest.fixture
def edit(submitted, town):
    """A copy in which one section was changed."""
    edit = mentor_edits.begin(submitted, by=town["mentor"])
    section = submitted.sections.first()
    mentor_edits.write(edit, section, "<p>Isi bagian yang disunting.</p>", by=town["mentor"])
    return edit


def test_one_mentor_is_enough_unless_the_guidance_or_the_ministry_says_otherwise(
    submitted, town, second
):
    assert chapters.approve(submitted, by=town["mentor"]).is_approved


def test_where_every_mentor_is_needed_the_last_one_approves(submitted, town, second):
    approvals.set_rule(submitted.plan, "all", by=town["ministry"])

    first = chapters.approve(submitted, by=town["mentor"])

    assert first.state == ChapterState.IN_REVIEW
    told = Notice.objects.get(kind="masterplans.chapter_approved_in_part")
    assert told.to == second
    with pytest.raises(Blocked):
        chapters.approve(submitted, by=town["mentor"])
    assert chapters.approve(submitted, by=second).is_approved
    assert Verdict.objects.filter(outcome="approved").count() == 2


def test_what_a_mentor_approved_leaves_only_their_own_queue(submitted, town, second):
    approvals.set_rule(submitted.plan, "all", by=town["ministry"])
    chapters.approve(submitted, by=town["mentor"])

    waiting = type(submitted).objects.awaiting_review_by

    assert list(waiting(town["mentor"])) == []
    assert list(waiting(second)) == [submitted]


def test_an_approval_of_an_older_revision_does_not_count(submitted, town, second):
    approvals.set_rule(submitted.plan, "all", by=town["ministry"])
    chapters.approve(submitted, by=town["mentor"])
    chapters.send_back(submitted, by=second, note="Perbaiki.")
    chapters.submit(submitted, by=town["writer"])

    assert not chapters.approve(submitted, by=second).is_approved


def test_only_the_ministry_says_how_many_approvals_are_needed(submitted, town):
    for role in ("mentor", "coordinator", "writer"):
        with pytest.raises(PermissionDenied):
            approvals.set_rule(submitted.plan, "all", by=town[role])


def test_ticks_stay_with_the_verdict(submitted, town):
    submitted.checklist = ["Ada sumber", "Ada tahun"]
    submitted.save()
    revision = submitted.latest_revision
    revision.chapter = submitted
    reviewing.prepare(revision, ticks=["Ada tahun", "tidak dikenal"], by=town["mentor"])

    chapters.approve(submitted, by=town["mentor"])

    assert Verdict.objects.get().checklist == [
        {"text": "Ada sumber", "met": False},
        {"text": "Ada tahun", "met": True},
    ]
    with pytest.raises(PermissionDenied):
        reviewing.prepare(revision, ticks=[], by=town["writer"])


def test_edits_change_nothing_until_the_region_confirms_them(edit, submitted, town):
    mentor_edits.offer(edit, note="Lihat 1.1.", by=town["mentor"])

    submitted.refresh_from_db()
    assert submitted.state == ChapterState.TO_CONFIRM
    assert submitted.sections.first().html == "<p>Isi bagian.</p>"
    assert not Verdict.objects.exists()
    assert Notice.objects.filter(kind="masterplans.edits_offered", to=town["writer"]).exists()
    with pytest.raises(Blocked):
        section = submitted.sections.first()
        sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)


def test_confirmed_edits_are_a_new_revision_that_the_mentor_has_approved(edit, submitted, town):
    mentor_edits.offer(edit, by=town["mentor"])

    chapter = mentor_edits.confirm(edit, by=town["writer"])

    section = chapter.sections.first()
    verdict = Verdict.objects.get()
    assert chapter.is_approved
    assert section.html == "<p>Isi bagian yang disunting.</p>"
    assert section.texts.first().by == town["writer"]
    assert (verdict.by, verdict.revision.number) == (town["mentor"], 2)
    assert verdict.revision.sections[0]["html"] == section.html


def test_only_the_owner_or_the_coordinator_confirms(edit, town):
    mentor_edits.offer(edit, by=town["mentor"])

    for role in ("mentor", "ministry", "writer_of_another_agency", "writer_elsewhere"):
        with pytest.raises(PermissionDenied):
            mentor_edits.confirm(edit, by=town[role])


def test_refused_edits_bring_the_chapter_back_to_the_mentor_with_the_reason(edit, submitted, town):
    mentor_edits.offer(edit, by=town["mentor"])
    with pytest.raises(ValidationError):
        mentor_edits.refuse(edit, reason="", by=town["writer"])

    mentor_edits.refuse(edit, reason="Istilah itu keliru.", by=town["coordinator"])

    submitted.refresh_from_db()
    assert submitted.state == ChapterState.IN_REVIEW
    assert submitted.sections.first().html == "<p>Isi bagian.</p>"
    told = Notice.objects.get(kind="masterplans.edits_refused", to=town["mentor"])
    assert "Istilah itu keliru." in told.body
    with pytest.raises(Blocked):
        mentor_edits.confirm(edit, by=town["writer"])


def test_edits_are_taken_back_by_their_mentor_only(edit, submitted, town, second):
    mentor_edits.offer(edit, by=town["mentor"])
    with pytest.raises(PermissionDenied):
        mentor_edits.take_back(edit, by=second)

    mentor_edits.take_back(edit, by=town["mentor"])

    submitted.refresh_from_db()
    assert submitted.state == ChapterState.IN_REVIEW


def test_edits_without_a_change_or_with_an_open_comment_are_not_offered(submitted, town):
    edit = mentor_edits.begin(submitted, by=town["mentor"])
    with pytest.raises(Blocked):
        mentor_edits.offer(edit, by=town["mentor"])
    section = submitted.sections.first()
    mentor_edits.write(edit, section, "<p>Lain.</p>", by=town["mentor"])
    comments.add(submitted, text="Sumbernya?", by=town["mentor"])

    with pytest.raises(Blocked):
        mentor_edits.offer(edit, by=town["mentor"])


def test_hostile_markup_in_a_copy_is_cleaned(edit, submitted, town):
    section = submitted.sections.first()
    part = mentor_edits.write(
        edit, section, "<p onclick=x>A<script>alert(1)</script></p>", by=town["mentor"]
    )

    assert part.html == "<p>A</p>"


def test_a_copy_is_gone_on_with_and_can_be_thrown_away(edit, submitted, town):
    assert mentor_edits.begin(submitted, by=town["mentor"]) == edit

    mentor_edits.discard(edit, by=town["mentor"])

    assert not MentorEdit.objects.exists()


def test_a_phrase_is_kept_from_a_comment_once_and_counted_when_used(submitted, town):
    comment = comments.add(
        submitted, text="Sebutkan sumbernya.", category="evidence", by=town["mentor"]
    )
    phrase = phrases.keep(comment, by=town["mentor"])
    assert phrases.keep(comment, by=town["mentor"]) == phrase
    assert phrase.category == "evidence"

    used = comments.add(submitted, text="", phrase=phrase, by=town["mentor"])

    assert (used.text, used.category) == ("Sebutkan sumbernya.", "evidence")
    assert type(phrase).objects.usable_by(town["mentor"]).with_use().get().uses == 1


def test_own_phrases_are_ones_own_and_shared_ones_the_ministrys(town):
    own = phrases.add("Milik saya.", by=town["mentor"])
    shared = phrases.add("Untuk semua.", shared=True, by=town["ministry"])

    with pytest.raises(PermissionDenied):
        phrases.add("Untuk semua juga.", shared=True, by=town["mentor"])
    with pytest.raises(PermissionDenied):
        phrases.change(shared, text="x", category="", by=town["mentor"])
    with pytest.raises(PermissionDenied):
        phrases.remove(own, by=town["mentor_elsewhere"])
    with pytest.raises(ValidationError):
        phrases.add("Milik saya.", by=town["mentor"])
    assert list(type(own).objects.usable_by(town["mentor_elsewhere"])) == [shared]
