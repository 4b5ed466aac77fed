"""In which language is a passage in another script? Named, so that it is read aloud and broken into lines rightly."""

import re

from lxml import etree, html

# A script tells the language only where hardly any other one uses it here.
SCRIPTS = {
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "jv": "\ua980-\ua9df",
    "ban": "\u1b00-\u1b7f",
    "su": "\u1b80-\u1bbf\u1cc0-\u1ccf",
    "bug": "\u1a00-\u1a1f",
    "bbc": "\u1bc0-\u1bff",
    "ta": "\u0b80-\u0bff",
}
PASSAGE = re.compile(
    "|".join(
        f"(?P<{code}>[{signs}](?:[\\s\u200c\u200d]*[{signs}])*)" for code, signs in SCRIPTS.items()
    )
)
ANY = re.compile(f"[{''.join(SCRIPTS.values())}]")


def name_languages(root: html.HtmlElement) -> None:
    """Wrap passages in other scripts; an <a> without address is what the tags can tell apart."""
    if not ANY.search(root.text_content()):
        return
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag == "a" or _in_link(element):
            continue
        if element.text and ANY.search(element.text):
            lead, passages = _parted(element.text)
            element.text = lead
            for place, passage in enumerate(passages):
                element.insert(place, passage)
        for child in list(element):
            if child.tail and ANY.search(child.tail) and child.get("lang") is None:
                lead, passages = _parted(child.tail)
                child.tail = lead
                for place, passage in enumerate(passages, start=element.index(child) + 1):
                    element.insert(place, passage)


def _parted(text: str) -> tuple[str, list[html.HtmlElement]]:
    """Return what stands before the first passage, and the passages with what follows each."""
    passages: list[html.HtmlElement] = []
    lead, last = "", 0
    for found in PASSAGE.finditer(text):
        before = text[last : found.start()]
        if passages:
            passages[-1].tail = before
        else:
            lead = before
        passage = etree.Element("a", {"lang": found.lastgroup or ""})
        passage.text = found[0]
        passages.append(passage)
        last = found.end()
    if passages:
        passages[-1].tail = text[last:]
    return lead, passages


def _in_link(element: html.HtmlElement) -> bool:
    return next(element.iterancestors("a"), None) is not None
