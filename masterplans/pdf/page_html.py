"""How does a text look on a page of the portal? Numbered as in print, its notes below, its references linked."""

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lxml import etree, html

from masterplans.html import mark_things
from masterplans.pdf.captions import PREFIX, SOURCE_LINE, is_caption_line
from masterplans.pdf.citations import citation
from masterplans.pdf.editor_html import inner
from masterplans.pdf.labels import ATTRIBUTE, CITATION, REFERENCE, Place
from masterplans.pdf.numbering import Heading, Label

# The gaps bear a name that nobody can type, of signs that stay as they are in an address.
NONCE = secrets.token_hex(6)
BEGIN, END = f"~{NONCE}(", f"){NONCE}~"
TOKEN = re.compile(re.escape(BEGIN) + r"(.*?)" + re.escape(END))
MARK = re.compile(r"<mark\b[^>]*>")
REMEMBERED = 2048


@dataclass(frozen=True)
class Prepared:
    """A text with gaps where its numbers go; `notes` are its footnotes, as plain words."""

    markup: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """What goes into the gaps of one text."""

    keys: Mapping[str, Label]
    headings: list[Heading]
    place: Callable[[str], Place | None]
    names: Mapping[str, str]
    works: Mapping[str, str]
    book: int
    prefix: str
    notes_before: int = 0


_memory: dict[bytes, Prepared] = {}


def prepared(text: str) -> Prepared:
    """Return a text with its gaps, remembered by its hash."""
    if "<" not in text:
        return Prepared(text)
    key = hashlib.sha256(f"{get_language()} {text}".encode()).digest()
    if key not in _memory:
        if len(_memory) >= REMEMBERED:
            _memory.clear()
        _memory[key] = _prepare(text)
    return _memory[key]


def notes_of(text: str) -> tuple[str, ...]:
    """Return the footnotes of a text, in order."""
    return prepared(text).notes if "data-footnote" in text else ()


def shown(text: str, numbers: Numbers) -> SafeString:
    """Return the text for reading; it was cleaned when it was stored."""
    ready = prepared(text)
    markup = TOKEN.sub(lambda gap: _fill(gap[1], numbers), ready.markup)
    markup = REFERENCE.sub(lambda found: _reference(found, numbers), markup)
    markup = CITATION.sub(lambda found: _citation(found, numbers), markup)
    return mark_safe(markup + _notes(ready.notes, numbers))


def _fill(gap: str, numbers: Numbers) -> str:
    kind, _colon, rest = gap.partition(":")
    if kind == "note":
        return str(numbers.notes_before + int(rest))
    if kind == "heading":
        place = int(rest)
        return numbers.headings[place].number if place < len(numbers.headings) else ""
    label = numbers.keys.get(rest)
    if kind == "name":
        return escape(label.name) if label else ""
    if kind == "anchor":
        return label.anchor if label else f"{numbers.prefix}-{rest.partition(':')[2]}"
    return numbers.prefix


def _reference(found: re.Match[str], numbers: Numbers) -> str:
    place = numbers.place(found[1])
    if place is None:
        return _lost(found[2], _("What is referred to here is no longer there."))
    name = escape(place.seen_from(numbers.book)).replace(" ", "\u00a0")
    title = escape(place.title)
    return f'<a class="ref" href="{place.url}" title="{title}">{_underlined(found[2], name)}</a>'


def _citation(found: re.Match[str], numbers: Numbers) -> str:
    parts = dict(ATTRIBUTE.findall(found[1]))
    key, at = parts.get("source", ""), unescape(parts.get("at", ""))
    if key not in numbers.names:
        told = found[2] or f"({escape(key)})"
        return _lost(told, _("This source is no longer in the bibliography."))
    said = escape(citation(numbers.names[key], at))
    work = escape(numbers.works.get(key, ""))
    return f'<cite title="{work}">{_underlined(found[2], said)}</cite>'


def _lost(told: str, why: str) -> str:
    return f'<span class="lost" title="{escape(why)}">{told}<span class="visually-hidden"> ({escape(why)})</span></span>'


def _underlined(before: str, now: str) -> str:
    """Keep the mark of a comment around words that the portal writes."""
    found = MARK.search(before)
    return f"{found[0]}{now}</mark>" if found else now


def _notes(notes: tuple[str, ...], numbers: Numbers) -> str:
    if not notes:
        return ""
    back = escape(_("Back to the text"))
    rows = []
    for place, note in enumerate(notes, start=1):
        number = numbers.notes_before + place
        name = f"{numbers.prefix}-{number}"
        rows.append(
            f'<li id="catatan-{name}">{escape(note)} <a href="#ke-{name}" aria-label="{back}">↩</a></li>'
        )
    label = escape(_("Footnotes"))
    first = numbers.notes_before + 1
    return f'<div class="notes" role="group" aria-label="{label}"><ol start="{first}">{"".join(rows)}</ol></div>'


def _prepare(text: str) -> Prepared:
    root = html.fragment_fromstring(text, create_parent="div")
    mark_things(root)
    notes = tuple(_calls(root))
    highest = min((element.tag for element in root.iter("h3", "h4")), default="")
    titled = [one for one in root.iter("h3", "h4") if one.tag == highest]
    for place, element in enumerate(one for one in titled if one.text_content().strip()):
        element.set("data-no", f"{BEGIN}heading:{place}{END}")
    for thing in list(root.iter("table", "figure")):
        _caption(thing)
    for image in root.iter("img"):
        image.set("loading", "lazy")
    return Prepared(inner(root), notes)


def _calls(root: html.HtmlElement) -> list[str]:
    """Turn footnotes into calls; returns their words."""
    notes = []
    for call in list(root.iter("sup")):
        words = call.attrib.pop("data-footnote", "")
        if not words:
            continue
        notes.append(words)
        number = f"{BEGIN}note:{len(notes)}{END}"
        name = f"{BEGIN}prefix:{END}-{number}"
        call.set("class", "note")
        call.set("id", f"ke-{name}")
        link = etree.SubElement(call, "a", href=f"#catatan-{name}", title=words)
        link.set("aria-label", _("Footnote %(number)s") % {"number": number})
        link.set("data-no", number)
    return notes


def _caption(thing: html.HtmlElement) -> None:
    """Give a table or a figure its caption and its number, a table a box in which it scrolls."""
    key = f"{thing.tag}:{thing.get('id', '')}"
    wanted = "caption" if thing.tag == "table" else "figcaption"
    caption, before, after = thing.find(wanted), thing.getprevious(), thing.getnext()
    if caption is None and is_caption_line(before):
        before.tag, before.tail, caption = wanted, None, before
        thing.insert(0 if thing.tag == "table" else len(thing), before)
    if caption is not None and caption.text_content().strip():
        caption.text = PREFIX.sub("", caption.text or "")
        caption.set("data-no", f"{BEGIN}name:{key}{END}")
    thing.set("id", f"{BEGIN}anchor:{key}{END}")
    if after is not None and after.tag == "p" and SOURCE_LINE.match(after.text_content().strip()):
        after.set("class", "source")
    if thing.tag == "table":
        box = etree.Element("div", {"class": "scrolls", "tabindex": "0", "role": "group"})
        box.set("aria-label", _("Table"))
        thing.addprevious(box)
        box.tail, thing.tail = thing.tail, None
        box.append(thing)
