"""How do people come in, and what stops somebody who tries too often?"""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import UserFactory

PASSWORD = "rahasia-sekali-2022"
LOGIN = "/akun/login/"


@pytest.fixture
def person(db):
    return UserFactory(username="siti", email="siti@bontangkota.go.id")


@pytest.mark.parametrize("name", ["siti", "siti@bontangkota.go.id", "SITI@bontangkota.go.id"])
def test_people_sign_in_by_user_name_or_mail(person, client, name):
    answer = client.post(LOGIN, {"login": name, "password": PASSWORD})
    assert answer.url == reverse("home")


def test_a_wrong_password_keeps_the_name_and_tells_nothing_about_it(person, client):
    wrong = client.post(LOGIN, {"login": "siti", "password": "salah"})
    assert 'value="siti"' in wrong.text
    unknown = client.post(LOGIN, {"login": "takada", "password": "salah"})
    strip = "takada", "siti"
    texts = [page.text.replace(strip[0], "").replace(strip[1], "") for page in (wrong, unknown)]
    errors = [text.split('class="notice bad')[1].split("<input")[0] for text in texts]
    assert errors[0] == errors[1]


def test_after_too_many_wrong_passwords_even_the_right_one_waits(person, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    for _ in range(2):
        client.post(LOGIN, {"login": "siti", "password": "salah"})
    page = client.post(LOGIN, {"login": "siti", "password": PASSWORD})
    assert page.status_code == 200
    assert "Terlalu banyak percobaan masuk yang gagal" in page.text
    assert client.get(reverse("accounts:settings")).status_code == 302


def test_a_closed_account_does_not_come_in(person, client):
    User.objects.update(is_active=False)
    answer = client.post(LOGIN, {"login": "siti", "password": PASSWORD})
    assert "/beranda/" not in getattr(answer, "url", "")


def test_nobody_registers_alone(db, client):
    page = client.get(reverse("account_signup"))
    assert "Akun melalui undangan" in page.text
    client.post(
        reverse("account_signup"),
        {"email": "x@example.org", "username": "x", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_the_page_speaks_to_signatories_and_shows_no_unknown_provider(db, client):
    page = client.get(LOGIN)
    assert "Diminta menandatangani?" in page.text
    assert "SSO Contoh" not in page.text


def test_an_institutions_sign_in_appears_when_it_is_set_up(db, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "SSO Contoh",
                    "client_id": "portal",
                    "secret": "rahasia",
                    "settings": {"server_url": "https://sso.example"},
                }
            ]
        }
    }
    page = client.get(LOGIN)
    assert "SSO Contoh" in page.text
    assert "/akun/oidc/oidc/login/" in page.text


def test_own_sessions_are_listed_and_the_others_end(person, client):
    from django.test import Client

    other = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) Firefox/130.0"})
    for browser in (client, other):
        browser.post(LOGIN, {"login": "siti", "password": PASSWORD})
        browser.get(reverse("accounts:settings"))
    page = client.get(reverse("usersessions_list"))
    assert "Firefox, Android" in page.text
    assert "Perangkat ini" in page.text
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:settings")).status_code == 302
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_a_changed_password_must_be_long_and_works(person, client):
    client.post(LOGIN, {"login": "siti", "password": PASSWORD})
    url = reverse("account_change_password")
    short = {"oldpassword": PASSWORD, "password1": "pendek", "password2": "pendek"}
    assert "12 karakter" in client.post(url, short).text
    new = "kata-sandi-lain-2023"
    client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)


def test_name_language_and_appearance_are_the_persons_own(person, client):
    client.force_login(person)
    url = reverse("accounts:settings")
    page = client.post(url, {"name": "", "language": "id", "theme": ""})
    assert page.status_code == 200
    client.post(url, {"name": "Siti Aminah, M.T.", "language": "en", "theme": "dark"})
    person.refresh_from_db()
    assert (person.name, person.language, person.theme) == ("Siti Aminah, M.T.", "en", "dark")
    page = client.get(url)
    assert 'lang="en"' in page.text
    assert 'data-bs-theme="dark"' in page.text


def test_visitors_read_indonesian_until_they_choose(db, client):
    english = {"Accept-Language": "en-US,en;q=0.9"}
    assert 'lang="id"' in client.get(LOGIN, headers=english).text
    client.post(reverse("set_language"), {"language": "en", "next": LOGIN})
    assert 'lang="en"' in client.get(LOGIN).text


def test_choosing_a_language_never_leads_elsewhere(person, client):
    client.force_login(person)
    answer = client.post(
        reverse("set_language"), {"language": "en", "next": "https://evil.example/"}
    )
    assert answer.url == "/"
    person.refresh_from_db()
    assert person.language == "en"


class TestLimits:
    def test_one_person_may_not_change_too_much_in_a_minute(self, person, client, settings):
        settings.POSTS_PER_MINUTE_PERSON = 3
        client.force_login(person)
        url = reverse("accounts:notices_read")
        assert [client.post(url).status_code for _ in range(4)] == [302, 302, 302, 429]
        page = client.post(url)
        assert page.headers["Retry-After"] == "60"
        assert "Terlalu banyak" in page.text
        assert client.get(reverse("accounts:notices")).status_code == 200

    def test_another_person_is_not_held_up(self, person, client, settings):
        settings.POSTS_PER_MINUTE_PERSON = 1
        url = reverse("accounts:notices_read")
        client.force_login(person)
        assert [client.post(url).status_code for _ in range(2)] == [302, 429]
        client.force_login(UserFactory())
        assert client.post(url).status_code == 302

    def test_an_address_without_a_person_has_its_own_limit(self, db, client, settings):
        settings.POSTS_PER_MINUTE_ADDRESS = 2
        url = reverse("set_language")
        codes = [client.post(url, {"language": "id"}).status_code for _ in range(3)]
        assert codes == [302, 302, 429]
        answer = client.post(url, {"language": "id"}, REMOTE_ADDR="10.0.0.9")
        assert answer.status_code == 302


class TestDemo:
    @pytest.fixture
    def demo(self, db):
        from smartcity_portal.demo import people

        people.open_accounts()

    def test_a_demo_offers_its_accounts_with_what_each_may_do(self, demo, client):
        page = client.get(LOGIN)
        assert "Akun contoh" in page.text
        assert "pembimbing-bontang" in page.text

    def test_a_portal_that_is_no_demo_offers_nothing(self, demo, client, settings):
        settings.PORTAL_DEMO = False
        assert "pembimbing-bontang" not in client.get(LOGIN).text

    def test_an_account_of_the_same_name_that_is_not_the_demos_is_not_offered(self, client, db):
        UserFactory(username="kementerian")
        assert "Akun contoh" not in client.get(LOGIN).text
