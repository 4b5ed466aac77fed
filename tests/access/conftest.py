"""When is the world built? Anew for each room of the table."""

import pytest

from tests.access.world import World, build


@pytest.fixture
def world(db) -> World:
    return build()


@pytest.fixture(autouse=True)
def _nobody_is_held_up(settings):
    """The table asks more often in a minute than any visitor; who may is not a question of how often."""
    settings.POSTS_PER_MINUTE_ADDRESS = settings.POSTS_PER_MINUTE_PERSON = 100_000
