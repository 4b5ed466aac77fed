"""Does the head of the agency read before the mentor, where the edition says so?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Notice
from masterplans import progress
from masterplans.models import Endorsement
from masterplans.services import chapters, sections
from masterplans.states import ChapterState
from programs.models import AgencyMember
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_head(town):
    edition = town.enrolment.cohort.edition
    edition.head_approves = True
    edition.save(update_fields=["head_approves"])


@pytest.fixture
def with_head(by_head, chapter, town):
    write_all(chapter, by=town["writer"])
    return chapters.submit(chapter, by=town["writer"])


def test_the_head_is_asked_first_and_alone(with_head, town):
    assert with_head.state == ChapterState.WITH_HEAD
    told = Notice.objects.filter(kind="masterplans.chapter_waits_for_head")
    assert [notice.to for notice in told] == [town["agency_head"]]
    assert not Notice.objects.filter(kind="masterplans.chapter_submitted").exists()
    turn = progress.turn_of(with_head, reader=town["agency_head"])
    assert turn.you
    assert not progress.turn_of(with_head, reader=town["writer"]).you
    with pytest.raises(Blocked):
        section = with_head.sections.first()
        sections.save(section, "<p>x</p>", by=town["writer"], base_version=section.version)
    with pytest.raises(Blocked):
        chapters.approve(with_head, by=town["mentor"])


def test_what_the_head_agrees_to_goes_to_the_mentor(with_head, town):
    for role in ("writer", "coordinator", "mentor", "writer_of_another_agency"):
        with pytest.raises(PermissionDenied):
            chapters.endorse(with_head, by=town[role])
    chapter = chapters.endorse(with_head, by=town["agency_head"], note="Setuju.")
    assert chapter.with_mentor
    word = Endorsement.objects.get()
    assert (word.outcome, word.revision.number, word.agency) == ("endorsed", 1, town.coordinating)
    assert Notice.objects.filter(kind="masterplans.chapter_submitted", to=town["mentor"]).exists()


def test_the_head_returns_a_chapter_with_a_note(with_head, town):
    with pytest.raises(Blocked):
        chapters.return_to_writers(with_head, by=town["agency_head"])
    chapter = chapters.return_to_writers(with_head, note="Lengkapi.", by=town["agency_head"])
    assert chapter.state == ChapterState.NEEDS_WORK
    assert Notice.objects.filter(kind="masterplans.chapter_returned", to=town["writer"]).exists()
    assert chapters.submit(chapter, by=town["writer"]).with_head


def test_writers_take_it_back_without_troubling_the_mentor(with_head, town):
    chapter = chapters.withdraw(with_head, by=town["writer"])
    assert chapter.state == ChapterState.WRITING
    assert not Notice.objects.filter(kind="masterplans.chapter_withdrawn").exists()


def test_a_head_who_hands_in_has_agreed_already(by_head, chapter, town):
    write_all(chapter, by=town["writer"])
    assert chapters.submit(chapter, by=town["agency_head"]).with_mentor


def test_an_agency_without_a_head_is_not_held_up(by_head, chapter, town):
    AgencyMember.objects.filter(agency=town.coordinating, role="head").delete()
    write_all(chapter, by=town["writer"])
    assert chapters.submit(chapter, by=town["writer"]).with_mentor


def test_without_the_rule_the_mentor_reads_at_once(chapter, town):
    write_all(chapter, by=town["writer"])
    assert chapters.submit(chapter, by=town["writer"]).with_mentor


def test_another_revision_than_the_one_read_is_not_agreed_to(with_head, town):
    with pytest.raises(Blocked):
        chapters.endorse(with_head, by=town["agency_head"], revision=0)


def test_the_head_finds_it_first_on_their_home_and_agrees_on_the_page(client, with_head, town):
    client.force_login(town["agency_head"])
    home = client.get(reverse("home")).content.decode()
    assert with_head.label in home
    client.post(reverse("switch_role"), {"role": "writer"})
    assert with_head.get_absolute_url() in client.get(reverse("home")).content.decode()
    page = client.get(with_head.get_absolute_url()).content.decode()
    assert reverse("masterplans:chapter_endorse", args=[with_head.pk]) in page
    revision = with_head.latest_revision
    client.post(
        reverse("masterplans:chapter_endorse", args=[with_head.pk]), {"revision": revision.pk}
    )
    with_head.refresh_from_db()
    assert with_head.with_mentor
