"""How do printed parts become one book? Pages first, then stamps, then one tree of each kind.

Everything that moves with a page number is done here: gutter, heads, folios, labels, outline.
What depends on a clock or on chance is left out, so the same parts give the same bytes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from masterplans.pdf.attachments import Attachment
from masterplans.pdf.gathering import Gathering
from masterplans.pdf.imposition import Leaf
from masterplans.pdf.metadata import Facts, xmp
from masterplans.pdf.parts import Layout
from masterplans.pdf.stamps import Stamps
from smartcity_portal.kit.disk import file_for_native_code

GUTTER = 8.5
SEA = "#12414f"
BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


@dataclass(frozen=True)
class OutlineItem:
    level: int
    title: str
    anchor: str


@dataclass(frozen=True)
class Sheet:
    """A leaf with everything that is stamped on it: (document, page) pairs and a background."""

    leaf: Leaf
    stamps: Sequence[tuple[str, int]] = ()
    background: int | None = None


class Assembly:
    """One run of the assembly; `parts` are read in their order, `stamps` are the furniture documents.

    Parts that are already `gathered` are not read again. `places` says what the place of an anchor
    is called, for people who hear where a link leads.
    """

    def __init__(
        self,
        parts: Mapping[str, tuple[Layout, int, str]],
        stamps: Mapping[str, Layout],
        facts: Facts,
        attached: Sequence[Attachment] = (),
        colour: str = SEA,
        places: Mapping[str, str] | None = None,
        gathered: Gathering | None = None,
    ) -> None:
        self.parts, self.facts, self.attached = parts, facts, attached
        self.places = places or {}
        self.gathered = gathered or Gathering()
        self.out = self.gathered.out
        self.stamps = {
            name: Stamps(self.out, layout.path, name, colour) for name, layout in stamps.items()
        }

    def write(self, sheets: Sequence[Sheet], outline: Sequence[OutlineItem], target: Path) -> None:
        """Put everything together and save it to `target`."""
        for name, part in self.parts.items():
            self.gathered.take(name, *part)
        for name, (layout, _slot, _title) in self.parts.items():
            self._stamp_part(name, layout, [s for s in sheets if s.leaf.part == name])
        self.gathered.order((sheet.leaf.part, sheet.leaf.page) for sheet in sheets)
        self._links()
        self._trees(dict.fromkeys(sheet.leaf.part for sheet in sheets if sheet.leaf.part))
        self._outline(outline)
        self._labels(sheets)
        self._facts()
        self._attach()
        with file_for_native_code(target) as file:
            self.out.save(
                file,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                min_version="1.7",
            )
        self.gathered.close()

    def _stamp_part(self, name: str, layout: Layout, sheets: Sequence[Sheet]) -> None:
        pages = self.gathered.pages[name]
        resources = pages[0].obj.Resources
        for sheet in sheets:
            leaf, size = sheet.leaf, layout.sizes[sheet.leaf.page]
            self._stamp(pages[leaf.page], resources, sheet, size)
            if not leaf.bleeds:
                _shift(pages[leaf.page].obj, GUTTER if leaf.left else -GUTTER)

    def _links(self) -> None:
        """Say where links lead; what is not in this file, a chapter printed alone, is its beginning."""
        known = {
            bytes(name) for _key, node in self.gathered.names for name in list(node.Names)[::2]
        }
        home = min(known, default=b"")
        for page in self.gathered.ordered:
            for link in page.get("/Annots", []):
                if "/Dest" not in link:
                    continue
                if bytes(link.Dest) not in known:
                    link.Dest = String(home.decode())
                told = self.places.get(str(link.Dest)) or self.facts.title
                link.Contents = String(told)

    def _stamp(self, page: Any, resources: Any, sheet: Sheet, size: tuple[float, float]) -> None:
        before = [b"q\n"]
        after = [b"Q\n"]
        if sheet.background is not None:
            name = self.stamps["marks"].use(sheet.background, resources)
            before.insert(0, _artifact("Background", f"q {name} Do Q"))
        for document, number in sheet.stamps:
            name = self.stamps[document].use(number, resources)
            after.append(_artifact("Pagination", f"q {name} Do Q", "Header"))
        if not sheet.leaf.silent:
            folio = self.stamps["heads"].folio(sheet.leaf, size[0], resources)
            after.append(_artifact("Pagination", folio, "Footer"))
        page.contents_add(Stream(self.out, b"".join(before)), prepend=True)
        page.contents_add(Stream(self.out, b"".join(after)))

    def _trees(self, reading_order: Iterable[str]) -> None:
        self.gathered.grow_trees(reading_order)
        root = self.out.Root
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Lang = String(self.facts.language)

    def _outline(self, items: Sequence[OutlineItem]) -> None:
        top = self.out.make_indirect(Dictionary(Type=Name.Outlines))
        stack: list[tuple[int, Any, list[Any]]] = [(0, top, [])]

        def close() -> None:
            level, node, children = stack.pop()
            if not children:
                return
            node.First, node.Last = children[0], children[-1]
            node.Count = len(children) if level == 0 else -len(children)
            for one, two in zip(children, children[1:], strict=False):
                one.Next, two.Prev = two, one

        for item in items:
            while stack[-1][0] >= item.level:
                close()
            entry = Dictionary(
                Title=String(item.title), Dest=String(item.anchor), Parent=stack[-1][1]
            )
            node = self.out.make_indirect(entry)
            stack[-1][2].append(node)
            stack.append((item.level, node, []))
        while stack:
            close()
        self.out.Root.Outlines = top
        self.out.Root.PageMode = Name.UseOutlines

    def _labels(self, sheets: Sequence[Sheet]) -> None:
        """i, ii, iii in front, 1, 2, 3 from the first chapter on."""
        front = sum(sheet.leaf.roman for sheet in sheets)
        styles = Array([0, Dictionary(S=Name.r), front, Dictionary(S=Name.D)])
        self.out.Root.PageLabels = Dictionary(Nums=styles)

    def _attach(self) -> None:
        """Put data files into the book as PDF/A-3 asks: named, typed, and tied to the document."""
        if not self.attached:
            return
        names, tied = Array(), Array()
        for file in sorted(self.attached, key=lambda file: file.name):
            stream = Stream(self.out, file.content)
            stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/" + file.media_type)
            stream.Params = Dictionary(
                Size=len(file.content),
                CheckSum=String(hashlib.md5(file.content, usedforsecurity=False).digest()),
            )
            embedded = self.out.make_indirect(stream)
            specification = self.out.make_indirect(
                Dictionary(
                    Type=Name.Filespec,
                    F=String(file.name),
                    UF=String(file.name),
                    Desc=String(file.description),
                    AFRelationship=Name.Data,
                    EF=Dictionary(F=embedded, UF=embedded),
                )
            )
            names.append(String(file.name))
            names.append(specification)
            tied.append(specification)
        self.out.Root.Names.EmbeddedFiles = Dictionary(Names=names)
        self.out.Root.AF = tied

    def _facts(self) -> None:
        stream = Stream(
            self.out,
            xmp(self.facts, accessible=self.gathered.accessible),
            Type=Name.Metadata,
            Subtype=Name.XML,
        )
        self.out.Root.Metadata = self.out.make_indirect(stream)
        self.out.docinfo.Title = String(self.facts.title)
        self.out.docinfo.Author = String(self.facts.author)
        self.out.docinfo.Producer = String(self.facts.producer)


def _artifact(kind: str, drawing: str, subtype: str = "") -> bytes:
    more = f" /Subtype /{subtype}" if subtype else ""
    return f"/Artifact <</Type /{kind}{more}>> BDC {drawing} EMC\n".encode()


def _shift(page: Any, by: float) -> None:
    """Give the gutter by moving the sheet under the layout; a landscape page binds at its head."""
    x0, y0, x1, y1 = [float(value) for value in page.MediaBox]
    upright = x1 - x0 < y1 - y0
    box = [x0 + by, y0, x1 + by, y1] if upright else [x0, y0 - by, x1, y1 - by]
    for name in BOXES:
        if name == "/MediaBox" or name in page:
            page[name] = Array([round(value, 2) for value in box])
