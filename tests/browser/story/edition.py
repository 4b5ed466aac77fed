"""Which guidance is small enough that a test can walk all of it by hand, and still complete?"""

from typing import Any


def small_edition(year: int) -> dict[str, Any]:
    """One book with one chapter, one requirement or two per stage, one dimension."""
    return {
        "year": year,
        "revision": 1,
        "programme": "Gerakan Menuju 100 Smart City",
        "ministry": "Kementerian Komunikasi dan Informatika",
        "unit": "Direktorat Layanan Aplikasi Informatika Pemerintahan",
        "theme": "",
        "period_years": 5,
        "certificate_share": 75,
        "readiness_components": ["Struktur", "Infrastruktur", "Suprastruktur"],
        "inferred": [],
        "selection_criteria": [{"code": "paparan", "title": "Paparan", "weight": 100}],
        "evaluation_questions": [{"code": "materi", "text": "Materi jelas", "kind": "scale"}],
        "sources": ["contoh"],
        "source_notes": {"contoh": "Edisi kecil, contoh"},
        "quick_wins": {
            "minimum": 1, "maximum": 3, "per_dimension": 0, "max_months": 12,
            "criteria": [{"code": "manfaat", "title": "Manfaat", "weight": 10}],
        },
        "dimensions": [{"code": "environment", "name": "Smart Environment", "subdimensions": []}],
        "horizons": [
            {"code": "short", "label": "Jangka pendek", "first_year": 1, "last_year": 1},
            {"code": "long", "label": "Jangka panjang", "first_year": 2, "last_year": 5},
        ],
        "stages": [
            _stage(1, "Persiapan", {"kind": "memorandum_signed"}, {"kind": "workshop_held"}),
            _stage(2, "Strategi", {"kind": "quick_wins_nominated", "minimum": 1}),
            _stage(3, "Peta jalan", {"kind": "quick_wins_final", "minimum": 1}),
            _stage(4, "Komitmen", {"kind": "book_approved", "book": 1}, {"kind": "commitment_signed"}),
        ],
        "books": [
            {"number": 1, "title": "Rencana Induk", "short": "Buku 1", "chapters": [_chapter()]}
        ],
        "commitment": {
            "title": "Komitmen Bersama Menuju Smart City {region}",
            "preamble": "Kami yang bertanda tangan di bawah ini menyatakan komitmen bersama.",
            "clauses": ["Melaksanakan rencana induk Smart City {region}."],
            "note": "Rumusan contoh",
        },
        "letters": {
            "invitation": {
                "subject": "Undangan Bimtek {stage}",
                "opening": "Kami mengundang Bapak/Ibu.",
                "closing": "Terima kasih.",
            }
        },
    }  # fmt: skip


def _stage(number: int, title: str, *requirements: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": number,
        "title": title,
        "days": 1,
        "goals": ["Menyamakan pemahaman"],
        "agenda": [{"day": 1, "start": "08.30", "end": "10.00", "title": "Pembukaan"}],
        "outputs": [],
        "requirements": list(requirements),
        "worksheets": [],
    }


def _chapter() -> dict[str, Any]:
    return {
        "number": 1,
        "title": "Rencana Aksi",
        "standfirst": "",
        "guidance": "Tuliskan keadaan lebih dahulu, lalu arahnya.",
        "checklist": ["Sumber data disebut"],
        "owner": "any",
        "sections": [
            {"title": "Keadaan dan arah", "guidance": "Satu halaman.", "blocks": []},
            {"title": "Quick win", "guidance": "", "blocks": ["quick_wins"]},
        ],
    }
