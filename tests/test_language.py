"""Is every sentence there in Indonesian? Extracted anew, compared with the catalogue."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
SOURCES = (
    "accounts", "programs", "masterplans", "commitments", "ratings", "workshops",
    "smartcity_portal", "templates",
)  # fmt: skip


def key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> polib.POFile:
    copy = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name)
    (copy / "locale").mkdir()
    shutil.copy(ROOT / "manage.py", copy)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "id", "--no-location", "-v", "0"],
        cwd=copy,
        check=True,
    )
    return polib.pofile(str(copy / "locale" / "id" / "LC_MESSAGES" / "django.po"))


def test_every_string_has_indonesian_words(extracted):
    known = {key(entry): entry for entry in polib.pofile(str(CATALOGUE))}
    missing = [
        entry.msgid
        for entry in extracted
        if key(entry) not in known or not known[key(entry)].translated()
    ]
    assert not missing


def test_no_translation_is_fuzzy():
    assert not [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.fuzzy]


def test_placeholders_survive_translation():
    broken = []
    for entry in polib.pofile(str(CATALOGUE)):
        if "python-format" not in entry.flags:
            continue
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            names = {
                part.split(")")[0] for part in (entry.msgid + entry.msgid_plural).split("%(")[1:]
            }
            used = {part.split(")")[0] for part in text.split("%(")[1:]}
            if text and not used <= names:
                broken.append(entry.msgid)
    assert not broken
