"""Does the style page show every component, and only to the ministry?"""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import RequestFactory

from smartcity_portal.dashboards.style import style_page
from smartcity_portal.dashboards.theme import set_theme

PARTS = Path(settings.BASE_DIR) / "templates" / "parts"
# Parts of the frame and of other parts; the page shows them by being a page.
OF_THE_FRAME = {
    "brand", "cover", "demo_strip", "footer_in", "footer_public", "form_errors", "language", "messages",
    "nav", "public_nav", "role_menu", "theme", "empty",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def asked_by(user, method="get", **data):
    request = getattr(RequestFactory(), method)("/gaya/", data)
    request.user, request.session = user, {}
    return request


def test_the_ministry_sees_every_component(town):
    page = style_page(asked_by(town["ministry"]))
    assert page.status_code == 200
    assert page.content.decode().count('class="part"') >= 18


def test_nobody_else_sees_it(town):
    for role in ("mentor", "coordinator", "writer", "stranger"):
        with pytest.raises(PermissionDenied):
            style_page(asked_by(town[role]))
    assert style_page(asked_by(AnonymousUser())).status_code == 302


def test_every_part_is_shown_on_the_page():
    sources = [get_template("dashboards/style.html").template.source]
    sources += [path.read_text() for path in PARTS.glob("*.html")]
    included = {
        path.stem
        for path in PARTS.glob("*.html")
        if any(f'"parts/{path.name}"' in s for s in sources)
    }
    assert {path.stem for path in PARTS.glob("*.html")} - OF_THE_FRAME - included == set()


def test_the_theme_of_a_person_stands_on_the_account(town):
    answer = set_theme(asked_by(town["mentor"], "post", theme="dark", next="/orang/"))
    assert answer.url == "/orang/"
    town["mentor"].refresh_from_db()
    assert town["mentor"].theme == "dark"
    set_theme(asked_by(town["mentor"], "post", theme="purple"))
    town["mentor"].refresh_from_db()
    assert town["mentor"].theme == ""


def test_the_theme_of_a_visitor_stands_in_a_cookie_and_no_stranger_chooses_the_next_page():
    answer = set_theme(asked_by(AnonymousUser(), "post", theme="dark", next="https://example.org/"))
    assert answer.url == "/"
    assert answer.cookies["theme"].value == "dark"
    cleared = set_theme(asked_by(AnonymousUser(), "post", theme=""))
    assert cleared.cookies["theme"].value == ""
