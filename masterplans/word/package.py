"""Is this a Word document, and which parts does it hold? Judged by content, bounded, never trusted."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ENTRIES = 4_000
MOST_BYTES = 300_000_000
MOST_XML_BYTES = 60_000_000
MOST_TIMES_LARGER = 150
FREE_OF_SUSPICION = 4_000_000
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OTHER_KINDS = (
    (b"%PDF-", "is_pdf"),
    (b"{\\rtf", "is_rtf"),
    (b"<!DOCTYPE html", "is_html"),
    (b"<html", "is_html"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
)


class Refused(Exception):
    """The file cannot come in; `code` names the sentence in notes.py, `data` fills it."""

    def __init__(self, code: str, **data: Any) -> None:
        self.code, self.data = code, data
        super().__init__(code)


@dataclass(frozen=True)
class Relation:
    """Where a part points; `external` leaves the file."""

    kind: str
    target: str
    external: bool


class Package:
    """An opened .docx: parts by name, read on demand and never beyond the bounds."""

    def __init__(self, content: bytes) -> None:
        _judge_kind(content)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise Refused("is_damaged") from None
        self.names = {entry.filename for entry in entries}
        _judge_size(entries, len(content))
        _judge_names(self.names)
        types = self.xml("[Content_Types].xml")
        if any("macroEnabled" in element.get("ContentType", "") for element in types):
            raise Refused("has_macros")
        self.main = self._main_part()

    @property
    def weight(self) -> int:
        """Say how much there is to read, in bytes: the text unpacked, and the pictures."""
        pictures = sum(one.file_size for one in self.zip.infolist() if "/media/" in one.filename)
        return self.zip.getinfo(self.main).file_size + pictures

    def read(self, name: str, limit: int = MOST_XML_BYTES) -> bytes:
        """Return the bytes of a part; Refused when it is damaged, locked or larger than announced."""
        try:
            with self.zip.open(name) as part:
                content = part.read(limit + 1)
        except RuntimeError:
            raise Refused("is_locked") from None
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
            raise Refused("is_damaged") from None
        except Exception as broken:  # zlib and lzma raise errors of their own
            raise Refused("is_damaged") from broken
        if len(content) > limit:
            raise Refused("is_too_large")
        return content

    def xml(self, name: str) -> Any:
        """Return the root of a part, parsed without entities, network or document type."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            raise Refused("is_damaged") from None
        if root.getroottree().docinfo.doctype:
            raise Refused("is_hostile")
        return root

    def part(self, kind: str) -> Any | None:
        """Return the root of the part that the document relates to as `kind` ("styles"), or None."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external and relation.target in self.names:
                return self.xml(relation.target)
        return None

    @property
    def relations(self) -> dict[str, Relation]:
        """Where the document itself points, by relationship id."""
        return self.relations_of(self.main)

    def relations_of(self, name: str) -> dict[str, Relation]:
        folder, _slash, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if rels not in self.names:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                _resolved(folder, element.get("Target", "")),
                element.get("TargetMode") == "External",
            )
            for element in self.xml(rels).iter(f"{RELS}Relationship")
        }

    def _main_part(self) -> str:
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument" and relation.target in self.names:
                return relation.target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise Refused("is_not_word")


def _resolved(folder: str, target: str) -> str:
    if "://" in target or target.startswith("mailto:"):
        return target
    steps: list[str] = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)


def _judge_kind(content: bytes) -> None:
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused("is_empty")
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused("is_locked" if locked else "is_old_word")
    head = content[:200].lstrip().lower()
    for start, code in OTHER_KINDS:
        if head.startswith(start.lower()):
            raise Refused(code)
    if not content.startswith(b"PK"):
        raise Refused("is_not_word")


def _judge_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    whole = sum(entry.file_size for entry in entries)
    suspicious = whole > FREE_OF_SUSPICION and whole > packed * MOST_TIMES_LARGER
    if len(entries) > MOST_ENTRIES or whole > MOST_BYTES or suspicious:
        raise Refused("is_bomb")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("is_locked")


def _judge_names(names: set[str]) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise Refused("is_opendocument")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("has_macros")
    if "[Content_Types].xml" not in names:
        raise Refused("is_not_word")
    if any(name.startswith("xl/") for name in names):
        raise Refused("is_excel")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("is_slides")
