"""Is a chapter that was laid out twice last time begun both ways at once, and does a guess change nothing?"""

from dataclasses import replace

import pytest

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.foresight import Foresight
from masterplans.pdf.hands import Hands
from masterplans.pdf.kept_markup import KeptMarkup
from masterplans.pdf.parts import PartStore
from masterplans.pdf.setting import Setting, Task, tasks_of
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.test_setting import CSS, FULL, task

OF_NO_HELP = CSS + " p { color: black }"
BOOK, OTHER = "Masterplan Kota Contoh 2019", "Masterplan Kota Lain 2019"


def edited(before: Task, words: str = "Baris lain contoh.") -> Task:
    """The same document with other words in its first line."""

    def other(part):
        return replace(part, html=part.html.replace("Satu baris contoh.", words, 1))

    way = replace(before.way, at_ease=other(before.way.at_ease), snug=other(before.way.snug))
    return replace(before, way=way)


@pytest.fixture
def store(tmp_path) -> PartStore:
    return PartStore(tmp_path)


def print_and_note(store: PartStore, *tasks: Task) -> None:
    for one in tasks:
        one.way.print(store, None)
        Foresight(BOOK, store).note(one)


def begin(store: PartStore, *tasks: Task, book: str = BOOK, hands: int = 2) -> None:
    """Let helpers do what is foreseen for documents that are missing, to its end."""
    with Hands(hands) as helpers:
        helpers.ask()
        Foresight(book, store).begin(tasks, helpers, None)


def test_a_chapter_that_was_set_snug_is_printed_snug_by_a_helper(store):
    print_and_note(store, task(FULL + 1))
    again = edited(task(FULL + 1))

    begin(store, again)

    assert store.get(again.way.snug)
    assert store.laid_out(again.way.at_ease) is None


def test_a_chapter_that_snug_did_not_help_is_laid_out_by_a_helper_and_not_drawn(store):
    print_and_note(store, task(FULL + 1, snug=OF_NO_HELP))
    again = edited(task(FULL + 1, snug=OF_NO_HELP))

    begin(store, again)

    assert store.laid_out(again.way.snug)
    assert store.get(again.way.snug) is None
    assert again.way.print(store, None).path == store.path_of(again.way.at_ease.key)


@pytest.mark.parametrize(
    ("noted", "how"),
    [
        ([task(FULL)], {}),
        ([task(FULL + 1), edited(task(FULL))], {}),
        ([task(FULL + 1)], {"book": OTHER}),
        ([task(FULL + 1)], {"hands": 1}),
    ],
    ids=["full", "full again", "another book", "nobody helps"],
)
def test_nothing_is_begun(store, noted, how):
    print_and_note(store, *noted)
    again = edited(task(FULL + 1), "Kalimat ketiga.")

    begin(store, again, **how)

    assert store.laid_out(again.way.snug) is None


def test_nothing_is_begun_when_every_helper_has_a_chapter_to_print(store):
    print_and_note(store, task(FULL + 1))
    missing = edited(task(FULL + 1)), edited(task(FULL + 1), "Kalimat ketiga.")

    begin(store, *missing)

    assert [store.laid_out(one.way.snug) for one in missing] == [None, None]


def test_a_wrong_guess_changes_nothing_of_what_is_printed(store, tmp_path):
    print_and_note(store, task(FULL + 1))
    fits = edited(task(FULL))

    begin(store, fits)

    printed = fits.way.print(store, None)
    alone = fits.way.print(PartStore(tmp_path / "alone"), None)
    assert store.get(fits.way.snug)
    assert printed.path.name == alone.path.name
    assert printed.path.read_bytes() == alone.path.read_bytes()


def book(lines: int):
    """A book of two chapters; the first one has most of a page of text and so many lines more."""
    text = samples.text(2) + "<p>Sebaris lagi (contoh).</p>" * lines
    return samples.book(
        samples.chapter(1, SectionContent("Isi", text)),
        samples.chapter(2, SectionContent("Isi", samples.text(1))),
    )


def first_chapter(content, store: PartStore) -> Setting:
    markup = [KeptMarkup(content, {}, store).of(content.chapters[0])]
    return tasks_of(markup, content.language, content.brand)[0].way


@pytest.fixture(scope="module")
def lines_too_many(tmp_path_factory) -> int:
    store, fitted = PartStore(tmp_path_factory.mktemp("sought")), False
    for lines in range(40):
        if not store.print(first_chapter(book(lines), store).at_ease).ends_short:
            fitted = True
        elif fitted:
            return lines
    raise AssertionError("no chapter ends short")


def test_an_edit_of_a_chapter_that_ends_short_gives_the_bytes_of_a_book_made_anew(
    store, tmp_path, lines_too_many
):
    content = book(lines_too_many)
    build(content, store=store, workers=2)
    first, second = content.chapters
    changed = replace(content, chapters=(replace(first, standfirst="Lain (contoh)."), second))

    together = build(changed, store=store, workers=2)

    assert together.read() == build(changed, store=PartStore(tmp_path / "anew")).read()
    assert "bab-1" in together.printed
    assert "bab-2" not in together.printed


def test_a_build_begins_what_is_foreseen(store, lines_too_many):
    build(book(lines_too_many), store=store, workers=2)
    fits = book(lines_too_many - 1)

    build(fits, store=store, workers=2)

    assert store.get(first_chapter(fits, store).at_ease)
    assert store.laid_out(first_chapter(fits, store).snug)
