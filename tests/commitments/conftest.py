"""What do all tests of commitments share? One authority for the whole run."""

import pytest

from programs.models import MentorAssignment
from tests.commitments.factories import ceremony as make_ceremony
from tests.factories import MentorFactory


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


@pytest.fixture
def mentor(ceremony):
    """The mentor of the region, who may check what was signed on paper."""
    mentor = MentorFactory()
    MentorAssignment.objects.create(enrolment=ceremony.enrolment, mentor=mentor, since="2019-01-01")
    return mentor.user


@pytest.fixture
def first(sheet):
    """The first head of an agency on the sheet."""
    return sheet.signatories.with_sheet()[1]
