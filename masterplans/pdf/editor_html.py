"""What may a text from the editor become in print? A small, clean, numbered piece of HTML.

What is not known was dropped before (editor_clean.py); tables get their frames in editor_tables.py.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree, html

from masterplans.html import mark_things
from masterplans.pdf.addresses import keep_unhyphenated
from masterplans.pdf.captions import (
    SOURCE_LINE,
    is_caption_line,
    number_caption,
    take_source,
    without_prefix,
)
from masterplans.pdf.editor_clean import Cleaning
from masterplans.pdf.editor_tables import place_tables
from masterplans.pdf.foreign import name_languages
from masterplans.pdf.moving import around, lift
from masterplans.pdf.numbering import Numbering
from smartcity_portal.kit.glyphs import name_of, unprintable
from smartcity_portal.kit.pdf import Asset

MOST_NAMED = 12

TOGETHER = re.compile(r"\b(Tabel|Gambar|Bab|Buku|Pasal|Nomor|tahap|tahun|edisi|Rp) (?=[0-9IVX])")
UNBREAKABLE = re.compile(r"[^\s\u200b\u00ad/-]{36,}")


class Text:
    """One text on its way into print: `markup`, the pictures it shows, works it cites, what went wrong.

    `names` says what the text calls each work; references to places are left as `ref:` addresses,
    because numbers of the whole book are known only when every text was read.
    """

    def __init__(
        self,
        source: str,
        pictures: Mapping[str, Asset],
        numbering: Numbering,
        level: int = 1,
        *,
        names: Mapping[str, str] | None = None,
        landscape: bool = False,
    ) -> None:
        self.pictures, self.numbering, self.level = pictures, numbering, level
        self.assets: dict[str, Asset] = {}
        self.root = html.fragment_fromstring(source or "", create_parent="div")
        mark_things(self.root)
        cleaning = Cleaning(self.root, names)
        self.cited, self.problems = cleaning.cited, cleaning.problems
        notes = [note.get("title", "") for note in self.root.iter("span")]
        self.problems += unprintable_in(" ".join([self.root.text_content(), *notes]))
        self._headings()
        self._captions()
        self._figures()
        place_tables(self.root, numbering, landscape)
        self._notes()
        self._words()
        name_languages(self.root)
        keep_unhyphenated(self.root)
        self.markup = inner(self.root)

    def _notes(self) -> None:
        """Footnotes get their words last, so that no title and no column is measured with them."""
        for note in self.root.iter("span"):
            if note.get("class") == "fn" and note.get("title"):
                note.text = note.attrib.pop("title")

    def _headings(self) -> None:
        """The highest headings of a text stand right below the section's own and are numbered."""
        found = list(self.root.iter("h2", "h3", "h4"))
        highest = min((element.tag for element in found), default="")
        for element in found:
            title = " ".join(element.text_content().split())
            if not title:
                element.drop_tree()
            elif element.tag != highest or self.level > 1:
                element.tag = "h4"
            else:
                heading = self.numbering.heading(title, self.level + 1)
                element.tag = "h3"
                element.set("id", heading.anchor)
                number = etree.Element("span", {"class": "no"})
                number.text, number.tail = heading.number, " " + (element.text or "")
                element.text = None
                element.insert(0, number)

    def _captions(self) -> None:
        """A paragraph "Tabel: …" before a table is its caption, "Sumber: …" after it its source."""
        for thing in list(self.root.iter("table", "figure")):
            before, after = thing.getprevious(), thing.getnext()
            caption = thing.find("caption") if thing.tag == "table" else thing.find("figcaption")
            if caption is None and is_caption_line(before):
                before.tag = "caption" if thing.tag == "table" else "figcaption"
                before.tail = None
                thing.append(before)
            if (
                after is not None
                and after.tag == "p"
                and SOURCE_LINE.match(after.text_content().strip())
            ):
                after.set("class", "source")

    def _figures(self) -> None:
        for image in list(self.root.iter("img")):
            figure = around(image, "figure")
            asset = self.pictures.get(image.get("src", ""))
            if asset is None:
                self._vanished(image, figure)
                continue
            self.assets[asset.sha256] = asset
            image.set("src", asset.url)
            if figure is None:
                figure = etree.Element("figure")
                lift(image, figure)
            if not image.get("alt"):
                text = figure.findtext("figcaption") or _("Picture without description")
                image.set("alt", text.strip())
        for figure in list(self.root.iter("figure")):
            if figure.find(".//table") is None:
                self._caption_figure(figure)

    def _caption_figure(self, figure: html.HtmlElement) -> None:
        caption, mark = figure.find("figcaption"), figure.attrib.pop("id", "")
        take_source(figure)
        if caption is None or not caption.text_content().strip():
            return
        title = without_prefix(caption)
        label = self.numbering.figure(title, f"figure:{mark}")
        figure.set("id", label.anchor)
        number_caption(caption, label.name)
        figure.remove(caption)
        after = figure.find("p[@class='source']")
        figure.insert(len(figure) if after is None else figure.index(after), caption)

    def _vanished(self, image: html.HtmlElement, figure: html.HtmlElement | None) -> None:
        """Say so in the place of the picture; its caption and its number stay."""
        self.problems.append(
            _("The picture “%(name)s” is no longer there.")
            % {"name": image.get("alt") or image.get("src", "")[-60:]}
        )
        note = etree.Element("div", {"class": "key"})
        etree.SubElement(note, "p").text = self.problems[-1]
        lift(image, note)
        image.drop_tree()

    def _words(self) -> None:
        """Keep a word and its number together; let overlong words break."""
        for element in self.root.iter():
            if element.text:
                element.text = tidy(element.text)
            if element.tail:
                element.tail = tidy(element.tail)


def unprintable_in(text: str) -> list[str]:
    """Name the signs of a text that no font draws, in one sentence; the page leaves them out."""
    missing = unprintable(text)
    if not missing:
        return []
    signs = ", ".join(name_of(sign) for sign in missing[:MOST_NAMED])
    return [_("No font of the books has the sign %(signs)s.") % {"signs": signs}]


def tidy(text: str) -> str:
    """Join "Tabel 3.2" with a no-break space and give words without end a place to break."""
    text = TOGETHER.sub("\\1\u00a0", text)
    return UNBREAKABLE.sub(lambda word: "\u200b".join(re.findall(".{1,18}", word[0])), text)


def inner(element: html.HtmlElement) -> str:
    """Return what stands between the tags of `element`."""
    parts = [html.tostring(child, encoding="unicode") for child in element]
    lead = etree.Element("x")
    lead.text = element.text
    return etree.tostring(lead, encoding="unicode", method="html")[3:-4] + "".join(parts)
