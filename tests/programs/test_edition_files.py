"""Can every shipped guidance edition be read, and does it hold together?"""

import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "programs" / "editions"
FILES = sorted(FOLDER.glob("*.toml"))
REQUIREMENTS = {
    "memorandum_signed": set(),
    "bodies_decreed": set(),
    "workshop_held": set(),
    "swot_filled": {"minimum"},
    "book_submitted": {"book"},
    "programs_cover_dimensions": {"per_horizon"},
    "quick_wins_nominated": {"minimum"},
    "quick_wins_profiled": set(),
    "quick_wins_final": {"minimum"},
    "book_approved": {"book"},
    "outputs_checked": set(),
    "commitment_signed": set(),
}
BLOCKS = {
    "swot",
    "swot_strategies",
    "readiness_radar",
    "vision_keywords",
    "totals",
    "sni37122",
    "readiness",
    "gaps",
    "vision",
    "programs",
    "action_plan",
    "roadmap",
    "budget",
    "quick_wins",
    "quick_win_ranking",
    "quick_win_profiles",
}


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def edition(request):
    return read(request.param)


def follow(value, steps):
    """All values a path of `inferred` names."""
    if not steps:
        return [value]
    if isinstance(value, list):
        named = [v for v in value if steps[0] in (str(v.get("number")), v.get("code"))]
        if named:
            return [found for v in named for found in follow(v, steps[1:])]
        return [found for v in value for found in follow(v, steps)]
    return follow(value[steps[0]], steps[1:]) if steps[0] in value else []


def test_there_is_an_edition_for_every_cohort():
    assert [path.stem for path in FILES] == ["2017", "2018", "2019", "2021", "2022", "2023", "2024"]


def test_every_source_has_a_note(edition):
    assert set(edition["sources"]) == set(edition["source_notes"])


def test_every_assumption_names_something(edition):
    for path in edition["inferred"]:
        assert follow(edition, path.split(".")), path


def test_it_has_six_dimensions_with_three_subdimensions(edition):
    assert len(edition["dimensions"]) == 6
    assert all(len(dimension["subdimensions"]) == 3 for dimension in edition["dimensions"])


def test_horizons_fill_the_period_without_gap_or_overlap(edition):
    years = [
        year
        for horizon in edition["horizons"]
        for year in range(horizon["first_year"], horizon["last_year"] + 1)
    ]
    assert years == list(range(1, edition["period_years"] + 1))


def test_the_2018_edition_knows_one_and_ten_years_only():
    horizons = read(FOLDER / "2018.toml")["horizons"]
    assert [(h["code"], h["last_year"]) for h in horizons] == [("short", 1), ("long", 10)]


def test_quick_wins_have_ten_criteria_and_last_a_year_at_most(edition):
    rule = edition["quick_wins"]
    assert len({row["code"] for row in rule["criteria"]}) == 10
    assert rule["max_months"] == 12
    assert 3 <= rule["minimum"] <= rule["maximum"]


def test_stages_ask_only_for_known_requirements(edition):
    books = {book["number"] for book in edition["books"]}
    assert [stage["number"] for stage in edition["stages"]] == [1, 2, 3, 4]
    for requirement in [r for stage in edition["stages"] for r in stage["requirements"]]:
        assert set(requirement) - {"kind"} == REQUIREMENTS[requirement["kind"]]
        assert requirement.get("book", 1) in books


def test_agendas_run_forward_within_the_days_of_the_stage(edition):
    for stage in edition["stages"]:
        times = [(item["day"], item["start"], item["end"]) for item in stage["agenda"]]
        assert times == sorted(times)
        assert all(start < end and 1 <= day <= stage["days"] for day, start, end in times)


def test_sections_show_only_known_blocks(edition):
    dimensions = {dimension["code"] for dimension in edition["dimensions"]}
    shown = set()
    for book in edition["books"]:
        for chapter in book["chapters"]:
            assert chapter["owner"] in {"coordinator", "planning", "any"}
            for block in [b for section in chapter["sections"] for b in section["blocks"]]:
                name, _, part = block.partition(":")
                shown.add(name)
                assert not part or part in dimensions
    assert BLOCKS - {"sni37122", "quick_win_ranking"} <= shown <= BLOCKS


def test_the_commitment_says_that_it_is_no_official_text(edition):
    commitment = edition["commitment"]
    assert "{region}" in commitment["title"]
    assert "contoh" in commitment["note"].lower()
    assert len(commitment["clauses"]) >= 5
