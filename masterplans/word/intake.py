"""What does a brought document hold for this chapter? Read apart, cut into parts, kept as findings."""

import re
from dataclasses import asdict
from typing import Any

from masterplans import html as permitted
from masterplans import passages
from masterplans.models import WordImport, WordImportState
from masterplans.word import bounded, parts
from masterplans.word.package import Refused
from masterplans.word.pictures import Pictures
from smartcity_portal.kit import blobs

BLOCK_END = re.compile(r"</(?:p|h3|h4|li|td|th)>")
TELLING, MOST_OF_A_BLOCK = 3, 200
IMAGE = re.compile(r'<img[^>]*\bsrc="word:(?P<number>\d+)"[^>]*>')


def take_in(arrival: WordImport) -> None:
    """Read the file and keep what was found, or why it cannot come in. Safe to run twice."""
    problem, findings = "", {}
    try:
        with bounded.read(blobs.read(arrival.sha256)) as reading:
            findings = _findings(arrival, reading)
    except Refused as refused:
        problem = refused.code
    state = WordImportState.REFUSED if problem else WordImportState.READY
    arrival.findings = findings
    WordImport.objects.filter(pk=arrival.pk, state=WordImportState.READING).update(
        state=state, problem=problem, packed=arrival.packed
    )
    arrival.refresh_from_db(fields=["state", "problem", "packed"])


def _findings(arrival: WordImport, reading: bounded.Reading) -> dict[str, Any]:
    pictures = Pictures(arrival.plan)
    html = _with_addresses(reading, pictures)
    slug = arrival.enrolment.slug
    places = [
        parts.Place(section.pk, section.number, section.title) for section in _places(arrival)
    ]
    found = parts.cut(html, places, chapter=arrival.chapter.title, whole=arrival.section_id)
    rows = [_part(part, slug, reading.turned) for part in found]
    rows = [row for row in rows if row["html"] or row["section"]]
    return {
        "parts": rows,
        "pictures": {sha256: asdict(picture) for sha256, picture in pictures.new.items()},
        "problems": pictures.problems,
        "remarks": reading.remarks,
        "counts": reading.counts,
        "own": reading.own,
    }


def _places(arrival: WordImport) -> list[Any]:
    sections = list(arrival.chapter.sections.all())
    for section in sections:
        section.chapter = arrival.chapter
    if arrival.section_id:
        sections = [section for section in sections if section.pk == arrival.section_id]
    return sections


def _part(part: parts.Part, slug: str, turned: list[str]) -> dict[str, Any]:
    title = part.title
    html = permitted.clean(parts.html_of(part), slug=slug)
    return {
        "title": title,
        "section": part.section,
        "version": part.version,
        "stranger": part.stranger,
        "html": html,
        "words": permitted.word_count(html),
        "turned": bool(turned) and _lies_across(html, turned),
    }


def _lies_across(html: str, turned: list[str]) -> bool:
    """Whether most of a part stood on landscape pages in the document."""
    words = passages.words_of(html)
    across = sum(len(start) for start in turned if len(start) >= TELLING and start in words)
    inside = sum(min(len(block), MOST_OF_A_BLOCK) for block in _blocks(html))
    return across * 2 > inside


def _blocks(html: str) -> list[str]:
    """The words of each paragraph, list item and cell."""
    return [words for piece in BLOCK_END.split(html) if (words := passages.words_of(piece))]


def _with_addresses(reading: bounded.Reading, pictures: Pictures) -> str:
    """Give every picture its address in the plan; what cannot come in goes out of the text."""
    addresses = [
        pictures.address(reading.picture(number), said)
        for number, said in enumerate(reading.pictures)
    ]

    def placed(found: re.Match[str]) -> str:
        address = addresses[int(found["number"])]
        return found[0].replace(f'"word:{found["number"]}"', f'"{address}"') if address else ""

    return IMAGE.sub(placed, reading.html)
