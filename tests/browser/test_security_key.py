"""Does a security key work as second factor in a real browser, under the real content policy?"""

import pytest

from tests.browser.states import arriving
from tests.factories import UserFactory

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
PASSWORD = "rahasia-sekali-2022"


@pytest.mark.django_db(transaction=True)
def test_a_key_is_added_and_then_asked_for(open_as, live_server):
    person = UserFactory()
    page = open_as(None)
    port = live_server.url.rpartition(":")[2]
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    def sign_in() -> None:
        page.goto(f"http://localhost:{port}/akun/login/")
        page.fill("[name=login]", person.username)
        page.fill("[name=password]", PASSWORD)
        with arriving(page):
            page.click("main button[type=submit]")

    sign_in()
    page.goto(f"http://localhost:{port}/akun/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    with arriving(page):
        page.click("main button[type=submit]")
    page.fill("[name=name]", "Kunci saya")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    sign_in()
    page.wait_for_url("**/2fa/authenticate/**")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/beranda/**")
