"""Does a file keep PDF/A-3b? The validator of pikepdf, which carries the rules of veraPDF, and its one blind spot.

That validator allows nothing that it does not know, extension schemas among it. A file that names
PDF/UA must describe that name in one; the description is read here instead.
"""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from django.utils.translation import gettext as _
from lxml import etree
from pikepdf import pdfa

from smartcity_portal.kit.pdf_checks.fault import Fault

UNREAD = {
    "XMP namespace pdfaExtension=http://www.aiim.org/pdfa/ns/extension/ is not permitted",
    "XMP namespace pdfaSchema=http://www.aiim.org/pdfa/ns/schema# is not permitted",
    "XMP namespace pdfaProperty=http://www.aiim.org/pdfa/ns/property# is not permitted",
    "XMP property pdfaExtension:schemas is not permitted",
    "XMP property pdfuaid:part is not permitted",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
UA = "http://www.aiim.org/pdfua/ns/id/"
DESCRIBED = {"part": ("Integer", "internal")}


def look(path: Path) -> Iterator[Fault]:
    """Yield what the validator finds; its word about extension schemas only where they are wrong."""
    with path.open("rb") as written:
        found = pdfa.validate_written(written, "3b").findings
    unread = [one for one in found if one.message in UNREAD]
    for one in found:
        if one.message not in UNREAD:
            yield Fault(one.rule.partition(":")[2] or one.rule, None, f"{one.where}: {one.message}")
    if unread and not explains_pdf_ua(path):
        yield Fault(
            "6.6.2.3",
            None,
            _("The metadata use a name of PDF/UA that no extension schema describes."),
        )


def explains_pdf_ua(path: Path) -> bool:
    """Say whether the only extension schema of a file is that of PDF/UA, and in order."""
    with pikepdf.open(path) as pdf:
        packet = etree.fromstring(pdf.Root.Metadata.read_bytes())
    schemas = packet.findall(f".//{EXTENSION}schemas/{RDF}Bag/{RDF}li")
    if len(schemas) != 1 or schemas[0].findtext(f"{SCHEMA}namespaceURI") != UA:
        return False
    if not schemas[0].findtext(f"{SCHEMA}schema") or not schemas[0].findtext(f"{SCHEMA}prefix"):
        return False
    rows = schemas[0].findall(f"{SCHEMA}property/{RDF}Seq/{RDF}li")
    told = {
        row.findtext(f"{PROPERTY}name"): (
            row.findtext(f"{PROPERTY}valueType"),
            row.findtext(f"{PROPERTY}category"),
        )
        for row in rows
        if row.findtext(f"{PROPERTY}description")
    }
    used = {
        name.rpartition("}")[2]
        for element in packet.iter(f"{RDF}Description")
        for name in element.attrib
        if name.startswith("{" + UA)
    }
    return told == DESCRIBED and used <= set(told)
