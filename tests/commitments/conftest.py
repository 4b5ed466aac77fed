"""What do all tests of commitments share? One authority for the whole run."""

import pytest
from django.conf import settings

from commitments.signing.authority import the_ca
from tests.commitments.factories import ceremony as make_ceremony


@pytest.fixture(scope="session", autouse=True)
def authority(tmp_path_factory):
    """Make the demo's authority once; every test of the session signs with it."""
    settings.CA_ROOT = tmp_path_factory.mktemp("pki") / "ca"
    return the_ca()


@pytest.fixture
def ceremony(db):
    """Three people who can sign: the head of region and two heads of agencies."""
    return make_ceremony(3)


@pytest.fixture
def sheet(ceremony):
    """Their sheet, issued and not yet signed by anybody."""
    return ceremony.issued()
