"""What do the tests of checks start from? A plan whose facts and texts are as the test says."""

from collections.abc import Callable

import pytest

from masterplans.checks import runner
from masterplans.checks.catalogue import sentence_of
from masterplans.checks.facts import PlanFacts, facts_of
from masterplans.checks.reading import read
from masterplans.models import Masterplan
from programs.models import Region
from tests.factories import AgencyFactory, ProvinceFactory, RegionFactory


@pytest.fixture
def regions(db) -> dict[str, Region]:
    """A few of the 514: a namesake, a neighbour, a short name that is a word, other provinces."""
    java = ProvinceFactory(code="35", name="Jawa Timur")
    ProvinceFactory(code="33", name="Jawa Tengah")
    return {
        name: RegionFactory(name=name, kind=kind, province=java if code < "64" else _own())
        for name, kind, code in (
            ("Kota Malang", "kota", "35"),
            ("Kabupaten Malang", "kabupaten", "35"),
            ("Kota Batu", "kota", "35"),
            ("Kabupaten Batang", "kabupaten", "33"),
            ("Kabupaten Kutai Timur", "kabupaten", "64"),
        )
    }


def _own() -> Region:
    return ProvinceFactory()


@pytest.fixture
def facts(plan: Masterplan, regions) -> Callable[[], PlanFacts]:
    region = plan.enrolment.region
    region.name = "Kota Bontang"
    region.save()
    for number in range(8):
        AgencyFactory(region=region, name=f"Dinas Contoh {number}", short_name=f"DC{number}")
    AgencyFactory(region=region, name="Dinas Pendidikan dan Kebudayaan", short_name="Disdikbud")
    AgencyFactory(
        region=region,
        kind="planning",
        name="Badan Perencanaan, Penelitian, dan Pengembangan",
        short_name="Bapelitbang",
    )
    return lambda: facts_of(plan)


@pytest.fixture
def found(facts) -> Callable[..., list[tuple[str, str]]]:
    """Return a function that checks a text and gives (check, sentence) pairs."""

    def check(html: str, *rules: str, blocks: bool = False, book: int = 2) -> list[tuple[str, str]]:
        section = read(html, pk=0, chapter=0, book=book, title="Uji", blocks_below=blocks)
        placed = runner.findings_in_text([section], facts())
        return [
            (one.rule, sentence_of(one.rule, one.finding.parameters | {"case": one.finding.case}))
            for one in placed
            if not rules or one.rule in rules
        ]

    return check
