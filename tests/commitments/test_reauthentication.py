"""Which code proves who signs? The one shown now or just before, once, and no older one."""

import pytest
from allauth.mfa.totp.internal import auth

from commitments.services import reauthentication
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = 1_700_000_017


@pytest.fixture
def person(monkeypatch):
    monkeypatch.setattr(reauthentication.time, "time", lambda: NOW)
    person = UserFactory()
    person.key = auth.generate_totp_secret()
    auth.TOTP.activate(person, person.key)
    return person


def code(person, back: int) -> str:
    return auth.format_hotp_value(auth.hotp_value(person.key, NOW // 30 - back))


@pytest.mark.parametrize("back", [0, 1])
def test_the_code_of_now_and_the_one_before_prove_it_once(person, back):
    assert reauthentication.confirm(person, code(person, back)).method == "totp"
    with pytest.raises(Blocked):
        reauthentication.confirm(person, code(person, back))


@pytest.mark.parametrize("back", [2, 3, -1, -2])
def test_an_older_or_a_later_code_does_not(person, back):
    with pytest.raises(Blocked):
        reauthentication.confirm(person, code(person, back))
