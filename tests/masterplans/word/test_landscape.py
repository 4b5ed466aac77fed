"""Does a part that lay on landscape pages in Word ask to lie so in the book?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.enum.section import WD_ORIENT, WD_SECTION

from masterplans.models import WordImport
from tests.masterplans.word.documents import docx

pytestmark = pytest.mark.django_db


def with_a_turned_part(chapter) -> bytes:
    first, second = chapter.sections.all()[:2]

    def write(document):
        document.add_heading(first.title, 2)
        document.add_paragraph("Teks pertama berdiri tegak di halaman biasa.")
        across = document.add_section(WD_SECTION.NEW_PAGE)
        across.orientation = WD_ORIENT.LANDSCAPE
        across.page_width, across.page_height = across.page_height, across.page_width
        document.add_heading(second.title, 2)
        document.add_paragraph("Tabel lebar berdiri melintang di halaman ini.")

    return docx(write)


@pytest.mark.parametrize("agreed", [True, False])
def test_the_preview_asks_and_only_what_is_agreed_is_turned(client, town, chapter, agreed):
    client.force_login(town["writer"])
    page = reverse("masterplans:chapter_word_import", args=[chapter.pk])
    client.post(page, {"file": SimpleUploadedFile("bab.docx", with_a_turned_part(chapter))})
    arrival = WordImport.objects.get()
    assert [part["turned"] for part in arrival.findings["parts"][:2]] == [False, True]

    shown = client.get(arrival.get_absolute_url()).content.decode()
    assert 'name="turn-0"' not in shown and 'name="turn-1"' in shown

    first, second = chapter.sections.all()[:2]
    answer = {f"to-{n}": str(one.pk) for n, one in enumerate((first, second))}
    answer |= {f"version-{one.pk}": str(one.version) for one in (first, second)}
    if agreed:
        answer["turn-1"] = "on"
    client.post(reverse("masterplans:word_import_apply", args=[arrival.pk]), answer)

    first.refresh_from_db()
    second.refresh_from_db()
    assert "melintang" in second.html
    assert (first.landscape, second.landscape) == (False, agreed)
