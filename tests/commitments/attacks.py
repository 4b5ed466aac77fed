"""Which ways are there to forge a signed sheet? Each function makes one forged file out of honest ones."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec

from commitments.signing.appearance import MarkStyle
from commitments.signing.authority import the_ca
from commitments.signing.ca import PortalCa, portal_ca
from commitments.signing.document import Place, finish, prepare, sign_field
from commitments.signing.marks import from_name
from commitments.signing.signers import simple_signer

CONTENTS = re.compile(rb"/Contents\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"/ByteRange\s*\[[^\]]*\]")
EVERY_ATTACK: dict[str, Callable] = {}


@dataclass
class Honest:
    """Every version of one sheet of three, the fields of its people, and a file of another sheet."""

    versions: list[bytes]
    fields: list[str]
    other: list[bytes]
    folder: Path
    strangers: list[PortalCa] = field(default_factory=list)

    @property
    def final(self) -> bytes:
        return self.versions[-1]

    @property
    def stranger(self) -> PortalCa:
        """Another authority with the very names of the portal's."""
        if not self.strangers:
            self.strangers.append(portal_ca(self.folder / "lain", make_demo=True))
        return self.strangers[0]


def attack(function: Callable) -> Callable:
    EVERY_ATTACK[function.__name__] = function
    return function


def update(content: bytes, change: Callable) -> bytes:
    """Let `change` write into a further revision of the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_anew(content: bytes, change: Callable | None = None, **options) -> bytes:
    """Have another program write the whole file again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if change:
            change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def first_page(writer):
    return writer.root["/Pages"]["/Kids"][0]


def signed_by(ca: PortalCa, content: bytes, field: str) -> bytes:
    key = ca.one_time(name="Pejabat", office="Kepala", organisation="Pemerintah", base_url="")
    style = MarkStyle(stencil=from_name("Palsu"), lines=("Palsu",))
    return sign_field(content, field, key, ca, style=style, reason="Palsu")


def other_byte(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@attack
def a_letter_of_the_text_changed(honest):
    at = honest.final.index(b"stream") + 60
    return other_byte(honest.final, at)


@attack
def a_digit_of_the_signature_changed(honest):
    found = list(CONTENTS.finditer(honest.final))[2]
    at = found.start(1) + 900
    digit = b"0" if honest.final[at : at + 1] != b"0" else b"1"
    return honest.final[:at] + digit + honest.final[at + 1 :]


@attack
def the_signature_emptied(honest):
    def zeros(found):
        return found[0].replace(found[1], b"0" * len(found[1]))

    return CONTENTS.sub(zeros, honest.final)


@attack
def the_signature_renamed_away(honest):
    last = list(CONTENTS.finditer(honest.final))[-1]
    return honest.final[: last.start()] + b"/Xontents" + honest.final[last.start() + 9 :]


@attack
def the_byte_range_emptied(honest):
    def nothing(found):
        return b"/ByteRange [0 0 0 0]".ljust(len(found[0]))

    return RANGE.sub(nothing, honest.final)


@attack
def the_byte_range_widened_over_other_bytes(honest):
    """The gap that a signature leaves for itself is made larger, and filled."""
    found = list(RANGE.finditer(honest.final))[-1]
    one, two, three, four = map(int, re.findall(rb"\d+", found[0]))
    wider = b"/ByteRange [%d %d %d %d]" % (one, two, three + 64, four)
    moved = honest.final[: found.start()] + wider.ljust(len(found[0])) + honest.final[found.end() :]
    return moved[:three] + b" " * 64 + moved[three:]


@attack
def bytes_behind_the_end(honest):
    return honest.final + b"\n% tambahan\n"


@attack
def bytes_before_the_beginning(honest):
    return b"% tambahan\n" + honest.final


@attack
def rolled_back_to_one_signature(honest):
    return honest.versions[1]


@attack
def rolled_back_to_before_the_seal(honest):
    return honest.versions[0][: honest.versions[0].index(b"%%EOF") + 6]


@attack
def cut_off_in_the_middle(honest):
    return honest.final[: len(honest.versions[-2]) + 2000]


@attack
def rolled_back_and_signed_by_a_stranger(honest):
    return signed_by(honest.stranger, honest.versions[1], honest.fields[1])


@attack
def signed_by_the_wrong_person_of_the_right_authority(honest):
    return signed_by(the_ca(), honest.versions[2], honest.fields[2])


@attack
def sealed_again_over_missing_signatures(honest):
    """An earlier version, closed with a time stamp of the right authority."""
    ca = the_ca()
    return finish(honest.versions[2], ca, ca.crls())


@attack
def another_text_on_the_page(honest):
    def change(writer):
        page = first_page(writer)
        text = generic.StreamObject(stream_data=b"BT (Rp1) Tj ET")
        page[pdf_name("/Contents")] = writer.add_object(text)
        writer.update_container(page)

    return update(honest.final, change)


@attack
def a_note_over_an_amount(honest):
    def change(writer):
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject(
                    map(generic.NumberObject, (50, 50, 300, 90))
                ),
                pdf_name("/Contents"): generic.pdf_string("dibatalkan"),
            }
        )
        reference = writer.add_object(note)
        writer.register_annotation(first_page(writer).container_ref, reference)

    return update(honest.final, change)


@attack
def a_form_field_added(honest):
    def change(writer):
        form = writer.root["/AcroForm"]
        box = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): generic.pdf_string("jumlah"),
                pdf_name("/V"): generic.pdf_string("Rp1"),
            }
        )
        form["/Fields"].append(writer.add_object(box))
        writer.update_container(form["/Fields"])

    return update(honest.final, change)


@attack
def the_look_of_a_signature_exchanged(honest):
    def change(writer):
        for reference in writer.root["/AcroForm"]["/Fields"]:
            widget = reference.get_object()
            if widget.get("/T") == honest.fields[0]:
                look = generic.StreamObject(
                    {
                        pdf_name("/Type"): pdf_name("/XObject"),
                        pdf_name("/Subtype"): pdf_name("/Form"),
                        pdf_name("/BBox"): generic.ArrayObject(
                            map(generic.NumberObject, (0, 0, 9, 9))
                        ),
                    },
                    stream_data=b"0 0 9 9 re f",
                )
                widget[pdf_name("/AP")] = generic.DictionaryObject(
                    {pdf_name("/N"): writer.add_object(look)}
                )
                writer.update_container(widget)

    return update(honest.final, change)


@attack
def a_page_added(honest):
    def change(writer):
        pages = writer.root["/Pages"]
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): generic.IndirectObject(pages.container_ref.idnum, 0, writer),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    map(generic.NumberObject, (0, 0, 595, 842))
                ),
            }
        )
        pages["/Kids"].append(writer.add_object(page))
        pages[pdf_name("/Count")] = generic.NumberObject(int(pages["/Count"]) + 1)
        writer.update_container(pages)
        writer.update_container(pages["/Kids"])

    return update(honest.final, change)


@attack
def another_title(honest):
    def change(writer):
        writer.set_info(
            writer.add_object(
                generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("Surat lain")})
            )
        )

    return update(honest.final, change)


@attack
def a_program_that_runs_when_opened(honest):
    def change(writer):
        run = generic.DictionaryObject(
            {
                pdf_name("/S"): pdf_name("/JavaScript"),
                pdf_name("/JS"): generic.pdf_string("app.alert('sah')"),
            }
        )
        writer.root[pdf_name("/OpenAction")] = writer.add_object(run)
        writer.update_root()

    return update(honest.final, change)


@attack
def a_further_signature_of_a_stranger(honest):
    ca = honest.stranger
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name="lain", md_algorithm="sha256"),
        simple_signer(ca.seal, ca),
        new_field_spec=SigFieldSpec("lain", on_page=0, box=(20, 20, 120, 60)),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(honest.final))
    return signer.sign_pdf(writer, output=io.BytesIO()).getvalue()


@attack
def saved_by_another_program(honest):
    return saved_anew(honest.final)


@attack
def made_fast_for_the_web(honest):
    return saved_anew(honest.final, linearize=True)


@attack
def the_certification_taken_out(honest):
    def change(pdf):
        del pdf.Root.Perms

    return saved_anew(honest.final, change)


@attack
def the_signatures_taken_out(honest):
    def change(pdf):
        for key in ("/AcroForm", "/Perms", "/DSS"):
            if key in pdf.Root:
                del pdf.Root[key]
        for page in pdf.pages:
            if "/Annots" in page:
                del page.Annots

    return saved_anew(honest.final, change)


@attack
def locked_with_a_password(honest):
    return saved_anew(honest.final, encryption=pikepdf.Encryption(owner="a", user="b"))


@attack
def locked_without_a_password(honest):
    return saved_anew(honest.final, encryption=pikepdf.Encryption(owner="a", user=""))


@attack
def signatures_moved_to_another_sheet(honest):
    return honest.other[0] + honest.final[len(honest.versions[0]) :]


@attack
def signatures_copied_into_another_document(honest):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(honest.final)) as source, pikepdf.new() as pdf:
        pdf.add_blank_page()
        fields = [source.make_indirect(_bare(each)) for each in source.Root.AcroForm.Fields]
        form = source.make_indirect(pikepdf.Dictionary(Fields=fields, SigFlags=3))
        pdf.Root.AcroForm = pdf.copy_foreign(form)
        pdf.save(out)
    return out.getvalue()


def _bare(widget) -> pikepdf.Dictionary:
    """A signature field without its page."""
    kept = {key: widget[key] for key in ("/FT", "/T", "/V") if key in widget}
    return pikepdf.Dictionary(**{key.lstrip("/"): value for key, value in kept.items()})


@attack
def another_sheet_behind_the_sheet(honest):
    return honest.final + honest.other[-1]


@attack
def the_whole_sheet_made_again_by_a_stranger(honest):
    """Same text, same names, same fields; only the keys are somebody else's."""
    ca, printed = honest.stranger, rolled_back_to_before_the_seal(honest)
    places = {
        name: Place(0, (60 + 150 * n, 60, 200 + 150 * n, 110), name)
        for n, name in enumerate(honest.fields)
    }
    content = prepare(printed, places, ca, reason="Palsu")
    for name in honest.fields:
        content = signed_by(ca, content, name)
    return finish(content, ca, ca.crls())
