"""What does every test find? Compiled translations, and marks that follow from where it lies."""

from pathlib import Path

import pytest
from django.db import connection

from smartcity_portal.kit.translations import compile_stale

HERE = Path(__file__).parent
MARKS_OF_FOLDERS = {"browser": "browser", "services": "worker"}


def pytest_configure() -> None:
    compile_stale([HERE.parent / "locale"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needs_postgres = pytest.mark.skip(reason="needs PostgreSQL: bin/test postgres")
    for item in items:
        folder = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if folder in MARKS_OF_FOLDERS:
            item.add_marker(MARKS_OF_FOLDERS[folder])
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(needs_postgres)
