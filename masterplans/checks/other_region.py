"""No sentence speaks of another region as if it were the plan's own; comparisons, borders and laws may name others."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.places import Mention
from masterplans.checks.section_text import SectionReading

TITLE = _("Another region's name")
SAYS = {
    "": _(
        "“%(found)s” is another region. Is %(own)s meant here, or is it a remnant of another text?"
    )
}
SEVERITY = "must"

# What a sentence says when it names another region on purpose.
ON_PURPOSE = re.compile(
    r"berbatas|batas (wilayah|utara|selatan|timur|barat)|perbatasan|tetangga|sebelah (utara|selatan|timur|barat)"
    r"|seperti|sebagaimana|misalnya|contohnya|\bcontoh dari\b|\bantara lain\b|dibanding|perbandingan|pembanding"
    r"|stud[iy] (banding|tiru|kasus)|belajar dari|pembelajaran dari|praktik (baik|terbaik)|best practice"
    r"|replikasi|mengadopsi|diadopsi|meniru|terinspirasi|kunjungan|kerja ?sama|bekerja sama|kemitraan"
    r"|antar ?(daerah|kota|kabupaten)|(daerah|kota|kabupaten) lain|menuju|jarak|bandar udara|bandara|pelabuhan"
    r"|\brute\b|\bjalur\b|\btol\b|jalan (nasional|lintas)|kereta|penerbangan|pemekaran|dimekarkan|dibentuk"
    r"|pembentukan|undang-undang|peraturan|keputusan|\bnomor\b|metropolitan|aglomerasi|kawasan strategis"
    r"|wilayah pengembangan|ibu ?kota (negara|provinsi)|pusat pemerintahan|menurut|dikutip|berasal dari"
    r"|bertempat|dilaksanakan di|diselenggarakan di|berlangsung di|diadakan di|lahir|penghargaan|peringkat|juara"
    r"|peserta (lain|angkatan)|\bdari .{0,60} (sampai|hingga)\b|berkantor|beralamat|universitas|institut|politeknik"
    r"|pendatang|perantau|migra|suku|etnis|khas|masakan|\bsungai\b|\bgunung\b|\bselat\b|\bteluk\b",
    re.I,
)
# After these words a bare name ("Malang") means the region as one that acts or is described.
ACTING = {
    "warga", "masyarakat", "penduduk", "diskominfo", "bappeda", "dprd", "rpjmd", "rpjpd", "apbd",
    "rtrw", "pemerintah", "pemda", "city", "cerdas", "opd", "kominfo", "asn", "umkm",
}  # fmt: skip
MANY = 3


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Look at prose, cells and captions: sources and quotations name whom they like."""
    for sentence in section.sentences:
        if sentence.block.kind in {"source", "quote", "note"}:
            continue
        mentions = [
            *plan.gazetteer.titled_in(sentence.text),
            *plan.gazetteer.bare_in(sentence.text, ACTING),
        ]
        others = [mention for mention in mentions if not _is_own(mention, plan)]
        if not others or len({mention.places for mention in others}) >= MANY:
            continue
        if ON_PURPOSE.search(sentence.text):
            continue
        for mention in others:
            if not _is_of_a_larger_name(sentence.text, mention):
                yield sentence.finding(
                    mention.start,
                    mention.end,
                    found=sentence.text[mention.start : mention.end],
                    own=plan.region.name,
                )


def _is_own(mention: Mention, plan: PlanFacts) -> bool:
    """Say whether the name can mean the plan's region, its namesake of the other kind, or its province."""
    own = {plan.region.pk, plan.province.pk if plan.province else None}
    short = plan.region.short_name
    return any(place.pk in own or place.short == short for place in mention.places)


def _is_of_a_larger_name(text: str, mention: Mention) -> bool:
    """Say whether the name goes on or begins earlier: "Jalan Kota Batu", "Kota Batu Ampar"."""
    after, before = text[mention.end :], text[: mention.start]
    return bool(
        re.match(r" (?!Provinsi|Tahun|Periode|Smart|Masterplan|Timur\b)[A-Z][a-z]", after)
        or re.search(
            r"\b(Jalan|Jl\.?|Gedung|Hotel|Stadion|Pasar|RSUD|Kecamatan|Kelurahan|Desa) $", before
        )
    )
