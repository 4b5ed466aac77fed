"""Is what the demo's files say whole, honest and ready to be printed?"""

import csv
import re
import tomllib
from collections import Counter

import pytest

from programs.data.build_regions import TARGET as REGIONS
from programs.services.cohort_facts import FILE as COHORT_FACTS
from programs.services.editions import FOLDER as EDITIONS
from smartcity_portal.demo import figures, files, people

UNPRINTABLE = set("●○◆▲▼■□✓→−≥≤◐")
TEXTS = sorted(files.FOLDER.glob("*/buku*/*.html"))
CITIES = ("bontang", "batam", "story")


def edition(year):
    return files.read(str(EDITIONS / str(year)))


def sections(year):
    for book in edition(year)["books"]:
        for chapter in book["chapters"]:
            for order, _section in enumerate(chapter["sections"], 1):
                yield f"{book['number']}.{chapter['number']}", order


def words(text):
    return len(re.sub(r"<[^>]+>", " ", text).split())


def test_every_cohort_region_has_a_code():
    with REGIONS.open(encoding="utf-8") as stream:
        known = {row["name"] for row in csv.DictReader(stream)}
    data = files.read("cohorts")
    for row in data["cohorts"]:
        assert set(row["regions"]) <= known
        assert len(set(row["regions"])) == len(row["regions"])
    assert {fact["region"] for fact in data["facts"]} <= known


@pytest.mark.parametrize(("year", "count"), [(2017, 25), (2018, 50), (2024, 10)])
def test_complete_cohorts_have_all_their_regions(year, count):
    regions = next(row for row in files.read("cohorts")["cohorts"] if row["year"] == year)
    facts = tomllib.loads(COHORT_FACTS.read_text(encoding="utf-8"))["cohorts"]
    numbers = next(row for row in facts if row["year"] == year)
    assert len(regions["regions"]) == numbers["places"] == count


def test_every_section_of_bontang_is_written():
    for place, order in sections(2019):
        assert files.section_text("bontang", f"{place}.{order}"), f"{place}.{order}"


def test_bontang_s_masterplan_is_long_enough_for_a_book():
    texts = [path.read_text() for path in TEXTS if path.parts[-3:-1] == ("bontang", "buku2")]
    assert sum(map(words, texts)) > 10_000


def test_batam_s_handed_in_chapters_are_written():
    chapters = files.read("batam", "city")["chapters"]
    blocks = {
        (f"{book['number']}.{chapter['number']}", order): section["blocks"]
        for book in edition(2022)["books"]
        for chapter in book["chapters"]
        for order, section in enumerate(chapter["sections"], 1)
    }
    for place, order in sections(2022):
        if "approved" in chapters[place] or chapters[place].get("state") in {
            "in_review",
            "needs_work",
        }:
            text = files.section_text("batam", f"{place}.{order}")
            assert text or blocks[place, order], f"{place}.{order}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_texts_can_be_printed_and_name_their_sources(path):
    text = path.read_text(encoding="utf-8")
    assert not UNPRINTABLE & set(text)
    assert text.count("<p>Tabel: ") == text.count("<table>") <= text.count("<p>Sumber: ")
    for source in re.findall(r"<p>(Sumber: .*?)</p>", text):
        assert "contoh" in source.lower()
    known = files.read(path.parts[-3], "figures")
    assert set(re.findall(r'data-figure="([\w-]+)"', text)) <= set(known)


def test_pictures_are_drawn_the_same_every_time():
    for spec in files.read("bontang", "figures").values():
        assert figures.png(spec) == figures.png(spec)
        assert spec["alt"] and spec["caption"] and "ontoh" in spec["source"]


@pytest.mark.parametrize("city", CITIES)
def test_programs_stay_in_their_horizon_and_name_known_agencies(city):
    facts = files.read(city, "city")
    agencies = {row[0] for row in facts["agencies"]}
    guidance = edition(facts["year"])
    years = {
        row["code"]: range(
            facts["period_start"] + row["first_year"] - 1, facts["period_start"] + row["last_year"]
        )
        for row in guidance["horizons"]
    }
    covered = Counter()
    for row in files.read(city, "programs")["programs"]:
        assert row["agency"] in agencies
        covered[row["dimension"], row["horizon"]] += 1
        for year in [int(y) for y in row["targets"]] + [b["year"] for b in row["budget"]]:
            assert year in years[row["horizon"]], row["code"]
    assert len(covered) == len(guidance["dimensions"]) * len(guidance["horizons"])


@pytest.mark.parametrize("city", CITIES)
def test_records_name_known_agencies_and_programs(city):
    agencies = {row[0] for row in files.read(city, "city")["agencies"]}
    codes = {row["code"] for row in files.read(city, "programs")["programs"]}
    data = files.read(city, "records")
    for row in [*data["swot"], *data["readiness"], *data["gaps"], *data["actions"]]:
        assert row["agency"] in agencies
        assert row.get("program") in codes | {None}
    assert Counter(row["quadrant"] for row in data["swot"]).keys() == set("SWOT")


def test_bontang_has_three_final_quick_wins_with_risks():
    final = [
        row for row in files.read("bontang", "quick_wins")["quick_wins"] if row["state"] == "final"
    ]
    assert [row["name"] for row in final] == [
        "Super Apps Bessai Berinta Smart City",
        "Simpeltaru",
        "Kampung Masdarling",
    ]
    assert all(len(row["risks"]) >= 3 and row["months"] <= 12 for row in final)


def test_every_role_has_one_account_that_says_what_it_may_do():
    relations = Counter(row["relation"] for row in files.read("people")["people"])
    assert set(relations) == {
        "ministry", "mentor", "coordinator", "writer", "head", "signatory", "assessor", "observer",
    }  # fmt: skip
    assert all(role and may for _username, role, may in people.table())
