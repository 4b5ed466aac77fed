"""Every reference leads somewhere: to a table, figure, section or block, to a cited work, to a chapter of the book."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import html as tree

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import LONGEST_QUOTE, Finding
from masterplans.checks.reading import words_in
from masterplans.checks.section_text import SectionReading, Sentence
from smartcity_portal.kit.numbers import natural

TITLE = _("A reference that leads nowhere")
SAYS = {
    "": _("“%(found)s” refers to something that is no longer in the plan."),
    "source": _("The source “%(key)s” is cited, but it is not in the list of sources."),
    "note": _("A footnote has no text."),
    "word": _("“%(found)s” is a reference that broke in Word. Insert it again."),
    "chapter": _("“%(found)s”: this book has only %(count)s chapters."),
}
SEVERITY = "must"
BROKEN_IN_WORD = re.compile(
    r"(?:Error|Kesalahan|Galat)!\s*(?:Reference source not found|Bookmark not defined|No text of specified style"
    r"|Sumber referensi tidak ditemukan|Referensi sumber tidak ditemukan|Bookmark tidak ditentukan)\.?"
    r"|\bREF _Ref\d+[^.]{0,20}",
    re.I,
)
CHAPTER = re.compile(r"\b(?:dalam|pada|lihat|di) Bab\s+(?P<number>\d{1,2}|[IVX]{1,5})\b")
OTHER_TEXT = re.compile(
    r"Buku|RPJM|RPJP|RTRW|Renstra|Undang|Peraturan|dokumen|laporan|panduan|pedoman|\bUUD?\b", re.I
)
ROMAN = {"I": 1, "V": 5, "X": 10}


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Follow links, citations and footnotes, and the references that people type."""
    for element in section.root.iter("a", "cite", "sup"):
        yield from _followed(element, section, plan)
    for block in section.blocks:
        for found in BROKEN_IN_WORD.finditer(block.text):
            whole = Sentence(block.text, block, 0)
            yield whole.finding(*found.span(), case="word", found=found[0])
    for sentence in section.sentences:
        if OTHER_TEXT.search(sentence.text):
            continue
        last = plan.chapter_counts.get(section.book, 0)
        for found in CHAPTER.finditer(sentence.text):
            if _number(found["number"]) > last:
                yield sentence.finding(
                    found.start("number") - 4,
                    found.end(),
                    case="chapter",
                    found=found[0],
                    count=last,
                )


def _followed(
    element: tree.HtmlElement, section: SectionReading, plan: PlanFacts
) -> Iterator[Finding]:
    target, key = element.get("data-ref"), element.get("data-source")
    words = words_in(element)[:LONGEST_QUOTE]
    if target and not _leads_somewhere(target, plan):
        yield _at(element, section, quote=words, around=target, found=words or target)
    if key is not None and element.tag == "cite" and key not in plan.sources:
        yield _at(element, section, case="source", around=key, key=key)
    note = element.get("data-footnote")
    if note is not None and not note.strip():
        yield _at(element, section, case="note", around=_paragraph(element))


def _leads_somewhere(target: str, plan: PlanFacts) -> bool:
    kind, _colon, name = target.partition(":")
    if kind == "section":
        return natural(name) in plan.section_keys
    if kind == "block":
        return name.partition(":")[0] in plan.shown
    return name in plan.anchors


def _at(
    element: tree.HtmlElement,
    section: SectionReading,
    *,
    case: str = "",
    quote: str = "",
    around: str = "",
    **said: str,
) -> Finding:
    top = element
    while top.getparent() is not None and top.getparent() is not section.root:
        top = top.getparent()
    place = [child for child in section.root if isinstance(child.tag, str)].index(top)
    return Finding(case=case, quote=quote, block=place, around=around, parameters=dict(said))


def _paragraph(element: tree.HtmlElement) -> str:
    parent = element.getparent()
    return words_in(parent) if parent is not None else ""


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [ROMAN[letter] for letter in text]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
