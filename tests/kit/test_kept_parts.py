"""Is a part of a page drawn anew when what it says, or what draws it, has changed?"""

import os

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from smartcity_portal.kit import kept_parts

EMPTY = "parts/empty.html"


@pytest.fixture
def anew():
    """Forget what this process knows of the files, before and after."""
    cache.clear()
    kept_parts.looks.cache_clear()
    yield kept_parts.looks.cache_clear
    kept_parts.looks.cache_clear()


def test_a_part_says_what_it_is_given(anew):
    request = RequestFactory().get("/")
    for title in ("Satu", "Dua", "Satu"):
        assert f"<b>{title}</b>" in kept_parts.drawn(request, EMPTY, {"title": title})


def test_a_row_of_the_database_is_refused(anew):
    with pytest.raises(TypeError, match="not plain data"):
        kept_parts.drawn(RequestFactory().get("/"), EMPTY, {"title": object()})


def test_a_new_release_draws_every_part_anew(anew, settings, tmp_path):
    template = tmp_path / "part.html"
    template.write_text("lama")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    assert kept_parts.kept("part", ["sama"], lambda: "lama") == "lama"
    template.write_text("baru")
    os.utime(template, ns=(1, 1))
    assert kept_parts.kept("part", ["sama"], lambda: "baru") == "lama"
    anew()
    assert kept_parts.kept("part", ["sama"], lambda: "baru") == "baru"
