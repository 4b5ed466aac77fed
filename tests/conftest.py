"""What does every test find? Translations, marks by place, and one town with all its people."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from django.utils.translation.reloader import translation_file_changed

from commitments.signing.authority import the_ca
from smartcity_portal.kit.translations import compile_stale
from tests.factories import EnrolmentFactory
from tests.migrated_copy import copy_what_was_migrated_before
from tests.people import Town, people_around

HERE = Path(__file__).parent
MARKS_OF_FOLDERS = {"browser": "browser", "services": "worker"}


def pytest_configure() -> None:
    for compiled in compile_stale([HERE.parent / "locale"]):
        translation_file_changed(None, compiled)
    _let_flush_pass_append_only_tables()
    copy_what_was_migrated_before()


def _let_flush_pass_append_only_tables() -> None:
    """Emptying the database between transactional tests must pass SQLite's own triggers."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
        return [
            *(f"DROP TRIGGER {name}" for name, _ in triggers),
            *plain(self, style, tables, **options),
            *(sql for _, sql in triggers),
        ]

    DatabaseOperations.sql_flush = sql_flush


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needs_postgres = pytest.mark.skip(reason="needs PostgreSQL: bin/test postgres")
    for item in items:
        folder = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if folder in MARKS_OF_FOLDERS:
            item.add_marker(MARKS_OF_FOLDERS[folder])
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(needs_postgres)


def pytest_collection_finish(session: pytest.Session) -> None:
    if any(item.path.is_relative_to(HERE / "browser") for item in session.items):
        _let_threads_share_a_file()


def _let_threads_share_a_file() -> None:
    """A browser's requests come at once: threads on one database in memory refuse each other."""
    if connection.vendor == "sqlite":
        folder = Path(settings.PORTAL_VAR)
        folder.mkdir(parents=True, exist_ok=True)
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """The demo's signing authority, made once: every test of the run signs with this one."""
    settings.CA_ROOT = tmp_path_factory.mktemp("pki") / "ca"
    return the_ca()


@pytest.fixture
def enrolment(db):
    """An enrolment of 2019 without books; `journey` gives it a masterplan and workshops."""
    return EnrolmentFactory()


@pytest.fixture
def town(enrolment) -> Town:
    """The enrolment with one person per relation, the same relations elsewhere, a stranger."""
    return people_around(enrolment)


@pytest.fixture
def people(town) -> dict:
    return town.people
