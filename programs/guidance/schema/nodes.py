"""What is a value, a list and a group in a guidance edition?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value. `kind` is text, long, code, clock, whole, yes, choice, lines, many or words.

    `mark` offers to say that no source confirms the value. `absent` is what counts where a file
    leaves the value out; without it the value must be there.
    """

    name: str
    label: Any
    kind: str = "text"
    required: bool = True
    longest: int = 160
    low: int = 0
    high: int = 32_000
    choices: tuple[tuple[str, Any], ...] = ()
    help: Any = ""
    mark: bool = False
    absent: Any = None


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list of like things. `key` is the value that names one of them in a path of marks.

    `mark_rows` offers the mark for each row as a whole; `open` admits entries beyond the fields.
    """

    name: str
    label: Any
    fields: tuple[Any, ...]
    add: Any = ""
    key: str = ""
    title: str = ""
    named: Callable[[dict[str, Any]], str] | None = None
    most: int = 60
    mark: bool = False
    mark_rows: bool = False
    help: Any = ""
    open: bool = False

    def name_of(self, row: Any, index: int) -> str:
        """Call a row as people do: "Bimtek II", "Buku 4", its title, or its place."""
        if isinstance(row, dict):
            if self.named:
                return self.named(row)
            for name in (self.title, self.key):
                if name and row.get(name):
                    return f"“{row[name]}”"
        return str(_("row %(number)s") % {"number": index + 1})


@dataclass(frozen=True, kw_only=True)
class Group:
    """Values that stand together under one name in the file."""

    name: str
    label: Any
    fields: tuple[Any, ...] = field(default=())


def code(**more: Any) -> Field:
    return Field(name="code", label=_("Code"), kind="code", longest=more.pop("longest", 40), **more)
