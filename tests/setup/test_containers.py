"""Would the containers start well? Asked of Compose and hadolint, without an engine."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from accounts.queueing import QUEUES, RESUMED_IN
from smartcity_portal.kit import queues

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
SECRETS = {
    "SECRET_KEY": "s",
    "CA_PASSPHRASE": "c",
    "POSTGRES_PASSWORD": "p",
    "PORTAL_HOST": "portal.example.invalid",
}


def compose(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS / "docker-compose"), "--env-file", os.devnull, "-f", "docker-compose.yml"]
    return subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def services() -> dict:
    answer = compose("config", "--format", "json", **SECRETS)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["services"]


def test_compose_describes_the_whole_portal():
    assert set(services()) == {
        "web",
        "worker",
        "press",
        "beat",
        "migrate",
        "db",
        "redis",
        "mailpit",
    }


@pytest.mark.parametrize("missing", SECRETS)
def test_compose_refuses_to_start_without(missing):
    answer = compose("config", "-q", **{k: v for k, v in SECRETS.items() if k != missing})

    assert answer.returncode != 0
    assert missing in answer.stderr


@pytest.mark.parametrize("name", ["web", "worker", "press", "beat", "db", "redis", "mailpit"])
def test_every_lasting_service_says_whether_it_is_well(name):
    assert services()[name]["healthcheck"]["test"]
    assert services()[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "press", "beat"])
def test_the_portal_waits_for_its_database_broker_and_migrations(name):
    waits = {needed: how["condition"] for needed, how in services()[name]["depends_on"].items()}

    assert waits == {
        "db": "service_healthy",
        "redis": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_what_must_last_lies_on_volumes():
    for name in ("web", "worker", "beat", "migrate", "db", "redis"):
        assert [volume["type"] for volume in services()[name]["volumes"]] == ["volume"]


def test_every_image_is_pinned_to_a_version():
    images = [service["image"] for service in services().values() if "build" not in service]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert all(re.search(r":v?\d", image) for image in images)


def test_hadolint_finds_nothing():
    answer = subprocess.run(
        [TOOLS / "hadolint", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout


def test_the_image_does_not_run_as_root_and_brings_its_fonts():
    recipe = (ROOT / "Dockerfile").read_text()

    assert re.search(r"^USER [1-9]\d*$", recipe, re.MULTILINE)
    assert "fonts-noto-core" in recipe
    assert re.search(r"^HEALTHCHECK ", recipe, re.MULTILINE)
    assert "--require-hashes" in recipe


@pytest.mark.parametrize(("name", "wanted"), [("worker", queues.WORKER), ("press", queues.PRESS)])
def test_workers_look_into_the_same_queues_in_the_same_order_as_in_the_embedded_portal(
    name, wanted
):
    command = services()[name]["command"]

    assert command[command.index("--queues") + 1] == queues.named(wanted)


def test_every_kind_of_job_waits_in_a_queue_that_somebody_looks_into():
    served = {*queues.WORKER, *queues.PRESS}

    assert {*QUEUES.values(), *RESUMED_IN.values(), queues.ERRANDS} == served
