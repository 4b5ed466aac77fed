"""How are many mentors assigned at once, and what does their load say?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import MentorAssignment
from programs.services import mentors
from tests.factories import EnrolmentFactory, MentorFactory, RegionFactory


@pytest.fixture
def url(town) -> str:
    return reverse("mentor_board", args=[town.enrolment.cohort.year])


def test_every_ticked_mentor_gets_every_ticked_region(town, client, url):
    new = EnrolmentFactory(cohort=town.enrolment.cohort)
    first, second = MentorFactory(), MentorFactory()
    client.force_login(town["ministry"])
    client.post(
        url,
        {
            "enrolment": [new.pk, town.enrolment.pk],
            "mentor": [first.pk, second.pk],
            "since": "2019-06-01",
            "letter": "ST-1/2019",
        },
    )
    made = MentorAssignment.objects.filter(letter="ST-1/2019")
    assert made.count() == 4
    assert set(made.values_list("since", flat=True)) == {date(2019, 6, 1)}


def test_an_assessor_is_refused_and_told_why(town, client, url):
    rival = MentorFactory(user=town["assessor"], name=town["assessor"].name)
    client.force_login(town["ministry"])
    page = client.post(
        url,
        {"enrolment": [town.enrolment.pk], "mentor": [rival.pk], "since": "2019-06-01"},
        follow=True,
    )
    assert "adalah penilai" in page.text
    assert not rival.assignments.exists()


def test_what_was_ticked_stays_when_something_lacks(town, client, url):
    client.force_login(town["ministry"])
    page = client.post(url, {"enrolment": [town.enrolment.pk], "since": "2019-06-01"})
    assert "Centang sekurang-kurangnya satu daerah dan satu pembimbing" in page.text
    assert f'value="{town.enrolment.pk}" id="e{town.enrolment.pk}" checked' in page.text
    page = client.post(url, {"enrolment": [town.enrolment.pk], "since": "kemarin"})
    assert page.status_code == 200


def test_regions_without_a_mentor_come_first(town, client, url):
    lonely = EnrolmentFactory(cohort=town.enrolment.cohort, region=RegionFactory(code="99.99"))
    client.force_login(town["ministry"])
    text = client.get(url).text
    assert "1 daerah belum memiliki pembimbing" in text
    assert text.index(str(lonely.region)) < text.index(str(town.enrolment.region))


def test_one_row_and_three_rows_cost_the_same(town, client, url):
    client.force_login(town["ministry"])

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    before = count()
    for _ in range(3):
        enrolment = EnrolmentFactory(cohort=town.enrolment.cohort, region=RegionFactory())
        mentors.assign(enrolment, MentorFactory(), by=town["ministry"], since=date(2019, 6, 1))
    assert count() == before
