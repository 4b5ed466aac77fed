"""What if the machine dies at any moment of signing, issuing or sealing, on PostgreSQL? All, or nothing.

On SQLite every single step is tried, in tests/services/test_kills.py.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]
OWN = "deaths"


@pytest.fixture
def address(transactional_db):
    """A database of its own, copied from the migrated one of the tests."""
    own = connection.settings_dict
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        for name in (OWN, f"{OWN}_base"):
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f'CREATE DATABASE {OWN} TEMPLATE "{own["NAME"]}"')
    return f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{OWN}"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "stride"), [("sign", 5), ("seal", 5), ("issue", 12)])
def test_a_process_killed_at_a_step_leaves_all_or_nothing(address, tmp_path, act, stride):
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.die_at_every_step", act, str(stride)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.services.settings",
            "PORTAL_VAR": str(tmp_path),
            "PORTAL_DEMO": "1",
            "PORTAL_TODAY": "",
        },
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["faults"] == []
    assert found["tried"] >= 5
