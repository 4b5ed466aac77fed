"""What may a text from the editor become in print? A small, clean, numbered piece of HTML.

Everything that is not known is unwrapped or dropped, attributes are rebuilt, block elements
leave table cells (they make layout half as fast), columns get their width and alignment.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree, html

from masterplans.html import WIDTHS, mark_things
from masterplans.pdf.citations import citation
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.tables import dress_table
from smartcity_portal.kit.pdf import Asset

DROPPED = {"script", "style", "iframe", "object", "embed", "link", "meta", "base", "svg", "form"}
KEPT = {
    "p", "br", "strong", "em", "b", "i", "u", "s", "sub", "sup", "small", "span", "a", "ol", "ul",
    "li", "dl", "dt", "dd", "blockquote", "h2", "h3", "h4", "figure", "figcaption", "img", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "cite",
}  # fmt: skip
CLASSES = {"fn", "sc", "nowrap", "flush", "key", "key-label", "by", "source", "list-tight"}
BLOCKS_IN_CELLS = ("p", "div", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "figure")
TOGETHER = re.compile(r"\b(Tabel|Gambar|Bab|Buku|Pasal|Nomor|tahap|tahun|edisi|Rp) (?=[0-9IVX])")
CAPTION_LINE = re.compile(r"^(?:Tabel|Table|Gambar|Figure)\s*(?:[\d.]+\s*)?[:.]\s*(?P<title>.+)$")
PREFIX = re.compile(r"^\s*(?:Tabel|Table|Gambar|Figure)\s*(?:[\d.]+\s*)?[:.]\s*")
SOURCE_LINE = re.compile(r"^(?:Sumber|Source)\s*:\s*")
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
        self.names, self.landscape = names, landscape
        self.assets: dict[str, Asset] = {}
        self.cited: list[str] = []
        self.problems: list[str] = []
        self.root = html.fragment_fromstring(source or "", create_parent="div")
        mark_things(self.root)
        self._clean()
        self._headings()
        self._captions()
        self._figures()
        self._tables()
        self._notes()
        self._words()
        self.markup = inner(self.root)

    def _clean(self) -> None:
        etree.strip_tags(self.root, etree.Comment, etree.ProcessingInstruction)
        for name in DROPPED:
            for element in list(self.root.iter(name)):
                element.drop_tree()
        for element in list(self.root.iterdescendants()):
            if not isinstance(element.tag, str) or element.tag not in KEPT:
                element.drop_tag()
                continue
            kept = {}
            if classes := CLASSES.intersection((element.get("class") or "").split()):
                kept["class"] = " ".join(sorted(classes))
            for span in ("colspan", "rowspan"):
                if (value := element.get(span, "")).isdigit() and 1 < int(value) <= 60:
                    kept[span] = value
            if element.tag == "a" and element.get("data-ref"):
                kept["href"] = f"ref:{element.get('data-ref')}"
            elif element.tag == "a" and (target := _target(element.get("href", ""))):
                kept["href"] = target
            if element.tag == "img":
                kept |= {"src": element.get("src", ""), "alt": element.get("alt", "")}
                if element.get("data-width") in WIDTHS:
                    kept["class"] = f"w-{element.get('data-width')}"
            if element.tag in ("table", "figure"):
                kept["id"] = element.get("id", "")
            if element.tag == "cite":
                kept |= self._cite(element)
            if element.tag == "sup" and element.get("data-footnote"):
                element.tag = "span"
                kept = {"class": "fn", "title": element.get("data-footnote", "")}
            if element.tag == "ol" and element.get("start", "").isdigit():
                kept["start"] = element.get("start", "")
            element.attrib.clear()
            element.attrib.update(kept)
        for element in list(self.root.iter("p", "li", "span", "strong", "em")):
            empty = not len(element) and not (element.text or "").strip()
            if empty and element.tag != "li" and element.get("class") != "fn":
                element.drop_tree()

    def _cite(self, element: html.HtmlElement) -> dict[str, str]:
        """Say the work as the bibliography has it now; one that is no longer there is named."""
        key, told = element.get("data-source", ""), element.text_content().strip()
        for child in list(element):
            element.remove(child)
        name = (self.names or {}).get(key)
        if name:
            self.cited.append(key)
            element.tag, element.text = "a", citation(name, element.get("data-at", ""))
            return {"href": f"book:{source_anchor(key)}"}
        element.tag, element.text = "span", told or f"({key})"
        if self.names is not None:
            self.problems.append(
                _("The source “%(name)s” is no longer in the bibliography.")
                % {"name": element.text.strip("()")}
            )
        return {}

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
            figure = _around(image, "figure")
            asset = self.pictures.get(image.get("src", ""))
            if asset is None:
                self._vanished(image, figure)
                continue
            self.assets[asset.sha256] = asset
            image.set("src", asset.url)
            if figure is None:
                figure = etree.Element("figure")
                _lift(image, figure)
            if not image.get("alt"):
                text = figure.findtext("figcaption") or _("Picture without description")
                image.set("alt", text.strip())
        for figure in list(self.root.iter("figure")):
            if figure.find(".//table") is None:
                self._caption_figure(figure)

    def _caption_figure(self, figure: html.HtmlElement) -> None:
        caption, mark = figure.find("figcaption"), figure.attrib.pop("id", "")
        _take_source(figure)
        if caption is None or not caption.text_content().strip():
            return
        title = _without_prefix(caption)
        label = self.numbering.figure(title, f"figure:{mark}")
        figure.set("id", label.anchor)
        _name(caption, label.name)
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
        _lift(image, note)
        image.drop_tree()

    def _tables(self) -> None:
        for table in list(self.root.iter("table")):
            if _around(table, "table") is not None:
                _flatten(table)
        for table in list(self.root.iter("table")):
            self._table(table)

    def _table(self, table: html.HtmlElement) -> None:
        figure = _around(table, "figure")
        mark = table.attrib.pop("id", "")
        caption = table.find("caption")
        if caption is None and figure is not None:
            caption = figure.find("figcaption")
        title = _without_prefix(caption) if caption is not None else ""
        source = _take_source(figure if figure is not None else table)
        for cell in table.iter("td", "th"):
            _unwrap(cell)
        shape = dress_table(table)
        if shape is None:
            (table if figure is None else figure).drop_tree()
            return
        frame = etree.Element("div", {"class": "tbl" if shape.breaks else "tbl tbl-short"})
        place = table if figure is None else figure
        if caption is not None:
            caption.getparent().remove(caption)
        _lift(place, frame)
        if figure is not None:
            frame.remove(figure)
            frame.append(table)
        if title:
            label = self.numbering.table(title, f"table:{mark}")
            frame.set("id", label.anchor)
            caption.tag = "caption"
            _name(caption, label.name)
            table.insert(0, caption)
        if source is None and title:
            source = etree.Element("p", {"class": "source"})
        if source is not None:
            frame.append(source)
            if title and shape.breaks:
                source.set("id", label.end)
        if shape.wide and not self.landscape:
            wide = etree.Element("div", {"class": "wide"})
            _lift(frame, wide)

    def _words(self) -> None:
        """Keep a word and its number together; let overlong words break."""
        for element in self.root.iter():
            if element.text:
                element.text = tidy(element.text)
            if element.tail:
                element.tail = tidy(element.tail)


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


def _target(address: str) -> str:
    if address.startswith("#"):
        return "book:" + re.sub(r"[^\w-]", "", address)
    return address if re.match(r"(https?|mailto):", address) else ""


def _around(element: html.HtmlElement, name: str) -> html.HtmlElement | None:
    return next(element.iterancestors(name), None)


def _lift(element: html.HtmlElement, frame: html.HtmlElement) -> None:
    """Put `frame` where `element` is, `element` inside; out of a paragraph, which may not hold it."""
    tail, element.tail = element.tail, None
    place = element
    for ancestor in element.iterancestors("p"):
        place = ancestor
    if place is element:
        element.addprevious(frame)
        frame.tail = tail
    else:
        previous = element.getprevious()
        if tail and previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif tail:
            element.getparent().text = (element.getparent().text or "") + tail
        place.addnext(frame)
        frame.tail, place.tail = place.tail, None
    frame.append(element)


def _take_source(element: html.HtmlElement) -> html.HtmlElement | None:
    after = element.getnext()
    if after is None or after.get("class") != "source":
        return None
    after.getparent().remove(after)
    after.tail = None
    if element.tag == "figure" and element.find(".//table") is None:
        element.append(after)
    return after


def source_anchor(key: str) -> str:
    """Name the place of a work in the bibliography."""
    return f"pustaka.{key}"


def is_caption_line(element: html.HtmlElement | None) -> bool:
    """Say whether a paragraph is the typed title of what follows: "Tabel: …"."""
    if element is None or element.tag != "p":
        return False
    return CAPTION_LINE.match(element.text_content().strip()) is not None


def _without_prefix(caption: html.HtmlElement) -> str:
    """Take a typed "Tabel 3:" off a caption and return its words."""
    title = " ".join(caption.text_content().split())
    found = CAPTION_LINE.match(title)
    if not found:
        return title
    lead = PREFIX.match(caption.text or "")
    if lead:
        caption.text = (caption.text or "")[lead.end() :]
    else:
        for child in list(caption):
            caption.remove(child)
        caption.text = found["title"]
    return found["title"]


def _name(caption: html.HtmlElement, name: str) -> None:
    """Put the number before the words of a caption, which keeps its notes and references."""
    bold = etree.Element("b")
    bold.text, bold.tail = name, " " + (caption.text or "").lstrip()
    caption.text = None
    caption.insert(0, bold)


def _unwrap(cell: html.HtmlElement) -> None:
    """Turn the blocks of a cell into lines."""
    for block in list(cell.iter(*BLOCKS_IN_CELLS)):
        if block is cell:
            continue
        if block.tag == "li":
            block.text = "– " + (block.text or "")
        if block.getprevious() is not None or (block.getparent().text or "").strip():
            block.addprevious(etree.Element("br"))
        block.drop_tag()


def _flatten(table: html.HtmlElement) -> None:
    """A table inside a cell becomes lines of text."""
    lines = [
        " · ".join(" ".join(cell.text_content().split()) for cell in row.iter("td", "th"))
        for row in table.iter("tr")
    ]
    text = etree.Element("span")
    for number, line in enumerate(filter(None, lines)):
        if number:
            etree.SubElement(text, "br").tail = line
        else:
            text.text = line
    text.tail, table.tail = table.tail, None
    table.addprevious(text)
    table.getparent().remove(table)
