"""Which lists are there, with which columns, and how does one row go in? The registry of lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from smartcity_portal.kit.sheets.choices import Lookup, plain
from smartcity_portal.kit.sheets.kinds import Kind, Number

ID = "id"


class Row(dict):
    """The values of one line by column; `id` is the existing row it belongs to, None for a new one."""

    id: Any = None
    number: int = 0

    def without_id(self) -> dict[str, Any]:
        return {key: value for key, value in self.items() if key != ID}


@dataclass(frozen=True)
class Column:
    """One column; `computed` ones are exported and not read. `aliases` are further accepted heads."""

    key: str
    header: Any
    kind: Kind
    required: bool = False
    help: Any = ""
    width: int = 0
    example: Any = ""
    computed: bool = False
    aliases: Sequence[str] = ()

    def prepared(self, scope: Any) -> "Column":
        """Return the column with its choices read once."""
        if not isinstance(self.kind, Lookup):
            return self
        return replace(self, kind=self.kind.prepared(scope))


ID_COLUMN = Column(
    ID,
    gettext_lazy("Portal ID"),
    Number(),
    help=gettext_lazy("The portal's number of the row. Leave it as it is; empty for new rows."),
    width=11,
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A list that leaves, and perhaps enters, as a spreadsheet.

    `has_ids` is False when its rows have no number of their own and only the key tells them apart.
    """

    name: str
    title: Any
    scope: type[models.Model] | None
    columns: Sequence[Column] | Callable[[Any], Sequence[Column]]
    rows: Callable[[Any, Any], Iterable[dict[str, Any]]]
    key: Sequence[str] = ()
    save: Callable[..., Any] | None = None
    save_many: Callable[..., Sequence[Exception | None]] | None = None
    may_export: str
    may_import: str = ""
    page: Callable[[Any], str] | None = None
    note: Any = ""
    has_ids: bool = True
    scopes_of: Callable[[Any], Iterable[Any]] | None = None
    in_dossier: bool = True

    @property
    def is_importable(self) -> bool:
        return self.save is not None or self.save_many is not None

    def columns_of(self, scope: Any) -> list[Column]:
        """Return all columns of the list in this scope, the portal's number last."""
        columns = list(self.columns(scope) if callable(self.columns) else self.columns)
        return [*columns, ID_COLUMN] if self.is_importable and self.has_ids else columns

    def identities(self, row: dict[str, Any], columns: Sequence[Column]) -> tuple[str, ...] | None:
        """Return the natural key of a row; None while a part of it is not in the file."""
        kinds = {column.key: column.kind for column in columns}
        if not self.key or any(name not in row or name not in kinds for name in self.key):
            return None
        return tuple(plain(kinds[name].show(row[name])) for name in self.key)

    def address(self, scope: Any) -> str:
        """Return the address of the list's own page, nothing when it has none."""
        return self.page(scope) if self.page else ""


REGISTRY: dict[str, Sheet] = {}


def register(sheet: Sheet) -> Sheet:
    """Put a list on the shelf. Raises ValueError when its declaration contradicts itself."""
    if sheet.is_importable and not (sheet.key and sheet.may_import):
        raise ValueError(f"{sheet.name}: an importable list needs a key and a permission")
    REGISTRY[sheet.name] = sheet
    return sheet


def find(name: str) -> Sheet | None:
    """Return the list of this name."""
    return REGISTRY.get(name)
