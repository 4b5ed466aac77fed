"""Do all templates keep to the house: icons that exist, no inline style or script, one token per POST?"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation

from smartcity_portal.kit import icons

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
NOT_ON_SCREEN = {"pdf", "mail"}
ERROR_PAGES = [
    "400.html", "400_sign.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html",
]  # fmt: skip


def sources(*, on_screen: bool = True) -> dict[str, str]:
    """Read all templates; comments are not part of a page."""
    found = {}
    for path in sorted(FOLDER.rglob("*.html")):
        if on_screen and NOT_ON_SCREEN & set(path.relative_to(FOLDER).parts):
            continue
        text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        found[str(path.relative_to(FOLDER))] = text
    return found


def where(pattern: str) -> list[str]:
    finds = re.compile(pattern, re.IGNORECASE)
    return [
        f"{name}: {m.group(0)}" for name, text in sources().items() for m in finds.finditer(text)
    ]


def test_no_template_has_an_inline_style():
    assert where(r"\sstyle\s*=|<style\b") == []


def test_no_template_has_an_inline_handler():
    assert where(r"\son[a-z]+\s*=\s*[\"']|\bhx-on\b|javascript:") == []


def test_no_template_has_an_inline_script():
    scripts = where(r"<script\b[^>]*>")
    assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []


def test_no_template_asks_another_host():
    assert where(r"(?:src|href)=\"(?:https?:)?//[^\"]+\"") == []


def test_every_icon_that_is_asked_for_exists():
    asked = {
        (name, icon)
        for name, text in sources(on_screen=False).items()
        for icon in re.findall(r"{% icon [\"']([\w-]+)[\"']", text)
    }
    assert sorted(f"{name}: {icon}" for name, icon in asked if icon not in icons.NAMES) == []


def test_every_icon_in_the_list_can_be_drawn():
    for name in icons.NAMES:
        assert icons.shape(name).startswith("<")


def test_an_icon_outside_the_list_is_refused():
    with pytest.raises(LookupError, match="not in"):
        icons.shape("emoji-smile")


def test_every_form_that_posts_carries_a_token():
    missing = [
        name
        for name, text in sources().items()
        for form in re.findall(
            r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE
        )
        if "csrf_token" not in form
    ]
    assert missing == []


def test_every_template_can_be_read():
    for name in sources(on_screen=False):
        get_template(name)


@pytest.mark.parametrize("page", ERROR_PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_error_pages_stand_without_request_and_database(page, language):
    with translation.override(language):
        words = render_to_string(page)
    assert f'lang="{language}"' in words
    assert words.count("<h1>") == 1
    assert "<li>" in words
