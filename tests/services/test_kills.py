"""What if the machine dies at any moment of signing, issuing or sealing? All of it, or nothing."""

import json
import subprocess
import sys

import pytest

from tests.services.conftest import ROOT


@pytest.mark.parametrize(
    ("act", "stride", "fewest"), [("sign", 1, 30), ("seal", 1, 25), ("issue", 4, 15)]
)
def test_a_process_killed_at_any_step_leaves_all_or_nothing(make_portal, act, stride, fewest):
    portal = make_portal(PORTAL_DEMO="1", PORTAL_TODAY="")
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.die_at_every_step", act, str(stride)],
        cwd=ROOT,
        env=portal.environment,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["faults"] == []
    assert found["tried"] >= fewest
