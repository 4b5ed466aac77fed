"""What does a signed field look like? The mark in ink, and under it what kind of signature it is."""

from dataclasses import dataclass, field

from pyhanko.pdf_utils import content, generic, layout
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from commitments.signing import caption
from commitments.signing.marks import Stencil

INK = b"0.05 0.12 0.42 rg"
GREY = b"0.25 0.25 0.25 rg"
MARK = pdf_name("/Mark")
LARGEST, SMALLEST = 5.4, 4.2


@dataclass(frozen=True)
class MarkStyle(BaseStampStyle):
    """A stencil over one or two lines of caption, fitted into the field."""

    border_width: int = 0
    stencil: Stencil | None = None
    lines: tuple[str, ...] = field(default_factory=tuple)

    def create_stamp(
        self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict
    ) -> "MarkStamp":
        """Called by pyHanko when the field is filled."""
        return MarkStamp(writer=writer, style=self, box=box)


class MarkStamp(BaseStamp):
    """The content stream of one signed field."""

    def _render_inner_content(self) -> list[bytes]:
        size = self._caption_size()
        foot = len(self.style.lines) * size * 1.22
        return [*self._ink(foot + 0.8), *self._caption(size)]

    def _caption_size(self) -> float:
        font = caption.caption_font()
        widest = max((font.width_of(line, 1) for line in self.style.lines), default=1)
        return max(SMALLEST, min(LARGEST, self.box.width / widest))

    def _ink(self, foot: float) -> list[bytes]:
        stencil = self.style.stencil
        self.set_resource(content.ResourceType.XOBJECT, MARK, _image(self._ensure_writer, stencil))
        room = max(self.box.height - foot, 6)
        scale = min(self.box.width * 0.94 / stencil.width, room / stencil.height)
        width, height = stencil.width * scale, stencil.height * scale
        place = b"%.3f 0 0 %.3f 2 %.3f cm" % (width, height, foot + (room - height) / 2)
        return [b"q", INK, place, b"/Mark Do", b"Q"]

    def _caption(self, size: float) -> list[bytes]:
        if not self.style.lines:
            return []
        font = caption.shared_font(self._ensure_writer)
        self.set_resource(content.ResourceType.FONT, caption.RESOURCE, font)
        top = (len(self.style.lines) - 1) * size * 1.22 + size * 0.3
        out = [b"BT", GREY, b"/PortalCaption %.2f Tf" % size, b"%.2f TL" % (size * 1.22)]
        out.append(b"1 0 0 1 2 %.2f Tm" % top)
        for line in self.style.lines:
            out.append(b"<" + caption.encode(line).hex().encode() + b"> Tj T*")
        return [*out, b"ET"]


def _image(writer: BasePdfFileWriter, stencil: Stencil) -> generic.IndirectObject:
    """Write the stencil as an image mask: painted in the current colour, nothing behind it."""
    stream = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Image"),
            pdf_name("/Width"): generic.NumberObject(stencil.width),
            pdf_name("/Height"): generic.NumberObject(stencil.height),
            pdf_name("/ImageMask"): generic.BooleanObject(True),
            pdf_name("/BitsPerComponent"): generic.NumberObject(1),
            pdf_name("/Decode"): generic.ArrayObject(
                [generic.NumberObject(1), generic.NumberObject(0)]
            ),
        },
        stream_data=stencil.bits,
    )
    stream.compress()
    return writer.add_object(stream)
