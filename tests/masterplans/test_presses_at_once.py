"""What happens when several people ask for the same file at the same moment? One build, for every kind of it."""

import pytest
from django.db import connection

from accounts.models import Job
from accounts.services import jobs
from masterplans.models import Book, Mission, OutputKind, PlanOutput
from masterplans.services import outputs, plans, publication, volumes
from tests.factories import EnrolmentFactory
from tests.masterplans.test_races import at_once
from tests.people import people_around

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROLES = ("writer", "coordinator", "mentor", "ministry")


@pytest.fixture
def town():
    return people_around(EnrolmentFactory())


@pytest.fixture(autouse=True)
def _nobody_works(monkeypatch):
    """The broker takes what is sent and gives it to nobody."""
    monkeypatch.setattr("accounts.runner.send_soon", lambda *arguments, **options: True)


@pytest.fixture
def plan(town):
    found = plans.open_for(town.enrolment, by=town["ministry"])
    Mission.objects.create(plan=found, text="Layanan mudah", rpjmd_reference="Misi 2")
    return found


def test_four_who_press_at_once_get_one_draft_of_a_book(town, plan):
    book = Book.objects.get(plan=plan, number=1)

    asked = at_once(*[
        lambda role=role: publication.request_draft(book, by=town[role]) for role in ROLES
    ])  # fmt: skip

    assert len({job.pk for job in asked}) == Job.objects.count() == 1


def test_four_who_press_at_once_get_one_draft_of_the_volume(town, plan):
    asked = at_once(*[
        lambda role=role: volumes.request_draft(plan, by=town[role]) for role in ROLES
    ])  # fmt: skip

    assert len({job.pk for job in asked}) == Job.objects.count() == 1


def test_four_who_press_at_once_get_one_file_of_a_kind(town, plan):
    asked = at_once(*[
        lambda: outputs.request(plan, OutputKind.ALIGNMENT, by=town["coordinator"])
    ] * 4)  # fmt: skip

    assert len({job.pk for job in asked}) == Job.objects.count() == 1


def test_workers_that_get_the_same_job_at_once_make_the_file_once(town, plan):
    job = outputs.request(plan, OutputKind.ALIGNMENT, by=town["coordinator"])
    assert connection.vendor == "postgresql"

    states = at_once(*[lambda: jobs.run(job.pk)] * 3)

    assert sorted(map(str, states)) == ["None", "None", "done"]
    assert PlanOutput.objects.count() == 1
