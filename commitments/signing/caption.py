"""Which letters stand under a signature? One small embedded font, shared by every field."""

import io
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter

RESOURCE = pdf_name("/PortalCaption")
FIRST, LAST = 32, 255
NONSYMBOLIC = 32


@dataclass(frozen=True)
class CaptionFont:
    """A Latin subset with one byte per letter, and how wide each letter is (per 1000)."""

    program: bytes
    widths: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int
    bbox: tuple[int, int, int, int]

    def width_of(self, text: str, size: float) -> float:
        """Return how wide `text` is at `size` points."""
        return sum(self.widths[code - FIRST] for code in encode(text)) * size / 1000


def encode(text: str) -> bytes:
    """Return the text in the font's one-byte encoding; what it lacks becomes a question mark."""
    return text.encode("cp1252", "replace")


@lru_cache(maxsize=8)
def font_file(family: str, style: str) -> Path:
    """Ask the system where a font lies; it is one of those the documents are set in."""
    found = subprocess.run(
        ["fc-match", "--format=%{file}", f"{family}:style={style}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )
    return Path(found.stdout)


@lru_cache(maxsize=1)
def caption_font() -> CaptionFont:
    """Cut the interface font down to Latin letters."""
    font = TTFont(font_file("Noto Sans", "Regular"))
    letters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(FIRST, LAST + 1)}
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "gasp"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(letters.values()))
    cutter.subset(font)
    scale = 1000 / font["head"].unitsPerEm
    glyphs, advance = font.getBestCmap(), font["hmtx"]
    widths = tuple(
        round(advance[glyphs.get(ord(letter), ".notdef") if letter else ".notdef"][0] * scale)
        for letter in letters.values()
    )
    head, lines = font["head"], font["hhea"]
    program = io.BytesIO()
    font.save(program)
    return CaptionFont(
        program=program.getvalue(),
        widths=widths,
        ascent=round(lines.ascent * scale),
        descent=round(lines.descent * scale),
        cap_height=round(font["OS/2"].sCapHeight * scale),
        bbox=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
    )


def embed(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    """Write the font into the document and return the reference that appearances share."""
    font = caption_font()
    name = pdf_name("/PRTLCA+NotoSans")
    program = generic.StreamObject(
        {pdf_name("/Length1"): generic.NumberObject(len(font.program))}, stream_data=font.program
    )
    program.compress()
    descriptor = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/FontDescriptor"),
            pdf_name("/FontName"): name,
            pdf_name("/Flags"): generic.NumberObject(NONSYMBOLIC),
            pdf_name("/FontBBox"): generic.ArrayObject(map(generic.NumberObject, font.bbox)),
            pdf_name("/ItalicAngle"): generic.NumberObject(0),
            pdf_name("/Ascent"): generic.NumberObject(font.ascent),
            pdf_name("/Descent"): generic.NumberObject(font.descent),
            pdf_name("/CapHeight"): generic.NumberObject(font.cap_height),
            pdf_name("/StemV"): generic.NumberObject(80),
            pdf_name("/FontFile2"): writer.add_object(program),
        }
    )
    return writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/TrueType"),
                pdf_name("/BaseFont"): name,
                pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
                pdf_name("/FirstChar"): generic.NumberObject(FIRST),
                pdf_name("/LastChar"): generic.NumberObject(LAST),
                pdf_name("/Widths"): generic.ArrayObject(map(generic.NumberObject, font.widths)),
                pdf_name("/FontDescriptor"): writer.add_object(descriptor),
            }
        )
    )


def shared_font(writer: BasePdfFileWriter) -> generic.IndirectObject:
    """Return the reference to the font that `embed` left in the document's form."""
    return writer.root["/AcroForm"]["/DR"]["/Font"].raw_get(RESOURCE)
