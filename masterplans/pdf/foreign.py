"""In which language is a passage in another script? Named, so that it is read aloud and broken into lines rightly."""

import re

from lxml import etree, html

from masterplans.pdf.moving import wrap

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
    if ANY.search(root.text_content()):
        wrap(root, PASSAGE, _passage, outside=("a",))


def _passage(found: re.Match[str]) -> html.HtmlElement:
    return etree.Element("a", {"lang": found.lastgroup or ""})
