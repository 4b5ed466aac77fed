"""Is a chapter that runs over by a few lines set snug, and is nothing drawn for the bin?"""

import signal
from dataclasses import replace

import pytest

from masterplans.pdf.chapter import ChapterMarkup, Piece
from masterplans.pdf.parts import Part, PartStore
from masterplans.pdf.setting import Setting, Task, in_reading_order
from smartcity_portal.kit import pdf

LINE = "<p>Satu baris contoh.</p>"
CSS = "@page { size: 90mm 100mm; margin: 10mm } body { margin: 0 } p { margin: 0; font: 10pt/20pt serif }"
SNUG = CSS + " p { line-height: 18pt }"
FULL = 11  # lines that a page holds at ease


def setting(lines: int, snug: str = SNUG) -> Setting:
    html = f'<html lang="id"><title>Contoh</title><body>{LINE * lines}</body></html>'
    at_ease = Part("bab-1", html, CSS, 1060, tagged=False)
    return Setting(at_ease, replace(at_ease, css=snug))


def task(lines: int, **how: str) -> Task:
    chapter = ChapterMarkup(1, "Pendahuluan", "Bab 1", "bab-1", (), (), (), (), {}, ())
    return Task(chapter, Piece("bab-1", "", {}), setting(lines, **how))


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


def test_a_chapter_that_snug_does_not_help_is_laid_out_twice_and_drawn_once_at_ease(
    store, monkeypatch
):
    way = setting(FULL + 1, snug=CSS + " p { color: black }")
    laid_out = []
    render = pdf.render
    monkeypatch.setattr(pdf, "render", lambda *a, **k: laid_out.append(1) or render(*a, **k))

    assert way.print(store, None).pages == 2
    assert drawn(store) == {way.at_ease.key}
    assert len(laid_out) == 2
    assert way.known(store) == way.print(store, None)
    assert len(laid_out) == 2


def test_a_document_that_waits_for_another_one_keeps_its_time(store):
    waited = []

    def compare(first):
        render(seconds=9)
        waited.append(signal.getitimer(signal.ITIMER_REAL)[0])
        return True

    def render(seconds, drawn_if=lambda laid_out: True):
        pdf.render("<p>x</p>", limits=pdf.Limits(seconds=seconds), drawn_if=drawn_if)

    render(seconds=100, drawn_if=compare)

    assert 9 < waited[0] <= 100
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_setting_whose_file_was_swept_away_is_printed_again(store):
    way = setting(FULL + 1)
    way.print(store, None)
    store.path_of(way.snug.key).unlink()

    assert way.known(store) is None
    assert way.print(store, None).path.exists()


def test_every_document_is_read_once_the_shortest_last_and_before_them_the_longest():
    by_length = [task(lines) for lines in range(13, 1, -1)]

    order = [by_length.index(one) for one in in_reading_order(by_length)]

    assert order == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 10, 11]
