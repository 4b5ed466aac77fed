"""Which editions does the public page of a region show, and where can a copy be checked?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from masterplans.models import BookEdition, Masterplan, VolumeEdition
from masterplans.services import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town) -> Masterplan:
    return plans.open_for(town.enrolment, by=town["ministry"])


def volume(plan, number: int, town, **more) -> VolumeEdition:
    return VolumeEdition.objects.create(
        plan=plan,
        number=number,
        sha256=f"{number:064x}",
        code=f"AAAA-333{number + 3}",
        pages=140,
        size=3_000_000,
        issued_by=town["coordinator"],
        issued_at=timezone.now(),
        **more,
    )


def test_the_newest_edition_leads_to_the_answer_of_the_check(plan, town, client):
    volume(plan, 1, town)
    volume(plan, 2, town)
    volume(plan, 3, town, withdrawn_at=timezone.now(), withdrawn_reason="Keliru.")
    BookEdition.objects.create(
        book=plan.books.first(),
        number=1,
        sha256="b" * 64,
        pages=20,
        size=1000,
        issued_by=town["coordinator"],
        issued_at=timezone.now(),
    )
    said = client.get(plan.enrolment.region.get_absolute_url()).text
    for number in (1, 2):
        assert reverse("verify_sheet", args=[f"AAAA-333{number + 3}"]) in said
    assert said.index(f"{2:064x}") < said.index("b" * 64) < said.index(f"{1:064x}")
    assert f"{3:064x}" not in said


def test_one_and_three_editions_cost_the_same_queries(plan, town, client):
    address = plan.enrolment.region.get_absolute_url()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    volume(plan, 1, town)
    cost()
    one = cost()
    volume(plan, 2, town)
    volume(plan, 3, town)
    assert cost() == one
