"""Does a new installation find what it needs to open its first cohort?"""

import pytest
from django.core.management import CommandError, call_command

from programs.models import Cohort, Enrolment, GuidanceEdition, Region
from programs.people import relations_of
from programs.services import cohorts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_regions_editions_and_the_first_of_the_ministry_are_there():
    first = UserFactory(username="pertama")

    call_command("load_programme", ministry="pertama")

    assert Region.objects.count() == 552
    assert relations_of(first).ministry
    edition = GuidanceEdition.objects.get(year=2024)
    assert cohorts.start(2026, edition, by=first).edition == edition


def test_an_edition_that_is_there_is_left_alone():
    call_command("load_programme")
    GuidanceEdition.objects.filter(year=2022).update(theme="Disunting kementerian")

    call_command("load_programme")

    assert GuidanceEdition.objects.get(year=2022).theme == "Disunting kementerian"
    assert GuidanceEdition.objects.count() == 7


def test_a_ministry_account_that_does_not_exist_is_named():
    with pytest.raises(CommandError, match="tiada"):
        call_command("load_programme", ministry="tiada")


def test_the_numbers_of_past_selections_are_there_with_their_sources():
    call_command("load_programme")

    numbers = {c.year: (c.invited, c.assessed, c.places) for c in Cohort.objects.all()}
    assert numbers[2017] == (80, None, 25)
    assert numbers[2018] == (165, 120, 50)
    assert numbers[2019] == (165, None, 25)
    assert numbers[2024] == (None, None, 10)
    assert all(cohort.source for cohort in Cohort.objects.all())
    assert "150 atau 107" in Cohort.objects.get(year=2019).notes
    assert not Enrolment.objects.exists()


def test_what_the_ministry_wrote_about_a_cohort_is_left_alone():
    call_command("load_programme")
    Cohort.objects.filter(year=2019).update(assessed=150)

    call_command("load_programme")

    assert Cohort.objects.get(year=2019).assessed == 150
