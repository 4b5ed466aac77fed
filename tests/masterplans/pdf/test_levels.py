"""Does the print count sections as the screen does, at every level, and list them in the contents?"""

import pytest

from masterplans.models import Section
from masterplans.pdf.chapter import chapter_markup
from masterplans.pdf.content import ChapterContent, SectionContent
from masterplans.pdf.front import chapter_entries
from masterplans.pdf.records import PlanRecords
from masterplans.services import outlines
from masterplans.snapshot import sections_of

HEADED = "<h3>Judul dalam teks</h3><p>Isi.</p>"


def printed(*levels, html="<p>Isi.</p>"):
    sections = tuple(
        SectionContent(f"Bagian {place}", html, level, key=f"section:{place}")
        for place, level in enumerate(levels, 1)
    )
    return chapter_markup(ChapterContent(number=2, title="Uji", sections=sections), PlanRecords())


def test_levels_become_numbers_and_headings():
    markup = printed(1, 2, 3, 2, 1)
    assert [h.number for h in markup.headings] == ["2.1", "2.1.1", "2.1.1.1", "2.1.2", "2.2"]
    assert [markup.body.count(f"<h{n} id") for n in (2, 3, 4)] == [2, 2, 1]


def test_headings_in_a_text_leave_the_numbers_to_the_sections_inside():
    markup = printed(1, 2, 1, html=HEADED)
    sections = [h.number for h in markup.headings if h.is_section]
    assert sections == ["2.1", "2.1.1", "2.2"]
    assert [h.number for h in markup.headings if not h.is_section] == ["2.2.1"]


def test_the_contents_list_two_levels_of_sections_and_no_heading_of_a_text():
    markup = printed(1, 2, 3, 1, html=HEADED)
    pages = {h.anchor: "7" for h in markup.headings} | {markup.anchor: "7"}
    lines = [entry.number for entry in chapter_entries([markup], pages)]
    assert lines[1:] == ["2.1", "2.1.1", "2.2"]


@pytest.mark.django_db
def test_a_revision_keeps_number_and_level(chapter, town):
    second = chapter.sections.all()[1]
    outlines.move(second, "in", by=town["coordinator"])
    rows = sections_of(chapter)
    assert [(row["number"], row["level"]) for row in rows][:3] == [
        ("1.1", 1),
        ("1.1.1", 2),
        ("1.2", 1),
    ]
    assert Section.objects.get(pk=second.pk).number == "1.1.1"
