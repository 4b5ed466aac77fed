"""How do the pages and tags of printed parts come into one file? Part by part; their order is settled last.

What follows from reading only is told here: which page of which part it is, its tags, the names in it.
So parts that are ready can be read while others are still being printed.
"""

import warnings
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from masterplans.pdf.parts import Layout
from masterplans.pdf.structure import FAULTS, IDS, STRIDE


class Gathering:
    """One file that grows; `accessible` as long as no part says that a reader would miss something."""

    def __init__(self) -> None:
        self.out = pikepdf.new()
        self.accessible = True
        self.pages: dict[str, list[Any]] = {}
        self.elements: dict[str, list[Any]] = {}
        self.ordered: list[Any] = []
        self.names: list[tuple[bytes, Any]] = []
        self.ids: list[tuple[bytes, Any]] = []
        self.numbers: list[tuple[int, Any]] = []
        self.sources: list[Pdf] = []
        self.document = self.out.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )

    def take(self, name: str, layout: Layout, slot: int, title: str) -> None:
        """Read a part, once."""
        if name in self.pages:
            return
        source = pikepdf.open(layout.path)
        self.sources.append(source)
        first = len(self.out.pages)
        with warnings.catch_warnings():
            # Names are merged below, once for all parts.
            warnings.simplefilter("ignore", pikepdf.exceptions.PageCopyWarning)
            self.out.pages.extend(source.pages)
        self.pages[name] = [self.out.pages[first + number] for number in range(layout.pages)]
        self._structure(source, name, title, slot)
        if "/OutputIntents" not in self.out.Root:
            self.out.Root.OutputIntents = self.out.copy_foreign(source.Root.OutputIntents)

    def order(self, places: Iterable[tuple[str | None, int]]) -> None:
        """Bring the pages into the order of (part, page), with a blank where there is no part."""
        tree = self.out.Root.Pages
        self.ordered = [
            self._blank(tree) if part is None else self.pages[part][page].obj
            for part, page in places
        ]
        tree.Kids, tree.Count = Array(self.ordered), len(self.ordered)

    def grow_trees(self, names: Iterable[str]) -> None:
        """Join the tags of all parts in the order of `names`, and what is looked up by name or number."""
        root = self.out.Root
        self.document.K = Array([one for name in names for one in self.elements[name]])
        root.StructTreeRoot = self.out.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self.document]),
                ParentTree=self._tree(self.numbers),
                ParentTreeNextKey=(max(key for key, _node in self.numbers) // STRIDE + 1) * STRIDE,
            )
        )
        if self.ids:
            root.StructTreeRoot.IDTree = self._tree(self.ids)
        self.document.P = root.StructTreeRoot
        root.Names = Dictionary(Dests=self._tree(self.names))

    def close(self) -> None:
        for source in self.sources:
            source.close()

    def _structure(self, source: Pdf, name: str, title: str, slot: int) -> None:
        root = source.Root
        self.accessible = self.accessible and f"/{FAULTS}" not in root
        tree = self.out.copy_foreign(root.StructTreeRoot.ParentTree)
        last = tree.Nums[len(tree.Nums) - 2]
        limits = Array([tree.Nums[0], last])
        self.numbers.append((slot * STRIDE, Dictionary(Limits=limits, Nums=tree.Nums)))
        self.elements[name] = []
        for element in root.StructTreeRoot.K:
            part = self.out.copy_foreign(element)
            part.S, part.P, part.T = Name.Part, self.document, String(title)
            self.elements[name].append(part)
        if "/Names" in root and "/Dests" in root.Names:
            self._keep(self.names, root.Names.Dests)
        if f"/{IDS}" in root:
            self._keep(self.ids, root[f"/{IDS}"])

    def _keep(self, row: list[tuple[bytes, Any]], holder: Any) -> None:
        copied = self.out.copy_foreign(holder).Names
        limits = Array([copied[0], copied[len(copied) - 2]])
        row.append((bytes(copied[0]), Dictionary(Limits=limits, Names=copied)))

    def _blank(self, tree: Any) -> Any:
        size = [0, 0, 595.28, 841.89]
        return self.out.make_indirect(
            Dictionary(Type=Name.Page, Parent=tree, MediaBox=size, Resources=Dictionary())
        )

    def _tree(self, nodes: list[tuple[Any, Any]]) -> Any:
        ordered = sorted(nodes, key=lambda node: node[0])
        kids = Array([self.out.make_indirect(node) for _key, node in ordered])
        return self.out.make_indirect(Dictionary(Kids=kids))
