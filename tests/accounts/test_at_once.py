"""What if many people press in the same instant? Nothing is lost, nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection

from accounts import mailer
from accounts.models import Job
from accounts.services import history, invitations, jobs, notices
from tests.accounts.test_notices import KIND
from tests.factories import UserFactory
from tests.people import people_around

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 8


def at_once(act) -> list:
    def run(number):
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def test_history_counts_on_without_a_gap():
    person = UserFactory()
    at_once(lambda n: history.record("programs.cohort.change", person, by=person, fields=[n]))
    numbers = history.history_of(person).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, MANY + 1))
    assert history.faults_in() == []


def test_many_presses_give_one_job(broker_away):
    person = UserFactory()
    found = at_once(lambda n: jobs.enqueue("tests.count", person, by=person, key="eins").pk)
    assert len(set(found)) == 1
    assert Job.objects.count() == 1


def test_a_notice_is_mailed_once():
    person = UserFactory()
    (notice,) = notices.tell([person], KIND, person, region="Kota Bontang")
    mail.outbox.clear()
    notice.mailed_at = None
    notice.save()
    sent = at_once(lambda n: mailer.mail_once(notice.pk))
    assert sent.count(True) == 1


def test_an_invitation_opens_one_account(enrolment):
    town = people_around(enrolment)
    _, token = invitations.invite(
        email="baru@example.org",
        name="Baru",
        relation="writer",
        subject=town.works,
        by=town["coordinator"],
    )

    def accept(number):
        try:
            return invitations.accept(
                token, username=f"baru{number}", password="kata-sandi-panjang"
            )
        except Exception as error:
            return error

    people = [found for found in at_once(accept) if not isinstance(found, Exception)]
    assert len(people) == 1
