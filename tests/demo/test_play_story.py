"""Can a fresh region walk the whole programme from an empty database?"""

import pytest
from django.core.management import CommandError, call_command

from commitments.models import Sheet
from masterplans.models import BookEdition
from programs.models import Enrolment

pytestmark = pytest.mark.django_db


def test_a_fresh_region_ends_with_books_and_a_signed_sheet(capsys):
    call_command("play_story")
    enrolment = Enrolment.objects.get(region__name="Kota Tarakan")
    assert enrolment.is_finished
    assert BookEdition.objects.filter(book__plan__enrolment=enrolment).count() == 3
    sheet = Sheet.objects.get(enrolment=enrolment)
    assert sheet.state == "completed"
    assert sheet.signatures.count() == 4
    printed = capsys.readouterr().out
    assert printed.count(" s\n") >= 10
    assert "Kota Tarakan" in printed
    with pytest.raises(CommandError):
        call_command("play_story", region="Kota Tarakan")
