"""Books to print in tests: small, complete, without a database."""

from dataclasses import replace
from decimal import Decimal

from masterplans.pdf.content import (
    ApprovalLine,
    BookContent,
    ChapterContent,
    Draft,
    Foreword,
    SectionContent,
    SignatureLine,
)
from masterplans.pdf.records import (
    ActionRow,
    GapRow,
    Horizon,
    MilestoneRow,
    MissionRow,
    ObjectiveRow,
    PlanRecords,
    ProgramRow,
    QuickWinRow,
    ReadinessRow,
    RiskRow,
    SwotRow,
)

DIMENSIONS = (
    ("governance", "Smart Governance"),
    ("branding", "Smart Branding"),
    ("economy", "Smart Economy"),
    ("living", "Smart Living"),
    ("society", "Smart Society"),
    ("environment", "Smart Environment"),
)
SENTENCE = (
    "Rencana induk kota cerdas disusun bersama perangkat daerah, warga, dunia usaha, dan perguruan "
    "tinggi supaya layanan yang sudah ada terhubung dan mudah dipakai (contoh). "
)


def text(paragraphs: int = 3) -> str:
    return "".join(f"<p>{SENTENCE * 4}</p>" for _number in range(paragraphs))


def program(dimension: str, code: str, number: int) -> ProgramRow:
    years = range(2020, 2030)
    return ProgramRow(
        code=f"{code[0].upper()}-{number:02d}",
        name=f"Program contoh {number}",
        dimension=dimension,
        subdimension="Pelayanan publik",
        description="Uraian singkat program (contoh)",
        agency="Diskominfo",
        indicator="Layanan terhubung",
        baseline="0",
        targets={2020: "12", 2024: "40", 2029: "75"},
        budgets={year: Decimal(100_000_000 * number) for year in years},
        sources={"APBD": Decimal(800_000_000 * number), "CSR": Decimal(200_000_000 * number)},
        first=2020,
        last=2029,
        quick_win=number == 1,
    )


def records(per_dimension: int = 2) -> PlanRecords:
    return PlanRecords(
        place="Kota Contoh",
        base_year=2019,
        first=2020,
        last=2029,
        horizons=(
            Horizon(1, "Jangka pendek", 2020, 2020),
            Horizon(2, "Jangka menengah", 2021, 2024),
            Horizon(3, "Jangka panjang", 2025, 2029),
        ),
        dimensions=DIMENSIONS,
        readiness=tuple(
            ReadinessRow(
                component,
                part,
                "Ketersediaan",
                "Sebagian tersedia",
                1 + number % 3,
                level,
                "Bapelitbang",
            )
            for number, (component, part, level) in enumerate(
                [
                    ("Struktur", "SDM", "Kurang"),
                    ("Struktur", "Pembiayaan", "Cukup"),
                    ("Infrastruktur", "TIK", "Baik"),
                ]
            )
        ),
        swot=tuple(
            SwotRow(quadrant, f"{quadrant}{number}", f"Pernyataan {quadrant}{number} (contoh)")
            for quadrant in "SWOT"
            for number in (1, 2, 3)
        ),
        gaps=tuple(
            GapRow(
                name, "Terpisah", "Terpadu", "Belum terhubung", "Dihubungkan bertahap", "Diskominfo"
            )
            for _code, name in DIMENSIONS
        ),
        vision="Kota yang sejahtera dan manusiawi melalui inovasi (contoh).",
        missions=(
            MissionRow(
                "M1",
                "Tata kelola terbuka",
                (ObjectiveRow("Layanan mudah", "Indeks kepuasan", "81", {2020: "84", 2029: "92"}),),
            ),
        ),
        programs=tuple(
            program(name, code, number)
            for code, name in DIMENSIONS
            for number in range(1, per_dimension + 1)
        ),
        actions=(
            ActionRow(
                "Kebijakan",
                "Peraturan wali kota",
                "1 peraturan",
                "2020",
                "Bagian Hukum",
                Decimal(120_000_000),
            ),
            ActionRow(
                "Literasi",
                "Relawan TIK",
                "75 relawan",
                "2020–2021",
                "Diskominfo",
                Decimal(168_000_000),
            ),
        ),
        quick_wins=(
            QuickWinRow(
                "Satu Pintu Layanan",
                tagline="Satu pintu layanan bagi warga",
                dimension="Smart Governance",
                agency="Diskominfo",
                indicator="Layanan terhubung",
                target="12",
                year=2020,
                facts=(
                    ("Dimensi", "Smart Governance"),
                    ("Biaya", "Rp850.000.000"),
                    ("Mitra", "Semua OPD"),
                ),
                problem=SENTENCE,
                innovation=SENTENCE,
                milestones=(
                    MilestoneRow("Penataan proses", 1, 3),
                    MilestoneRow("Penghubungan", 3, 9),
                ),
                risks=(
                    RiskRow(
                        "Pemakaian rendah",
                        "Belum dikenal",
                        "3",
                        "3",
                        "Sedang",
                        "mid",
                        "Pendampingan",
                        "Lurah",
                    ),
                ),
            ),
        ),
    )


def chapter(number: int, *sections: SectionContent, title: str = "") -> ChapterContent:
    return ChapterContent(
        number,
        title or f"Bab contoh {number}",
        sections or (SectionContent("Latar belakang", text()),),
        standfirst="Kalimat pembuka bab ini.",
    )


def book(*chapters: ChapterContent, draft: bool = False, **more: object) -> BookContent:
    content = BookContent(
        code="Buku 2",
        kind="Rencana Induk",
        title="Masterplan Smart City Kota Contoh",
        place="Kota Contoh",
        period="2020–2029",
        publisher="Pemerintah Kota Contoh",
        chapters=chapters or (chapter(1), chapter(2), chapter(3)),
        records=records(),
        departments=("Dinas Komunikasi dan Informatika",),
        programme="Gerakan Menuju 100 Smart City, angkatan 2019",
        edition="" if draft else "Edisi 1, Oktober 2019",
        forewords=(
            Foreword("Kata pengantar", text(2), ("Kota Contoh, 10 Oktober 2019", "Tim Pelaksana")),
        ),
        approvals=(
            ApprovalLine(
                "Bab 1",
                "3",
                "Penulis",
                "7 Oktober 2019",
                "Pembimbing",
                "Pembimbing",
                "10 Oktober 2019",
            ),
        ),
        signatures=(SignatureLine("Disahkan oleh", "Wali Kota (contoh)", "Wali Kota Contoh"),),
        draft=Draft("12 Oktober 2019", ("Bab 2 belum disetujui.",)) if draft else None,
    )
    return replace(content, **more)


def full_book(**more: object) -> BookContent:
    """A book that shows every kind of block."""
    return book(
        chapter(
            1,
            SectionContent("Latar belakang", text(4) + "<h3>Maksud</h3>" + text(1)),
            SectionContent("Tujuan", text(2)),
            title="Pendahuluan",
        ),
        chapter(
            2,
            SectionContent(
                "Penilaian kesiapan",
                "<p>Lihat [[swot]] dan [[roadmap]].</p>",
                blocks=("readiness",),
            ),
            SectionContent("Analisis SWOT", text(1), blocks=("swot",)),
            SectionContent("Kesenjangan", text(1), blocks=("gaps",)),
            title="Kesiapan Daerah",
        ),
        chapter(
            3,
            SectionContent("Visi", text(1), blocks=("vision",)),
            SectionContent("Program", text(1), blocks=("programs",)),
            title="Strategi Pembangunan",
        ),
        chapter(
            4,
            SectionContent("Rencana aksi", text(1), blocks=("action_plan", "budget")),
            SectionContent("Quick win", text(1), blocks=("quick_wins", "quick_win_profiles")),
            title="Rencana Aksi",
        ),
        chapter(5, SectionContent("Peta jalan", text(1), blocks=("roadmap",)), title="Peta Jalan"),
        **more,
    )
