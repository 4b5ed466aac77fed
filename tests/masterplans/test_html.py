"""What may a section hold? Hostile and foreign markup comes in, the editor's vocabulary comes out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masterplans import html

SHA = "ab" * 32
OWN = f"/rencana/kota-uji-2019/gambar/{SHA}"
SLUG = "kota-uji-2019"


def clean(text: str) -> str:
    return html.clean(text, slug=SLUG)


def unmarked(text: str) -> str:
    """Leave out the names that tables and figures carry."""
    return re.sub(r' id="[tg]-[0-9a-z]+"', "", text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<p>a</p><SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='jAvAsCrIpT&colon;alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='//evil.example'>x</a>",
        "<a href='/akun/logout/'>x</a>",
        "<iframe src=https://evil.example></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=/akun/><input name=a><button>x</button></form>",
        "<p style='background:url(https://evil.example/x)'>x</p>",
        "<style>@import 'https://evil.example'</style>",
        "<img src='https://evil.example/pixel.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        f"<img src='/rencana/kota-lain-2019/gambar/{SHA}'>",
        f"<img src='{OWN}/../../akun'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<base href=https://evil.example>",
        "<table background=https://evil.example/x><tr><td>x</td></tr></table>",
        "<!--<img src=--><img src=x onerror=alert(1)>-->",
        "<p id=main class=btn onclick=alert(1)>x</p>",
    ],
)
def test_nothing_that_acts_or_fetches_survives(text):
    result = unmarked(clean(text)).lower()

    for trace in (
        "script", "onerror", "onload", "onclick", "javascript", "evil.example", "style", "data:",
        "<svg", "<iframe", "<form", "<img", "href", "class=", "id=",
    ):  # fmt: skip
        assert trace not in result.replace("&lt;script", ""), result


def test_the_editors_vocabulary_survives_unchanged():
    text = (
        "<h3>Keadaan</h3><p>Teks <strong>tebal</strong>, <em>miring</em>, H<sub>2</sub>O, m<sup>2</sup>.</p>"
        '<ul><li><p>satu</p></li></ul><ol start="3"><li><p>tiga</p></li></ol>'
        "<blockquote><p>kutipan</p></blockquote>"
        '<table id="t-a1b2c3"><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td rowspan="2"><p>c</p></td></tr></tbody></table>'
        f'<figure id="g-a1b2c3"><img src="{OWN}" data-width="75" alt="Peta"><figcaption>Peta kota</figcaption></figure>'
        '<p><a href="https://bps.go.id/x?a=1">BPS</a> <a href="mailto:a@b.id">surel</a></p>'
        '<p>Naik<sup data-footnote="Menurut BPS &lt;2020&gt;."></sup> <cite data-source="bps-2020" data-at="hlm. 4">(BPS, 2020, hlm. 4)</cite>,'
        ' lihat <a data-ref="table:t-a1b2c3">Tabel 1.1</a>, <a data-ref="section:12">Subbab 1.2</a> dan <a data-ref="block:programs:living">Tabel 5.2</a>.</p>'
    )

    assert clean(text) == text


def test_a_second_cleaning_changes_nothing():
    text = "<h1>Judul</h1><div>kotak<b>tebal</b></div><table><caption>Jumlah</caption><tr><td>1</td></tr></table>"

    assert clean(clean(text)) == clean(text)


def test_what_word_brings_becomes_the_editors_markup():
    pasted = (
        '<h1 class="MsoTitle">Judul</h1><div style="mso-x:1"><span lang=IN>Isi <b>tebal</b></span><o:p></o:p></div>'
        "<table border=1><caption>Jumlah warga</caption><tr><td width=10>1</td></tr></table>"
    )

    assert unmarked(clean(pasted)) == (
        "<h3>Judul</h3><p>Isi <strong>tebal</strong></p><p>Tabel: Jumlah warga</p>"
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )


def test_a_foreign_picture_takes_its_figure_with_it():
    text = "<p>a</p><figure><img src='https://x.example/a.png'><figcaption>k</figcaption></figure>"

    assert clean(text) == "<p>a</p>"


def test_plain_text_becomes_paragraphs():
    assert clean("Satu & dua\n\nTiga") == "<p>Satu &amp; dua</p>\n\n<p>Tiga</p>"


@pytest.mark.parametrize("text", ["", " ", "<p></p>", "<p>&nbsp;</p><p> </p>", "<h3></h3>"])
def test_what_nobody_can_read_is_empty(text):
    assert clean(text) == ""


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "", "0"])
def test_a_cell_that_reaches_over_no_number_of_columns_is_one_cell(odd):
    cleaned = clean(f'<table><tr><td colspan="{odd}" rowspan="{odd}">a</td></tr></table>')
    assert ">a<" in cleaned and "span" not in cleaned


def test_spans_are_bounded():
    text = '<table><tbody><tr><td colspan="9999">a</td></tr></tbody></table>'

    assert unmarked(clean(text)) == ("<table><tbody><tr><td>a</td></tr></tbody></table>")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<p>a<sup data-footnote="x" onclick="y()"><img src=x></sup></p>', 'a<sup data-footnote="x"></sup>'),
        ('<p>a<sup data-footnote=" "></sup></p>', "a"),
        ('<p>a <cite data-source="../x">(BPS)</cite></p>', "a (BPS)"),
        ('<p>a <cite>Sumber</cite></p>', "a Sumber"),
        ('<p><a data-ref="table:t-a1b2c3" href="https://x.example"><b>Tabel</b> 1</a></p>', '<a data-ref="table:t-a1b2c3">Tabel 1</a>'),
        ('<p><a data-ref="javascript:x">Tabel 1</a></p>', "Tabel 1"),
    ],
)  # fmt: skip
def test_notes_citations_and_references_hold_plain_words(text, left):
    assert clean(text) == f"<p>{left}</p>"


def test_every_table_and_figure_has_its_own_name_and_keeps_it():
    text = '<table id="t-abc123"><tr><td>1</td></tr></table><table id="t-abc123"><tr><td>1</td></tr></table><table id="menu"><tr><td>2</td></tr></table>'
    once = clean(text)
    names = re.findall(r'id="([^"]+)"', once)

    assert names[0] == "t-abc123"
    assert len(set(names)) == 3
    assert all(html.MARK.fullmatch(name) for name in names)
    assert clean(once) == once
    assert clean("<p>Baru</p>" + once).endswith(once)


def test_a_note_is_cut_at_its_length_and_a_width_is_one_of_three():
    long = clean(f'<p>a<sup data-footnote="{"n" * 5000}"></sup></p>')
    wide = clean(f'<figure><img src="{OWN}" data-width="400" alt="x"></figure>')

    assert len(long) < 1100
    assert "data-width" not in wide


def test_a_table_of_two_thousand_rows_is_refused_with_a_sentence():
    table = "<table>" + "<tr><td>isi</td></tr>" * 2000 + "</table>"

    assert "2000" in html.why_refused(table)
    assert not html.why_refused("<table>" + "<tr><td>isi</td></tr>" * 500 + "</table>")


def test_text_in_a_wrong_character_set_is_refused_and_stray_signs_are_dropped():
    broken = "Pelayanan Kesehatan é è".encode("latin-1") * 3

    assert html.why_refused("<p>" + broken.decode("utf-8", "replace") + "</p>")
    assert not html.why_refused("<p>Satu tanda \ufffd saja.</p>")
    assert clean("<p>a\ud800b\x07c</p>") == "<p>abc</p>"


@pytest.mark.parametrize("box", ["div", "blockquote", "ul><li", "table><tr><td"])
def test_text_nested_without_end_is_refused(box):
    assert html.why_refused(f"<{box}>" * 20_000 + "x")


def test_pictures_without_words_are_counted():
    text = f'<figure><img src="{OWN}" alt=""></figure><figure><img src="{OWN}"></figure><figure><img src="{OWN}" alt="Peta"></figure>'

    assert html.undescribed(text) == 2


def test_words_are_counted_as_people_read_them():
    assert html.word_count("<p>Satu</p><p>dua tiga</p>") == 3


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/=\"'& abimgsrcpt:x\x00", max_size=80))
def test_any_rubbish_comes_out_safe_and_stable(text):
    once = clean(text)

    assert clean(once) == once
    assert "<script" not in once
    assert "src=" not in once.replace("&", "") or "<img" not in once
