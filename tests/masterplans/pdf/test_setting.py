"""Is a chapter that runs over by a few lines set snug, and is nothing drawn for the bin?"""

from dataclasses import replace

import pytest

from masterplans.pdf.parts import Part, PartStore
from masterplans.pdf.setting import Setting

LINE = "<p>Satu baris contoh.</p>"
CSS = "@page { size: 90mm 100mm; margin: 10mm } body { margin: 0 } p { margin: 0; font: 10pt/20pt serif }"
SNUG = CSS + " p { line-height: 18pt }"
FULL = 11  # lines that a page holds at ease


def setting(lines: int, snug: str = SNUG) -> Setting:
    html = f'<html lang="id"><title>Contoh</title><body>{LINE * lines}</body></html>'
    at_ease = Part("bab-1", html, CSS, 1060, tagged=False)
    return Setting(at_ease, replace(at_ease, css=snug))


@pytest.fixture
def store(tmp_path) -> PartStore:
    return PartStore(tmp_path)


def drawn(store: PartStore) -> set[str]:
    return {path.stem for path in store.folder.glob("*/*.pdf")}


def test_a_full_chapter_is_set_at_ease(store):
    way = setting(FULL)

    assert way.print(store, None).pages == 1
    assert drawn(store) == {way.at_ease.key}
    assert way.known(store) == way.print(store, None)


def test_a_line_too_many_is_taken_in_and_only_the_snug_setting_is_drawn(store):
    way = setting(FULL + 1)
    assert way.known(store) is None

    assert way.print(store, None).pages == 1
    assert drawn(store) == {way.snug.key}
    assert way.known(store) == way.print(store, None)
    assert drawn(store) == {way.snug.key}


def test_a_chapter_that_snug_does_not_help_is_drawn_at_ease(store):
    way = setting(FULL + 1, snug=CSS + " p { color: black }")

    assert way.print(store, None).pages == 2
    assert way.at_ease.key in drawn(store)
    known = way.known(store)
    assert known is not None
    assert known.path == store.path_of(way.at_ease.key)


def test_a_setting_whose_file_was_swept_away_is_printed_again(store):
    way = setting(FULL + 1)
    way.print(store, None)
    store.path_of(way.snug.key).unlink()

    assert way.known(store) is None
    assert way.print(store, None).path.exists()
