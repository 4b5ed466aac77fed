"""Do the pages of a plan's tree work: matrix, handing out, arranging, settings, holders?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.models import Chapter, Section
from masterplans.services import chapters, outlines, owners, sections
from masterplans.services.owners import Owners
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_page(client, town):
    def open_page(role, name, *args, query=""):
        client.force_login(town[role])
        response = client.get(reverse(f"masterplans:{name}", args=args) + query)
        return response, response.content.decode()

    return open_page


@pytest.fixture
def post(client, town):
    def post(role, name, *args, query="", **data):
        client.force_login(town[role])
        address = reverse(f"masterplans:{name}", args=args) + query
        return client.post(address, data, follow=True)

    return post


def test_the_matrix_counts_and_filters(open_page, chapter, plan, town):
    write_all(chapter, by=town["writer"])
    section = chapter.sections.first()
    owners.own(section, Owners(co_agencies=[town.works]), by=town["coordinator"])
    slug = town.enrolment.slug
    response, page = open_page("mentor", "plan_matrix", slug)
    row = response.context["books"][0]["chapters"][0]
    assert list(row["counts"].values()) == [0, 4, 0, 0, 0]
    assert "Dinas PU" in page
    response, page = open_page("coordinator", "plan_matrix", slug, query=f"?opd={town.works.pk}")
    shown = [
        s["pk"] for b in response.context["books"] for c in b["chapters"] for s in c["sections"]
    ]
    assert shown == [section.pk]
    response, page = open_page("coordinator", "plan_matrix", slug, query="?keadaan=started")
    assert {c["pk"] for b in response.context["books"] for c in b["chapters"]} == {chapter.pk}
    response, _page = open_page("coordinator", "plan_matrix", slug, query="?keadaan=ngawur&opd=x")
    assert response.status_code == 200


def test_the_matrix_asks_the_same_for_more_chapters_and_sections(client, plan, town):
    def cost():
        address = reverse("masterplans:plan_matrix", args=[town.enrolment.slug])
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    first = Chapter.objects.filter(book__plan=plan).first()
    write_all(first, by=town["coordinator"])
    client.force_login(town["coordinator"])
    few = cost()
    book = first.book
    for number in range(20, 33):
        chapter = Chapter.objects.create(book=book, number=number, title=f"Bab {number}")
        for order in range(1, 8):
            section = Section.objects.create(
                chapter=chapter, order=order, title=f"Bagian {order}", agency=town.works
            )
            section.co_agencies.add(town.coordinating)
            section.writers.add(town["writer"])
    assert Chapter.objects.filter(book__plan=plan).count() == 25
    assert cost() == few


def test_many_sections_are_handed_out_on_one_page(open_page, post, chapter, town):
    response, page = open_page("coordinator", "plan_assign", town.enrolment.slug)
    assert response.status_code == 200
    keys = [section.pk for section in chapter.sections.all()[:2]]
    said = {"sections": keys, "agency": town.works.pk, "due_on": "2019-08-01"}
    assert post("coordinator", "plan_assign", town.enrolment.slug, **said).status_code == 200
    assert chapter.sections.filter(agency=town.works).count() == 2
    empty = post("coordinator", "plan_assign", town.enrolment.slug, agency=town.works.pk)
    assert empty.status_code == 422
    nonsense = post(
        "coordinator", "plan_assign", town.enrolment.slug, sections=["x", "99999999"], due_on="abc"
    )
    assert nonsense.status_code == 422
    assert post("writer", "plan_assign", town.enrolment.slug, **said).status_code == 403


def test_a_section_is_moved_added_removed_and_put_back_on_its_page(open_page, post, chapter, town):
    first = chapter.sections.first()
    assert open_page("coordinator", "chapter_outline", chapter.pk)[0].status_code == 200
    assert open_page("writer", "chapter_outline", chapter.pk)[0].status_code == 403
    post("coordinator", "section_move", first.pk, step="down")
    first.refresh_from_db()
    assert first.number == "1.2"
    before = chapter.sections.first()
    post("coordinator", "section_move", first.pk, before=before.pk)
    first.refresh_from_db()
    assert first.number == "1.1"
    post("coordinator", "chapter_outline", chapter.pk, title="  Baru   sekali ", after=first.pk)
    assert chapter.sections.all()[1].title == "Baru sekali"
    assert post("coordinator", "chapter_outline", chapter.pk, title=" ").status_code == 422
    post("coordinator", "section_remove", first.pk)
    assert not Section.objects.filter(pk=first.pk).exists()
    post("coordinator", "section_put_back", first.pk)
    assert chapter.sections.first().pk == first.pk
    assert post("writer", "section_move", first.pk, step="down").status_code == 403


def test_settings_keep_what_was_typed_and_say_why(post, open_page, chapter, plan, town):
    section = chapter.sections.first()
    done = post(
        "coordinator",
        "section_settings",
        section.pk,
        part="asked",
        title="Wilayah",
        guidance="Luas.",
        checklist="Peta\n\nPeta\n Sumber ",
        example="Contoh.",
    )
    assert done.status_code == 200
    section.refresh_from_db()
    assert section.checklist == ["Peta", "Sumber"]
    owners_said = {"part": "owners", "co_agencies": [town.works.pk], "due_on": "2019-08-01"}
    post("coordinator", "section_settings", section.pk, **owners_said)
    assert list(section.co_agencies.all()) == [town.works]
    response, page = open_page("coordinator", "section_settings", section.pk)
    assert 'value="2019-08-01"' in page
    bad = post("coordinator", "section_settings", section.pk, part="owners", due_on="kemarin")
    assert bad.status_code == 422
    target = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    post("coordinator", "section_settings", section.pk, part="target", chapter=target.pk)
    section.refresh_from_db()
    assert section.chapter == target


def test_a_writer_ticks_and_hands_in_beside_the_text(post, open_page, chapter, town):
    section = chapter.sections.first()
    said = {"title": "A", "guidance": "Tulis.", "example": "Begini.", "by": town["coordinator"]}
    outlines.describe(section, checklist=["Peta ada"], **said)
    _response, page = open_page("writer", "section_write", section.pk)
    assert "Peta ada" in page
    assert "Begini." in page
    post("writer", "section_tick", section.pk, item="Peta ada", done="yes")
    assert section.ticks.get().by == town["writer"]
    assert post("mentor", "section_tick", section.pk, item="Peta ada").status_code == 403
    sections.save(section, "<p>Isi.</p>", by=town["writer"], base_version=0)
    post("writer", "section_hand_in", section.pk)
    section.refresh_from_db()
    assert section.handed_in == 1
    post("writer", "section_take_back", section.pk)
    section.refresh_from_db()
    assert section.handed_in is None


def test_chapters_are_arranged_on_the_page_of_the_structure(post, open_page, chapter, plan, town):
    slug = town.enrolment.slug
    assert "Pendahuluan" in open_page("writer", "plan_structure", slug)[1]
    post("coordinator", "chapter_add", slug, 1, title="Lampiran")
    new = Chapter.objects.get(book=chapter.book, title="Lampiran")
    assert post("coordinator", "chapter_add", slug, 1, title="").status_code == 422
    post("coordinator", "chapter_move", new.pk, step="up")
    new.refresh_from_db()
    assert new.number == Chapter.objects.filter(book=chapter.book).count() - 1
    post("coordinator", "chapter_rename", new.pk, title="Lampiran Data", standfirst="")
    post("coordinator", "chapter_remove", new.pk)
    assert open_page("mentor", "chapter_detail", new.pk)[0].status_code == 404
    post("coordinator", "chapter_put_back", new.pk)
    assert Chapter.objects.get(pk=new.pk).title == "Lampiran Data"


def test_a_removed_section_is_gone_from_every_page(open_page, chapter, town):
    section = chapter.sections.first()
    outlines.remove(section, by=town["coordinator"])
    assert open_page("writer", "section_write", section.pk)[0].status_code == 404
    assert (
        section.title
        not in open_page("writer", "plan_structure", town.enrolment.slug)[1].split("Buku 2")[0]
    )


def test_the_days_of_each_holder_are_on_one_page(open_page, submitted, town):
    chapters.approve(submitted, by=town["mentor"])
    response, page = open_page("coordinator", "plan_holders", town.enrolment.slug)
    assert response.status_code == 200
    assert submitted.label in page
    year = town.enrolment.cohort.year
    assert open_page("ministry", "cohort_holders", year)[0].status_code == 200
    assert open_page("mentor", "cohort_holders", year)[0].status_code == 404


def test_the_coordinator_says_which_records_stand_below_the_text(post, chapter):
    section = chapter.sections.first()
    said = {"part": "asked", "title": "A", "guidance": "", "checklist": "", "example": ""}
    post("coordinator", "section_settings", section.pk, **said, blocks=["swot", "gaps"])
    post("coordinator", "section_settings", section.pk, **said, blocks=["readiness", "gaps"])
    section.refresh_from_db()
    assert section.blocks == ["gaps", "readiness"]
    wrong = post("coordinator", "section_settings", section.pk, **said, blocks=["nothing"])
    assert wrong.status_code == 422
