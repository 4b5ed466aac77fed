"""Agencies (OPD) that a text names exist in the region's list, under the name that they have there."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("An agency (OPD) that the region does not have")
SAYS = {
    "": _("%(region)s has no agency “%(found)s” in its list."),
    "planning": _("The planning agency of %(region)s is called %(right)s, not %(found)s."),
}
SEVERITY = "should"
FEWEST = 8
WORD = r"[A-Z][A-Za-z]+"
NAME = re.compile(rf"\b(?:Dinas|Badan) {WORD}(?:(?:,? dan|,) {WORD}|,? {WORD})*")
SHORT_PLANNING = re.compile(
    r"\b(?:B[Aa][Pp][Pp][Ee][Dd][Aa]|B[Aa][Pp][Ee]l?[Ll][Ii][Tt][Bb][Aa][Nn][Gg](?:[Dd][Aa])?"
    r"|B[Aa][Pp][Pp]?[Ee][Dd][Aa][Ll][Ii][Tt][Bb][Aa][Nn][Gg]|B[Aa][Rr][Ee][Nn][Ll][Ii][Tt][Bb][Aa][Nn][Gg](?:[Dd][Aa])?"
    r"|B[Aa][Pp][Pp][Ee][Rr][Ii][Dd][Aa])\b"
)
NATIONAL = re.compile(
    r"^Badan (?:Pusat|Nasional|Siber|Informasi|Usaha|Permusyawaratan|Layanan|Penyelenggara|Meteorologi|Pengusahaan"
    r"|Pengawas|Pemeriksa|Kepegawaian Negara|Riset|Standar|Pertanahan|Narkotika|SAR|Intelijen|Koordinasi|Hukum|Amil"
    r"|Kehormatan|Anggaran|Musyawarah|Restorasi|Pembinaan|Otorita|Pengatur|Ekonomi|Keamanan|Pangan|Gizi)"
    r"|^Dinas (?:Luar|Dalam|Jaga|Malam)\b"
)
ELSEWHERE = re.compile(
    r"Provinsi|provinsi|Kementerian|nasional|pusat\b|negara|daerah lain|kota lain", re.I
)
FILLERS = {"dan", "serta", "daerah", "kota", "kabupaten", "dinas", "badan", "provinsi"}


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """A list of fewer than eight agencies is not whole yet and proves nothing."""
    if len(plan.agencies) < FEWEST:
        return
    known = [_words(f"{agency.name} {agency.short_name}") for agency in plan.agencies]
    place = set(plan.region.name.lower().split())
    planning = next((agency for agency in plan.agencies if agency.kind == "planning"), None)
    short_names = {agency.short_name.lower() for agency in plan.agencies}
    for sentence in section.sentences:
        if sentence.block.kind in {"quote", "note"} or ELSEWHERE.search(sentence.text):
            continue
        for found in NAME.finditer(sentence.text):
            end = found.start() + len(_without_place(found[0], place))
            name = sentence.text[found.start() : end]
            words = _words(name)
            known_here = any(words <= one for one in known) or _several(name, known)
            if words and not known_here and not NATIONAL.match(name):
                yield sentence.finding(found.start(), end, found=name, region=plan.region.name)
        for found in SHORT_PLANNING.finditer(sentence.text):
            if planning and found[0].lower() not in short_names:
                yield sentence.finding(
                    *found.span(), case="planning", found=found[0], right=planning.short_name,
                    region=plan.region.name,
                )  # fmt: skip


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower())) - FILLERS


def _without_place(name: str, place: set[str]) -> str:
    """Cut "Kota Bontang" and what follows from the end of a name."""
    words = name.split(" ")
    for number, word in enumerate(words[2:], start=2):
        if word.lower().strip(",") in place | {"kota", "kabupaten", "provinsi"}:
            return " ".join(words[:number]).rstrip(",").removesuffix(" dan")
    return name


def _several(name: str, known: list[set[str]]) -> bool:
    """Say whether the match ran over several agencies: "Dinas Kesehatan, Diskominfo, dan Setda"."""
    parts = [_words(part) for part in re.split(r",| dan ", name)]
    return bool(parts) and any(parts[0] <= one and parts[0] for one in known)
