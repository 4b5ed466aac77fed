"""How does a table refuse to be rewritten? By a trigger, on SQLite and on PostgreSQL.

Use in a migration: operations = append_only("accounts_historyentry"); `fixed` names the
columns that may not change when others may.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import migrations

POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_stands();
CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_stands();
"""
SQLITE = (
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)


def _forwards(apps: Any, schema_editor: Any, *, table: str, fixed: Sequence[str]) -> None:
    _backwards(apps, schema_editor, table=table)
    columns = "OF " + ", ".join(fixed) if fixed else ""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES.format(table=table, columns=columns))
        return
    for statement in SQLITE:
        schema_editor.execute(statement.format(table=table, columns=columns))


def _backwards(apps: Any, schema_editor: Any, *, table: str) -> None:
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for suffix in ("no_delete", "no_update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{suffix}{on}")


def append_only(table: str, *, fixed: Sequence[str] = ()) -> list[migrations.RunPython]:
    """Return the operation that makes `table` insert-only, or only its `fixed` columns.

    A migration that alters such a table repeats it: SQLite rebuilds the table and forgets triggers.
    """
    return [
        migrations.RunPython(
            partial(_forwards, table=table, fixed=fixed), partial(_backwards, table=table)
        )
    ]
