"""What do the tests of stages find? A town whose enrolment has its plan and four bimtek."""

import pytest

from tests.workshops.factories import journey


@pytest.fixture
def plan(town):
    return journey(town)
