"""Do forty writers at one web process lose a save, double one, or meet an error?"""

import json
import subprocess
import sys

import pytest

from smartcity_portal.bench.scribes import Scribe, text_of, write_all
from tests.services.conftest import ROOT, free_port

WRITERS, SAVES, EVERY = 40, 8, 1.0


@pytest.fixture
def office(make_portal):
    """A portal with one web process and one worker, and forty people at their sections."""
    port = free_port()
    portal = make_portal(PORT=str(port), STATIC_ROOT="static-not-asked-for")
    seated = subprocess.run(
        [sys.executable, "-m", "tests.services.sit_down_to_write", str(WRITERS)],
        cwd=ROOT,
        env=portal.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert seated.returncode == 0, seated.stderr
    portal.start_web(port)
    portal.start_worker()
    return portal, port, [Scribe(**values) for values in json.loads(seated.stdout)]


def test_forty_writers_lose_nothing_and_double_nothing(office):
    portal, port, scribes = office
    assert len({scribe.section for scribe in scribes}) == WRITERS

    done = write_all(port, scribes, saves=SAVES, every=EVERY)

    log = (portal.folder / "web.log").read_text()[-2000:]
    assert {status for status in done.statuses if not str(status).endswith("200")} == set(), log
    kept = {
        pk: (html, version)
        for pk, html, version in portal.rows("SELECT id, html, version FROM masterplans_section")
    }
    for scribe in scribes:
        assert kept[scribe.section] == (text_of(scribe.number, SAVES), SAVES)
    assert portal.rows("SELECT count(*) FROM masterplans_sectiontext WHERE kind = 'conflict'") == [
        (0,)
    ]
