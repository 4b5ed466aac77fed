"""How does what mammoth does not know pass through it? As marks in the text, taken up again behind it."""

import re
from typing import Any

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
FOREIGN = re.compile("[\ue000\ue001]")

# Names that the export writes and the import knows again; Word keeps them, readers do not see them.
SECTION_BOOKMARK = re.compile(r"_scs_(?P<pk>\d{1,12})_(?P<version>\d{1,9})$")
ANCHOR_BOOKMARK = re.compile(r"_sca_(?P<id>[a-zA-Z0-9_]{1,30})$")
CITE_TAG = "sc-cite"
REF_TAG = "sc-ref"
RECORDS_STYLE = "SC Catatan"
RECORDS_TABLE_STYLE = "SC Tabel catatan"
RECORDS_CAPTION_STYLE = "SC Keterangan catatan"
DRAWING = "data-drawing"
OF_RECORDS = (RECORDS_STYLE, RECORDS_TABLE_STYLE, RECORDS_CAPTION_STYLE)
HEAD_CELL_STYLE = "SC Kepala tabel"
PICTURE_NAME = re.compile(r"sc-(?P<sha>[0-9a-f]{16})-(?P<width>\d{1,3})$")


def section_bookmark(pk: int, version: int) -> str:
    return f"_scs_{pk}_{version}"


def anchor_bookmark(name: str) -> str:
    return "_sca_" + name.replace("-", "_")


class Marks:
    """What the marks of one document stand for, by number."""

    def __init__(self) -> None:
        self.meanings: list[tuple[str, dict[str, Any]]] = []

    def add(self, kind: str, **data: Any) -> str:
        """Remember a meaning and return the text that carries it."""
        self.meanings.append((kind, data))
        return f"{OPEN}{len(self.meanings) - 1}{CLOSE}"

    def meaning(self, number: int) -> tuple[str, dict[str, Any]]:
        return self.meanings[number] if number < len(self.meanings) else ("", {})
