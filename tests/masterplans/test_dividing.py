"""Can one section become two, and two become one, without anything being lost?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.services import history
from masterplans import cuts
from masterplans.models import Comment, Section, SectionText
from masterplans.services import comments, dividing, outlines, owners, pens, sections
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>Kota di pesisir.</p><p>Penduduk 180 ribu jiwa.</p>"
    "<h3>Ekonomi</h3><p>Industri pupuk dan gas.</p><p>Perdagangan tumbuh.</p>"
)


@pytest.fixture
def section(chapter, town):
    row = chapter.sections.all()[1]
    return sections.save(row, TEXT, by=town["writer"], base_version=0)


@pytest.fixture
def divide(town):
    def divide(section, number=2, title="Ekonomi", **more):
        more = {"version": section.version, "by": town["coordinator"]} | more
        return dividing.divide(section, number, title=title, **more)

    return divide


@pytest.fixture
def join(town):
    def join(section, other, **more):
        versions = {"version": section.version, "next_version": other.version}
        return dividing.join(section, by=town["coordinator"], **(versions | more))

    return join


def again(row):
    return Section.every.get(pk=row.pk)


def titles(chapter):
    return [row.title for row in chapter.sections.all()]


def test_the_text_is_cut_before_a_heading_which_becomes_the_title(section, chapter, divide):
    new = divide(section)
    assert again(section).html == "<p>Kota di pesisir.</p><p>Penduduk 180 ribu jiwa.</p>"
    assert new.html == "<p>Industri pupuk dan gas.</p><p>Perdagangan tumbuh.</p>"
    assert titles(chapter)[1:3] == [section.title, "Ekonomi"]
    assert [row.numeral for row in chapter.sections.all()] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_a_heading_that_says_something_else_stays_in_the_text(section, divide):
    assert divide(section, title="Perekonomian").html.startswith("<h3>Ekonomi</h3>")


def test_both_halves_have_a_version_that_says_where_it_came_from(section, divide):
    new = divide(section)
    why = SectionText.Why.DIVIDED
    assert [(row.version, row.why) for row in new.texts.versions()] == [(1, why)]
    assert [row.why for row in section.texts.versions()] == [why, SectionText.Why.WRITTEN]
    assert section.texts.get(version=1).html == TEXT


def test_history_names_both(section, chapter, divide):
    divide(section)
    entry = history.history_of(chapter).get(verb="masterplans.outline.divide")
    assert (entry.data["title"], entry.data["new"]) == (section.title, "Ekonomi")


def test_the_new_section_has_the_same_owners_and_what_is_inside_follows_it(
    section, chapter, town, divide
):
    inside = chapter.sections.all()[2]
    outlines.move(inside, "in", by=town["coordinator"])
    said = owners.Owners(writers=[town["writer"]])
    owners.own(section, said, by=town["coordinator"])
    new = divide(again(section))
    assert list(new.writers.all()) == [town["writer"]]
    assert [row.numeral for row in chapter.sections.all()] == ["1.1", "1.2", "1.3", "1.3.1", "1.4"]
    assert again(inside).numeral == "1.3.1"


def test_remarks_go_with_their_words(section, chapter, town, divide):
    mentor = town["mentor"]
    stays = comments.add(chapter, section=section, text="?", quote="180 ribu jiwa", by=mentor)
    goes = comments.add(chapter, section=section, text="?", quote="pupuk dan gas", by=mentor)
    whole = comments.add(chapter, section=section, text="Sumber?", by=mentor)
    new = divide(section)
    rows = {row.pk: row for row in Comment.objects.all()}
    assert [rows[one.pk].section_id for one in (stays, goes, whole)] == [
        section.pk, new.pk, section.pk,
    ]  # fmt: skip
    assert (rows[goes.pk].position, rows[goes.pk].lost) == (len("Industri "), False)
    assert not rows[stays.pk].lost


def test_records_shown_below_the_text_go_along_or_stay(section, divide):
    Section.objects.filter(pk=section.pk).update(blocks=["swot"])
    new = divide(again(section), blocks_along=False)
    assert (again(section).blocks, new.blocks) == (["swot"], [])
    third = divide(again(section), number=1, title="Penduduk")
    assert (again(section).blocks, third.blocks) == ([], ["swot"])


def test_joined_again_they_are_what_they_were(section, chapter, divide, join):
    before = titles(chapter)
    new = divide(section)
    whole = join(again(section), new)
    assert whole.html == TEXT
    assert titles(chapter) == before
    assert whole.texts.versions().first().why == SectionText.Why.JOINED


def test_without_the_heading_the_texts_follow_each_other(section, divide, join):
    new = divide(section)
    assert "<h3>" not in join(again(section), new, with_heading=False).html


def test_the_joined_section_goes_empty_and_keeps_its_versions(section, town, divide, join):
    new = divide(section)
    join(again(section), new)
    gone = outlines.put_back(again(new), by=town["coordinator"])
    assert gone.html == ""
    assert gone.texts.get(version=1).html.startswith("<p>Industri")


def test_remarks_of_both_stand_on_their_words_in_the_joined_text(
    section, chapter, town, divide, join
):
    new = divide(section)
    one = comments.add(
        chapter, section=new, text="?", quote="Perdagangan tumbuh", by=town["mentor"]
    )
    whole = join(again(section), again(new))
    one.refresh_from_db()
    assert (one.section, one.lost) == (whole, False)
    start = one.position
    from masterplans.passages import words_of

    assert words_of(whole.html)[start : start + len(one.standing)] == "Perdagangan tumbuh"


def test_what_was_finished_stays_finished(section, town, divide, join):
    section = owners.hand_in(section, by=town["writer"])
    new = divide(section)
    section = again(section)
    assert (section.handed_in, new.handed_in) == (section.version, new.version)
    whole = join(section, new)
    assert whole.handed_in == whole.version


def test_whoever_wrote_the_second_writes_the_joined_one(section, chapter, town, divide, join):
    new = divide(section)
    agency = town.enrolment.region.agencies.exclude(pk=chapter.agency_id).first()
    owners.own(new, owners.Owners(agency=agency), by=town["coordinator"])
    assert agency in join(again(section), again(new)).co_agencies.all()


def test_a_higher_section_is_not_joined_into_a_lower_one(chapter, town, join):
    rows = list(chapter.sections.all())
    outlines.move(rows[1], "in", by=town["coordinator"])
    with pytest.raises(Blocked):
        join(again(rows[1]), again(rows[2]))
    with pytest.raises(Blocked):
        join(again(rows[3]), again(rows[3]))


@pytest.mark.parametrize("number", [-1, 0, 3, 5, 99])
def test_only_before_a_paragraph_of_the_text(section, divide, number):
    with pytest.raises(Blocked):
        divide(section, number=number)


def test_what_belongs_together_is_not_parted():
    table = "<p>Tabel: Luas</p><table><tbody><tr><td>1</td></tr></tbody></table><p>Sumber: BPS</p>"
    text = f"<p>Awal.</p>{table}<h3>Air</h3><p>Bersih.</p><p>Cukup.</p>"
    possible = [cut.possible for cut in cuts.cuts(text)]
    assert possible == [False, True, False, False, True, False, True]


def test_nobody_divides_a_text_that_changed_meanwhile(section, town, divide):
    sections.save(section, TEXT + "<p>Baru.</p>", by=town["writer"], base_version=section.version)
    with pytest.raises(Blocked) as blocked:
        divide(section)
    assert section.title in blocked.value.reasons[0]


def test_nobody_divides_what_somebody_is_writing(section, town, divide):
    pens.hold(section, by=town["writer"], tab="a")
    with pytest.raises(Blocked) as blocked:
        divide(section)
    assert str(town["writer"]) in blocked.value.reasons[0]


def test_two_texts_are_merged_first(section, town, divide):
    with pytest.raises(sections.Conflict):
        sections.save(section, "<p>Lain.</p>", by=town["writer"], base_version=0)
    with pytest.raises(Blocked):
        divide(again(section))


def test_only_the_coordinator_divides_and_joins(section, town, divide):
    for role in ("writer", "mentor", "ministry", "coordinator_elsewhere"):
        with pytest.raises(PermissionDenied):
            divide(section, by=town[role])


def test_what_was_handed_in_is_not_divided(submitted, divide):
    with pytest.raises(Blocked):
        divide(submitted.sections.first(), number=1)


def page(client, town, section, name, **posted):
    client.force_login(town["coordinator"])
    url = reverse(f"masterplans:{name}", kwargs={"pk": section.pk})
    return client.post(url, posted) if posted else client.get(url)


def test_the_page_offers_every_place_and_divides(client, section, chapter, town):
    shown = page(client, town, section, "section_divide")
    assert shown.content.count(b'name="number"') == 3
    posted = {"version": section.version, "number": 2, "title": ""}
    answer = page(client, town, section, "section_divide", **posted)
    assert answer.status_code == 302
    assert "Ekonomi" in titles(chapter)


def test_the_page_keeps_what_was_typed_when_no_place_was_chosen(client, section, town):
    posted = {"version": section.version, "title": "Perekonomian"}
    answer = page(client, town, section, "section_divide", **posted)
    assert answer.status_code == 422
    assert 'value="Perekonomian"' in answer.content.decode()


def test_the_page_asks_for_a_title_where_no_heading_stands(client, section, chapter, town):
    posted = {"version": section.version, "number": 1, "title": " "}
    assert page(client, town, section, "section_divide", **posted).status_code == 422
    assert len(titles(chapter)) == 4


def test_the_settings_page_joins_with_the_next(client, section, chapter, town):
    after = chapter.sections.all()[2]
    assert str(after) in page(client, town, section, "section_settings").content.decode()
    posted = {"version": section.version, "next_version": after.version}
    page(client, town, section, "section_join", **posted)
    assert after.title not in titles(chapter)
    assert again(section).html == TEXT
