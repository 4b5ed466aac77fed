"""What do readers see of the way from one edition to the next, of a book and of a volume?"""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from masterplans import annexes, edition_differences
from masterplans.models import Book, Chapter, PlanProgram, SwotItem
from masterplans.pdf.content import Annex, AnnexTable
from masterplans.services import chapters, dress, publication, sections, volumes
from programs.models import Dimension, Horizon
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><td><p>Tahun</p></td><td><p>{}</p></td></tr></tbody></table>"


@pytest.fixture
def small(plan, town):
    """A plan of one book with one chapter, a programme and a statement, approved."""
    Book.objects.filter(plan=plan).exclude(number=3).delete()
    chapter = Chapter.objects.get(book__plan=plan)
    write_all(chapter, by=town["coordinator"], text="<p>Kalimat pertama.</p>" + TABLE.format(2020))
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
    _approve(chapter, town)
    return plan


def _approve(chapter, town):
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])


def _change(plan, town):
    chapter = Chapter.objects.get(book__plan=plan)
    chapters.reopen(chapter, by=town["coordinator"])
    section = chapter.sections.first()
    text = "<p>Kalimat kedua.</p>" + TABLE.format(2024)
    sections.save(section, text, by=town["coordinator"], base_version=section.version)
    program = PlanProgram.objects.get(plan=plan)
    program.budgets.update(amount=Decimal(250_000_000))
    PlanProgram.objects.filter(plan=plan).update(name="Layanan satu pintu kota")
    SwotItem.objects.all().delete()
    _approve(chapter, town)


@pytest.fixture
def two(small, town):
    """Two editions of Buku 3: a sentence, a cell, a programme's amount and a SWOT item changed."""
    book = small.books.get()
    first = publication.issue_now(book, by=town["coordinator"])
    _change(small, town)
    return first, publication.issue_now(book, by=town["coordinator"])


@pytest.fixture
def two_volumes(small, town):
    first = volumes.issue_now(small, by=town["coordinator"])
    _change(small, town)
    return first, volumes.issue_now(small, by=town["coordinator"])


def _sheets(content: bytes) -> dict[str, list[tuple]]:
    return {
        s.title: list(s.iter_rows(values_only=True)) for s in load_workbook(io.BytesIO(content))
    }


def test_the_changed_section_is_there_with_both_texts(two):
    (chapter,) = edition_differences.between(*two).chapters
    (section,) = chapter.sections
    assert chapter.kind == section.kind == "changed"
    assert "pertama" in section.old and "kedua" in section.new


def test_records_are_told_as_changed_added_or_removed(two):
    found = edition_differences.between(*two)
    told = {(row.name, row.kind) for group in found.records for row in group.changes}
    assert ("GOV-01 Layanan satu pintu kota", "changed") in told
    assert ("Jaringan serat optik", "removed") in told
    back = edition_differences.between(*reversed(two))
    told = {(row.name, row.kind) for group in back.records for row in group.changes}
    assert ("Jaringan serat optik", "added") in told


def test_an_amount_that_changed_is_told_with_its_year_and_fund(two):
    found = edition_differences.between(*two)
    programs = found.records[0].changes[0].fields
    assert [(f.old, f.new) for f in programs if "2020" in f.label] == [
        ("Rp100.000.000", "Rp250.000.000")
    ]
    assert any("APBD" in f.label for f in programs)


def test_a_statement_that_was_reworded_is_one_change(two, small, town):
    SwotItem.objects.create(plan=small, quadrant="S", statement="Jaringan serat optik kota")
    chapter = Chapter.objects.get(book__plan=small)
    chapters.reopen(chapter, by=town["coordinator"])
    _approve(chapter, town)
    third = publication.issue_now(small.books.get(), by=town["coordinator"])
    (group,) = [g for g in edition_differences.between(two[0], third).records if g.noun == "butir SWOT"] or [
        g for g in edition_differences.between(two[0], third).records if g.changes[0].name.startswith("Jaringan")
    ]  # fmt: skip
    assert [(row.kind, row.name) for row in group.changes] == [
        ("changed", "Jaringan serat optik kota")
    ]


def test_amounts_are_summed_by_agency_and_in_all(two, town):
    found = edition_differences.between(*two)
    (row,) = found.changed_amounts
    assert row.agency == str(town.coordinating)
    assert (row.old, row.new, row.difference) == (100_000_000, 250_000_000, 150_000_000)
    assert found.total.difference == 150_000_000


def test_the_page_shows_it_to_the_city_and_to_nobody_else(two, town, client):
    address = reverse("masterplans:edition_compare", args=[two[1].sha256])
    client.force_login(town["writer"])
    page = client.get(address).text
    assert "<del>pertama</del>" in page and "<ins>kedua</ins>" in page
    assert "cell-changed" in page
    assert "+Rp150.000.000" in page
    beside = client.get(address, {"tampilan": "sejajar"}).text
    assert "<del>pertama</del>" in beside
    client.force_login(town["stranger"])
    assert client.get(address).status_code == 404


def test_the_workbook_holds_amounts_records_and_texts(two, town, client):
    client.force_login(town["writer"])
    answer = client.get(reverse("masterplans:edition_differences", args=[two[1].sha256]))
    sheets = _sheets(answer.content)
    told = [cell for rows in sheets.values() for row in rows for cell in row]
    assert 150_000_000 in told
    assert ("2020", "2024") in [row[-2:] for row in list(sheets.values())[-1]]
    assert two[0].sha256 in told and two[1].sha256 in told


def test_two_editions_of_a_volume_are_compared_in_the_same_way(two_volumes, town, client):
    found = edition_differences.between(*two_volumes)
    assert [chapter.kind for chapter in found.chapters] == ["changed"]
    assert found.total.difference == 150_000_000
    client.force_login(town["writer"])
    page = client.get(reverse("masterplans:volume_compare", args=[two_volumes[1].sha256])).text
    assert "<ins>kedua</ins>" in page and "Buku 3" in page
    answer = client.get(reverse("masterplans:volume_differences", args=[two_volumes[1].sha256]))
    assert len(_sheets(answer.content)) == 4
    client.force_login(town["stranger"])
    assert client.get(reverse("masterplans:volume_compare", args=[two_volumes[1].sha256])).status_code == 404  # fmt: skip


def test_an_edition_without_another_has_nothing_to_be_compared_with(two, town, client):
    client.force_login(town["writer"])
    assert client.get(reverse("masterplans:edition_compare", args=["0" * 64])).status_code == 404


def test_one_and_many_differences_cost_the_same_queries(two, small, town, client):
    client.force_login(town["writer"])

    def cost(edition) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("masterplans:edition_compare", args=[edition.sha256]))
        return len(queries)

    cost(two[1])
    one = cost(two[1])
    for number in range(2, 5):
        program = PlanProgram.objects.get(plan=small, code="GOV-01")
        program.pk, program.code = None, f"GOV-0{number}"
        program.save()
        program.budgets.create(year=2020, fund="APBD", amount=Decimal(1000))
        SwotItem.objects.create(plan=small, quadrant="W", statement=f"Kelemahan {number}")
    chapter = Chapter.objects.get(book__plan=small)
    chapters.reopen(chapter, by=town["coordinator"])
    _approve(chapter, town)
    third = publication.issue_now(small.books.get(), by=town["coordinator"])
    assert cost(third) == one


def test_a_volume_is_issued_again_when_only_its_annexes_changed(small, town, client, monkeypatch):
    shown = Annex("Lampiran uji", tables=(AnnexTable("Tabel", ("Isi",), (100,), (("satu",),)),))
    monkeypatch.setitem(annexes.MAKERS, "tests", (1, "Uji", lambda enrolment: shown))
    first = volumes.issue_now(small, by=town["coordinator"])
    assert volumes.reasons_against_issue(small)
    anew = Annex("Lampiran uji", tables=(AnnexTable("Tabel", ("Isi",), (100,), (("dua",),)),))
    monkeypatch.setitem(annexes.MAKERS, "tests", (1, "Uji", lambda enrolment: anew))
    assert volumes.reasons_against_issue(small) == []
    second = volumes.issue_now(small, by=town["coordinator"])
    (group,) = edition_differences.between(first, second).records
    assert [(row.name, row.kind) for row in group.changes] == [("Lampiran uji", "changed")]
    client.force_login(town["writer"])
    address = reverse("masterplans:volume_compare", args=[second.sha256])
    assert "Lampiran uji" in client.get(address).text


def test_a_book_with_annexes_knows_when_they_changed(small, town, monkeypatch):
    book = dress.wear_annexes(small.books.get(), by=town["coordinator"], wanted=True)
    publication.issue_now(book, by=town["coordinator"])
    assert publication.reasons_against_issue(book)
    anew = Annex("Lampiran uji", tables=(AnnexTable("Tabel", ("Isi",), (100,), (("dua",),)),))
    monkeypatch.setitem(annexes.MAKERS, "tests", (1, "Uji", lambda enrolment: anew))
    assert publication.reasons_against_issue(book) == []


def test_a_chapter_that_was_renumbered_is_still_the_same_chapter(small, town):
    first = publication.issue_now(small.books.get(), by=town["coordinator"])
    Chapter.objects.filter(book__plan=small).update(number=4)
    _change(small, town)
    second = publication.issue_now(small.books.get(), by=town["coordinator"])
    (chapter,) = edition_differences.between(first, second).chapters
    assert chapter.kind == "changed" and chapter.title.startswith("Bab 4 ")
