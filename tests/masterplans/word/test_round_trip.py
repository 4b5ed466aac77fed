"""Does a text that goes out as Word come back as it was?"""

import re
from pathlib import Path

import pytest

from masterplans.models import Chapter, SectionText
from masterplans.services import figures, sections, word_exports, word_imports
from masterplans.word import comparing, parts, reading
from smartcity_portal import demo
from tests.masterplans.word.documents import part_of, png

pytestmark = pytest.mark.django_db
TEXTS = sorted((Path(demo.__file__).parent / "bontang").glob("buku*/bab*.html"))
RICH = (
    '<p>Penduduk<sup data-footnote="BPS, 2019."></sup> dan <em>super apps</em> H<sub>2</sub>O, '
    '<a href="https://bontangkota.go.id/">laman</a>.</p><h3>Keadaan</h3><h4>Kecil</h4>'
    "<ol><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ol><blockquote><p>Kutipan.</p></blockquote>"
    "<p>Tabel: Gabung</p><table><tr><th>A</th><th>B</th><th>C</th></tr>"
    '<tr><th rowspan="2">x</th><td colspan="2">y<br>z</td></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>'
    "<p>Sumber: kami.</p>"
)


@pytest.fixture
def written(chapter, town):
    """A chapter with the demo's real texts, a rich one and a picture."""
    figure = figures.upload(chapter.plan, _file(png()), alt="Peta", by=town["writer"])
    picture = f'<figure><img src="{figure.get_absolute_url()}" alt="Peta"><figcaption>Pesisir</figcaption></figure>'
    texts = [RICH + picture, *(path.read_text() for path in TEXTS)]
    for section, text in zip(chapter.sections.all(), texts, strict=False):
        text = re.sub(r"<figure data-figure[^>]*></figure>", "", text)
        sections.save(section, text, by=town["writer"], base_version=section.version)
    return Chapter.objects.get(pk=chapter.pk)


def bring(content, chapter, town, **where):
    return word_imports.bring(chapter, _file(content), name="bab.docx", by=town["writer"], **where)


def test_a_chapter_comes_back_unchanged(written, town):
    arrival = bring(word_exports.of_chapter(written), written, town)

    found = arrival.findings
    assert found["own"]
    assert [part["section"] for part in found["parts"]] == [
        one.pk for one in written.sections.all()
    ]
    for part, section in zip(found["parts"], written.sections.all(), strict=True):
        assert comparing.fingerprints(part["html"]) == comparing.fingerprints(section.html)
    assert found["pictures"] == {}


@pytest.mark.parametrize("path", TEXTS[::4], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_real_text_of_the_demo_survives_word(path, chapter, town, tmp_path):
    section = chapter.sections.first()
    text = re.sub(r"<figure data-figure[^>]*></figure>", "", path.read_text())
    section = sections.save(section, text, by=town["writer"], base_version=0)
    section.chapter = chapter

    found = reading.read(word_exports.of_section(section), tmp_path)
    place = parts.Place(section.pk, section.number, section.title)
    part = parts.cut(found["html"], [place], chapter=chapter.title)[0]

    assert comparing.same(section.html, parts.html_of(part))


def test_only_what_changed_is_saved_and_the_rest_stays_to_the_letter(written, town):
    first = written.sections.first()
    content = _with_words(word_exports.of_chapter(written), "Kutipan.", "Kutipan baru.")
    arrival = bring(content, written, town)
    before = {one.pk: (one.html, one.version) for one in written.sections.all()}

    outcome = word_imports.apply(arrival, _all(arrival, written), alts={}, by=town["writer"])

    first.refresh_from_db()
    assert first.html == before[first.pk][0].replace("Kutipan.", "Kutipan baru.")
    assert [row["outcome"] for row in outcome] == ["saved", "same", "same", "same"]
    assert first.texts.get(version=first.version).why == SectionText.Why.IMPORTED


def test_a_newer_text_of_the_portal_is_kept_beside_the_document(written, town):
    first = written.sections.first()
    content = _with_words(word_exports.of_chapter(written), "Kutipan.", "Kutipan baru.")
    sections.save(first, "<p>Di portal.</p>", by=town["agency_head"], base_version=first.version)
    arrival = bring(content, written, town)

    outcome = word_imports.apply(arrival, _all(arrival, written)[:1], alts={}, by=town["writer"])

    first.refresh_from_db()
    assert outcome[0]["outcome"] == "conflict"
    assert first.html == "<p>Di portal.</p>"
    assert "Kutipan baru." in SectionText.objects.get(pk=outcome[0]["text"]).html


def test_the_version_that_went_out_survives_later_autosaves(written, town):
    first = written.sections.first()
    first = sections.save(
        first, "<p>Satu</p>", by=town["writer"], base_version=first.version, autosave=True
    )
    word_exports.of_section(first)
    out = first.version
    sections.save(first, "<p>Dua</p>", by=town["writer"], base_version=out, autosave=True)

    assert word_imports.base_of(first.__class__.objects.get(pk=first.pk), out) == "<p>Satu</p>"


def test_citations_and_references_come_back_as_what_they_point_to(chapter, tmp_path):
    section = chapter.sections.first()
    section.chapter = chapter
    section.html = (
        '<p>Naik <cite data-source="bps-2019" data-at="hlm. 12">(BPS, 2019, hlm. 12)</cite>, lihat '
        '<a data-ref="table:t-abc123">Tabel 1.1</a>.</p>'
        '<p>Tabel: Penduduk</p><table id="t-abc123"><tr><th>A</th></tr><tr><td>1</td></tr></table>'
    )

    html = reading.read(word_exports.of_section(section), tmp_path)["html"]

    assert '<cite data-source="bps-2019" data-at="hlm. 12"></cite>' in html
    assert '<a data-ref="table:t-abc123">Tabel 1.1</a>' in html
    assert '<table id="t-abc123">' in html


def test_the_document_holds_what_word_needs(written):
    content = word_exports.of_chapter(written)
    body, notes = part_of(content, "word/document.xml"), part_of(content, "word/footnotes.xml")

    assert "BPS, 2019." in notes
    assert "SEQ Tabel " in body
    assert "<w:tblHeader/>" in body
    assert 'w:vMerge w:val="restart"' in body
    assert 'descr="Peta"' in body
    assert f"_scs_{written.sections.first().pk}_" in body


def test_a_whole_book_opens_with_its_contents(written):
    import io

    from docx import Document

    from masterplans.word.books import book_docx

    document = Document(io.BytesIO(book_docx(written.book)))

    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names.count("Heading 1") == written.book.chapters.count()
    assert "toc 1" in names


def _all(arrival, chapter):
    known = {one.pk: one for one in chapter.sections.all()}
    for one in known.values():
        one.chapter = chapter
    return [
        word_imports.Choice(number, known[part["section"]], known[part["section"]].version)
        for number, part in enumerate(arrival.findings["parts"])
    ]


def _with_words(content, old, new):
    from tests.masterplans.word.documents import with_parts

    body = part_of(content, "word/document.xml")
    assert old in body
    return with_parts(content, {"word/document.xml": body.replace(old, new).encode()})


def _file(content):
    import io

    return io.BytesIO(content)
