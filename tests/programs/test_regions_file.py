"""Is the shipped list of regions whole and readable?"""

import csv
from collections import Counter

import pytest

from programs.data import build_regions


@pytest.fixture(scope="module")
def regions():
    with build_regions.TARGET.open(encoding="utf-8") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def test_it_has_38_provinces_416_regencies_and_98_cities(regions):
    kinds = Counter(row["kind"] for row in regions.values())
    assert kinds == {"provinsi": 38, "kabupaten": 416, "kota": 98}


def test_every_regency_and_city_lies_in_a_province(regions):
    for code, row in regions.items():
        if row["kind"] != "provinsi":
            assert regions[row["province_code"]]["kind"] == "provinsi"
            assert code.startswith(row["province_code"] + ".")


def test_names_are_written_as_people_read_them(regions):
    assert regions["64.74"]["name"] == "Kota Bontang"
    assert regions["33.25"]["name"] == "Kabupaten Batang"
    assert regions["21.71"]["name"] == "Kota Batam"
    for row in regions.values():
        assert "Kep." not in row["name"] and not row["name"].isupper()


def test_names_are_unique(regions):
    assert len({row["name"] for row in regions.values()}) == len(regions)


@pytest.mark.parametrize(
    ("code", "zone"),
    [("64.74", "Asia/Makassar"), ("21.71", "Asia/Jakarta"), ("94.04", "Asia/Jayapura")],
)
def test_each_region_keeps_the_time_of_its_place(regions, code, zone):
    assert regions[code]["timezone"] == zone


def test_building_again_writes_the_same_file(tmp_path):
    target = tmp_path / "regions.csv"
    build_regions.build(target)
    assert target.read_bytes() == build_regions.TARGET.read_bytes()
