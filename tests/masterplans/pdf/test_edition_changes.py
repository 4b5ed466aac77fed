"""What do readers see of the way from one edition to the next?"""

from decimal import Decimal

import pytest
from django.urls import reverse

from masterplans import edition_changes
from masterplans.models import Book, PlanProgram, SwotItem
from masterplans.services import chapters, publication, sections
from programs.models import Dimension, Horizon
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(plan, town):
    """Two editions of Buku 3: a sentence, a programme's amount and a SWOT item changed."""
    book = Book.objects.get(plan=plan, number=3)
    chapter = book.chapters.get()
    write_all(chapter, by=town["coordinator"], text="<p>Kalimat pertama.</p>")
    program = PlanProgram.objects.create(
        plan=plan,
        code="GOV-01",
        name="Layanan satu pintu",
        dimension=Dimension.objects.filter(edition=plan.enrolment.cohort.edition).first(),
        horizon=Horizon.objects.filter(edition=plan.enrolment.cohort.edition).first(),
        agency=town.coordinating,
    )
    program.budgets.create(year=2020, fund="APBD", amount=Decimal(100_000_000))
    SwotItem.objects.create(plan=plan, quadrant="S", statement="Jaringan serat optik")
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])
    first = publication.issue_now(book, by=town["coordinator"])

    chapters.reopen(chapter, by=town["coordinator"])
    section = chapter.sections.first()
    sections.save(
        section, "<p>Kalimat kedua.</p>", by=town["coordinator"], base_version=section.version
    )
    program.budgets.update(amount=Decimal(250_000_000))
    SwotItem.objects.all().delete()
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])
    return first, publication.issue_now(book, by=town["coordinator"])


def test_the_changed_sentence_stands_beside_the_old_one(two):
    (chapter,) = edition_changes.chapters(*two)
    (section,) = chapter.sections
    assert chapter.kind == section.kind == "changed"
    assert [(line.old, line.new) for line in section.lines] == [
        ("Kalimat pertama.", "Kalimat kedua.")
    ]


def test_records_are_told_as_changed_added_or_removed(two):
    told = {(row.name, row.kind) for row in edition_changes.records(*two)}
    assert ("GOV-01 Layanan satu pintu", "changed") in told
    assert ("Jaringan serat optik", "removed") in told
    back = {(row.name, row.kind) for row in edition_changes.records(*reversed(two))}
    assert ("Jaringan serat optik", "added") in back


def test_amounts_are_summed_by_agency(two, town):
    (row,) = edition_changes.amounts(*two)
    assert row.agency == str(town.coordinating)
    assert (row.old, row.new, row.difference) == (100_000_000, 250_000_000, 150_000_000)


def test_the_page_shows_it_to_the_city_and_to_nobody_else(two, town, client):
    address = reverse("masterplans:edition_compare", args=[two[1].sha256])
    client.force_login(town["writer"])
    page = client.get(address).text
    assert "Kalimat kedua." in page
    assert "Rp150.000.000" in page
    client.force_login(town["stranger"])
    assert client.get(address).status_code == 404


def test_an_edition_without_another_has_nothing_to_be_compared_with(two, town, client):
    book = two[0].book
    other = book.plan.books.exclude(pk=book.pk).first()
    assert not other.editions.exists()
    client.force_login(town["writer"])
    assert client.get(reverse("masterplans:edition_compare", args=["0" * 64])).status_code == 404
