"""Does every table that must not be rewritten refuse it, after all migrations have run?"""

import re
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
TABLES = sorted(
    {
        table
        for path in ROOT.glob("*/migrations/*.py")
        for table in re.findall(r'append_only\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
)


def triggers() -> set[str]:
    query = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_its_triggers_are_still_there(table):
    assert {f"{table}_no_delete", f"{table}_no_update"} <= triggers()


def test_there_are_such_tables():
    assert "accounts_historyentry" in TABLES
    assert "masterplans_bookedition" in TABLES
