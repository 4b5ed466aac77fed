"""Does the ministry change an edition as it should: held together, told of others, frozen, revised?"""

import copy

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from accounts.services import history
from programs.guidance import files
from programs.guidance.changes import compare
from programs.guidance.faults import faults_in
from programs.guidance.parts import part_of
from programs.models import EditionState, GuidanceEdition
from programs.services import edition_changes, editions
from programs.services.edition_changes import Conflict, Faulty
from smartcity_portal.kit.machine import Blocked


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition(town) -> GuidanceEdition:
    return town.enrolment.cohort.edition


@pytest.fixture
def draft(town, edition) -> GuidanceEdition:
    return edition_changes.clone(edition, year=2030, by=town["ministry"])


def save(edition, slug, by, change=None, marks=None, seen=None):
    data = editions.export(edition)
    part = part_of(data, slug)
    values = part.read(data)
    if change:
        change(values)
    return edition_changes.save_part(
        edition, part, values, marks or {}, seen=seen or part.stamp(data), by=by
    )


def sentences(data) -> list[str]:
    return [files.said(fault.location, fault.text, data) for fault in faults_in(data)]


def test_a_clone_is_a_draft_of_another_year_that_says_the_same(town, edition, draft):
    assert (draft.year, draft.revision, draft.state) == (2030, 1, EditionState.DRAFT)
    assert draft.based_on == edition
    assert compare(editions.export(edition), editions.export(draft)) == []


def test_a_part_is_saved_with_history_and_a_new_version(town, draft):
    saved = save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=4))
    assert saved.quick_win_minimum == 4
    assert saved.version == draft.version + 1
    entry = history.history_of(saved).first()
    assert entry.verb == "programs.guidanceedition.change"


def test_saving_what_is_there_already_changes_nothing(town, draft):
    saved = save(draft, "dimensi", town["ministry"])
    assert saved.version == draft.version


def test_only_the_ministry_changes_editions(town, draft):
    with pytest.raises(PermissionDenied):
        save(draft, "quick-win", town["mentor"])


def test_more_than_the_most_is_refused_with_its_place(town, draft):
    with pytest.raises(Faulty) as refused:
        save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=9, maximum=6))
    assert refused.value.reasons == [
        "Quick wins, Fewest: The fewest (9) are more than the most (6)."
    ]
    assert refused.value.faults[0].location == ("quick_wins", "minimum")


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ([(1, 1), (3, 5), (6, 10)], "there is a gap: nobody plans year 2"),
        ([(1, 2), (2, 5), (6, 10)], "overlap. The second begins with year 3"),
        ([(1, 1), (2, 5), (6, 9)], "the last horizon ends with year 9"),
        ([(2, 2), (3, 5), (6, 10)], "No horizon covers year 1"),
        ([(1, 1), (5, 2), (6, 10)], "ends before it begins"),
    ],
)
def test_horizons_fill_the_period(town, draft, years, sentence):
    def change(values):
        for row, (first, last) in zip(values["horizons"], years, strict=True):
            row |= {"first_year": first, "last_year": last}

    with pytest.raises(Faulty, match=sentence):
        save(draft, "jangka", town["ministry"], change)


def test_a_requirement_cannot_name_a_book_that_is_not_there(town, draft):
    def change(values):
        values["requirements"].append({"kind": "book_approved", "book": 7})

    with pytest.raises(Faulty, match="There is no Buku 7 in this edition"):
        save(draft, "bimtek-4", town["ministry"], change)


def test_a_draft_may_lack_elsewhere_but_is_not_taken_into_use_so(town, draft):
    def drop_book_3(values):
        del values["books"][2]

    saved = save(draft, "buku", town["ministry"], drop_book_3)
    assert saved.books.count() == 2
    with pytest.raises(Blocked, match="There is no Buku 3 in this edition"):
        editions.open_(saved, by=town["ministry"])


def test_an_edition_in_use_must_hold_together_as_a_whole(town, edition):
    with pytest.raises(Faulty, match="There is no Buku 3"):
        save(edition, "buku", town["ministry"], lambda v: v["books"].pop(2))
    edition.refresh_from_db()
    assert edition.books.count() == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d["books"][0]["chapters"][0]["sections"][0].update(blocks=["peta"]),
         "No table is called “peta”"),
        (lambda d: d["books"][0]["chapters"][0]["sections"][0].update(blocks=["programs:laut"]),
         "names a dimension that this edition does not have"),
        (lambda d: d["stages"][0]["agenda"][0].update(end="08.00"), "ends before it begins"),
        (lambda d: d["stages"][0]["agenda"][1].update(start="09.00"), "begins while"),
        (lambda d: d["stages"][0]["agenda"][7].update(day=3), "has 2 days only"),
        (lambda d: d["stages"][0]["outputs"][0].update(code="bulan"), "cannot compute “bulan”"),
        (lambda d: d["stages"][0]["requirements"].append({"kind": "hujan"}),
         "No requirement is called “hujan”"),
        (lambda d: d["stages"][0]["requirements"].append({"kind": "swot_filled"}),
         "minimum”: The entry is missing"),
        (lambda d: d["stages"][3]["requirements"].append({"kind": "quick_wins_final", "minimum": 99}),
         "No region may have more than 6 quick wins"),
        (lambda d: d["selection_criteria"][0].update(weight=21), "add up to 101 instead of 100"),
        (lambda d: d["commitment"].update(title="Komitmen {kota}"), "{kota} is not filled in"),
        (lambda d: d["letters"]["invitation"].update(subject="Undangan {stage"), "A bracket is open"),
        (lambda d: d["dimensions"][0].update(code="branding"), "“branding” is there twice"),
        (lambda d: d["inferred"].append("stages.9.goals"), "names no value"),
        (lambda d: d.update(warna="biru"), "“warna”: The entry is unknown"),
        (lambda d: d.pop("horizons"), "Horizons: The entry is missing"),
        (lambda d: d.update(year="dua ribu"), "Year: Write a whole number"),
        (lambda d: d.update(year=20222), "from 2017 to 2100"),
        (lambda d: d["stages"].pop(), "four bimtek"),
        (lambda d: d.update(programme=""), "This must not be empty"),
        (lambda d: d.update(programme="a\x00b"), "cannot be stored"),
        (lambda d: d.update(stages=[1]), "must be a table of entries"),
        (lambda d: d["books"][1].update(number=5), "must run 1, 2, 3"),
        (lambda d: d["source_notes"].pop("001"), "“001” has no citation"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_with_its_place(edition, change, sentence):
    data = copy.deepcopy(editions.export(edition))
    change(data)
    assert any(sentence in said for said in sentences(data)), sentences(data)


def test_the_later_of_two_people_is_told_and_loses_nothing(town, draft):
    seen = part_of(editions.export(draft), "quick-win").stamp(editions.export(draft))
    save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=4))
    with pytest.raises(Conflict) as conflict:
        save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=5), seen=seen)
    assert conflict.value.last.by == town["ministry"]
    (part,) = conflict.value.changes
    assert (part.changes[0].before, part.changes[0].after) == ("4", "5")
    again = save(
        draft, "quick-win", town["ministry"], lambda v: v.update(minimum=5),
        seen=conflict.value.stamp,
    )  # fmt: skip
    assert again.quick_win_minimum == 5


def test_two_people_may_change_two_parts_at_once(town, draft):
    before = editions.export(draft)
    seen = part_of(before, "jangka").stamp(before)
    save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=4))
    saved = save(
        draft, "jangka", town["ministry"], lambda v: v["horizons"][0].update(label="Segera"),
        seen=seen,
    )  # fmt: skip
    assert saved.quick_win_minimum == 4
    assert saved.horizons.first().label == "Segera"


def test_taking_the_mark_from_one_value_leaves_it_on_the_others(town, draft):
    assert draft.is_inferred("stages.1.outputs")
    assert draft.is_inferred("stages.2.outputs")
    saved = save(draft, "bimtek-1", town["ministry"], marks={("outputs",): False})
    assert not saved.is_inferred("stages.1.outputs")
    assert saved.is_inferred("stages.2.outputs")
    again = save(saved, "bimtek-1", town["ministry"], marks={("outputs",): True})
    assert again.is_inferred("stages.1.outputs")


def test_a_chapter_takes_its_content_along_when_it_is_moved(town, draft):
    def swap(values):
        chapters = values["books"][0]["chapters"]
        chapters[1], chapters[2] = chapters[2], chapters[1]

    before = editions.export(draft)["books"][0]["chapters"]
    saved = save(draft, "buku", town["ministry"], swap)
    after = editions.export(saved)["books"][0]["chapters"]
    assert [c["number"] for c in after] == [1, 2, 3, 4, 5]
    assert after[1]["sections"] == before[2]["sections"]
    assert after[2]["guidance"] == before[1]["guidance"]


def test_a_frozen_edition_is_revised_with_a_reason_not_changed(town, edition):
    editions.freeze(edition, by=None)
    with pytest.raises(Blocked, match="frozen"):
        save(edition, "quick-win", town["ministry"], lambda v: v.update(minimum=4))
    with pytest.raises(Blocked, match="Write the reason"):
        edition_changes.revise(edition, reason=" ", by=town["ministry"])
    revised = edition_changes.revise(edition, reason="Salah hitung.", by=town["ministry"])
    assert (revised.year, revised.revision, revised.state) == (2019, 2, "draft")
    assert revised.reason == "Salah hitung."


def test_an_edition_that_a_cohort_uses_does_not_go_back_to_draft(town, edition, draft):
    with pytest.raises(Blocked, match="2019"):
        editions.withdraw(edition, by=town["ministry"])
    opened = editions.open_(draft, by=town["ministry"])
    assert opened.state == EditionState.OPEN
    assert editions.withdraw(opened, by=town["ministry"]).state == EditionState.DRAFT


def test_a_draft_can_be_thrown_away_an_edition_in_use_cannot(town, edition, draft):
    edition_changes.discard(draft, by=town["ministry"])
    assert not GuidanceEdition.objects.filter(year=2030).exists()
    with pytest.raises(Blocked, match="Only a draft"):
        edition_changes.discard(edition, by=town["ministry"])


def test_an_import_says_before_what_it_does(town, edition, draft):
    data = editions.export(edition)
    assert edition_changes.intake(data).kind == "same"
    assert edition_changes.intake({**data, "year": 2031}).kind == "new"
    changed = {**data, "theme": "Baru"}
    assert edition_changes.intake(changed).kind == "replace"
    editions.freeze(edition, by=None)
    planned = edition_changes.intake(changed)
    assert (planned.kind, planned.revision) == ("revision", 2)
    assert planned.changes[0].changes[0].after == "Baru"
    with pytest.raises(Blocked, match="is the guidance of 2019, not of 2030"):
        edition_changes.intake(data, expected=draft)


def test_an_import_into_a_frozen_edition_becomes_a_revision_with_a_reason(town, edition):
    editions.freeze(edition, by=None)
    edition.refresh_from_db()
    data = {**editions.export(edition), "theme": "Baru"}
    with pytest.raises(Blocked, match="Write the reason"):
        edition_changes.take_in(data, by=town["ministry"], version=edition.version)
    made = edition_changes.take_in(
        data, by=town["ministry"], version=edition.version, reason="Tema berubah."
    )
    assert (made.revision, made.state, made.theme) == (2, "draft", "Baru")
    edition.refresh_from_db()
    assert edition.theme != "Baru"


def test_an_import_is_refused_when_the_edition_changed_after_the_preview(town, draft):
    data = {**editions.export(draft), "theme": "Baru"}
    save(draft, "quick-win", town["ministry"], lambda v: v.update(minimum=4))
    with pytest.raises(Blocked, match="Somebody has changed"):
        edition_changes.take_in(data, by=town["ministry"], version=draft.version)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"year = ", "not TOML"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"x" * 600_000, "larger than 512 KB"),
        (b"a = " + b"[" * 5000, "not TOML"),
        (b"year = 2022", "The entry is missing"),
        (b"", "The entry is missing"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Blocked, match=sentence):
        files.read(content)


def test_changes_are_said_in_words(edition):
    old = editions.export(edition)
    new = copy.deepcopy(old)
    new["quick_wins"]["minimum"] = 5
    new["stages"][1]["requirements"][2]["minimum"] = 8
    new["stages"][0]["outputs"].append({"code": "foto", "title": "Foto", "kind": "file"})
    del new["books"][0]["chapters"][4]
    parts = {part.title: part.changes for part in compare(old, new)}
    assert parts["Quick wins"][0].where == "Fewest"
    assert parts["Bimtek I"][0].kind == "added"
    assert parts["Bimtek II"][0].after == "At least 8 quick wins are nominated."
    assert parts["Buku 1"][0].kind == "removed"
    assert "Analisis Visi Pembangunan" in parts["Buku 1"][0].before
