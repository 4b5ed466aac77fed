"""Are words found again after their text changed, moved or went, and replaced without harm?"""

import pytest

from masterplans import passages
from masterplans.passages import Mark, Passage

HTML = (
    "<p>Masterplan <strong>smart city</strong> Kota &amp; Daerah disusun sampai 2029.</p>"
    "<table><tbody><tr><td>Satu</td><td>Dua tiga</td></tr></tbody></table>"
    "<p>Peta jalan memuat tiga jangka.</p>"
)


def test_a_text_is_read_flat_with_a_space_between_two_blocks():
    assert passages.words_of(HTML) == (
        "Masterplan smart city Kota & Daerah disusun sampai 2029. "
        "Satu Dua tiga Peta jalan memuat tiga jangka."
    )


def test_of_several_places_the_one_in_the_same_surroundings_is_found():
    text = "pada tahun 2020 dimulai, pada tahun 2020 selesai"

    found = passages.find(text, "tahun 2020", prefix="dimulai, pada ", suffix=" selesai")

    assert found.start == text.rindex("tahun 2020")


@pytest.mark.parametrize("quote", ["", "tidak ada", "Kota  &"])
def test_words_that_do_not_stand_there_are_not_found(quote):
    assert (passages.find(passages.words_of(HTML), quote) is None) == (quote != "Kota  &")


def test_a_passage_is_followed_when_some_of_its_words_change():
    old = passages.words_of(HTML)
    new = old.replace("disusun sampai 2029", "disusun untuk sepuluh tahun sampai 2029")
    was = passages.find(old, "Kota & Daerah disusun sampai 2029")

    found = passages.follow(passages.changes(old, new), new, was)

    assert found.words == "Kota & Daerah disusun untuk sepuluh tahun sampai 2029"


def test_a_passage_that_was_taken_out_is_not_found_elsewhere():
    old = passages.words_of(HTML)
    was = passages.find(old, "Peta jalan memuat tiga jangka.")

    assert passages.follow(passages.changes(old, old[: was.start]), old[: was.start], was) is None


def test_words_are_replaced_across_emphasis_and_stay_words():
    passage = passages.find(passages.words_of(HTML), "smart city Kota &")

    html = passages.replaced(HTML, passage, "<script>alert(1)</script> cerdas &")

    assert "<strong>&lt;script&gt;alert(1)&lt;/script&gt; cerdas &amp;</strong> Daerah" in html
    assert passages.words_of(html).startswith("Masterplan <script>alert(1)</script> cerdas & ")


def test_a_passage_over_two_cells_is_not_one_block():
    text = passages.words_of(HTML)

    assert not passages.one_block(HTML, passages.find(text, "Satu Dua"))
    assert passages.one_block(HTML, passages.find(text, "Dua tiga"))


def test_marks_stand_inside_the_markup_and_overlapping_ones_only_once():
    text = passages.words_of(HTML)
    one = passages.find(text, "city Kota")
    marks = [Mark(one.start, one.end, "noted-1", "#thread-1"), Mark(0, 20, "noted-2", "#thread-2")]

    html = passages.marked(HTML, marks)

    assert html.count('id="noted-') == 1
    assert passages.words_of(html) == text
    assert '<a href="#thread-2" class="noted" id="noted-2">Masterplan </a><strong><a' in html


def test_deleted_words_of_a_comparison_are_not_read():
    assert passages.words_of("<p>Tahun <del>2020</del><ins>2021</ins></p>") == "Tahun 2021"


def test_a_long_text_is_followed_in_time():
    old = " ".join(f"kata{number}" for number in range(9000))
    new = old.replace("kata4500 ", "").replace("kata100 ", "sisipan baru ")
    was = passages.find(old, "kata4498 kata4499 kata4500 kata4501 kata4502")

    found = passages.follow(passages.changes(old, new), new, was)

    assert found == Passage(found.start, found.end, "kata4498 kata4499 kata4501 kata4502")
