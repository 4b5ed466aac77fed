"""No text still holds a placeholder: "lorem ipsum", "isi di sini", "xxx", dotted lines, "[nama kota]"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A placeholder left in the text")
SAYS = {"": _("“%(found)s” still stands where words are missing.")}
SEVERITY = "must"
PLACEHOLDER = re.compile(
    r"lorem ipsum|dolor sit amet"
    r"|\b(?:di)?(?:isi|tulis|ketik|lengkapi|masukkan)(?:kan|an)?\s+(?:teks\s+|data\s+)?di ?sini\b"
    r"|\((?:di|harap di|mohon di|agar di)(?:isi|lengkapi)\b[^)]{0,80}\)"
    r"|\bTBD\b|\bT\.B\.D\b"
    r"|\b[xX]{2,}[.,-][xX]{2,}(?:[.,-][xX]+)*\b|\bx{3,}\b|\bX{4,}\b"
    r"|(?<=\bRp )X{2,}\b|(?<=\bRp)X{2,}\b|(?<=\bKota )X{2,}\b|(?<=\bKabupaten )X{2,}\b|(?<=\bNomor )X{2,}\b"
    r"|\[\s*(?:nama|isi|tulis|sebutkan|tanggal|tahun|nomor|jumlah|angka|sumber|lengkapi|kota|kabupaten|daerah)\b[^\]]{0,60}\]"
    r"|<\s*(?:nama|isi|tulis|sebutkan|tanggal|tahun|nomor|jumlah)\b[^>]{0,60}>"
    r"|\[\s*(?:\.{2,}|…+|_{2,})\s*\]"
    r"|\.{6,}|…{2,}|_{4,}|\?{3,}",
    re.I,
)
ROMAN = re.compile(r"^X{3,}$")


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Look everywhere, also in captions, notes and cells."""
    for sentence in section.sentences:
        for found in PLACEHOLDER.finditer(sentence.text):
            if not ROMAN.match(found[0]) or len(found[0]) > 3:
                yield sentence.finding(*found.span(), found=found[0][:60])
