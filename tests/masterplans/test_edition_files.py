"""Can the Word, slides and Excel files of an old edition be had as it was, whatever was written since?"""

import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from accounts.models import Job
from accounts.services import jobs
from masterplans import dossier
from masterplans.models import (
    BibliographyEntry,
    Book,
    BookEdition,
    Chapter,
    OutputKind,
    PlanOutput,
    PlanProgram,
    SwotItem,
)
from masterplans.outputs.plain import as_plain, from_plain
from masterplans.pdf.plan_context import plan_records
from masterplans.services import chapters, outputs, publication, sections, volumes
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
OLD, NEW = "Kalimat pertama.", "Kalimat kedua."


@pytest.fixture
def small(plan, town):
    """A plan of one book with one chapter, a vision, a programme and a statement, approved."""
    Book.objects.filter(plan=plan).exclude(number=3).delete()
    plan.vision = "Kota lama (contoh)"
    plan.save()
    guidance = plan.enrolment.cohort.edition
    program = PlanProgram.objects.create(
        plan=plan,
        code="GOV-01",
        name="Layanan lama",
        dimension=guidance.dimensions.first(),
        horizon=guidance.horizons.first(),
        rpjmd_reference="Misi lama",
    )
    program.budgets.create(year=plan.enrolment.period_start, fund="APBD", amount=100_000_000)
    SwotItem.objects.create(plan=plan, quadrant="S", statement="Jaringan lama")
    BibliographyEntry.objects.create(
        plan=plan, key="bps", authors="BPS", year="2019", title="Angka lama"
    )
    text = f'<p>{OLD} <cite data-source="bps"></cite></p>'
    write_all(Chapter.objects.get(book__plan=plan), by=town["coordinator"], text=text)
    _approve(plan, town)
    return plan


def _approve(plan, town):
    chapter = Chapter.objects.get(book__plan=plan)
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])


def _rewrite(plan, town):
    """Change everything that an edition showed."""
    chapter = Chapter.objects.get(book__plan=plan)
    chapters.reopen(chapter, by=town["coordinator"])
    section = chapter.sections.first()
    sections.save(section, f"<p>{NEW}</p>", by=town["coordinator"], base_version=section.version)
    program = PlanProgram.objects.get(plan=plan)
    program.budgets.update(amount=900_000_000)
    PlanProgram.objects.filter(plan=plan).update(name="Layanan baru", rpjmd_reference="Misi baru")
    SwotItem.objects.filter(plan=plan).update(statement="Jaringan baru")
    BibliographyEntry.objects.filter(plan=plan).update(title="Angka baru")
    plan.vision = "Kota baru"
    plan.save()


@pytest.fixture
def issued(small, town):
    edition = publication.issue_now(small.books.get(), by=town["coordinator"])
    _rewrite(small, town)
    return edition


def made(edition, kind, town, book=None) -> bytes:
    plan = edition.book.plan if isinstance(edition, BookEdition) else edition.plan
    output = outputs.make_now(plan, kind, book, by=town["coordinator"], edition=edition)
    return blobs.read(output.sha256)


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    heads = [p.text for s in document.sections for p in s.header.paragraphs]
    return "\n".join([*heads, *(p.text for p in document.paragraphs)])


def cells_of(xlsx: bytes) -> list:
    book = load_workbook(io.BytesIO(xlsx))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


def said_on(pptx: bytes) -> str:
    shapes = [s for slide in Presentation(io.BytesIO(pptx)).slides for s in slide.shapes]
    tables = [c.text for s in shapes if s.has_table for r in s.table.rows for c in r.cells]
    return "\n".join([*(s.text_frame.text for s in shapes if s.has_text_frame), *tables])


def test_records_come_back_from_plain_json_as_they_were(small):
    records = plan_records(small)
    assert from_plain(json.loads(json.dumps(as_plain(records)))) == records


def test_the_manuscript_shows_the_approved_text_and_the_work_as_it_was(issued, small, town):
    told = words_of(made(issued, OutputKind.MANUSCRIPT, town, small.books.get()))
    assert OLD in told and NEW not in told
    assert "Angka lama" in told and "Angka baru" not in told
    assert issued.code in told and issued.sha256[:4] in told


def test_slides_lists_and_alignment_show_the_records_as_they_were(issued, town):
    deck = said_on(made(issued, OutputKind.SLIDES, town))
    assert "Kota lama" in deck and "Kota baru" not in deck and issued.code in deck
    lists = cells_of(made(issued, OutputKind.RECORDS, town))
    assert "Layanan lama" in lists and "Layanan baru" not in lists
    assert any(issued.sha256 in str(cell) for cell in lists)
    aligned = cells_of(made(issued, OutputKind.ALIGNMENT, town))
    assert "Misi lama" in aligned and "Misi baru" not in aligned
    assert any(issued.sha256 in str(cell) for cell in aligned)


def test_the_same_file_of_an_edition_is_made_once_and_stays(issued, small, town):
    first = outputs.make_now(small, OutputKind.RECORDS, by=town["coordinator"], edition=issued)
    now = outputs.make_now(small, OutputKind.RECORDS, by=town["coordinator"])
    again = outputs.make_now(small, OutputKind.RECORDS, by=town["coordinator"], edition=issued)
    assert again == first != now
    SwotItem.objects.create(plan=small, quadrant="W", statement="Baru lagi")
    outputs.make_now(small, OutputKind.RECORDS, by=town["coordinator"])
    assert PlanOutput.objects.filter(pk=first.pk).exists()
    assert blobs.exists(first.sha256)


def test_a_withdrawn_edition_says_so_in_its_files(issued, town):
    publication.withdraw(issued, by=town["ministry"], reason="Keliru.")
    issued.refresh_from_db()
    with override("id"):
        words = gettext("This edition was withdrawn on %(day)s.").partition("%")[0]
    assert any(words in str(cell) for cell in cells_of(made(issued, OutputKind.RECORDS, town)))


def test_a_volume_has_its_files_too(small, town):
    edition = volumes.issue_now(small, by=town["coordinator"])
    _rewrite(small, town)
    told = words_of(made(edition, OutputKind.MANUSCRIPT, town, small.books.get()))
    assert OLD in told and NEW not in told
    assert "Layanan lama" in cells_of(made(edition, OutputKind.RECORDS, town))


def test_an_edition_without_its_material_says_why_nothing_can_be_made(small, town, client):
    edition = BookEdition.objects.create(
        book=small.books.get(), number=1, sha256="d" * 64, pages=1, size=1,
        issued_by=town["coordinator"], issued_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(Blocked):
        outputs.make_now(small, OutputKind.RECORDS, by=town["coordinator"], edition=edition)
    client.force_login(town["writer"])
    assert client.get(reverse("masterplans:edition_files", args=["d" * 64])).status_code == 200


def test_the_page_offers_every_file_and_a_worker_makes_it(issued, small, town, client):
    client.force_login(town["coordinator"])
    page = reverse("masterplans:edition_files", args=[issued.sha256])
    assert issued.sha256 in client.get(page).text
    address = reverse("masterplans:edition_file_make", args=[issued.sha256, "records", 0])
    assert client.post(address).status_code == 302
    jobs.run(Job.objects.get(kind=outputs.JOB).pk)
    (output,) = PlanOutput.objects.filter(edition_sha256=issued.sha256)
    assert output.get_absolute_url() in client.get(page).text
    answer = client.get(output.get_absolute_url())
    assert "edisi-1" in answer["Content-Disposition"]
    listed = client.get(reverse("masterplans:output_list", args=[small.enrolment.slug])).text
    assert output.get_absolute_url() not in listed
    assert page in listed
    client.force_login(town["stranger"])
    assert client.get(page).status_code == 404
    assert client.post(address).status_code == 404


def test_the_dossier_holds_what_an_edition_kept(issued, small):
    found = {entry.path: entry.sha256 for entry in dossier.entries(small.enrolment)}
    assert found["buku/buku-3-edisi-1.pdf"] == issued.sha256
    assert found["buku/buku-3-edisi-1.json"] == issued.material_sha256
    kept = json.loads(blobs.read(issued.material_sha256))
    assert OLD in kept["books"][0]["chapters"][0]["sections"][0]["html"]
