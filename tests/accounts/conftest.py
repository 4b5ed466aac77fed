"""What do the tests of people and jobs find? A job that counts, and a broker that is away."""

import contextlib

import pytest
from celery import current_app

from accounts.sending import try_again_now
from accounts.services import jobs

COUNTED: list[int] = []


@jobs.performer("tests.count", "Menghitung")
def count(job, report):
    report("Chapter %(done)s of %(total)s", done=1, total=2)
    COUNTED.append(job.pk)
    return {"url": "/hasil/"}


@jobs.performer("tests.fail")
def fail(job, report):
    raise ValueError("rahasia di dalam")


@pytest.fixture
def counted():
    COUNTED.clear()
    return COUNTED


@pytest.fixture
def broker(tmp_path):
    """Point at a broker of folders that nobody takes messages from; yields its folder."""
    folder = tmp_path / "queue"
    with _another_broker(
        task_always_eager=False,
        broker_url="folder://localhost",
        broker_transport_options={"folder": str(folder)},
    ):
        yield folder


@pytest.fixture
def broker_away():
    """Point the broker at a Redis that nobody runs; yields a function that brings it back."""
    with _another_broker(
        task_always_eager=False,
        broker_url="redis://127.0.0.1:1/0",
        broker_transport_options={"socket_connect_timeout": 0.2, "max_retries": 0},
    ) as bring_back:
        yield bring_back


@contextlib.contextmanager
def _another_broker(**wanted):
    conf = current_app.conf
    before = {
        name: conf[name] for name in ("task_always_eager", "broker_url", "broker_transport_options")
    }

    def point_at(**settings):
        conf.update(settings)
        current_app.amqp._producer_pool = None
        try_again_now()

    point_at(**wanted)
    yield lambda: point_at(**before)
    point_at(**before)
