"""How does the database itself note that a row was written? By triggers that add a line to a log.

A trigger sees every write: services, imports, the admin, a repair by hand. It only ever inserts, so
two writers never wait for each other. Triggers are laid anew after every migration, because
SQLite loses those of a table that it rebuilds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "noted_"
EVENTS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Watch:
    """Rows of `table`; `keys` selects what a row concerns, "{row}" standing for its `column`."""

    table: str
    column: str
    keys: str

    def selected(self, row: str) -> str:
        return self.keys.format(row=f'{row}."{self.column}"')

    @property
    def moved(self) -> str:
        return f'OLD."{self.column}" IS DISTINCT FROM NEW."{self.column}"'


def lay(connection: BaseDatabaseWrapper, watches: Iterable[Watch], *, log: str, key: str) -> None:
    """Put a trigger on every watched table that writes the concerned keys into `log`."""
    statements = _for_postgres if connection.vendor == "postgresql" else _for_sqlite
    remove(connection)
    with connection.cursor() as cursor:
        for watch in watches:
            for statement in statements(watch, f'INSERT INTO "{log}" ("{key}") '):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take all triggers away, so that tables can be rebuilt."""
    with connection.cursor() as cursor:
        for name, table in _laid(connection, cursor):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def laid(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the tables that are watched now."""
    with connection.cursor() as cursor:
        return {table for _name, table in _laid(connection, cursor)}


def _laid(connection: BaseDatabaseWrapper, cursor: Any) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND starts_with(t.tgname, %s)",
            [PREFIX],
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master "
            "WHERE type = 'trigger' AND substr(name, 1, length(%s)) = %s",
            [PREFIX, PREFIX],
        )
    return cursor.fetchall()


def _for_sqlite(watch: Watch, insert: str) -> list[str]:
    new, old = watch.selected("NEW"), watch.selected("OLD")
    bodies = {
        "insert": f"{insert}{new};",
        "update": f"{insert}{new}; {insert}SELECT * FROM ({old}) WHERE {watch.moved};",
        "delete": f"{insert}{old};",
    }
    return [
        f'CREATE TRIGGER "{PREFIX}{watch.table}_{event}" AFTER {event.upper()} '
        f'ON "{watch.table}" FOR EACH ROW BEGIN {bodies[event]} END'
        for event in EVENTS
    ]


def _for_postgres(watch: Watch, insert: str) -> list[str]:
    name = f"{PREFIX}{watch.table}"
    new, old = watch.selected("NEW"), watch.selected("OLD")
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF TG_OP <> 'DELETE' THEN {insert}{new}; END IF; "
        f"IF TG_OP = 'DELETE' THEN {insert}{old}; "
        f"ELSIF TG_OP = 'UPDATE' THEN IF {watch.moved} THEN {insert}{old}; END IF; END IF; "
        f"RETURN NULL; END $$",
        f'CREATE TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE ON "{watch.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]
