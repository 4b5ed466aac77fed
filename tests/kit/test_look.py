"""Do the marks say in words what they say in colour?"""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from smartcity_portal.kit import tiles
from smartcity_portal.kit.templatetags import look


def drawn(text, **context) -> str:
    with translation.override("en"):
        return Template("{% load look %}" + text).render(Context(context))


@pytest.mark.parametrize("tone", look.TONES)
def test_a_state_is_a_word_and_an_icon(tone):
    mark = drawn("{% chip tone %}", tone=tone)
    assert "<svg" in mark
    with translation.override("en"):
        assert str(look.TONES[tone][2]) in mark


def test_a_ball_names_holder_and_days():
    mark = drawn("{% ball 'Bapelitbang' 6 %}")
    assert "Waiting for" in mark
    assert "Bapelitbang" in mark
    assert "6 days" in mark
    assert "ball you" in drawn("{% ball 'You' 0 True %}")
    assert "today" in drawn("{% ball 'You' 0 True %}")


def test_names_are_escaped():
    assert "<b>" not in drawn("{% ball name 1 %}{% chip 'ok' name %}", name="<b>x</b>")


def test_a_meter_reads_as_a_sentence_and_survives_nothing_to_do():
    mark = drawn("{% meter 8 12 'chapters approved' %}{% meter 0 0 'chapters approved' %}")
    assert 'aria-label="8 of 12 chapters approved"' in mark
    assert 'max="1"' in mark


def test_the_path_of_a_chapter_ends_where_it_is():
    assert look.track("redo") == ["past", "past", "at", "todo"]
    assert look.track("ok") == ["past", "past", "past", "at"]
    assert look.track("none") == ["todo"] * 4


def test_pages_far_away_are_a_gap():
    pages = Paginator(range(200), 10)
    assert look.page_numbers(pages.page(10)) == [1, 0, 9, 10, 11, 0, 20]
    assert look.page_numbers(Paginator(range(30), 10).page(2)) == [1, 2, 3]


def test_the_theme_is_the_accounts_choice_before_the_cookies():
    class Person:
        theme = ""

    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    assert drawn("{% theme %}", request=request) == "dark"
    request.user = Person()
    assert drawn("{% theme %}", request=request) == ""
    Person.theme = "light"
    assert drawn("{% theme %}", request=request) == "light"
    request.COOKIES["theme"] = '"><script>'
    del request.user
    assert drawn("{% theme %}", request=request) == ""
    assert drawn("{% theme %}") == ""


def test_the_map_has_38_provinces_and_shades_by_count():
    laid = [tile for _island, found in tiles.islands({"33": 18, "64": 6}) for tile in found]
    assert len({tile.code for tile in laid}) == 38
    assert {tile.shade for tile in laid if tile.code in {"33", "64"}} == {"q4", "q3"}
    assert [tiles.shade(n) for n in (0, 1, 2, 3, 5, 6, 9, 10)] == [
        "", "q1", "q1", "q2", "q2", "q3", "q3", "q4",
    ]  # fmt: skip
