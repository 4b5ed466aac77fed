"""Does the office stay when people go? The successor inherits, acknowledges, and history names both."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from accounts.services import history
from masterplans.models import Chapter
from programs.models import Acknowledgement, Tenure
from programs.services import handovers, officials, relations
from smartcity_portal.kit.machine import Blocked
from tests.factories import OfficialFactory, UserFactory
from tests.workshops.factories import journey, quick_win

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def mayor(town):
    return town.enrolment.region.offices.get(agency=None)


@pytest.fixture
def successor():
    return OfficialFactory(name="Wali Kota Baru", user=UserFactory(username="wali-baru"))


def appoint(office, official, town, **facts):
    facts.setdefault("since", today())
    return officials.appoint(office, official, by=town["coordinator"], **facts)


def test_a_successor_is_asked_to_acknowledge(town, mayor, successor):
    before = mayor.tenures.get()
    tenure = appoint(mayor, successor, town)
    asked = Acknowledgement.objects.get()
    assert asked.tenure == tenure and asked.predecessor == before and asked.is_open
    notice = Notice.objects.get(to=successor.user)
    assert before.official.name in notice.title and notice.url == asked.get_absolute_url()


def test_acknowledging_writes_down_what_was_taken_over_and_names_both(town, mayor, successor):
    before = mayor.tenures.get().official.name
    appoint(mayor, successor, town)
    asked = handovers.acknowledge(Acknowledgement.objects.get(), by=successor.user)
    assert asked.by == successor.user and not asked.is_open
    sentences = [str(entry.sentence) for entry in history.history_of(mayor)[:2]]
    assert all(before in words and "Wali Kota Baru" in words for words in sentences)
    with pytest.raises(Blocked):
        handovers.acknowledge(asked, by=successor.user)


def test_nobody_acknowledges_for_another(town, mayor, successor):
    appoint(mayor, successor, town)
    for role in ("ministry", "coordinator", "head_of_region"):
        with pytest.raises(PermissionDenied):
            handovers.acknowledge(Acknowledgement.objects.get(), by=town[role])


def test_the_first_holder_and_a_mere_change_of_capacity_are_not_asked(town, mayor):
    office = officials.office_of(town.enrolment.region, by=town["coordinator"], title="Sekda")
    appoint(office, OfficialFactory(), town)
    same = mayor.tenures.get().official
    Tenure.objects.filter(official=same).update(until=today() - timedelta(days=1))
    appoint(mayor, same, town, capacity="plt")
    assert not Acknowledgement.objects.exists()


def test_after_a_vacancy_the_next_holder_still_follows_the_last(town, mayor, successor):
    tenure = mayor.tenures.get()
    officials.end(tenure, by=town["coordinator"], until=today() - timedelta(days=20))
    appoint(mayor, successor, town)
    assert Acknowledgement.objects.get().predecessor == tenure


def test_a_term_that_begins_later_is_handed_over_on_its_first_day(town, mayor, successor):
    tenure = appoint(mayor, successor, town, since=today() + timedelta(days=3))
    assert not Acknowledgement.objects.exists() and handovers.begin_terms() == 0
    Tenure.objects.filter(office=mayor).exclude(pk=tenure.pk).update(
        until=today() - timedelta(days=1)
    )
    Tenure.objects.filter(pk=tenure.pk).update(since=today())
    assert handovers.begin_terms() == 1
    assert handovers.begin_terms() == 0 and Acknowledgement.objects.count() == 1


def test_a_reminder_leaves_once_a_day(town, mayor, successor):
    appoint(mayor, successor, town)
    asked = handovers.remind(Acknowledgement.objects.get(), by=town["coordinator"])
    assert Notice.objects.filter(to=successor.user).count() == 2
    with pytest.raises(Blocked):
        handovers.remind(asked, by=town["ministry"])


def test_somebody_without_account_is_told_as_soon_as_there_is_one(town, mayor):
    newcomer = OfficialFactory(name="Belum Berakun", user=None)
    appoint(mayor, newcomer, town)
    with pytest.raises(Blocked):
        handovers.remind(Acknowledgement.objects.get(), by=town["coordinator"])
    user = UserFactory(username="berakun")
    relations.grant("signatory", user, newcomer, by=town["ministry"])
    assert Notice.objects.filter(to=user, kind="programs.acknowledgement_asked").exists()


def test_the_page_lists_what_the_agency_holds_and_clears_itself(client, town, successor):
    plan = journey(town)
    quick_win(plan, 1, town=town)
    Chapter.objects.filter(book__plan=plan, number=1).update(agency=town.works)
    office = officials.office_of(town.enrolment.region, town.works, by=town["coordinator"])
    if not office.tenures.exists():
        appoint(office, OfficialFactory(), town, since=today() - timedelta(days=99))
    appoint(office, successor, town)
    asked = Acknowledgement.objects.get()
    client.force_login(successor.user, backend="django.contrib.auth.backends.ModelBackend")
    home = client.get(reverse("home")).content.decode()
    assert asked.get_absolute_url() in home
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "Quick win 1" in page and "Bab 1" in page
    client.post(reverse("programs:acknowledgement_acknowledge", args=[asked.pk]))
    asked.refresh_from_db()
    kept = [thing["text"] for group in asked.handed_over for thing in group["things"]]
    assert "Quick win 1" in kept
    assert asked.get_absolute_url() not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client, town, mayor, many, django_assert_max_num_queries
):
    for number in range(many):
        office = officials.office_of(
            town.enrolment.region, by=town["coordinator"], title=f"Jabatan {number}"
        )
        appoint(office, OfficialFactory(), town, since=today() - timedelta(days=30))
        appoint(office, OfficialFactory(), town)
    client.force_login(town["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(22):
        page = client.get(reverse("programs:acknowledgement_list"))
    assert len(page.context["rows"]) == many
