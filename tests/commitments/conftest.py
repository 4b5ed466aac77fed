"""What do all tests of commitments share? One authority for the whole run."""

import pytest

from tests.commitments.factories import ceremony as make_ceremony


@pytest.fixture(autouse=True)
def _authority(authority):
    """Every test here may sign."""


@pytest.fixture
def ceremony(db):
    """Three people who can sign: the head of region and two heads of agencies."""
    return make_ceremony(3)


@pytest.fixture
def sheet(ceremony):
    """Their sheet, issued and not yet signed by anybody."""
    return ceremony.issued()
