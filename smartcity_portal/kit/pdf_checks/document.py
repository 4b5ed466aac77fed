"""What must the whole file say for people who hear it? Title, language, standard, order of tabs."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from pikepdf import Dictionary

from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import Tree, leaves

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"


def locked() -> str:
    """The sentence about a file that cannot be looked into."""
    return _("The file is encrypted: helping programs may be shut out.")


def look(tree: Tree) -> Iterator[Fault]:
    """Yield what is missing in the catalogue, the metadata and on the pages."""
    root = tree.pdf.Root
    if not str(root.get("/Lang", "")):
        yield Fault("7.2", None, _("The file does not say in which language it is written."))
    marks, window = _held(root, "/MarkInfo"), _held(root, "/ViewerPreferences")
    if tree.root is None or not marks.get("/Marked", False):
        yield Fault("7.1", None, _("The file has no tags."))
    if marks.get("/Suspects", False):
        yield Fault("7.1", None, _("The file calls its own tags doubtful."))
    if not window.get("/DisplayDocTitle", False):
        yield Fault(
            "7.1", None, _("A window would show the name of the file instead of the title.")
        )
    yield from _metadata(tree)
    yield from _files(root)
    for number, page in enumerate(tree.pdf.pages):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield Fault("7.18.3", number, _("The tab key does not follow the order of the tags."))


def _held(root: Any, name: str) -> Any:
    return root.get(name, Dictionary())


def _metadata(tree: Tree) -> Iterator[Fault]:
    root = tree.pdf.Root
    if "/Metadata" not in root:
        yield Fault("7.1", None, _("The file has no metadata."))
        return
    packet = etree.fromstring(root.Metadata.read_bytes())
    title = packet.findtext(f".//{DC}title/{RDF}Alt/{RDF}li")
    if not title:
        yield Fault("7.1", None, _("The metadata name no title."))
    elif title != str(tree.pdf.docinfo.get("/Title", title)):
        yield Fault(
            "7.1", None, _("The metadata name another title than the document information.")
        )
    if part_of_pdf_ua(packet) != "1":
        yield Fault("5", None, _("The metadata do not name PDF/UA-1."))


def part_of_pdf_ua(packet: Any) -> str:
    """Return which part of PDF/UA a file names; empty when it names none."""
    for row in packet.iter(f"{RDF}Description"):
        if found := row.get(UA_PART) or row.findtext(UA_PART):
            return str(found)
    return ""


def _files(root: Any) -> Iterator[Fault]:
    held = _held(root, "/Names").get("/EmbeddedFiles")
    for name, file in leaves(held, "/Names") if held is not None else ():
        if not str(file.get("/F", "")) or not str(file.get("/UF", "")):
            said = _("The attached file “%(name)s” has no file name.") % {"name": name}
            yield Fault("7.11", None, said)
