"""Are translations compiled when, and only when, they are stale?"""

import gettext
import os

import pytest

from smartcity_portal.kit.translations import compile_stale, stale

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Approve"
msgstr "Setujui"

#, fuzzy
msgid "Reject"
msgstr "Entah"
"""


@pytest.fixture
def locale(tmp_path):
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO)
    return tmp_path


def test_what_was_compiled_can_be_read(locale):
    compile_stale([locale])

    translations = gettext.translation("django", locale, languages=["id"])
    assert translations.gettext("Approve") == "Setujui"
    assert translations.gettext("Reject") == "Reject"


def test_what_is_fresh_is_left_alone(locale):
    assert len(compile_stale([locale])) == 1
    assert compile_stale([locale]) == []


def test_a_newer_source_is_compiled_again(locale):
    (written,) = compile_stale([locale])
    os.utime(written, (0, 0))

    assert stale([locale]) == [written.with_suffix(".po")]
