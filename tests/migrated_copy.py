"""How does a test run on SQLite start in a second? It copies a database that was migrated before.

The copy is kept beside pytest's cache under a name made of every migration; when one changes,
the next run migrates from empty and keeps its result.
"""

import hashlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import django
from django.db.backends.sqlite3.creation import DatabaseCreation

HERE = Path(__file__).parent.parent
KEPT = HERE / ".pytest_cache"


def copy_what_was_migrated_before() -> None:
    """Let Django's test database on SQLite start as a copy wherever there is one."""
    migrate = DatabaseCreation.create_test_db

    def create_test_db(self: DatabaseCreation, *args: Any, **options: Any) -> str:
        kept = KEPT / f"migrated-{_name_of_migrations()}.sqlite3"
        if options.get("keepdb") or not kept.exists():
            name = migrate(self, *args, **options)
            _keep(self.connection, kept)
            return name
        return _from_copy(self, kept)

    DatabaseCreation.create_test_db = create_test_db


def _name_of_migrations() -> str:
    hashed = hashlib.sha256(django.__version__.encode())
    for path in sorted([*HERE.glob("*/migrations/*.py"), *HERE.glob("*/kit/append_only.py")]):
        hashed.update(f"{path.relative_to(HERE)}\0".encode() + path.read_bytes())
    return hashed.hexdigest()[:16]


def _from_copy(creation: DatabaseCreation, kept: Path) -> str:
    connection, name = creation.connection, creation._get_test_db_name()
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with sqlite3.connect(kept) as source:
        source.backup(connection.connection)
    source.close()
    return name


def _keep(connection: Any, kept: Path) -> None:
    KEPT.mkdir(exist_ok=True)
    for older in KEPT.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(unfinished) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    target.close()
    unfinished.rename(kept)
