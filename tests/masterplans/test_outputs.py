"""Which files are made from a plan, do they hold what they promise, and who gets them?"""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from accounts.models import Job, JobState
from accounts.services import imports, jobs
from masterplans.models import (
    BookEdition,
    Mission,
    Objective,
    OutputKind,
    PlanOutput,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Section,
    SwotItem,
)
from masterplans.outputs import workbook
from masterplans.outputs.holdings import Holdings
from masterplans.pdf import context, press
from masterplans.services import outputs, sections
from masterplans.states import QuickWinState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import xlsx_reading

pytestmark = pytest.mark.django_db
MOST_QUERIES = 40


@pytest.fixture
def full(plan, town):
    """A plan with something of every kind that slides tell."""
    edition = plan.enrolment.cohort.edition
    plan.vision = "Kota yang melayani (contoh)"
    plan.save()
    horizon = edition.horizons.first()
    first = plan.enrolment.period_start
    for number, dimension in enumerate(edition.dimensions.all(), start=1):
        program = PlanProgram.objects.create(
            plan=plan,
            code=f"P-{number}",
            name=f"Program contoh {number}",
            dimension=dimension,
            horizon=horizon,
            rpjmd_reference="Misi 1 (contoh)" if number > 1 else "",
        )
        program.budgets.create(year=first, fund="APBD", amount=1_000_000_000 * number)
        program.targets.create(year=first, value="10")
    for quadrant in "SWOT":
        SwotItem.objects.create(plan=plan, quadrant=quadrant, statement=f"Pernyataan {quadrant}")
    for rating in (1, 2, 3):
        ReadinessItem.objects.create(
            plan=plan,
            component=(edition.readiness_components or ["Struktur"])[0],
            part="Bagian",
            indicator=f"Indikator {rating}",
            condition="Keadaan kini",
            rating=rating,
        )
    mission = Mission.objects.create(plan=plan, text="Layanan mudah", rpjmd_reference="Misi 2")
    Objective.objects.create(plan=plan, mission=mission, text="Layanan menyatu")
    QuickWin.objects.create(
        plan=plan,
        year=first,
        name="Akun tunggal (contoh)",
        dimension=edition.dimensions.first(),
        state=QuickWinState.FINAL,
        innovation="Satu akun bagi semua layanan",
    )
    return plan


def said(sentence):
    """Return a sentence as Indonesian readers see it."""
    with override("id"):
        return gettext(sentence)


def make(plan, kind, town, book=None):
    return outputs.make_now(plan, kind, book, by=town["coordinator"])


def read(output):
    return io.BytesIO(blobs.read(output.sha256))


def page_url(plan):
    return reverse("masterplans:output_list", args=[plan.enrolment.slug])


def test_the_presentation_has_twelve_to_eighteen_slides_with_titles_notes_and_sources(full, town):
    deck = Presentation(read(make(full, OutputKind.SLIDES, town)))

    slides = list(deck.slides)
    assert 12 <= len(slides) <= 18
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    assert all("Sumber" in slide.notes_slide.notes_text_frame.text for slide in slides[1:])
    told = " ".join(slide.shapes.title.text_frame.text for slide in slides)
    for name in full.enrolment.cohort.edition.dimensions.values_list("name", flat=True):
        assert name in told


def test_tables_and_charts_of_the_presentation_can_be_edited(full, town):
    deck = Presentation(read(make(full, OutputKind.SLIDES, town)))

    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    assert len(charts) >= 3
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in charts)
    assert sum(shape.has_table for shape in shapes) >= 8
    assert all(
        shape._element.xpath("./*/p:cNvPr/@descr")[0]
        for shape in shapes
        if shape.has_chart or shape.has_table
    )


def test_nothing_of_the_presentation_stands_outside_its_slides(full, town):
    deck = Presentation(read(make(full, OutputKind.SLIDES, town)))

    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height


def test_every_shape_of_a_slide_has_a_number_of_its_own_and_every_slide_its_page(full, town):
    deck = Presentation(read(make(full, OutputKind.SLIDES, town)))

    for slide in deck.slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(numbers) == len(set(numbers))
        kinds = {str(shape.placeholder_format.type) for shape in slide.placeholders}
        assert {"FOOTER (15)", "SLIDE_NUMBER (13)"} <= kinds


def test_the_presentation_as_pdf_has_the_same_slides(full, town):
    slides = make(full, OutputKind.SLIDES, town)
    printed = make(full, OutputKind.SLIDES_PDF, town)

    assert printed.parts == slides.parts
    assert blobs.read(printed.sha256).startswith(b"%PDF-")


def test_the_same_content_is_the_same_file(full, town):
    first = make(full, OutputKind.SLIDES, town)
    again = make(full, OutputKind.SLIDES, town)
    blobs.discard(first.sha256)
    drawn = make(full, OutputKind.SLIDES, town)

    assert again == first
    assert drawn.sha256 == first.sha256
    assert PlanOutput.objects.count() == 1


def test_a_newer_draft_takes_the_place_of_the_former(full, town):
    first = make(full, OutputKind.ALIGNMENT, town)
    Mission.objects.create(plan=full, text="Misi kedua")
    second = make(full, OutputKind.ALIGNMENT, town)

    assert list(PlanOutput.objects.all()) == [second]
    assert not blobs.exists(first.sha256)


def test_a_file_that_agrees_with_an_edition_stays(full, town):
    first = make(full, OutputKind.ALIGNMENT, town)
    PlanOutput.objects.filter(pk=first.pk).update(
        editions=[{"book": "Buku 1", "number": 1, "sha256": "a" * 64}]
    )
    Mission.objects.create(plan=full, text="Misi kedua")
    make(full, OutputKind.ALIGNMENT, town)

    assert blobs.exists(first.sha256)
    assert PlanOutput.objects.count() == 2


def test_the_workbook_holds_every_list_and_each_goes_back_unchanged(full, town):
    output = make(full, OutputKind.RECORDS, town)

    names = load_workbook(read(output), read_only=True).sheetnames
    assert names[0] == said("Read first")
    for sheet in workbook.lists():
        if not sheet.is_importable or not list(sheet.rows(full.enrolment, None)):
            continue
        grids = xlsx_reading.read(blobs.read(output.sha256))
        draft = imports.bring(sheet, full.enrolment, grids, by=town["coordinator"])
        draft.refresh_from_db()
        assert draft.found.get("new") == draft.found.get("changed") == 0, sheet.name
        assert draft.found.get("wrong") == 0, sheet.name
        assert draft.found.get("unchanged"), sheet.name


def test_the_comparison_names_what_does_not_name_the_rpjmd(full, town):
    book = load_workbook(read(make(full, OutputKind.ALIGNMENT, town)))

    rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    states = {row[1]: row[-1] for row in rows}
    assert states["P-1"] == said("not named yet")
    assert states["P-2"] == said("named")
    assert said("through its mission") in states.values()
    assert make(full, OutputKind.ALIGNMENT_PDF, town).parts >= 1


def test_a_manuscript_has_contents_lists_captions_and_charts_as_pictures(full, town):
    section = Section.objects.filter(chapter__book__plan=full, html="").first()
    text = "<p>Isi bagian.</p><p>Tabel: Ringkas</p><table><tr><td>a</td></tr></table>"
    sections.save(section, text, by=town["coordinator"], base_version=section.version)
    Section.objects.filter(pk=section.pk).update(blocks=["budget"])

    output = make(full, OutputKind.MANUSCRIPT, town, section.chapter.book)

    document = Document(read(output))
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "toc 1", "table of figures", "Caption"} <= names
    body = document.element.xml
    assert 'TOC \\h \\z \\c "Tabel"' in body and "SEQ Gambar" in body
    assert len(document.inline_shapes) >= 1
    assert (
        said("Draft, as of %(day)s").partition("%")[0]
        in document.sections[0].header.paragraphs[0].text
    )


@pytest.mark.parametrize("kind", [kind for kind in OutputKind if kind != OutputKind.MANUSCRIPT])
def test_an_empty_plan_says_what_it_lacks(plan, town, kind):
    with pytest.raises(Blocked) as caught:
        outputs.request(plan, kind, by=town["coordinator"])
    assert caught.value.reasons
    assert not Job.objects.exists()


def test_a_picture_that_vanished_leaves_its_words(full, town):
    win = QuickWin.objects.get()
    figure = full.figures.create(
        sha256="b" * 64, mime="image/png", alt="Akun tunggal", width=1, height=1,
        uploaded_by=town["coordinator"],
    )  # fmt: skip
    win.conditions.create(
        side="before",
        text="Kini",
        on=date(2019, 1, 1),
        at=timezone.now(),
        figure=figure,
        by=town["writer"],
    )

    assert make(full, OutputKind.SLIDES, town).parts >= 12


def test_two_who_ask_at_once_get_one_job_and_the_page_hands_out_its_file(client, full, town):
    client.force_login(town["writer"])
    url = reverse("masterplans:output_make", args=[full.enrolment.slug, "alignment", 0])
    client.post(url)
    client.force_login(town["coordinator"])
    client.post(url)

    job = Job.objects.get()
    assert jobs.run(job.pk) in (JobState.DONE, None)
    page = client.get(page_url(full)).content.decode()
    output = PlanOutput.objects.get()
    assert output.get_absolute_url() in page
    assert said("As the plan stands now") in page
    sent = client.get(output.get_absolute_url())
    assert b"".join(sent.streaming_content) == blobs.read(output.sha256)
    assert "keselarasan-rpjmd" in sent["Content-Disposition"]
    again = client.get(output.get_absolute_url(), headers={"If-None-Match": sent["ETag"]})
    assert again.status_code == 304


def test_strangers_get_neither_the_page_nor_the_file(client, full, town):
    output = make(full, OutputKind.ALIGNMENT, town)
    client.force_login(town["stranger"])

    assert client.get(page_url(full)).status_code == 404
    assert client.get(output.get_absolute_url()).status_code == 404
    make_url = reverse("masterplans:output_make", args=[full.enrolment.slug, "records", 0])
    assert client.post(make_url).status_code == 404
    with pytest.raises(PermissionDenied):
        outputs.request(full, OutputKind.RECORDS, by=town["stranger"])


@pytest.mark.parametrize(("kind", "number"), [("film", 0), ("manuscript", 0), ("slides", 1)])
def test_what_cannot_be_made_is_not_found(client, full, town, kind, number):
    client.force_login(town["coordinator"])
    url = reverse("masterplans:output_make", args=[full.enrolment.slug, kind, number])
    assert client.post(url).status_code == 404


def test_the_page_says_when_the_plan_has_changed(client, full, town):
    make(full, OutputKind.ALIGNMENT, town)
    Mission.objects.create(plan=full, text="Misi kedua")
    client.force_login(town["coordinator"])

    page = client.get(page_url(full)).content.decode()

    assert said("The plan has changed since") in page
    assert said("Not made yet") in page


def test_a_file_names_the_edition_that_says_the_same_until_the_plan_changes(full, town):
    book = full.books.first()
    BookEdition.objects.create(
        book=book,
        number=1,
        sha256="c" * 64,
        pages=1,
        size=1,
        revisions=context.revisions(book),
        records=press.frozen_records(book),
        issued_by=town["ministry"],
        issued_at=timezone.now(),
    )

    issued = make(full, OutputKind.SLIDES, town)
    cover = " ".join(
        shape.text_frame.text
        for shape in Presentation(read(issued)).slides[0].shapes
        if shape.has_text_frame
    )
    Mission.objects.create(plan=full, text="Misi kedua")
    draft = make(full, OutputKind.SLIDES, town)

    assert issued.editions == [{"book": book.short, "number": 1, "sha256": "c" * 64}]
    words = said("%(book)s edition %(number)d") % {"book": book.short, "number": 1}
    assert words in cover
    assert draft.editions == []
    assert PlanOutput.objects.count() == 2


def test_the_page_of_an_empty_plan_says_what_is_missing(client, plan, town):
    client.force_login(town["coordinator"])

    page = client.get(page_url(plan)).content.decode()

    assert said("The vision of the plan is not written yet.") in page
    assert said("%(book)s has no text yet. Write its first section.").split("%(book)s")[1] in page
    assert said("Make the file") not in page


def test_the_page_asks_few_queries_however_much_there_is(
    client, full, town, django_assert_max_num_queries
):
    client.force_login(town["coordinator"])
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(page_url(full))
    for kind in (OutputKind.RECORDS, OutputKind.ALIGNMENT, OutputKind.SLIDES):
        make(full, kind, town)
        outputs.request(full, kind, by=town["coordinator"])
    for number in range(5):
        Mission.objects.create(plan=full, text=f"Misi ke-{number}")
        Job.objects.create(
            kind=outputs.JOB, key=f"old-{number}", subject=Job.objects.first().subject,
            state=JobState.DONE, finished_at=timezone.now(), requested_by=town["writer"],
            arguments={"output": "records", "book": 0},
        )  # fmt: skip

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(page_url(full))


@pytest.mark.parametrize(
    ("kind", "change", "is_told"),
    [
        (OutputKind.ALIGNMENT, lambda plan: Mission.objects.create(plan=plan, text="Lain"), True),
        (OutputKind.RECORDS, lambda plan: plan.planprograms.first().budgets.all().delete(), True),
        (OutputKind.SLIDES, lambda plan: QuickWin.objects.update(innovation="Lain"), True),
        (OutputKind.SLIDES, lambda plan: write_anew(plan), True),
        (OutputKind.RECORDS, lambda plan: write_anew(plan), False),
        (OutputKind.RECORDS, lambda plan: None, False),
    ],
)
def test_a_change_is_seen_by_the_files_that_show_it(full, town, kind, change, is_told):
    def stamp() -> str:
        return Holdings(full, at=timezone.now()).standing.stamp(kind, None)

    before = stamp()
    change(full)

    assert (stamp() != before) == is_told


def write_anew(plan) -> None:
    Section.objects.filter(chapter__book__plan=plan).update(html="<p>Lain.</p>")


def test_a_file_whose_content_came_back_is_as_the_plan_stands_again(client, full, town):
    first = make(full, OutputKind.ALIGNMENT, town)
    added = Mission.objects.create(plan=full, text="Misi kedua")
    added.delete()
    win = QuickWin.objects.get()
    win.innovation = "Lain"
    win.save()
    client.force_login(town["coordinator"])
    assert said("The plan has changed since") in client.get(page_url(full)).text

    assert make(full, OutputKind.ALIGNMENT, town) == first
    assert said("As the plan stands now") in client.get(page_url(full)).text
