"""Does the portal say plainly whether it is well, to anybody who asks?"""

import pytest
from celery import current_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_away(tmp_path):
    """The queue's folder cannot be made, because a file lies in its place."""
    (tmp_path / "file").touch()
    before = current_app.conf.broker_transport_options
    current_app.conf.broker_transport_options = {"folder": str(tmp_path / "file" / "queue")}
    yield
    current_app.conf.broker_transport_options = before


def test_a_well_portal_says_so(client):
    for address in ("/health/", "/health/jobs/"):
        answer = client.get(address)

        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain")


def test_without_a_broker_the_way_to_the_workers_is_ill_but_the_web_server_is_not(
    client, broker_away
):
    assert client.get("/health/jobs/").status_code == 503
    assert client.get("/health/").status_code == 200


def test_nobody_learns_addresses_or_versions(client):
    said = client.get("/health/jobs/").content.decode()

    assert said.splitlines() == ["Database: OK", "Broker: OK"]
