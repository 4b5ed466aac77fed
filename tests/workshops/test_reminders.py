"""Is whoever holds the ball reminded, once a day and no more?"""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Notice
from masterplans.models import Chapter
from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import fill_swot
from workshops.services import reminders

pytestmark = pytest.mark.django_db


@pytest.fixture
def held_by_works(town, plan):
    Chapter.objects.filter(book__plan=plan, book__number=1, number=1).update(agency=town.works)
    return f"agency:{town.works.pk}"


def test_the_people_of_an_agency_are_told_what_waits(town, held_by_works):
    assert reminders.remind(town.enrolment, by=town["coordinator"], holder=held_by_works) == 1
    notice = Notice.objects.get(kind="workshops.reminder")
    assert notice.to == town["writer_of_another_agency"] and "Bab 1" in notice.body


def test_a_second_reminder_waits_until_tomorrow(town, held_by_works):
    reminders.remind(town.enrolment, by=town["coordinator"], holder=held_by_works)
    with pytest.raises(Blocked):
        reminders.remind(town.enrolment, by=town["ministry"], holder=held_by_works)
    assert Notice.objects.filter(kind="workshops.reminder").count() == 1


def test_the_mentor_is_reminded_of_outputs(town, plan):
    fill_swot(plan)
    reminders.remind(town.enrolment, by=town["coordinator"], holder="mentor")
    assert Notice.objects.get(kind="workshops.reminder").to == town["mentor"]


@pytest.mark.parametrize("holder", ["mentor", "agency:999999", "nobody", ""])
def test_who_holds_nothing_is_not_reminded(town, plan, holder):
    with pytest.raises(Blocked):
        reminders.remind(town.enrolment, by=town["coordinator"], holder=holder)


@pytest.mark.parametrize("role", ["writer", "observer", "assessor", "coordinator_elsewhere"])
def test_others_do_not_remind(town, held_by_works, role):
    with pytest.raises(PermissionDenied):
        reminders.remind(town.enrolment, by=town[role], holder=held_by_works)
