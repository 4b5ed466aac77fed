"""What do the tests of homes find? The town with its plan, and a way to enter in a role."""

import pytest

from tests.workshops.factories import journey


@pytest.fixture
def plan(town):
    return journey(town)


@pytest.fixture
def as_role(client, town):
    def enter(role):
        client.force_login(town[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
