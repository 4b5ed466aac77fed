"""How does a coordinator arrange sections and chapters, and what stands in the way?"""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import history
from masterplans.models import Chapter, Section
from masterplans.services import chapter_outlines, chapters, comments, outlines, sections
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db


def tree(chapter):
    return [(row.numeral, row.title) for row in chapter.sections.all()]


@pytest.fixture
def rows(chapter):
    """Four sections A to D at the first level of chapter 1."""
    rows = list(chapter.sections.all())
    for row, title in zip(rows, "ABCD", strict=True):
        row.title = title
        row.save(update_fields=["title"])
    return rows


@pytest.fixture
def arrange(town):
    def arrange(section, *steps):
        for step in steps:
            section = outlines.move(section, step, by=town["coordinator"])
        return section

    return arrange


def test_sections_are_numbered_from_the_beginning(chapter):
    assert [row.numeral for row in chapter.sections.all()] == ["1.1", "1.2", "1.3", "1.4"]


def test_a_section_goes_in_up_and_out_and_the_numbers_follow(chapter, rows, arrange):
    a, b, c, d = rows
    arrange(b, "in")
    arrange(c, "in")
    assert tree(chapter) == [("1.1", "A"), ("1.1.1", "B"), ("1.1.2", "C"), ("1.2", "D")]
    arrange(c, "up")
    assert tree(chapter) == [("1.1", "A"), ("1.1.1", "C"), ("1.1.2", "B"), ("1.2", "D")]
    arrange(b, "in")
    assert tree(chapter)[2] == ("1.1.1.1", "B")
    arrange(c, "out")
    assert tree(chapter) == [("1.1", "A"), ("1.2", "C"), ("1.2.1", "B"), ("1.3", "D")]
    arrange(c, "down")
    assert tree(chapter) == [("1.1", "A"), ("1.2", "D"), ("1.3", "C"), ("1.3.1", "B")]
    assert history.history_of(chapter).filter(verb="masterplans.outline.move").count() == 6


@pytest.mark.parametrize(("place", "step"), [(0, "up"), (3, "down"), (0, "in"), (2, "out")])
def test_at_the_edge_a_sentence_says_so(chapter, rows, arrange, place, step):
    with pytest.raises(Blocked) as blocked:
        arrange(rows[place], step)
    assert rows[place].title in blocked.value.reasons[0]


def test_there_are_three_levels(chapter, rows, arrange):
    a, b, c, d = rows
    arrange(b, "in")
    arrange(c, "in", "in")
    with pytest.raises(Blocked):
        arrange(d, "in", "in", "in")
    assert max(row.level for row in chapter.sections.all()) == 3


def test_a_dragged_section_lands_before_another_and_never_inside_itself(
    chapter, rows, arrange, town
):
    a, b, c, d = rows
    b = arrange(b, "in")
    a.refresh_from_db()
    outlines.place_before(a, d, by=town["coordinator"])
    assert tree(chapter) == [("1.1", "C"), ("1.2", "A"), ("1.2.1", "B"), ("1.3", "D")]
    with pytest.raises(Blocked):
        outlines.place_before(Section.objects.get(pk=a.pk), b, by=town["coordinator"])


def test_only_the_coordinator_arranges(chapter, town):
    for role in ("writer", "mentor", "ministry", "coordinator_elsewhere"):
        with pytest.raises(PermissionDenied):
            outlines.add(chapter, title="Baru", by=town[role])


def test_what_was_handed_in_is_not_arranged(submitted, town):
    section = submitted.sections.first()
    with pytest.raises(Blocked) as blocked:
        outlines.move(section, "down", by=town["coordinator"])
    assert submitted.label in blocked.value.reasons[0]
    chapters.approve(submitted, by=town["mentor"])
    with pytest.raises(Blocked):
        outlines.add(submitted, title="Baru", by=town["coordinator"])


def test_a_new_section_stands_behind_the_one_it_was_added_to(chapter, rows, arrange, town):
    arrange(rows[1], "in")
    a = Section.objects.get(pk=rows[0].pk)
    outlines.add(chapter, title="Baru", after=a, by=town["coordinator"])
    assert tree(chapter)[:3] == [("1.1", "A"), ("1.1.1", "B"), ("1.2", "Baru")]


def test_a_renamed_section_tells_history_what_it_was(chapter, rows, town):
    section = outlines.describe(
        rows[0],
        title="Wilayah",
        guidance="Luas",
        checklist=["Peta"],
        example="",
        by=town["coordinator"],
    )
    assert (section.title, section.checklist) == ("Wilayah", ["Peta"])
    entry = history.history_of(chapter).get(verb="masterplans.outline.rename")
    assert (entry.data["was"], entry.data["title"]) == ("A", "Wilayah")


def test_a_removed_section_keeps_its_text_and_comes_back_with_what_was_inside(
    chapter, rows, arrange, town
):
    a, b, c, d = rows
    sections.save(b, "<p>Isi B.</p>", by=town["writer"], base_version=0)
    arrange(c, "in")
    outlines.remove(Section.objects.get(pk=b.pk), by=town["coordinator"])
    assert tree(chapter) == [("1.1", "A"), ("1.2", "D")]
    assert not Section.objects.filter(pk=b.pk).exists()
    outlines.put_back(Section.every.get(pk=b.pk), by=town["coordinator"])
    assert tree(chapter) == [("1.1", "A"), ("1.2", "B"), ("1.2.1", "C"), ("1.3", "D")]
    assert Section.objects.get(pk=b.pk).html == "<p>Isi B.</p>"


def test_a_section_with_open_comments_is_not_removed(submitted, town):
    section = submitted.sections.first()
    comments.add(submitted, section=section, text="Sumber?", by=town["mentor"])
    chapters.send_back(submitted, by=town["mentor"])
    with pytest.raises(Blocked):
        outlines.remove(section, by=town["coordinator"])


def test_a_section_moves_to_another_chapter_with_its_comments(chapter, plan, town):
    target = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    section = chapter.sections.all()[1]
    sections.save(section, "<p>Isi.</p>", by=town["writer"], base_version=0)
    comment = comments.add(chapter, section=section, text="?", by=town["mentor"])
    moved = outlines.give_to(section, target, by=town["coordinator"])
    comment.refresh_from_db()
    target.refresh_from_db()
    assert moved.chapter == target == comment.chapter
    assert moved.numeral == f"2.{target.sections.count()}"
    assert [row.order for row in chapter.sections.all()] == [1, 2, 3]
    assert target.state == ChapterState.WRITING
    verbs = set(history.history_of(chapter, target).values_list("verb", flat=True))
    assert {"masterplans.outline.give_away", "masterplans.outline.take_in"} <= verbs


def test_a_section_never_leaves_its_plan(chapter, town):
    from masterplans.services import plans

    other = plans.open_for(town.elsewhere, by=town["ministry"])
    target = Chapter.objects.filter(book__plan=other).first()
    with pytest.raises(PermissionDenied):
        outlines.give_to(chapter.sections.first(), target, by=town["coordinator"])


def test_chapters_change_places_and_their_sections_count_along(chapter, plan, town):
    chapter_outlines.move(chapter, "down", by=town["coordinator"])
    chapter.refresh_from_db()
    assert chapter.number == 2
    assert chapter.sections.first().numeral == "2.1"
    numbers = list(Chapter.objects.filter(book=chapter.book).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    with pytest.raises(Blocked):
        last = Chapter.objects.filter(book=chapter.book).last()
        chapter_outlines.move(last, "down", by=town["coordinator"])


def test_a_chapter_is_added_removed_and_put_back(chapter, plan, town):
    new = chapter_outlines.add(chapter.book, title="Lampiran", by=town["coordinator"])
    assert new.number == Chapter.objects.filter(book=chapter.book).count()
    chapter_outlines.remove(chapter, by=town["coordinator"])
    assert not Chapter.objects.filter(pk=chapter.pk).exists()
    assert Chapter.objects.filter(book=chapter.book).first().number == 1
    back = chapter_outlines.put_back(Chapter.every.get(pk=chapter.pk), by=town["coordinator"])
    assert back.number == new.number
    assert back.sections.first().numeral == f"{back.number}.1"


def test_numbers_that_a_mentor_read_do_not_change(submitted, plan, town):
    second = Chapter.objects.get(book=submitted.book, number=2)
    with pytest.raises(Blocked) as blocked:
        chapter_outlines.move(second, "up", by=town["coordinator"])
    assert submitted.label in blocked.value.reasons[0]
