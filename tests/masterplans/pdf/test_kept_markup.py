"""Does a chapter whose HTML was kept print as one that was just made, and is nothing old shown?"""

from dataclasses import replace

import pytest

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.kept_markup import KeptMarkup
from masterplans.pdf.parts import PartStore
from tests.masterplans.pdf import samples


def whole_book():
    block = SectionContent("Tabel program", blocks=("programs",))
    table = SectionContent("Isi", samples.text(2) + "<h3>Anak judul</h3>" + samples.text(2))
    return samples.book(samples.chapter(1, table), samples.chapter(2, block, table), draft=True)


@pytest.fixture
def store(tmp_path) -> PartStore:
    return PartStore(tmp_path)


def test_kept_markup_is_equal_to_what_was_kept(store):
    content = whole_book()
    for chapter in content.chapters:
        made = KeptMarkup(content, {}, store).of(chapter)
        kept = KeptMarkup(content, {}, store).of(chapter)

        assert kept == made


@pytest.mark.parametrize(
    "changed",
    [
        lambda content: replace(content, language="en"),
        lambda content: replace(content, records=replace(content.records, vision="Lain (contoh)")),
    ],
    ids=["language", "records"],
)
def test_what_a_chapter_is_made_with_is_part_of_its_name(store, changed):
    content = whole_book()
    chapter = content.chapters[0]

    assert KeptMarkup(content, {}, store)._key(chapter) != KeptMarkup(
        changed(content), {}, store
    )._key(chapter)


def test_another_name_of_a_work_or_another_word_makes_the_markup_anew(store):
    content = whole_book()
    chapter = content.chapters[0]
    before = KeptMarkup(content, {}, store)._key(chapter)

    assert KeptMarkup(content, {"a-2019": "A, 2019"}, store)._key(chapter) != before
    assert KeptMarkup(content, {}, store)._key(replace(chapter, standfirst="Lain.")) != before


def test_two_processes_print_the_same_bytes_as_one(tmp_path):
    content = whole_book()

    alone = build(content, store=PartStore(tmp_path / "one"))
    together = build(content, store=PartStore(tmp_path / "two"), workers=2)

    assert together.read() == alone.read()
    assert sorted(together.printed) == sorted(alone.printed)


@pytest.mark.parametrize("place", [0, -1], ids=["first chapter", "last chapter"])
def test_an_edit_gives_the_bytes_of_a_book_made_anew(tmp_path, place):
    content, store = whole_book(), PartStore(tmp_path / "edited")
    build(content, store=store, workers=2)
    chapters = list(content.chapters)
    chapters[place] = replace(chapters[place], standfirst="Kalimat lain (contoh).")
    changed = replace(content, chapters=tuple(chapters))

    edited = build(changed, store=store, workers=2)

    assert edited.read() == build(changed, store=PartStore(tmp_path / "anew")).read()
    assert any(name.startswith("bab-") for name in edited.printed)
