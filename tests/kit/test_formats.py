"""Are dates, money and numbers written as people read them, in both languages?"""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from smartcity_portal.kit import formats

MORNING = datetime(2019, 10, 10, 1, 42, tzinfo=UTC)


def written(language, write, *arguments, **options):
    with translation.override(language):
        return write(*arguments, **options)


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "10 Oktober 2019, 09.42 WITA"), ("en", "10 October 2019, 09:42 WITA")],
)
def test_a_moment_is_written_in_the_zone_of_its_region(language, words):
    assert written(language, formats.moment, MORNING, "Asia/Makassar") == words


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Asia/Jakarta", "08.42 WIB"),
        ("Asia/Pontianak", "08.42 WIB"),
        ("Asia/Makassar", "09.42 WITA"),
        ("Asia/Jayapura", "10.42 WIT"),
    ],
)
def test_each_indonesian_zone_has_its_word(zone, clock):
    assert written("id", formats.clock, MORNING, zone) == clock


def test_an_evening_in_utc_is_the_next_day_in_jayapura():
    evening = datetime(2019, 10, 10, 22, 0, tzinfo=UTC)
    assert written("id", formats.day, evening, "Asia/Jayapura") == "11 Oktober 2019"


def test_a_weekday_and_a_brief_day_follow_the_language():
    assert written("id", formats.weekday, date(2019, 10, 10)) == "Kamis, 10 Oktober 2019"
    assert written("en", formats.weekday, date(2019, 10, 10)) == "Thursday, 10 October 2019"
    assert written("id", formats.day_brief, date(2019, 8, 6)) == "6 Agu"


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        ((2019, 7, 8), (2019, 7, 9), "8–9 Juli 2019", "8–9 July 2019"),
        ((2019, 7, 8), (2019, 7, 8), "8 Juli 2019", "8 July 2019"),
        ((2019, 7, 8), None, "8 Juli 2019", "8 July 2019"),
        (
            (2019, 9, 30),
            (2019, 10, 2),
            "30 September – 2 Oktober 2019",
            "30 September – 2 October 2019",
        ),
        (
            (2019, 12, 30),
            (2020, 1, 2),
            "30 Desember 2019 – 2 Januari 2020",
            "30 December 2019 – 2 January 2020",
        ),
    ],
)
def test_days_in_a_row_are_written_once(first, last, indonesian, english):
    days = (date(*first), date(*last) if last else None)
    assert written("id", formats.day_range, *days) == indonesian
    assert written("en", formats.day_range, *days) == english


def test_brief_days_in_a_row_leave_the_year_out():
    assert (
        written("id", formats.day_range, date(2019, 7, 8), date(2019, 7, 9), brief=True)
        == "8–9 Jul"
    )
    assert (
        written("id", formats.day_range, date(2019, 9, 30), date(2019, 10, 2), brief=True)
        == "30 Sep – 2 Okt"
    )


def test_rupiah_are_whole_and_grouped():
    assert written("id", formats.rupiah, 1_250_000_000) == "Rp1.250.000.000"
    assert written("en", formats.rupiah, 1_250_000_000) == "Rp1,250,000,000"
    assert written("id", formats.rupiah, 0) == "Rp0"
    assert written("id", formats.rupiah, -500) == "−Rp500"


def test_large_amounts_can_be_written_short():
    assert written("en", formats.rupiah_brief, 1_250_000_000) == "Rp1.25 billion"
    assert written("en", formats.rupiah_brief, 18_400_000_000_000) == "Rp18.4 trillion"
    assert written("en", formats.rupiah_brief, 30_000_000) == "Rp30 million"
    assert written("id", formats.rupiah_brief, 850_000) == "Rp850.000"


def test_decimals_have_the_mark_of_the_language():
    assert written("id", formats.number, 3.333, 2) == "3,33"
    assert written("en", formats.number, 3.333, 2) == "3.33"
    assert written("id", formats.number, 12_500) == "12.500"


def test_file_sizes_are_rounded_for_people():
    assert written("id", formats.size, 4_300_000) == "4,1 MB"
    assert written("id", formats.size, 12_000) == "12 KB"
    assert written("en", formats.size, 1) == "1 byte"


def test_filters_leave_nothing_where_there_is_nothing():
    page = Template("{% load look %}[{{ a|day }}{{ a|rupiah }}{{ a|until:b }}{{ c|number:1 }}]")
    assert page.render(Context({"a": None, "b": None, "c": ""})) == "[]"


def test_filters_take_the_zone_from_a_region():
    class Region:
        timezone = "Asia/Makassar"

    page = Template("{% load look %}{{ at|moment:region }}")
    with translation.override("id"):
        words = page.render(Context({"at": MORNING, "region": Region()}))
    assert words == "10 Oktober 2019, 09.42 WITA"
