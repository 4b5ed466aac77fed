"""Is a second factor asked of those who need one, and of nobody else?"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.people import ROLES

NEED_IT = {"ministry", "assessor", "head_of_region", "agency_head"}


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("role", ROLES)
def test_people_with_much_power_are_sent_to_set_one_up(town, client, required, role):
    client.force_login(town[role])
    page = client.get(reverse("accounts:notices"))
    assert (page.status_code == 302) == (role in NEED_IT)
    if role in NEED_IT:
        assert page.url == reverse("accounts:second_factor")


def test_the_page_says_why_and_leads_to_both_ways(town, client, required):
    client.force_login(town["ministry"])
    page = client.get(reverse("accounts:second_factor"))
    assert "Anda bekerja di kementerian" in page.text
    assert reverse("mfa_activate_totp") in page.text
    assert reverse("mfa_add_webauthn") in page.text


def test_setting_it_up_signing_out_and_changing_the_language_stay_open(town, client, required):
    client.force_login(town["ministry"])
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("set_language"), {"language": "en"}).url == "/"
    assert client.post(reverse("account_logout")).status_code == 302


def test_with_an_authenticator_the_portal_opens(town, client, required):
    TOTP.activate(town["ministry"], generate_totp_secret())
    client.force_login(town["ministry"])
    assert client.get(reverse("accounts:notices")).status_code == 200


def test_a_fragment_sends_the_whole_page_there(town, client, required):
    client.force_login(town["ministry"])
    answer = client.get(reverse("accounts:notices"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("accounts:second_factor")


def test_the_demo_may_switch_it_off(town, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(town["ministry"])
    assert client.get(reverse("accounts:notices")).status_code == 200


def test_signing_in_asks_for_the_code_and_offers_recovery_codes(town, client):
    user = town["ministry"]
    TOTP.activate(user, generate_totp_secret())
    answer = client.post(
        reverse("account_login"), {"login": user.username, "password": "rahasia-sekali-2022"}
    )
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("accounts:notices")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get(reverse("accounts:notices")).status_code == 302


def test_a_totp_is_set_up_through_the_pages_and_recovery_codes_are_made(town, client):
    user = town["ministry"]
    client.post(
        reverse("account_login"), {"login": user.username, "password": "rahasia-sekali-2022"}
    )
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": "rahasia-sekali-2022"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
