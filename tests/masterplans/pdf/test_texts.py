"""Which texts come through to print, and as what? Clean, numbered, and nothing from outside."""

import re

import pytest

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.editor_html import Text
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.parts import PartStore
from smartcity_portal.kit import pdf
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile

PICTURE = pdf.Asset(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    ),
    "image/png",
)


def clean(html: str, **pictures: pdf.Asset) -> Text:
    return Text(html, pictures, Numbering(3))


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="file:///etc/passwd">',
        '<style>@import "http://127.0.0.1:9/a.css";</style>',
        '<p style="background:url(http://127.0.0.1:9/)">x</p>',
        '<object data="file:///etc/passwd">x</object>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<img src="asset:../settings.py">',
        '<base href="file:///etc/"><object data="passwd"></object>',
    ],
)
def test_the_door_gives_nothing_but_own_assets(hostile):
    with pytest.raises(pdf.PdfError):
        pdf.render(f'<!doctype html><html lang="id"><head></head><body>{hostile}</body></html>')
    cleaned = clean(hostile).markup
    assert not re.search(r"<(img|object|link|image|style|base)", cleaned)


def test_scripts_styles_and_handlers_are_gone():
    markup = clean(
        '<p onclick="x()" style="color:red">a<script>b</script></p><style>c</style>'
    ).markup
    assert markup == "<p>a</p>"


def test_a_link_may_only_lead_to_the_web_or_into_the_book():
    markup = clean(
        '<p><a href="javascript:x">a</a><a href="https://b.id">b</a><a href="#c">c</a></p>'
    ).markup
    assert "javascript" not in markup
    assert 'href="https://b.id"' in markup and 'href="book:c"' in markup


def test_a_table_gets_caption_number_and_columns():
    text = clean(
        "<p>Tabel: Jumlah layanan</p><table><tbody><tr><th><p>Nama</p></th><th><p>Nilai</p></th></tr>"
        "<tr><td><p>a</p><p>b</p></td><td><p>1.200</p></td></tr></tbody></table><p>Sumber: BPS</p>"
    )
    assert "<caption><b>Tabel\xa03.1</b> Jumlah layanan</caption>" in text.markup
    assert '<td class="num">1.200</td>' in text.markup
    assert "<td>a<br>b</td>" in text.markup
    assert '<p class="source">Sumber: BPS</p></div>' in text.markup
    assert "<thead>" in text.markup


def test_a_wide_table_lies_on_its_own_page_and_a_narrow_one_stands():
    words = "".join(f"<td>Perkembangan{n}</td>" for n in range(9))
    assert '<div class="wide">' in clean(f"<table><tr>{words}</tr><tr>{words}</tr></table>").markup
    digits = "".join(f"<td>{n}</td>" for n in range(9))
    assert "wide" not in clean(f"<table><tr>{digits}</tr><tr>{digits}</tr></table>").markup


def test_a_table_in_a_table_becomes_lines():
    markup = clean(
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>"
    ).markup
    assert markup.count("<table") == 1 and "b · c" in markup


def test_a_picture_is_shown_by_its_hash_and_a_vanished_one_is_named():
    text = clean(
        '<figure><img src="/a" alt="Peta"><figcaption>Peta kota</figcaption></figure><img src="/b" alt="Foto">',
        **{"/a": PICTURE},
    )
    assert f'src="asset:{PICTURE.sha256}"' in text.markup
    assert "<b>Gambar\xa03.1</b> Peta kota" in text.markup
    assert text.problems == ["Gambar “Foto” sudah tidak ada."]


def test_an_endless_word_may_break():
    assert "\u200b" in clean(f"<p>{'x' * 300}</p>").markup


def test_awkward_texts_are_printed(tmp_path):
    awkward = (
        f"<p>{'x' * 300}</p><p>العربية ꦗꦮ 😀</p><p></p><table></table><ul><li></li></ul>"
        "<table><tr>" + "<td>1</td>" * 40 + "</tr></table>"
        "<table>" + "<tr><td>baris</td><td>2</td></tr>" * 120 + "</table>"
    )
    built = build(
        samples.book(samples.chapter(1, SectionContent("Aneh", awkward))), store=PartStore(tmp_path)
    )
    assert BookFile(built.path).faults() == []


def test_too_many_pages_and_too_much_time_end_in_a_sentence():
    page = '<!doctype html><html lang="id"><head></head><body>{}</body></html>'
    long = page.format("<p>abc def</p>" * 400)
    with pytest.raises(pdf.PdfError, match="batasnya 2"):
        pdf.render(long, limits=pdf.Limits(pages=2))
    with pytest.raises(pdf.PdfError, match="detik"):
        pdf.render(page.format("<p>abc def</p>" * 4000), limits=pdf.Limits(seconds=0.2))


def test_missing_fonts_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    pdf.fonts_fingerprint.cache_clear()
    try:
        with pytest.raises(pdf.PdfError, match="NotoSans-Regular.ttf"):
            pdf.fonts_fingerprint()
    finally:
        pdf.fonts_fingerprint.cache_clear()


def test_every_font_is_there():
    assert pdf.fonts_missing() == []
