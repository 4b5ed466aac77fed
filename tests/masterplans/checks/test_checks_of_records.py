"""What do the checks say of records, alone and beside the text that cites them?"""

from decimal import Decimal

import pytest

from masterplans.checks import runner
from masterplans.checks.catalogue import sentence_of
from masterplans.checks.gate import findings_against
from masterplans.models import (
    CheckResult,
    CheckRun,
    PlanProgram,
    ProgramBudget,
    ProgramTarget,
    QuickWin,
    Section,
)
from masterplans.services import dress
from masterplans.states import QuickWinState
from masterplans.views.findings import place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_records(facts):
    """Return a function that checks the records and gives (check, sentence) pairs."""

    def check(*rules: str) -> list[tuple[str, str]]:
        placed = runner.findings_in_records(facts())
        return [
            (one.rule, sentence_of(one.rule, one.finding.parameters | {"case": one.finding.case}))
            for one in placed
            if not rules or one.rule in rules
        ]

    return check


@pytest.fixture
def programs(plan, town) -> list[PlanProgram]:
    """One whole programme in each dimension."""
    edition = plan.enrolment.cohort.edition
    rows = []
    for dimension in edition.dimensions.all():
        program = PlanProgram.objects.create(
            plan=plan,
            code=f"{dimension.code[:3].upper()}-01",
            name=f"Penataan layanan {dimension.name}",
            dimension=dimension,
            horizon=edition.horizons.first(),
            agency=town.works,
            indicator="Layanan yang terhubung",
            unit="layanan",
            baseline="2",
        )
        ProgramTarget.objects.create(program=program, year=2020, value="12")
        ProgramBudget.objects.create(program=program, year=2020, fund="APBD", amount=850_000_000)
        rows.append(program)
    return rows


@pytest.fixture
def win(plan, programs) -> QuickWin:
    return QuickWin.objects.create(
        plan=plan,
        name="Kampung Masdarling",
        year=2020,
        dimension=programs[0].dimension,
        months=10,
        cost=236_000_000,
        state=QuickWinState.FINAL,
    )


def test_an_empty_plan_has_no_findings(in_records):
    assert in_records() == []


def test_whole_programmes_have_no_findings(in_records, programs):
    assert in_records() == []


def test_a_dimension_without_programmes_is_named(in_records, programs):
    programs[3].delete()

    assert in_records() == [("dimension_empty", in_records()[0][1])]
    assert "Smart Living" in in_records()[0][1]


def test_a_programme_lacks_its_agency_and_its_indicator(in_records, programs):
    PlanProgram.objects.filter(pk=programs[0].pk).update(agency=None, indicator=" - ")

    assert [rule for rule, _said in in_records()] == [
        "program_without_agency",
        "program_without_indicator",
    ]


def test_years_of_targets_budgets_and_quick_wins_lie_in_the_period(in_records, programs, win):
    ProgramTarget.objects.create(program=programs[0], year=2031, value="9")
    QuickWin.objects.filter(pk=win.pk).update(year=2019)

    assert [rule for rule, _ in in_records("year_outside")] == ["year_outside"] * 2


def test_a_quick_win_keeps_to_the_months_of_the_guidance(in_records, win):
    QuickWin.objects.filter(pk=win.pk).update(months=14)
    assert "14" in in_records("quick_win_too_long")[0][1]

    QuickWin.objects.filter(pk=win.pk).update(months=12, milestones=[{"months": [3, 13]}])
    assert "13" in in_records("quick_win_too_long")[0][1]


def test_buku_2_names_every_chosen_quick_win(in_records, win, plan):
    sections = Section.objects.filter(chapter__book__plan=plan, chapter__book__number=2)
    for section in sections:
        section.blocks = [b for b in section.blocks if not b.startswith("quick_win")]
        section.save()
    assert in_records("quick_win_unnamed") == [], "Buku 2 has not been begun"

    first = sections.first()
    first.html = "<p>Isi.</p>"
    first.save()
    assert [rule for rule, _ in in_records()] == ["quick_win_unnamed"]

    first.html = "<p>Quick win pertama ialah Kampung&nbsp;Masdarling.</p>"
    first.save()
    assert in_records() == []


@pytest.mark.parametrize(
    "text",
    [
        "GOV-01 memerlukan Rp850 juta.",
        "Anggaran GOV-01 sebesar Rp850.000.000 berasal dari APBD.",
        "Target GOV-01 pada 2020 ialah 12 layanan.",
        "GOV-01 dimulai dari 2 layanan pada 2020.",
        "GOV-01 dan ECO-01 memerlukan Rp1 miliar.",
        "Kampung Masdarling selesai dalam 10 bulan dengan biaya Rp236 juta.",
        "Warga Kampung Masdarling menunggu enam bulan.",
        "Buku ini memuat enam program pada enam dimensi.",
        "Satu quick win ditetapkan.",
        "Tiga program prioritas ditetapkan.",
        "Total anggaran seluruh program Rp5,1 miliar.",
        "Total anggaran program Smart Governance ialah Rp850 juta.",
        "Realisasi anggaran seluruh program tahun lalu Rp2 miliar.",
    ],
)
def test_numbers_of_a_record_may_be_said(found, win, text):
    assert found(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("GOV-01 memerlukan Rp900 juta.", "number_differs", "850.000.000"),
        ("Target GOV-01 pada 2020 ialah 15 layanan.", "number_differs", "12 layanan"),
        ("Kampung Masdarling selesai dalam delapan bulan.", "number_differs", "10"),
        ("Biaya Kampung Masdarling ialah Rp300 juta.", "number_differs", "236.000.000"),
        ("Buku ini memuat lima puluh program.", "number_differs", "6"),
        ("Tiga quick win ditetapkan.", "number_differs", "1"),
        ("Total anggaran seluruh program Rp7,5 miliar.", "totals_differ", "5.100.000.000"),
    ],
)
def test_a_number_that_differs_from_its_record_is_found(found, win, text, rule, right):
    ((check, said),) = found(f"<p>{text}</p>")

    assert check == rule
    assert right in said


def test_sums_are_those_of_the_records(facts, programs):
    known = facts()

    assert sum(known.budget_of(row) for row in known.programs) == Decimal(5_100_000_000)


def test_a_sign_that_no_font_draws_is_named_for_forewords_too(in_records, plan, town):
    written = {"title": "Kata pengantar", "text": "Selamat 😀 datang.\n\nTerima kasih 😀."}
    row = dress.add_foreword(plan, by=town["coordinator"], office="Wali Kota 🚀", **written)
    said = in_records("sign_unprintable")
    assert [rule for rule, _sentence in said] == ["sign_unprintable"] * 2
    assert all("Kata pengantar" in sentence for _rule, sentence in said)

    dress.change_foreword(row, by=town["coordinator"], text="Selamat datang.", office="Wali Kota")
    assert in_records("sign_unprintable") == []


def test_a_foreword_that_cannot_be_printed_keeps_back_the_books_it_opens(facts, plan, town):
    first, second = plan.books.order_by("number")[:2]
    dress.add_foreword(
        plan, by=town["coordinator"], book=first, title="Kata pengantar", text="Halo 😀."
    )
    assert CheckRun.objects.filter(plan=plan).exclude(wanted_at=None).exists()
    facts()
    runner.check_plan(plan)
    assert any("Kata pengantar" in line for line in findings_against(first))
    assert not any("Kata pengantar" in line for line in findings_against(second))
    found = CheckResult.objects.get(plan=plan, rule="sign_unprintable")
    assert place_of(found, town["coordinator"]) == plan.forewords.get().get_absolute_url()


def test_the_executive_summary_is_read_like_every_book(facts, plan):
    section = Section.objects.filter(chapter__book__plan=plan, chapter__book__number=3).first()
    Section.objects.filter(pk=section.pk).update(html="<p>Ringkasnya 😀 begini.</p>")
    facts()
    runner.check_plan(plan)
    found = CheckResult.objects.get(plan=plan, rule="sign_unprintable")
    assert found.section_id == section.pk
