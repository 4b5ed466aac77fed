"""Where does each role land, and does the work that waits come first?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from masterplans.models import Chapter, Comment
from masterplans.states import ChapterState
from programs.models import Coordinator, MentorAssignment
from tests.factories import EnrolmentFactory
from tests.workshops.factories import fill_swot
from workshops.services import journeys

pytestmark = pytest.mark.django_db
HOME = "/beranda/"


def in_review(plan, book=2, number=5, days=2):
    chapter = Chapter.objects.get(book__plan=plan, book__number=book, number=number)
    Chapter.objects.filter(pk=chapter.pk).update(
        state=ChapterState.IN_REVIEW, state_since=timezone.now() - timedelta(days=days)
    )
    return chapter


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("ministry", "Papan daerah"),
        ("mentor", "Bab menunggu Anda"),
        ("coordinator", "Papan tanda tangan"),
        ("writer", "Bagian Anda"),
        ("head_of_region", "Tanda tangan saya"),
        ("assessor", "Daerah yang ditugaskan kepada Anda"),
        ("observer", "Daerah yang dapat Anda baca"),
        ("stranger", "Anda belum memiliki peran dalam program"),
    ],
)
def test_each_role_lands_on_its_own_page(as_role, plan, role, heading):
    page = as_role(role).get(HOME)
    assert page.status_code == 200
    assert heading in page.content.decode()


def test_anonymous_people_are_sent_to_sign_in(client, plan):
    assert client.get(HOME).url.startswith(reverse("account_login"))


def test_somebody_with_two_roles_switches(as_role, town, plan):
    client = as_role("agency_head")
    assert "Tanda tangan saya" in client.get(HOME).content.decode()
    client.post(reverse("switch_role"), {"role": "writer"})
    assert "Bagian Anda" in client.get(HOME).content.decode()


def test_a_role_that_is_not_mine_cannot_be_chosen(as_role, plan):
    client = as_role("writer")
    client.post(reverse("switch_role"), {"role": "ministry"})
    assert "Bagian Anda" in client.get(HOME).content.decode()


def test_the_mentor_sees_the_oldest_chapter_first(as_role, plan):
    in_review(plan, number=5, days=2)
    in_review(plan, number=2, days=6)
    page = as_role("mentor").get(HOME).content.decode()
    assert "2 bab menunggu tinjauan Anda." in page
    assert page.index("Bab 2 Visi Smart City") < page.index("Bab 5 Peta Jalan")


def test_the_mentor_closes_answered_comments(as_role, town, plan):
    chapter = in_review(plan)
    Comment.objects.create(
        chapter=chapter,
        text="Rujuk misi RPJMD.",
        by=town["mentor"],
        at=timezone.now(),
        state="answered",
    )
    page = as_role("mentor").get(HOME).content.decode()
    assert "Komentar sudah dijawab" in page and "Rujuk misi RPJMD." in page


def test_the_mentor_finds_outputs_to_check(as_role, plan):
    fill_swot(plan)
    assert "Analisis SWOT" in as_role("mentor").get(HOME).content.decode()


def test_the_coordinator_is_told_the_next_step(as_role, plan):
    page = as_role("coordinator").get(HOME).content.decode()
    assert "Tetapkan tanggal Bimtek I" in page
    assert "0 dari 6 syarat terpenuhi" in page and "Salin sebagai teks WhatsApp" in page


def test_a_coordinator_of_two_regions_switches_by_address(as_role, town, plan):
    other = EnrolmentFactory(cohort=town.enrolment.cohort)
    Coordinator.objects.create(region=other.region, user=town["coordinator"], since="2019-01-01")
    journeys.lay_out(other)
    client = as_role("coordinator")
    page = client.get(reverse("home_of", kwargs={"slug": other.slug})).content.decode()
    assert f"<h1>{other.region}" in page
    assert f"<h1>{other.region}" in client.get(HOME).content.decode()


def test_another_region_cannot_be_chosen(as_role, town, plan):
    url = reverse("home_of", kwargs={"slug": town.elsewhere.slug})
    assert as_role("coordinator").get(url).status_code == 404


def test_the_writer_sees_own_sections_and_answers_comments(as_role, town, plan):
    chapter = Chapter.objects.get(book__plan=plan, book__number=2, number=1)
    Chapter.objects.filter(pk=chapter.pk).update(state=ChapterState.NEEDS_WORK)
    Comment.objects.create(
        chapter=chapter,
        section=chapter.sections.first(),
        text="Sebutkan dasar hukumnya.",
        by=town["mentor"],
        at=timezone.now(),
    )
    page = as_role("writer").get(HOME).content.decode()
    assert "1.1 Latar belakang" in page and "Perbaiki" in page
    assert "Sebutkan dasar hukumnya." in page and "Kirim jawaban" in page
    other = as_role("writer_of_another_agency").get(HOME).content.decode()
    assert "Sebutkan dasar hukumnya." not in other
    assert "Belum ada bagian untuk Anda" in other


@pytest.mark.parametrize(
    ("role", "limit"),
    [("mentor", 48), ("observer", 48), ("assessor", 48)],
)
@pytest.mark.parametrize("many", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(
    as_role, town, plan, role, limit, many, django_assert_max_num_queries
):
    from masterplans.services import plans
    from programs.models import AssessorAssignment, Observer

    in_review(plan)
    for _n in range(many - 1):
        more = EnrolmentFactory(cohort=town.enrolment.cohort)
        in_review(plans.open_for(more, by=town["ministry"]))
        journeys.lay_out(more)
        MentorAssignment.objects.create(
            enrolment=more, mentor=town["mentor"].mentor, since="2019-01-01"
        )
        AssessorAssignment.objects.create(
            cohort=more.cohort, region=more.region, user=town["assessor"], since="2019-01-01"
        )
        Observer.objects.create(user=town["observer"], region=more.region, since="2019-01-01")
    client = as_role(role)
    with django_assert_max_num_queries(limit):
        assert client.get(HOME).status_code == 200


def test_the_menu_marks_the_door_behind_which_a_page_lies(as_role, plan):
    page = as_role("coordinator").get(
        reverse("masterplans:book_detail", args=[plan.enrolment.slug, 1])
    )
    door = reverse("masterplans:plan_detail", args=[plan.enrolment.slug])
    assert f'<a href="{door}" aria-current="true">' in page.content.decode()
