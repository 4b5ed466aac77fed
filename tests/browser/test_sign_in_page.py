"""Is the first page that everybody meets usable: on a phone, by a screen reader, under the policy?"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import overflow
from tests.browser.states import arriving
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sign_in_page_fits_and_has_no_barriers(open_as, axe_violations, width):
    page = open_as(width=width)
    page.goto("/akun/login/")

    assert axe_violations(page) == []
    assert overflow(page) <= 0


def test_a_person_signs_in(open_as):
    person = UserFactory(username="siti")
    person.set_password("rahasia-sekali-2022")
    person.save()
    page = open_as()
    page.goto("/akun/login/")

    page.locator("input[name=login]").fill("siti")
    page.locator("input[name=password]").fill("rahasia-sekali-2022")
    with arriving(page):
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()

    expect(page).not_to_have_url(re.compile("/akun/login/"))

    assert page.context.cookies()
