"""What does the grid of one plan hold? Its columns with their choices, and its rows as texts."""

from collections.abc import Sequence
from typing import Any

from masterplans.grids.declared import ColumnSet, Grid
from masterplans.lists.plan import TABLES
from masterplans.models import Masterplan
from smartcity_portal.kit.sheets import ID, Column, Number, Text, find


class OpenGrid:
    """The grid of one kind over one plan; choices are read once."""

    def __init__(self, grid: Grid, plan: Masterplan) -> None:
        sheet = find(grid.sheet)
        assert sheet is not None and sheet.save is not None
        self.grid, self.plan, self.sheet = grid, plan, sheet
        self.enrolment = plan.enrolment
        self.table = TABLES[grid.sheet]
        self.columns: dict[str, Column] = {
            column.key: column.prepared(self.enrolment)
            for column in sheet.columns_of(self.enrolment)
            if not column.computed and column.key != ID
        }

    @property
    def model(self) -> Any:
        return self.table.model

    def sets(self) -> list[ColumnSet]:
        """Return the sets of columns; a grid with few columns has one."""
        if self.grid.sets:
            return list(self.grid.sets(self.enrolment))
        rest = [key for key in self.columns if key not in self.grid.named_by]
        return [ColumnSet("semua", "", rest)]

    def of_set(self, name: str) -> tuple[ColumnSet, list[str]]:
        """Return a set of columns, the first when there is none of this name, and what is shown of it."""
        sets = self.sets()
        chosen = next((one for one in sets if one.key == name), sets[0])
        return chosen, [*self.grid.named_by, *chosen.columns]

    def records(self, only: Any = None) -> list[Any]:
        """Return the records, or the one with this primary key, in reading order."""
        records = self.table.records(self.plan, only=only)
        for record in records:
            record.plan = self.plan
        return records

    def shown(self, record: Any) -> dict[str, str]:
        """Return a record as the texts of its cells; empty cells are left out."""
        values = self.table.values(record)
        texts = {key: column.kind.show(values.get(key)) for key, column in self.columns.items()}
        return {key: text for key, text in texts.items() if text}

    def line(self, record: Any, user: Any) -> dict[str, Any]:
        """Return a record as the page and its script know it."""
        return {
            "id": record.pk,
            "version": record.version if record.pk else 0,
            "may": self.may_change(record, user),
            "example": record.is_example,
            "cells": self.shown(record),
        }

    def may_add(self, user: Any) -> bool:
        """Say whether rows can be added and removed here by this person."""
        return not self.grid.fixed and user.has_perm("masterplans.add_record", self.plan)

    def may_change(self, record: Any, user: Any) -> bool:
        """Say whether this person may change the cells of a record."""
        verb = "edit_record" if record.pk else "add_record"
        return user.has_perm(f"masterplans.{verb}", record)

    def is_required(self, key: str) -> bool:
        """Say whether a cell of this column must be filled in by people."""
        return self.columns[key].required and key not in self.grid.by_itself

    def heads(self) -> list[dict[str, Any]]:
        """Return what the script knows of the columns."""
        return [self._head(key, column) for key, column in self.columns.items()]

    def _head(self, key: str, column: Column) -> dict[str, Any]:
        options = column.kind.options(self.enrolment)
        return {
            "key": key,
            "title": str(column.header),
            "named": key in self.grid.named_by,
            "given": key in self.grid.given,
            "required": self.is_required(key),
            "numeric": isinstance(column.kind, Number),
            "money": key.partition("_")[2].isdecimal()
            and isinstance(column.kind, Number)
            or key == "budget",
            "lines": isinstance(column.kind, Text) and column.kind.wraps,
            "limit": getattr(column.kind, "limit", 0),
            "hint": str(column.help) or column.kind.hint(),
            "options": options,
        }


def keys_of(sets: Sequence[ColumnSet]) -> list[dict[str, Any]]:
    """Return the sets as the script knows them."""
    return [{"key": one.key, "label": str(one.label), "columns": list(one.columns)} for one in sets]
