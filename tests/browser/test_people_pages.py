"""Are the pages about people and the programme accessible, and do they fit a phone?"""

import pytest
from django.urls import reverse

from accounts.models import Job
from accounts.services import history, invitations, notices
from tests.accounts.test_notices import KIND
from tests.browser.conftest import overflow
from tests.factories import EnrolmentFactory
from tests.people import people_around


@pytest.fixture
def town(transactional_db):
    town = people_around(EnrolmentFactory())
    notices.tell([town["ministry"]], KIND, town.enrolment, region="Kota Bontang")
    history.record("programs.enrolment.enrol", town.enrolment, by=town["ministry"], year=2019)
    invitations.invite(
        email="baru@example.org",
        name="Orang Baru",
        relation="writer",
        subject=town.works,
        by=town["ministry"],
    )
    return town


def addresses(town) -> list[str]:
    slug, region = town.enrolment.slug, town.enrolment.region.slug
    job = Job.objects.create(kind="tests.count", key="x", requested_by=town["ministry"])
    return [
        town.enrolment.get_absolute_url(),
        town.enrolment.cohort.get_absolute_url(),
        town.enrolment.cohort.edition.get_absolute_url(),
        town.works.get_absolute_url(),
        job.get_absolute_url(),
        reverse("programs:memorandum_register", args=[slug]),
        reverse("programs:official_appoint", args=[region]),
        reverse("programs:mentor_list"),
        reverse("programs:invitation_list"),
        reverse("programs:invitation_create", args=["writer"]),
        reverse("accounts:settings"),
        reverse("accounts:second_factor"),
        reverse("accounts:notices"),
        reverse("accounts:outbox"),
        reverse("accounts:jobs"),
        reverse("accounts:history", args=["programs.enrolment", town.enrolment.pk]),
        reverse("usersessions_list"),
        reverse("mfa_index"),
        reverse("account_change_password"),
    ]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_nothing_is_wrong_for_axe_and_nothing_sticks_out(
    town, open_as, axe_violations, width, scheme
):
    page = open_as(town["ministry"], width=width, color_scheme=scheme)
    wrong = {}
    for address in addresses(town):
        page.goto(address)
        for fold in page.query_selector_all("main details:not(.menu):not(.confirm)"):
            fold.evaluate("fold => { fold.open = true }")
        found = axe_violations(page)
        if overflow(page) > 0:
            found.append("sticks out")
        if found:
            wrong[address] = found
    assert wrong == {}
