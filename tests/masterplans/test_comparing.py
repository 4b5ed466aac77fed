"""What does the comparison of two texts show: words, moves, cells, pictures; and how fast?"""

import random
import time

import pytest

from masterplans.comparing import drawing
from masterplans.comparing.changes import changes, runs
from masterplans.comparing.pieces import merged, pieces
from masterplans.views.differing import differences, summary

TABLE = "<table><tbody><tr><th>Nama</th><th>Pagu</th></tr>{}</tbody></table>"
PICTURE = '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'


def inline(old: str, new: str) -> str:
    return "".join(drawing.inline(change).inline for change in changes(old, new))


def kinds(old: str, new: str) -> list[str]:
    return [change.kind for change in changes(old, new)]


def test_words_that_came_and_went_are_marked_inside_their_paragraph():
    shown = inline(
        "<p>Layanan dibuka tahun 2020 di kota.</p>", "<p>Layanan ditutup tahun 2021 di kota.</p>"
    )

    assert shown == (
        "<p>Layanan <del>dibuka</del><ins>ditutup</ins> tahun "
        "<del>2020</del><ins>2021</ins> di kota.</p>"
    )


def test_a_number_is_one_word():
    assert "<del>1.250.000</del><ins>1.350.000</ins>" in inline(
        "<p>Pagu Rp1.250.000 per tahun.</p>", "<p>Pagu Rp1.350.000 per tahun.</p>"
    )


def test_a_paragraph_written_anew_is_not_shredded_into_words():
    old = "<p>Kota ini memiliki pelabuhan yang ramai sejak dahulu kala.</p>"
    new = "<p>Jaringan serat optik yang dibangun menjangkau semua kelurahan.</p>"

    assert inline(old, new).count("<del>") == 1


def test_a_moved_paragraph_is_shown_at_both_ends():
    moved = "<p>Paragraf yang berpindah tempat ini panjang.</p>"
    rest = "<p>Satu hal yang tetap.</p><p>Dua hal lain yang tetap.</p>"
    found = changes(moved + rest, rest + moved)

    assert [change.kind for change in found] == ["moved-away", "same", "same", "moved-here"]
    assert found[0].move == found[3].move == 1


def test_changed_rows_and_cells_are_shown_in_their_table():
    old = TABLE.format("<tr><td>Jalan</td><td>10</td></tr><tr><td>Air</td><td>5</td></tr>")
    new = TABLE.format("<tr><td>Jalan</td><td>12</td></tr><tr><td>Taman</td><td>7</td></tr>")
    shown = inline(old, new)

    assert '<td class="cell-changed"><del>10</del><ins>12</ins></td>' in shown
    assert '<tr class="removed"><td class="cell-removed"><del>Air</del></td>' in shown
    assert '<tr class="added"><td class="cell-added"><ins>Taman</ins></td>' in shown
    assert summary(changes(old, new)).cells == 5


def test_a_new_column_leaves_the_others_as_they_were():
    old = TABLE.format("<tr><td>Jalan</td><td>10</td></tr>")
    new = (
        "<table><tbody><tr><th>Nama</th><th>Tahun</th><th>Pagu</th></tr>"
        "<tr><td>Jalan</td><td>2021</td><td>10</td></tr></tbody></table>"
    )

    assert "<td>Jalan</td>" in inline(old, new)
    assert '<td class="cell-added"><ins>2021</ins></td><td>10</td>' in inline(old, new)


def test_a_new_picture_a_new_caption_and_a_new_description_are_told_apart():
    old = PICTURE.format("/a", "Peta lama", "Peta wilayah kota")
    replaced = inline(old, PICTURE.format("/b", "Peta lama", "Peta wilayah kota"))
    described = inline(old, PICTURE.format("/a", "Peta baru", "Peta wilayah kota"))
    captioned = inline(old, PICTURE.format("/a", "Peta lama", "Peta wilayah kabupaten"))

    assert replaced.count("<img") == 2
    assert '<del><figure><img src="/a"' in replaced
    assert "<del>Peta lama</del> <ins>Peta baru</ins>" in described
    assert "<del>kota</del><ins>kabupaten</ins></figcaption>" in captioned


def test_footnotes_links_and_emphasis_are_seen():
    assert "BPS" in inline(
        "<p>Penduduk bertambah.</p>",
        '<p>Penduduk bertambah.<sup data-footnote="BPS 2019"></sup></p>',
    )
    assert '<span class="reset"><strong>penting</strong></span>' in inline(
        "<p>Hal penting ini.</p>", "<p>Hal <strong>penting</strong> ini.</p>"
    )


def test_lists_quotations_and_headings_keep_their_shape():
    old = "<h3>Judul</h3><ul><li><p>satu</p><ul><li><p>dalam</p></li></ul></li></ul>"
    shown = inline(old, old + "<blockquote><p>Kata orang</p></blockquote>")

    assert "<h3>Judul</h3>" in shown
    assert '<ul class="deep-2"><li>dalam</li></ul>' in shown
    assert "<blockquote><p><ins>Kata orang</ins></p></blockquote>" in shown


def test_nothing_that_was_typed_becomes_markup():
    assert "<script" not in inline(
        "<p>&lt;script&gt;a&lt;/script&gt;</p>", '<p>&lt;script&gt;b&lt;/script&gt; "x"</p>'
    )


def test_long_stretches_that_stayed_are_folded_away():
    long = "".join(f"<p>Paragraf nomor {number} yang tetap.</p>" for number in range(20))

    found = differences(long + "<p>lama</p>", long + "<p>baru</p>")

    assert [stretch.folded for stretch in found["stretches"]] == [True, False]
    assert found["summary"].places == 1


def test_an_empty_text_and_the_same_text_are_compared_too():
    assert kinds("", "") == []
    assert kinds("", "<p>a</p>") == ["added"]
    assert kinds("<p>a</p>", "<p>a</p>") == ["same"]


def test_pieces_know_who_alone_touched_them():
    base = "<p>Satu hal.</p><p>Dua hal.</p><p>Tiga hal.</p>"
    present = "<p>Satu hal besar.</p><p>Dua hal.</p><p>Tiga hal.</p>"
    mine = "<p>Satu hal.</p><p>Dua hal kecil.</p>"

    found = pieces(present, mine, base)

    assert [piece.suggested for piece in found] == ["present", "mine", "mine"]
    choices = {piece.number: piece.suggested for piece in found}
    assert merged(found, choices) == "<p>Satu hal besar.</p><p>Dua hal kecil.</p>"
    assert merged(found, {}) is None
    assert merged(found, choices | {1: "hapus"}) is None


CHANCE = random.Random(7)
VOCABULARY = [f"kata{number}" for number in range(1500)]


def long_text(paragraphs: int = 150, words: int = 60) -> list[list[str]]:
    return [[CHANCE.choice(VOCABULARY) for _ in range(words)] for _ in range(paragraphs)]


def markup(text: list[list[str]]) -> str:
    return "".join(f"<p>{' '.join(words)}</p>" for words in text)


def revised(text: list[list[str]]) -> list[list[str]]:
    new = [list(words) for words in text]
    for words in CHANCE.sample(new, 60):
        for _ in range(6):
            words[CHANCE.randrange(len(words))] = CHANCE.choice(VOCABULARY)
    new.insert(100, new.pop(10))
    return new


LONG = long_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (markup(LONG), markup(revised(LONG))),
        (markup(LONG), markup(long_text())),
        (markup(LONG), markup(LONG[::-1])),
        (markup([sum(LONG, [])]), markup([sum(revised(LONG), [])])),
        ("<p>" + "a " * 9000 + "</p>", "<p>" + "a b " * 4500 + "</p>"),
        ("<p>a</p><p>b</p>" * 4500, "<p>b</p><p>b</p><p>a</p>" * 3000),
    ],
    ids=["revised", "anew", "backwards", "one paragraph", "one word", "two words"],
)
def test_nine_thousand_words_are_compared_in_half_a_second_of_work(old, new):
    began = time.process_time()

    differences(old, new, view="sejajar")

    assert time.process_time() - began < 1.0  # 0.5 s alone; tests share their machine


def test_every_word_of_both_texts_is_somewhere_in_the_comparison():
    old, new = markup(LONG), markup(revised(LONG))
    before = after = 0
    for change in changes(old, new):
        if change.kind in {"same", "changed"}:
            for run in runs(change.old.tokens, change.new.tokens):
                before, after = before + len(run.old), after + len(run.new)
        elif change.kind in {"removed", "moved-away"}:
            before += len(change.old.tokens)
        else:
            after += len(change.new.tokens)

    assert before == after == sum(2 * len(words) - 1 for words in LONG)
