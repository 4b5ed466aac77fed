"""How do parts fit into one tagged book? Names, structure keys and links are spaced while a part is written.

WeasyPrint numbers structure keys and header ids from zero in every document. Spacing them here,
where the objects are plain dictionaries, spares the assembly any work per element.
"""

import zlib
from collections.abc import Callable
from typing import Any

import pydyf

from masterplans.pdf.tags import document_of, refine

STRIDE = 1 << 17
IDS, FAULTS = "PortalIds", "PortalFaults"
CONTENTS, LISTS = 3, 4
COMPRESSION = 6
STREAM, END = b"stream\n", b"\nendstream"


def finisher(slot: int) -> Callable[[Any, Any], None]:
    """Return WeasyPrint's last step for the part that stands in `slot`."""
    base, prefix = slot * STRIDE, f"p{slot}."

    def finish(document: Any, written: Any) -> None:
        _tag_notes(written)
        faults = refine(document, written, is_contents=slot in (CONTENTS, LISTS))
        if faults:
            written.catalog[FAULTS] = len(faults)
        ids: list[tuple[str, bytes]] = []
        shared: dict[bytes, bytes] = {}
        for thing in list(written.objects):
            if not isinstance(thing, dict):
                continue
            _without_empty_resources(thing)
            kind = thing.get("Type")
            if kind == "/StructElem":
                _space_ids(thing, prefix, ids)
                _make_small(thing, written, shared)
            elif kind == "/Page" and "StructParents" in thing:
                thing["StructParents"] += base
            elif kind == "/Annot":
                _space_annotation(thing, base)
            elif kind == "/StructTreeRoot":
                _space_parents(written, thing, base)
        _list_ids(written, ids)
        _set_apart(written)
        _compress(written)

    return finish


def _space_ids(element: Any, prefix: str, ids: list[tuple[str, bytes]]) -> None:
    if "ID" in element:
        name = prefix + _text(element["ID"])
        element["ID"] = pydyf.String(name)
        ids.append((name, element.reference))
    attributes = element.get("A")
    if attributes and attributes.get("Headers"):
        headers = [pydyf.String(prefix + _text(header)) for header in attributes["Headers"]]
        attributes["Headers"] = pydyf.Array(headers)


def _make_small(element: Any, written: Any, shared: dict[bytes, bytes]) -> None:
    """Leave out what goes without saying, and say once what all cells of a column have in common:
    a book has a hundred thousand cells, and assembly copies every word of them."""
    del element["Type"]
    if len(element["K"]) == 1:
        element["K"] = element["K"][0]
    if element["S"] == "/TD" and (attributes := element.get("A")):
        said = attributes.data
        if said not in shared:
            written.add_object(attributes)
            shared[said] = attributes.reference
        element["A"] = shared[said]


def _space_annotation(annotation: Any, base: int) -> None:
    if "StructParent" in annotation:
        annotation["StructParent"] += base
    address = _text(annotation["A"]["URI"]) if "URI" in annotation.get("A", {}) else ""
    if address.startswith("book:"):
        del annotation["A"]
        annotation["Dest"] = pydyf.String(address.removeprefix("book:"))
        annotation["Contents"] = pydyf.String(address.removeprefix("book:"))
    annotation["F"] = 4  # printed, as PDF/A asks


def _space_parents(written: Any, root: Any, base: int) -> None:
    numbers = written.objects[int(root["ParentTree"].split()[0])]["Nums"]
    for index in range(0, len(numbers), 2):
        numbers[index] += base


def _tag_notes(written: Any) -> None:
    """Call the footnotes at the foot of a page notes: WeasyPrint leaves them as plain spans there."""
    count = 0
    for area in _children(written, document_of(written)):
        notes = _children(written, area)
        if area["S"] != "/NonStruct" or not notes or any(note["S"] != "/Span" for note in notes):
            continue
        for note in notes:
            count += 1
            note["S"], note["ID"] = "/Note", pydyf.String(f"note-{count}")
            if (parts := _children(written, note)) and parts[0]["S"] == "/NonStruct":
                parts[0]["S"] = "/Lbl"


def _children(written: Any, element: Any) -> list[Any]:
    """Return the structure elements right inside an element."""
    kids = element["K"] if element is not None else []
    found = [written.objects[int(kid.split()[0])] for kid in kids if isinstance(kid, bytes)]
    return [one for one in found if isinstance(one, dict) and one.get("Type") == "/StructElem"]


def _list_ids(written: Any, ids: list[tuple[str, bytes]]) -> None:
    """Leave the part's share of the id tree in the catalogue, where assembly finds it."""
    if not ids:
        return
    names = pydyf.Array()
    for name, reference in sorted(ids):
        names.append(pydyf.String(name))
        names.append(reference)
    holder = pydyf.Dictionary({"Names": names})
    written.add_object(holder)
    written.catalog[IDS] = holder.reference


def _set_apart(written: Any) -> None:
    """Make what assembly takes along objects of their own: it need not read the others for them."""
    for holder, name in (
        (written.catalog.get("Names", {}), "Dests"),
        (written.catalog, "OutputIntents"),
    ):
        if name in holder:
            written.add_object(holder[name])
            holder[name] = holder[name].reference


def _without_empty_resources(thing: Any) -> None:
    for name in ("Pattern", "Shading"):
        if name in thing and isinstance(thing[name], dict) and not thing[name]:
            del thing[name]


def _compress(written: Any) -> None:
    """Compress what is drawn at a level that takes a fifth of the time of the highest one."""
    for thing in written.objects:
        if isinstance(thing, pydyf.Stream) and "Filter" not in thing.extra:
            plain = pydyf.Stream(thing.stream).data
            begins = plain.index(STREAM) + len(STREAM)
            thing.stream = [zlib.compress(plain[begins : -len(END)], COMPRESSION)]
            thing.extra["Filter"] = "/FlateDecode"
            thing.compress = False


def _text(value: Any) -> str:
    string = value.string
    return string if isinstance(string, str) else string.decode()
