"""What comes of hostile or broken input at each door of a section: editor, plain field, paste, Word?"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masterplans.models import SectionText, WordImport
from masterplans.services import word_imports
from masterplans.word import bounded
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.word.documents import docx, with_body

pytestmark = pytest.mark.django_db
HOSTILE = (
    '<p onclick="lari()">Kata baik</p><script>lari()</script>'
    '<img src="https://contoh.example/lacak.png" onerror="lari()" alt="x">'
    '<a href="javascript:lari()">klik</a><iframe src="//contoh.example"></iframe>'
    '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="y"><svg onload="lari()"></svg>'
    '<style>p{background:url(https://contoh.example)}</style><object data="x"></object>'
    '<form action="https://contoh.example"><input name="sandi"></form>'
    '<p style="position:fixed">Tetap</p><meta http-equiv="refresh" content="0;url=//contoh">'
)
POISON = (
    "script", "onclick", "onerror", "onload", "javascript", "contoh.example", "iframe", "svg",
    "style", "object", "data:", "<form", "<input", "<meta", "lari(",
)  # fmt: skip
LONG_TABLE = "<table><tbody>" + "<tr><td>isi</td></tr>" * 2000 + "</tbody></table>"
DOORS = ("section_autosave", "section_write")


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


@pytest.fixture
def writer(client, town):
    client.force_login(town["writer"])
    return client


@pytest.fixture
def send(writer, section):
    """Send a text through the door that is named, and read the section again."""

    def send(door, text, **more):
        address = reverse(f"masterplans:{door}", args=[section.pk])
        posted = {"html": text, "base_version": section.version} | more
        answer = writer.post(address, posted)
        section.refresh_from_db()
        return answer

    return send


@pytest.mark.parametrize("door", DOORS)
def test_nothing_that_acts_or_fetches_is_stored_and_the_words_are(send, section, door):
    assert send(door, HOSTILE).status_code in (200, 302)
    assert "Kata baik" in section.html and "Tetap" in section.html
    assert [word for word in POISON if word in section.html] == []


def test_a_paste_brings_nothing_that_acts_or_fetches(writer, section):
    address = reverse("masterplans:section_paste", args=[section.pk])
    html = f'<div class="MsoNormal">{HOSTILE}</div>'
    shown = writer.post(address, {"html": html}).json()["html"]
    assert "Kata baik" in shown
    assert [word for word in POISON if word in shown] == []


def test_a_document_brings_nothing_that_acts_or_fetches(writer, section, town):
    words = HOSTILE.replace("<", "&lt;").replace(">", "&gt;").replace("&lt;p", "&lt;p")
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    arrival = word_imports.bring(
        section.chapter,
        io.BytesIO(with_body(body)),
        name="a.docx",
        by=town["writer"],
        section=section,
    )
    choice = word_imports.Choice(0, section, section.version)
    word_imports.apply(arrival, [choice], alts={}, by=town["writer"])
    section.refresh_from_db()
    assert "<script" not in section.html and "<img" not in section.html
    assert "Kata baik" in section.html


@pytest.mark.parametrize("door", DOORS)
def test_a_table_of_two_thousand_rows_is_refused_and_stays_with_its_writer(send, section, door):
    answer = send(door, LONG_TABLE)
    assert answer.status_code in (422, 423)
    said = answer.content.decode()
    assert "2000" in said
    assert section.version == 0 and not SectionText.objects.exists()
    if door == "section_write":
        assert said.count("&lt;tr&gt;") == 2000


def test_a_paste_of_two_thousand_rows_is_refused_with_a_sentence(writer, section):
    address = reverse("masterplans:section_paste", args=[section.pk])
    answer = writer.post(address, {"html": LONG_TABLE})
    assert answer.status_code == 422 and "2000" in answer.json()["reasons"][0]


def test_a_document_with_two_thousand_rows_is_shown_with_its_reason_and_not_saved(
    writer, section, town
):
    row = "<w:tr><w:tc><w:p><w:r><w:t>isi</w:t></w:r></w:p></w:tc></w:tr>"
    body = f"<w:tbl>{row * 2000}</w:tbl><w:p/>"
    file = SimpleUploadedFile("a.docx", with_body(body))
    address = reverse("masterplans:section_word_import", args=[section.pk])
    shown = writer.post(address, {"file": file}, follow=True).content.decode()
    assert "2000" in shown
    arrival = WordImport.objects.get()
    choice = word_imports.Choice(0, section, section.version)
    with pytest.raises(Blocked):
        word_imports.apply(arrival, [choice], alts={}, by=town["writer"])
    section.refresh_from_db()
    assert section.version == 0


def post_raw(writer, section, door, body):
    address = reverse(f"masterplans:{door}", args=[section.pk])
    form = "application/x-www-form-urlencoded"
    answer = writer.post(address, b"base_version=0&html=" + body, content_type=form)
    section.refresh_from_db()
    return answer


@pytest.mark.parametrize("door", DOORS)
def test_text_in_a_wrong_character_set_is_refused_with_a_sentence(writer, section, door):
    answer = post_raw(writer, section, door, b"<p>Ekonomi+kota" + b"+%E9%E8%FF%FE" * 50 + b"</p>")
    assert answer.status_code in (422, 423)
    assert section.version == 0


def test_text_that_calls_itself_unicode_and_is_latin_is_read_as_what_it_is(writer, section):
    post_raw(writer, section, "section_write", "<p>Café+à+la+carte</p>".encode("latin-1"))
    assert section.html == "<p>Café à la carte</p>"


def test_signs_that_no_database_holds_are_dropped_and_the_rest_is_kept(send, section):
    send("section_autosave", "<p>Satu\x00dua\x0btiga\ufffe</p>")
    assert section.html == "<p>Satuduatiga</p>"


def test_a_paste_with_such_a_sign_is_read_without_it(writer, section):
    address = reverse("masterplans:section_paste", args=[section.pk])
    assert writer.post(address, {"html": "<p>Sa\x00tu</p>"}).json()["html"] == "<p>Satu</p>"


def test_a_document_of_five_hundred_pages_is_read_within_its_limits():
    paragraph = "<w:p><w:r><w:t>" + "kata " * 60 + "</w:t></w:r></w:p>"
    heading = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Bagian {}</w:t></w:r></w:p>'
    body = "".join(heading.format(n) + paragraph * 50 for n in range(50))
    with bounded.read(with_body(body)) as reading:
        assert reading.html.count("<p>") >= 2500


def test_an_old_doc_that_was_renamed_is_named_beside_its_field(writer, section):
    from masterplans.word.package import OLE

    address = reverse("masterplans:section_word_import", args=[section.pk])
    file = SimpleUploadedFile("laporan.docx", OLE + b"WordDocument" * 40)
    answer = writer.post(address, {"file": file})
    assert answer.status_code == 422
    assert not WordImport.objects.exists()


def test_an_empty_document_changes_nothing(writer, section):
    address = reverse("masterplans:section_word_import", args=[section.pk])
    answer = writer.post(address, {"file": SimpleUploadedFile("a.docx", docx())}, follow=True)
    assert answer.status_code == 200
    section.refresh_from_db()
    assert section.version == 0
