"""Does a new installation find what it needs to open its first cohort?"""

import pytest
from django.core.management import CommandError, call_command

from programs.models import GuidanceEdition, Region
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
    assert cohorts.start(2024, edition, by=first).edition == edition


def test_an_edition_that_is_there_is_left_alone():
    call_command("load_programme")
    GuidanceEdition.objects.filter(year=2022).update(theme="Disunting kementerian")

    call_command("load_programme")

    assert GuidanceEdition.objects.get(year=2022).theme == "Disunting kementerian"
    assert GuidanceEdition.objects.count() == 7


def test_a_ministry_account_that_does_not_exist_is_named():
    with pytest.raises(CommandError, match="tiada"):
        call_command("load_programme", ministry="tiada")
