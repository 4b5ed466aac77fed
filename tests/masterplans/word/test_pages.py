"""What does a writer see when a Word document comes in, and what is saved of it?"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masterplans.models import Figure, SectionText, WordImport, WordImportState
from masterplans.services import chapters, sections, word_exports, word_imports
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all
from tests.masterplans.word.documents import docx, png

pytestmark = pytest.mark.django_db


def a_chapter(chapter) -> bytes:
    first, second = chapter.sections.all()[:2]

    def write(document):
        document.add_heading("BAB I PENDAHULUAN", 1)
        document.add_heading(f"1.1 {first.title.upper()}", 2)
        document.add_paragraph("Teks pertama.")
        document.add_heading(f"B. {second.title}", 2)
        document.add_paragraph("Teks kedua.")
        document.add_heading("Catatan tim", 2)
        document.add_paragraph("Teks tanpa tempat.")
        document.add_picture(io.BytesIO(png()))

    return docx(write)


def upload(client, address, content, name="bab.docx"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def writer(client, town):
    client.force_login(town["writer"])
    return client


def test_headings_find_their_sections_and_the_rest_is_offered_a_place(writer, chapter):
    answer = upload(
        writer, reverse("masterplans:chapter_word_import", args=[chapter.pk]), a_chapter(chapter)
    )
    arrival = WordImport.objects.get()

    page = writer.get(answer.url).content.decode()

    first, second = chapter.sections.all()[:2]
    assert [part["section"] for part in arrival.findings["parts"]] == [first.pk, second.pk, None]
    assert "Teks tanpa tempat." in page
    assert f'value="{second.pk}" selected' in page
    assert f"alt-{next(iter(arrival.findings['pictures']))}" in page


def test_what_is_chosen_is_saved_once_per_section_with_its_source(writer, chapter, town):
    first, second = chapter.sections.all()[:2]
    arrival = word_imports.bring(
        chapter, io.BytesIO(a_chapter(chapter)), name="bab.docx", by=town["writer"]
    )
    sha256 = next(iter(arrival.findings["pictures"]))
    data = {
        "to-0": first.pk, "to-1": second.pk, "to-2": second.pk, "how-2": "behind",
        f"version-{first.pk}": 0, f"version-{second.pk}": 0, f"alt-{sha256}": "Bidang hijau",
    }  # fmt: skip

    answer = writer.post(reverse("masterplans:word_import_apply", args=[arrival.pk]), data)

    assert answer.status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.html == "<p>Teks pertama.</p>"
    assert second.html.startswith("<p>Teks kedua.</p><h3>Catatan tim</h3><p>Teks tanpa tempat.</p>")
    assert 'alt="Bidang hijau"' in second.html
    assert Figure.objects.get(sha256=sha256).alt == "Bidang hijau"
    assert second.texts.get().note == "bab.docx"
    page = writer.get(answer.url)
    assert page.status_code == 200
    source = writer.get(reverse("masterplans:word_source", args=[arrival.pk]))
    assert b"".join(source.streaming_content).startswith(b"PK")


def test_a_picture_without_description_and_a_part_without_place_keep_the_choices(
    writer, chapter, town
):
    first = chapter.sections.first()
    arrival = word_imports.bring(
        chapter, io.BytesIO(a_chapter(chapter)), name="bab.docx", by=town["writer"]
    )
    address = reverse("masterplans:word_import_apply", args=[arrival.pk])
    data = {"to-0": first.pk, "to-1": "-", "to-2": "", f"version-{first.pk}": 0}

    assert writer.post(address, data).status_code == 422
    assert writer.post(address, data | {"to-2": first.pk}).status_code == 422
    first.refresh_from_db()
    assert first.html == ""
    assert WordImport.objects.get().state == WordImportState.READY


def test_a_chapter_that_comes_back_unchanged_says_so(writer, chapter, town):
    write_all(chapter, by=town["writer"], text="<p>Isi</p>\n<p>lagi</p>")
    content = writer.get(reverse("masterplans:chapter_word", args=[chapter.pk])).content

    answer = upload(writer, reverse("masterplans:chapter_word_import", args=[chapter.pk]), content)

    page = writer.get(answer.url).content.decode()
    assert "to-0" not in page
    assert reverse("masterplans:word_import_discard", args=[answer.url.split("/")[-2]]) in page


def test_one_section_takes_a_whole_document_without_repeating_its_title(writer, chapter, town):
    section = chapter.sections.first()

    def write(document):
        document.add_heading(section.title, 1)
        document.add_heading("Keadaan", 2)
        document.add_paragraph("Isi.")

    answer = upload(
        writer, reverse("masterplans:section_word_import", args=[section.pk]), docx(write)
    )
    arrival = WordImport.objects.get()
    writer.post(
        reverse("masterplans:word_import_apply", args=[arrival.pk]),
        {"to-0": section.pk, f"version-{section.pk}": 0},
    )

    section.refresh_from_db()
    assert answer.status_code == 302
    assert section.html == "<h3>Keadaan</h3><p>Isi.</p>"
    assert section.texts.get().why == SectionText.Why.IMPORTED


def test_a_newer_text_is_shown_before_and_kept_after(writer, chapter, town):
    section = sections.save(
        chapter.sections.first(), "<p>Lama</p>", by=town["writer"], base_version=0
    )
    content = word_exports.of_section(section)
    sections.save(section, "<p>Baru di portal</p>", by=town["agency_head"], base_version=1)
    from tests.masterplans.word.documents import part_of, with_parts

    body = part_of(content, "word/document.xml").replace("Lama", "Dari Word")
    content = with_parts(content, {"word/document.xml": body.encode()})
    upload(writer, reverse("masterplans:section_word_import", args=[section.pk]), content)
    arrival = WordImport.objects.get()

    answer = writer.post(
        reverse("masterplans:word_import_apply", args=[arrival.pk]),
        {"to-0": section.pk, f"version-{section.pk}": 2},
        follow=True,
    )

    section.refresh_from_db()
    assert section.html == "<p>Baru di portal</p>"
    assert WordImport.objects.get().applied[0]["outcome"] == "conflict"
    assert (
        reverse("masterplans:text_detail", args=[arrival_text(arrival)]) in answer.content.decode()
    )


def arrival_text(arrival) -> int:
    return WordImport.objects.get(pk=arrival.pk).applied[0]["text"]


def test_a_large_document_is_read_by_a_worker(
    chapter, town, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(word_imports, "READ_AT_ONCE", 10)

    with django_capture_on_commit_callbacks(execute=True):
        arrival = word_imports.bring(
            chapter, io.BytesIO(a_chapter(chapter)), name="bab.docx", by=town["writer"]
        )
        assert arrival.state == WordImportState.READING

    arrival.refresh_from_db()
    assert arrival.state == WordImportState.READY


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"Isi biasa"])
def test_a_bad_file_is_named_beside_its_field_and_nothing_is_kept(writer, chapter, content):
    answer = upload(writer, reverse("masterplans:chapter_word_import", args=[chapter.pk]), content)

    assert answer.status_code == 422
    assert not WordImport.objects.exists()


def test_a_picture_of_a_hundred_million_pixels_is_named_and_left_out(chapter, town, settings):
    settings.IMAGE_MAX_PIXELS = 5_000
    arrival = word_imports.bring(
        chapter, io.BytesIO(a_chapter(chapter)), name="bab.docx", by=town["writer"]
    )

    assert arrival.findings["pictures"] == {}
    assert len(arrival.findings["problems"]) == 1


def test_a_chapter_with_the_mentor_takes_nothing_in(submitted, town):
    with pytest.raises(Blocked):
        word_imports.bring(submitted, io.BytesIO(docx()), name="bab.docx", by=town["writer"])


def test_only_who_brought_a_document_sees_it_before_it_went_in(client, chapter, town):
    arrival = word_imports.bring(
        chapter, io.BytesIO(a_chapter(chapter)), name="bab.docx", by=town["writer"]
    )
    client.force_login(town["coordinator"])

    assert client.get(arrival.get_absolute_url()).status_code == 404


def test_undecided_documents_are_forgotten_after_a_week(chapter, town):
    from datetime import timedelta

    arrival = word_imports.bring(chapter, io.BytesIO(docx()), name="bab.docx", by=town["writer"])
    WordImport.objects.update(created_at=arrival.created_at - timedelta(days=8))

    assert word_imports.forget() == 1
    assert WordImport.objects.get().findings == {}


def test_a_paste_comes_back_tidied(writer, chapter):
    section = chapter.sections.first()
    answer = writer.post(
        reverse("masterplans:section_paste", args=[section.pk]),
        {"html": "<p class=MsoNormal style='mso-x:1'>Isi<o:p></o:p></p><script>1</script>"},
    )

    assert answer.json() == {"html": "<p>Isi</p>", "undescribed": 0}
    assert chapters.Chapter.objects.get(pk=chapter.pk).state == chapter.state
