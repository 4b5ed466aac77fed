"""What stands in a finished book? Read back with pikepdf alone: text, links, labels, structure."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf


class BookFile:
    """A finished book, opened for questions."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.places = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.names = {
            bytes(name): dest for name, dest in self._leaves(self.root.Names.Dests, "/Names")
        }

    def page_of(self, name: str) -> int:
        return self.places[self.names[name.encode()][0].objgen]

    def label(self, page: int) -> str:
        return self.pdf.pages[page].label

    def text(self, page: int) -> str:
        """The words of a page in drawing order, stamps included, without spaces between runs."""
        found = self.pdf.pages[page]
        return "".join(_words(found, found.obj.get("/Resources", {})))

    def links(self, page: int) -> list[str]:
        return [
            bytes(note.Dest).decode()
            for note in self.pdf.pages[page].get("/Annots", [])
            if "/Dest" in note
        ]

    def outline(self) -> list[tuple[str, int]]:
        with self.pdf.open_outline() as outline:
            return list(self._items(outline.root))

    def _items(self, items: Any) -> Iterator[tuple[str, int]]:
        for item in items:
            yield item.title, self.page_of(bytes(item.destination).decode())
            yield from self._items(item.children)

    def _leaves(self, node: Any, key: str) -> Iterator[tuple[Any, Any]]:
        if "/Kids" in node:
            for kid in node.Kids:
                yield from self._leaves(kid, key)
        else:
            row = node[key]
            yield from zip(list(row)[::2], list(row)[1::2], strict=True)

    def faults(self) -> list[str]:
        """Everything that is wrong with names, links, parents and the structure tree."""
        return [*self._name_faults(), *self._key_faults(), *self._tree_faults()]

    def _name_faults(self) -> Iterator[str]:
        names = [bytes(name) for name, _dest in self._leaves(self.root.Names.Dests, "/Names")]
        if names != sorted(set(names)):
            yield "names are not sorted or not unique"
        for name, dest in self.names.items():
            if dest[0].objgen not in self.places:
                yield f"{name!r} leads to no page"
        for number in range(len(self.pdf.pages)):
            for link in self.links(number):
                if link.encode() not in self.names:
                    yield f"dangling link {link} on page {number}"

    def _key_faults(self) -> Iterator[str]:
        known = {
            int(key) for key, _value in self._leaves(self.root.StructTreeRoot.ParentTree, "/Nums")
        }
        used = []
        for page in self.pdf.pages:
            if "/StructParents" in page.obj:
                used.append(int(page.obj.StructParents))
            used += [
                int(note.StructParent)
                for note in page.get("/Annots", [])
                if "/StructParent" in note
            ]
        yield from (
            f"structure key {key} used twice" for key, count in Counter(used).items() if count > 1
        )
        yield from (f"structure key {key} is unknown" for key in set(used) - known)

    def _tree_faults(self) -> Iterator[str]:
        ids, wanted, seen = [], set(), set()
        waiting = [(self.root.StructTreeRoot.K[0], None)]
        while waiting:
            element, parent = waiting.pop()
            if element.objgen in seen:
                yield f"element {element.objgen} stands twice in the tree"
                continue
            seen.add(element.objgen)
            if parent is not None and element.P.objgen != parent.objgen:
                yield f"element {element.objgen} has another parent"
            if "/Pg" in element and element.Pg.objgen not in self.places:
                yield f"element {element.objgen} stands on no page"
            if "/ID" in element:
                ids.append(bytes(element.ID))
            wanted |= {bytes(header) for header in element.get("/A", {}).get("/Headers", [])}
            children = element.get("/K", [])
            for child in children if isinstance(children, pikepdf.Array) else [children]:
                if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                    waiting.append((child, element))
        if len(ids) != len(set(ids)):
            yield "header ids are not unique"
        if wanted - set(ids):
            yield "cells name headers that do not exist"
        if ids and "/IDTree" in self.root.StructTreeRoot:
            tree = {
                bytes(key)
                for key, _value in self._leaves(self.root.StructTreeRoot.IDTree, "/Names")
            }
            if tree != set(ids):
                yield "the id tree does not list the ids"


def _words(thing: Any, resources: Any) -> Iterator[str]:
    """Walk a content stream and decode what it shows with the fonts' ToUnicode maps."""
    maps: dict[str, dict[int, str]] = {}
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(thing):
        sign = str(operator)
        if sign == "Tf":
            name = str(operands[0])
            if name not in maps:
                maps[name] = _unicode_map(resources.Font[name])
            current = maps[name]
        elif sign in {"Tj", "TJ"}:
            runs = operands[0] if sign == "TJ" else [operands[0]]
            for run in runs:
                if isinstance(run, pikepdf.String):
                    codes = bytes(run)
                    for start in range(0, len(codes), 2):
                        yield current.get(int.from_bytes(codes[start : start + 2], "big"), "?")
        elif sign == "ET":
            yield " "
        elif sign == "Do":
            form = resources.XObject[str(operands[0])]
            if form.get("/Subtype") == pikepdf.Name.Form:
                yield from _words(form, form.get("/Resources", resources))


def _unicode_map(font: Any) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode()
    return {
        int(glyph, 16): bytes.fromhex(code).decode("utf-16-be")
        for glyph, code in re.findall(r"<([0-9a-fA-F]{4})> <((?:[0-9a-fA-F]{4})+)>", text)
    }
