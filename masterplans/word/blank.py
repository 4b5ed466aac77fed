"""On what does an exported document stand? A4, plain fonts that every office has, and the portal's styles."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from masterplans.word import marks

FONT = "Arial"
INK = RGBColor(0x12, 0x41, 0x4F)
HEADINGS = {1: (20, 0, 18), 2: (14, 20, 8), 3: (12, 16, 6), 4: (11, 12, 4), 5: (11, 10, 4)}
TEXT_WIDTH, TURNED_WIDTH = Cm(16), Cm(24.7)
TEXT_HEIGHT, TURNED_HEIGHT = Cm(21), Cm(12)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
BULLETS, NUMBERS = 90, 91
SIGNS = ("•", "–", "▪")


def blank(*, title: str, author: str, subject: str = "", at: datetime | None = None) -> Any:
    """Return an empty document with the styles that writing.py uses."""
    document = Document()
    facts = document.core_properties
    facts.title, facts.author, facts.subject = title[:250], author[:250], subject[:250]
    facts.comments, facts.language = "", "id-ID"
    facts.created = facts.modified = (at or datetime.now(UTC)).replace(tzinfo=None)
    _styles(document)
    _lists(document)
    page(document.sections[0], turned=False)
    return document


def page(section: Any, *, turned: bool) -> None:
    """Set a section of the document on A4, upright or turned."""
    short, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if turned else (short, long)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)


def furnish(document: Any, header: str) -> None:
    """Write the running head and the page number."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text, head.style = header, document.styles["Header"]
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(foot._p, "PAGE", "1")


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Append a field with the result that it shows until Word computes it again."""
    open_field(paragraph, instruction)
    run, words = element("r"), element("t", space=True)
    words.text = shown
    run.append(words)
    paragraph.append(run)
    close_field(paragraph)


def open_field(paragraph: Any, instruction: str) -> None:
    """Begin a field whose result follows, in this paragraph or over several."""
    begin, words = element("fldChar", fldCharType="begin"), element("instrText", space=True)
    words.text = f" {instruction} "
    for sign in (begin, words, element("fldChar", fldCharType="separate")):
        run = element("r")
        run.append(sign)
        paragraph.append(run)


def close_field(paragraph: Any) -> None:
    run = element("r")
    run.append(element("fldChar", fldCharType="end"))
    paragraph.append(run)


def element(tag: str, /, *, space: bool = False, **attributes: Any) -> Any:
    """Return an element of Word's namespace."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    if space:
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def to_bytes(document: Any, notes: list[str]) -> bytes:
    """Return the finished file with its footnotes."""
    if notes:
        part = Part(
            PackURI("/word/footnotes.xml"), NOTES_TYPE, _notes(notes), document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _notes(notes: list[str]) -> bytes:
    root = etree.Element(f"{{{W}}}footnotes", nsmap={"w": W})
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = etree.SubElement(root, f"{{{W}}}footnote")
        note.set(f"{{{W}}}type", kind)
        note.set(f"{{{W}}}id", str(number))
        run = etree.SubElement(etree.SubElement(note, f"{{{W}}}p"), f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}{kind}")
    for number, text in enumerate(notes, start=1):
        note = etree.SubElement(root, f"{{{W}}}footnote")
        note.set(f"{{{W}}}id", str(number))
        paragraph = etree.SubElement(note, f"{{{W}}}p")
        style = etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}pPr"), f"{{{W}}}pStyle")
        style.set(f"{{{W}}}val", "FootnoteText")
        mark = etree.SubElement(paragraph, f"{{{W}}}r")
        style = etree.SubElement(etree.SubElement(mark, f"{{{W}}}rPr"), f"{{{W}}}rStyle")
        style.set(f"{{{W}}}val", "FootnoteReference")
        etree.SubElement(mark, f"{{{W}}}footnoteRef")
        words = etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = " " + text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _styles(document: Any) -> None:
    styles = document.styles
    _font(styles["Normal"], 11)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    language = styles["Normal"].element.get_or_add_rPr()
    language.append(element("lang", val="id-ID"))
    for level, (size, before, after) in HEADINGS.items():
        style = styles[f"Heading {level}"]
        _font(style, size, bold=True, colour=INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.keep_with_next = True
    _font(styles["Title"], 26, bold=True, colour=INK)
    _font(styles["Caption"], 9.5, bold=False, colour=INK)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    _font(styles["Quote"], 11)
    styles["Quote"].paragraph_format.left_indent = Cm(1)
    styles["Header"].font.size = Pt(8.5)
    notes = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    notes.base_style, notes.font.size = styles["Normal"], Pt(9)
    notes.paragraph_format.space_after = Pt(2)
    notes.element.set(qn("w:styleId"), "FootnoteText")
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = INK, True
    for level in (1, 2, 3):
        contents = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        contents.base_style = styles["Normal"]
        contents.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        contents.paragraph_format.space_after = Pt(3)
        contents.element.set(qn("w:styleId"), f"TOC{level}")
    for name in (marks.RECORDS_STYLE, marks.HEAD_CELL_STYLE):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles["Normal"], Pt(9)
        style.font.bold = name == marks.HEAD_CELL_STYLE
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
    caption = styles.add_style(marks.RECORDS_CAPTION_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    caption.base_style = styles["Caption"]
    listed = styles.add_style("table of figures", WD_STYLE_TYPE.PARAGRAPH)
    listed.base_style, listed.paragraph_format.space_after = styles["Normal"], Pt(3)
    listed.element.set(qn("w:styleId"), "TableofFigures")
    table = styles.add_style(marks.RECORDS_TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Table Grid"]


def _font(style: Any, size: float, *, bold: bool | None = None, colour: Any = None) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    if bold is not None:
        style.font.bold = bold
        style.font.italic = False
    if colour is not None:
        style.font.color.rgb = colour


def _lists(document: Any) -> None:
    """Define bullets and numbers; every numbered list starts a count of its own, see new_numbers."""
    root = document.part.numbering_part.element
    first = root.find(qn("w:num"))
    for key, kind in ((BULLETS, "bullet"), (NUMBERS, "decimal")):
        abstract = element("abstractNum", abstractNumId=key)
        abstract.append(element("multiLevelType", val="hybridMultilevel"))
        for level in range(4):
            row = element("lvl", ilvl=level)
            row.append(element("start", val=1))
            row.append(element("numFmt", val=kind))
            sign = SIGNS[level % 3] if kind == "bullet" else f"%{level + 1}."
            row.append(element("lvlText", val=sign))
            row.append(element("lvlJc", val="left"))
            place = element("pPr")
            place.append(element("ind", left=360 * (level + 1) + 100, hanging=360))
            row.append(place)
            abstract.append(row)
        if first is None:
            root.append(abstract)
        else:
            first.addprevious(abstract)


def new_list(document: Any, *, ordered: bool, start: int = 1) -> int:
    """Return the number of a list that counts for itself."""
    root = document.part.numbering_part.element
    used = [int(num.get(qn("w:numId"))) for num in root.iter(qn("w:num"))]
    number = max([*used, 100]) + 1
    row = element("num", numId=number)
    row.append(element("abstractNumId", val=NUMBERS if ordered else BULLETS))
    if ordered:
        for level in range(4):
            override = element("lvlOverride", ilvl=level)
            override.append(element("startOverride", val=start if level == 0 else 1))
            row.append(override)
    root.append(row)
    return number
