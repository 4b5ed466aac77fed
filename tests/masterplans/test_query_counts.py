"""Do one row and three rows cost the same? Every list of the masterplan, counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.models import (
    Chapter,
    GapItem,
    Mission,
    Objective,
    ReadinessItem,
    SwotItem,
)
from masterplans.services import assigning, chapters, comments, quick_wins, records, sections
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def cost(client):
    """Return how many queries a page asks."""

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return cost


def test_the_review_queue(client, cost, plan, town):
    rows = list(Chapter.objects.filter(book__plan=plan, book__number=1).order_by("number"))

    def hand_in(chapter):
        write_all(chapter, by=town["coordinator"])
        if not SwotItem.objects.exists():
            records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="x")
        comment = comments.add(chapter, text="?", by=town["mentor"])
        comments.answer(comment, text="!", by=town["coordinator"])
        chapters.submit(chapter, by=town["coordinator"])

    hand_in(rows[0])
    client.force_login(town["mentor"])
    address = reverse("masterplans:review_queue")
    one = cost(address)
    hand_in(rows[1])
    hand_in(rows[4])

    assert cost(address) == one


def test_my_sections(client, cost, chapter, town):
    client.force_login(town["writer_of_another_agency"])
    address = reverse("masterplans:my_sections")
    parts = list(chapter.sections.all())
    assigning.assign_section(parts[0], town.works, by=town["coordinator"])
    one = cost(address)
    for part in parts[1:3]:
        assigning.assign_section(part, town.works, by=town["coordinator"])
        comments.add(chapter, text="?", section=part, by=town["mentor"])

    assert cost(address) == one


def test_the_chapter_with_its_comments(client, cost, chapter, town):
    write_all(chapter, by=town["writer"])
    chapters.submit(chapter, by=town["writer"])
    client.force_login(town["mentor"])
    address = chapter.get_absolute_url()

    def talk():
        comment = comments.add(
            chapter, text="?", section=chapter.sections.first(), by=town["mentor"]
        )
        comments.answer(comment, text="!", by=town["writer"])

    talk()
    one = cost(address)
    talk()
    talk()

    assert cost(address) == one


def test_the_plan_and_the_book(client, cost, plan, town):
    client.force_login(town["coordinator"])
    addresses = [plan.get_absolute_url(), plan.books.first().get_absolute_url()]
    before = [cost(address) for address in addresses]
    for chapter in Chapter.objects.filter(book__plan=plan, book__number=1)[:3]:
        write_all(chapter, by=town["coordinator"])
        comments.add(chapter, text="?", by=town["mentor"])

    assert [cost(address) for address in addresses] == before


def test_the_tables_of_the_plan(client, cost, plan, town):
    by, edition = town["coordinator"], plan.enrolment.cohort.edition
    dimension, horizon = edition.dimensions.first(), edition.horizons.first()
    slug = plan.enrolment.slug

    def enter(number):
        agency = town.works
        records.add(SwotItem, plan, by=by, quadrant="S", statement=f"{number}", agency=agency)
        records.add(
            GapItem,
            plan,
            by=by,
            dimension=dimension,
            current="a",
            target="b",
            gap="c",
            agency=agency,
        )
        records.add(
            ReadinessItem,
            plan,
            by=by,
            component="S",
            indicator="i",
            condition="c",
            rating=1,
            agency=agency,
        )
        mission = records.add(Mission, plan, by=by, text="m")
        records.add(Objective, plan, by=by, mission=mission, text="s", targets={2020: "1"})
        records.add_program(
            plan, by=by, name=f"P{number}", dimension=dimension, horizon=horizon, agency=agency,
            targets={2020: "1"}, budgets={(2020, "APBD"): 1},
        )  # fmt: skip
        quick_wins.nominate(plan, by=by, name=f"Q{number}", dimension=dimension, agency=agency)

    addresses = [
        reverse("masterplans:program_list", kwargs={"slug": slug}),
        reverse("masterplans:quick_win_list", kwargs={"slug": slug}),
        reverse("masterplans:vision", kwargs={"slug": slug}),
        *(
            reverse("masterplans:record_list", kwargs={"slug": slug, "kind": kind})
            for kind in ("swot", "kesiapan", "kesenjangan", "rencana-aksi")
        ),
    ]
    client.force_login(by)
    enter(1)
    one = [cost(address) for address in addresses]
    enter(2)
    enter(3)

    assert [cost(address) for address in addresses] == one


def test_the_versions_of_a_section(client, cost, chapter, town):
    section = chapter.sections.first()
    client.force_login(town["writer"])
    address = reverse("masterplans:section_versions", kwargs={"pk": section.pk})
    sections.save(section, "<p>1</p>", by=town["writer"], base_version=0)
    one = cost(address)
    sections.save(section, "<p>2</p>", by=town["agency_head"], base_version=1)
    sections.save(section, "<p>3</p>", by=town["coordinator"], base_version=2)

    assert cost(address) == one
