"""What would this file do on its own, or carry along unseen? Read from its objects, run nowhere."""

from collections.abc import Iterator

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    Reference,
)
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_OBJECTS = 20_000
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "submit",
    "/GoToE": "attachment",
    "/GoToR": "launch",
    "/Rendition": "launch",
}
KEYS = {
    "/JS": "javascript",
    "/XFA": "xfa",
    "/EmbeddedFiles": "attachment",
    "/OpenAction": "opens",
    "/AA": "opens",
    "/OCProperties": "layers",
}
BEYOND = "not_all_read"


def hazards_in(reader: PdfFileReader) -> list[str]:
    """Name each kind once, sorted; "not_all_read" when there are more objects than are looked at."""
    found: set[str] = set()
    for count, node in enumerate(_objects(reader)):
        if count > MOST_OBJECTS:
            found.add(BEYOND)
            break
        found |= {KEYS[key] for key in KEYS.keys() & node.keys() if key != "/OpenAction"}
        if "/OpenAction" in node and not isinstance(node.raw_get("/OpenAction"), ArrayObject):
            found.add("opens")
        if action := ACTIONS.get(str(node.get("/S", ""))):
            found.add(action)
    return sorted(found)


def _objects(reader: PdfFileReader) -> Iterator[DictionaryObject]:
    """Every dictionary that the catalogue leads to, each once, however they point at each other."""
    seen: set[Reference] = set()
    waiting: list[object] = [reader.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.reference in seen:
                continue
            seen.add(node.reference)
            node = node.get_object()
        if isinstance(node, DictionaryObject):
            yield node
            waiting += [node.raw_get(key) for key in node]
        elif isinstance(node, ArrayObject):
            waiting += [node.raw_get(index) for index in range(len(node))]
