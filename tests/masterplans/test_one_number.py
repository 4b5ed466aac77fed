"""Can a number differ between books? A record is changed, and every place that shows it says the same."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from masterplans import snapshot
from masterplans.edition_records import groups
from masterplans.edition_words import Words
from masterplans.models import (
    BookEdition,
    Chapter,
    Mission,
    Objective,
    ReadinessItem,
    Section,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.pdf.blocks import BLOCKS, render_block
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.plan_context import plan_records
from masterplans.services import keywords, quick_wins, records
from programs.edition_words import BLOCKS as NAMED
from smartcity_portal.kit.sheets import find

pytestmark = pytest.mark.django_db
EVERY_KIND = {
    "masterplans.readinessitem", "masterplans.swotitem", "masterplans.swotstrategy",
    "masterplans.gapitem", "masterplans.visionkeyword", "masterplans.mission",
    "masterplans.planprogram", "masterplans.actionitem", "masterplans.quickwin",
    "masterplans.sni37122value", "vision",
}  # fmt: skip


@pytest.fixture
def edition(plan):
    return plan.enrolment.cohort.edition


@pytest.fixture
def filled(plan, town, edition):
    """One record of every kind, each with words and numbers that stand nowhere else."""
    by = town["coordinator"]
    dimension, horizon = edition.dimensions.first(), edition.horizons.first()
    strength = records.add(
        SwotItem, plan, by=by, quadrant="S", statement="Serat optik", keywords="Humanis, terbuka"
    )
    chance = records.add(SwotItem, plan, by=by, quadrant="O", statement="Pendampingan")
    strategy = records.add(
        SwotStrategy, plan, by=by, kind="SO", text="Perluas layanan", items=[strength, chance]
    )
    records.set_vision(plan, "Kota humanis", by=by)
    plan.refresh_from_db()
    keywords.draw(plan, by=by)
    mission = records.add(Mission, plan, by=by, text="Layanan mudah", rpjmd_reference="Misi 4")
    objective = records.add(
        Objective, plan, by=by, mission=mission, text="Satu akun", indicator="Layanan terhubung",
        baseline="3", rpjmd_reference="Sasaran 4.1", targets={2020: "17"},
    )  # fmt: skip
    readiness = [
        records.add(
            ReadinessItem, plan, by=by, component=name, indicator=f"Butir {name}", condition="c",
            rating=rating,
        )
        for name, rating in zip(edition.readiness_components, (3, 2, 1, 2, 3), strict=False)
    ]  # fmt: skip
    program = records.add_program(
        plan, by=by, code="X-01", name="Akun tunggal", dimension=dimension, horizon=horizon,
        status="new", indicator="Akun", targets={2020: "41"},
        budgets={(2020, "APBD"): 124_000_000, (2021, "KPBU"): 77_000_000},
    )  # fmt: skip
    sni = records.add(
        Sni37122Value,
        plan,
        by=by,
        indicator="18.1",
        value=Decimal("81.5"),
        year=2020,
        evidence="Survei",
    )
    quick_wins.nominate(plan, by=by, name="Cepat", dimension=dimension, agency=town.works)
    return {
        "strategy": strategy, "objective": objective, "program": program, "sni": sni,
        "readiness": readiness,
    }  # fmt: skip


def show_everywhere(plan, *blocks):
    """Let the first section of every book show the blocks; return those sections' chapters."""
    chapters = []
    for book in plan.books.all():
        section = Section.objects.filter(chapter__book=book).order_by("chapter__number").first()
        section.blocks = list(blocks)
        section.save(update_fields=["blocks"])
        chapters.append(section.chapter)
    return chapters


def words(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(markup)))


def test_every_block_that_a_guidance_can_ask_for_is_drawn_and_has_a_page(plan):
    from masterplans.views.reading import records_url

    assert set(BLOCKS) == set(NAMED)
    for kind in BLOCKS:
        assert records_url(kind, plan.enrolment.slug)
        assert any(kind in shown for shown in snapshot.SHOWN_BY.values())


def test_every_block_says_the_same_on_a_page_and_in_print(plan, filled):
    shown = plan_records(plan)
    for kind in BLOCKS:
        page = render_block(kind, shown)
        book = render_block(kind, shown, Numbering(3))
        bare = re.sub(r"(Tabel|Gambar|Table|Figure) 3\.\d+", "", words(book))
        assert words(page).split() == bare.split(), kind


@pytest.mark.parametrize(
    ("block", "before", "after"),
    [
        ("programs", "201", "533"),
        ("budget", "124", "456"),
        ("totals", "201", "533"),
    ],
)
def test_a_changed_budget_is_the_same_in_every_book(
    client, plan, filled, town, block, before, after
):
    chapters = show_everywhere(plan, block)
    client.force_login(town["coordinator"])

    def read():
        return [
            words(client.get(chapter.get_absolute_url()).content.decode()) for chapter in chapters
        ]

    assert all(re.search(rf"\b{before}\b", page) for page in read())
    records.change_program(
        filled["program"],
        by=town["coordinator"],
        budgets={(2020, "APBD"): 456_000_000, (2021, "KPBU"): 77_000_000},
    )
    pages = read()
    assert len(pages) == plan.books.count()
    assert all(re.search(rf"\b{after}\b", page) for page in pages)
    assert not any(re.search(rf"\b{before}\b", page) for page in pages)


@pytest.mark.parametrize(
    ("name", "block", "change", "word"),
    [
        ("objective", "vision", {"targets": {2020: "99 layanan"}}, "99 layanan"),
        ("strategy", "swot_strategies", {"text": "Perluas ke pulau"}, "Perluas ke pulau"),
        ("sni", "sni37122", {"value": Decimal("92.25")}, "92,25"),
        ("program", "roadmap", {"targets": {2020: "62"}}, "62"),
    ],
)  # fmt: skip
def test_a_changed_record_shows_on_page_in_print_in_sheets_and_in_the_snapshot(
    client, plan, filled, town, name, block, change, word
):
    chapter = show_everywhere(plan, block)[0]
    hash_before = snapshot.records_sha256(chapter)
    client.force_login(town["coordinator"])

    records.change(filled[name], by=town["coordinator"], **change)

    chapter = Chapter.objects.get(pk=chapter.pk)
    assert word in words(client.get(chapter.get_absolute_url()).content.decode())
    assert word in words(render_block(block, plan_records(plan), Numbering(1)))
    assert snapshot.records_sha256(chapter) != hash_before


def test_the_grid_the_list_and_the_sheet_hold_the_same_numbers(client, plan, filled, town):
    client.force_login(town["coordinator"])
    slug = plan.enrolment.slug
    grid = client.get(reverse("masterplans:grid_rows", kwargs={"slug": slug, "kind": "program"}))
    listed = client.get(reverse("masterplans:program_list", kwargs={"slug": slug}))
    sheet = find("masterplans.programs")
    (row,) = sheet.rows(plan.enrolment, town["coordinator"])

    assert grid.json()["rows"][0]["cells"]["APBD_2020"] == "124000000"
    assert "201.000.000" in listed.content.decode()
    assert (row["APBD_2020"], row["total"]) == (124_000_000, 201_000_000)


def test_the_snapshot_holds_every_kind(plan, filled):
    assert set(snapshot.records_behind(plan, BLOCKS)) == EVERY_KIND


def test_an_approved_chapter_freezes_the_new_kinds_too(plan, filled, town):
    from smartcity_portal.kit.machine import Blocked

    chapter = show_everywhere(plan, "vision", "swot_strategies", "sni37122")[0]
    Chapter.objects.filter(pk=chapter.pk).update(state="approved")

    for name, change in (
        ("objective", {"targets": {2020: "1"}}),
        ("strategy", {"text": "Lain"}),
        ("sni", {"value": Decimal(1)}),
    ):
        with pytest.raises(Blocked):
            records.change(filled[name], by=town["coordinator"], **change)


def test_two_editions_tell_what_changed_in_the_new_kinds(plan, filled, town):
    by = town["coordinator"]
    before = snapshot.records_behind(plan, BLOCKS)
    records.change(filled["objective"], by=by, targets={2020: "23"})
    records.change(filled["strategy"], by=by, text="Perluas ke pulau")
    records.change(filled["sni"], by=by, value=Decimal(90))
    records.change(filled["program"], by=by, status="existing")
    after = snapshot.records_behind(plan, BLOCKS)

    plain = snapshot.json.loads(snapshot.json.dumps([before, after], default=str))
    book = plan.books.first()
    one, two = (BookEdition(book=book, records=records) for records in plain)
    told = groups(one, two, Words(one, two))

    assert len(told) == 4
    assert all(group.changed for group in told)


def test_keywords_are_drawn_from_the_swot_and_looked_for_in_the_vision(plan, filled):
    found = {word.word: word for word in VisionKeyword.objects.all()}

    assert set(found) == {"Humanis", "terbuka"}
    assert found["Humanis"].is_used_in(plan.vision)
    assert not found["terbuka"].is_used_in(plan.vision)
    assert [item.statement for item in found["Humanis"].items.all()] == ["Serat optik"]


def test_the_web_of_readiness_counts_what_the_table_shows(plan, filled, edition):
    block = words(render_block("readiness_radar", plan_records(plan)))

    assert "100,0" in block and "33,3" in block
    assert len(edition.readiness_components) == 5
    assert "73,3" in block
