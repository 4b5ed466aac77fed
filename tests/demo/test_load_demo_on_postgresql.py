"""Can the whole demo be written on PostgreSQL? It walks through nearly every service there is."""

import pytest
from django.core.management import call_command

from commitments.models import Sheet
from commitments.states import SheetState
from masterplans.models import BookEdition, Section, VolumeEdition
from programs.models import Enrolment, Region

pytestmark = pytest.mark.postgres


@pytest.mark.django_db(transaction=True)
def test_every_part_of_the_demo_stands_on_postgresql():
    call_command("load_demo", verbosity=0)

    assert Region.objects.count() == 552
    assert Enrolment.objects.filter(slug="kota-batam-2022").exists()
    assert Section.objects.filter(agency__isnull=False).exists()
    assert BookEdition.objects.exists()
    assert VolumeEdition.objects.exists()
    assert Sheet.objects.filter(state=SheetState.COMPLETED).exists()
