"""Does a revision put in force reach regions that are under way, and leave what they have?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from accounts.models import Notice
from accounts.services import history
from masterplans.models import Chapter, PlanProgram, Section
from masterplans.snapshot import records_sha256
from masterplans.states import ChapterState
from programs.guidance.parts import part_of
from programs.models import EditionState
from programs.services import edition_changes, editions
from smartcity_portal.kit.machine import Blocked
from workshops.gates import gate_of
from workshops.models import Output
from workshops.services import revisions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def revision(town, plan):
    """A draft that nobody has changed yet, of the edition by which the town works."""
    edition = editions.freeze(town.enrolment.cohort.edition, by=None)
    return edition_changes.revise(edition, reason="Ambang keliru.", by=town["ministry"])


def change(edition, slug, town, edit):
    data = editions.export(edition)
    part = part_of(data, slug)
    values = part.read(data)
    edit(values)
    return edition_changes.save_part(
        edition, part, values, {}, seen=part.stamp(data), by=town["ministry"]
    )


def enforce(edition, town):
    edition.refresh_from_db()
    done = revisions.put_in_force(edition, version=edition.version, by=town["ministry"])
    town.enrolment.refresh_from_db()
    town.enrolment.cohort.refresh_from_db()
    return done


def test_the_gate_asks_by_the_revision_at_once(town, revision):
    def raise_minimum(values):
        values["requirements"][3]["minimum"] = 5

    before = [line.text for line in gate_of(town.enrolment).lines]
    assert any("at least 3 items" in text for text in before)
    revision = change(revision, "bimtek-1", town, raise_minimum)
    assert enforce(revision, town).state == EditionState.FROZEN
    assert town.enrolment.cohort.edition == revision
    assert any("at least 5 items" in line.text for line in gate_of(town.enrolment).lines)


def test_bimtek_and_outputs_go_over_and_new_ones_are_laid_out(town, revision):
    outputs = set(Output.objects.values_list("pk", flat=True))
    revision = change(
        revision,
        "bimtek-1",
        town,
        lambda v: v["outputs"].append({"code": "foto", "title": "Foto", "kind": "file"}),
    )
    enforce(revision, town)
    for workshop in town.enrolment.workshops.all():
        assert workshop.plan.edition == revision
    assert all(o.plan.stage.edition == revision for o in Output.objects.all())
    assert outputs < set(Output.objects.values_list("pk", flat=True))
    assert Output.objects.filter(plan__code="foto").count() == 1


def test_an_output_that_is_left_out_stays_but_is_not_asked_for(town, revision):
    def drop(values):
        values["outputs"] = values["outputs"][:-1]

    many = Output.objects.count()
    enforce(change(revision, "bimtek-1", town, drop), town)
    assert Output.objects.count() == many
    line = next(x for x in gate_of(town.enrolment).lines if x.kind == "outputs_checked")
    assert "0 of 3" in line.text


def test_a_closed_stage_gets_nothing_new(town, revision):
    town.enrolment.stage = 2
    town.enrolment.save(update_fields=["stage"])
    revision = change(
        revision,
        "bimtek-1",
        town,
        lambda v: v["outputs"].append({"code": "foto", "title": "Foto", "kind": "file"}),
    )
    enforce(revision, town)
    assert not Output.objects.filter(plan__code="foto").exists()


def test_texts_stay_and_what_is_newly_asked_is_laid_out(town, plan, revision):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    section = chapter.sections.first()
    section.html = "<p>Tulisan OPD.</p>"
    section.save(update_fields=["html"])

    def add(values):
        values["guidance"] = "Panduan baru."
        values["sections"].insert(0, {"title": "Bencana", "guidance": "", "blocks": []})

    enforce(change(revision, "buku-1-bab-2", town, add), town)
    chapter.refresh_from_db()
    assert chapter.guidance == "Panduan baru."
    assert [s.title for s in chapter.sections.all()][:2] == ["Bencana", section.title]
    section.refresh_from_db()
    assert (section.html, section.order) == ("<p>Tulisan OPD.</p>", 2)


def test_a_chapter_that_moves_keeps_its_text_and_a_new_one_comes(town, plan, revision):
    first = Chapter.objects.get(book__plan=plan, book__number=1, number=2)

    def rearrange(values):
        chapters = values["books"][0]["chapters"]
        chapters[1], chapters[2] = chapters[2], chapters[1]
        chapters.append({"was": "", "title": "Lampiran"})

    enforce(change(revision, "buku", town, rearrange), town)
    first.refresh_from_db()
    assert first.number == 3
    titles = list(
        Chapter.objects.filter(book__plan=plan, book__number=1).values_list("title", flat=True)
    )
    assert titles[-1] == "Lampiran"
    assert Section.objects.filter(chapter__title="Lampiran").exists()


def test_a_chapter_left_out_stays_with_the_region(town, plan, revision):
    def drop(values):
        del values["books"][0]["chapters"][1]

    many = Chapter.objects.filter(book__plan=plan).count()
    enforce(change(revision, "buku", town, drop), town)
    assert Chapter.objects.filter(book__plan=plan).count() == many
    last = Chapter.objects.filter(book__plan=plan, book__number=1).last()
    assert last.title == "Analisis Masa Depan"


def test_an_approved_chapter_that_must_say_more_goes_back_to_writing(town, plan, revision):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    other = Chapter.objects.get(book__plan=plan, book__number=1, number=3)
    Chapter.objects.filter(pk__in=[chapter.pk, other.pk]).update(state=ChapterState.APPROVED)
    revision = change(
        revision,
        "buku-1-bab-2",
        town,
        lambda v: v["sections"].append({"title": "Bencana", "guidance": "", "blocks": []}),
    )
    enforce(revision, town)
    chapter.refresh_from_db()
    other.refresh_from_db()
    assert (chapter.state, other.state) == (ChapterState.WRITING, ChapterState.APPROVED)
    assert "Bencana" in history.history_of(chapter).first().data["sections"]


def test_records_follow_by_code_and_chapters_count_as_unchanged(town, plan, revision):
    edition = town.enrolment.cohort.edition
    dimension = edition.dimensions.first()
    program = PlanProgram.objects.create(
        plan=plan,
        dimension=dimension,
        sub_dimension=dimension.parts.first(),
        horizon=edition.horizons.first(),
        name="Layanan satu pintu",
        agency=town.works,
    )
    chapter = Chapter.objects.get(book__plan=plan, book__number=2, number=3)
    shown = records_sha256(chapter)
    enforce(revision, town)
    program.refresh_from_db()
    assert program.dimension.edition == revision
    assert program.sub_dimension.dimension == program.dimension
    assert program.horizon.edition == revision
    assert records_sha256(chapter) == shown


def test_a_dimension_in_use_cannot_be_left_out(town, plan, revision):
    edition = town.enrolment.cohort.edition
    PlanProgram.objects.create(
        plan=plan,
        dimension=edition.dimensions.get(code="living"),
        horizon=edition.horizons.first(),
        name="Taman kota",
        agency=town.works,
    )

    def drop(values):
        values["dimensions"] = [d for d in values["dimensions"] if d["code"] != "living"]

    def forget(values):
        values["sections"] = [s for s in values["sections"] if "programs:living" not in s["blocks"]]

    revision = change(revision, "buku-2-bab-3", town, forget)
    revision = change(revision, "dimensi", town, drop)
    assert any("Smart Living" in reason for reason in revisions.preview(revision).reasons)
    with pytest.raises(Blocked, match="Smart Living"):
        enforce(revision, town)
    town.enrolment.cohort.refresh_from_db()
    assert town.enrolment.cohort.edition == edition


def test_coordinators_and_mentors_are_told_with_the_reason(town, revision):
    enforce(revision, town)
    told = Notice.objects.filter(kind="programs.guidance_revised")
    assert {n.to for n in told} >= {town["coordinator"], town["mentor"]}
    assert told.first().data["why"] == "Ambang keliru."
    entry = history.history_of(town.enrolment).first()
    assert (entry.verb, entry.data["reason"]) == ("programs.enrolment.revise", "Ambang keliru.")


def test_what_was_read_is_what_is_put_in_force(town, revision):
    with pytest.raises(Blocked, match="Somebody has changed"):
        revisions.put_in_force(revision, version=revision.version + 1, by=town["ministry"])


def test_only_the_ministry_puts_in_force(town, revision):
    with pytest.raises(PermissionDenied):
        revisions.put_in_force(revision, version=revision.version, by=town["mentor"])


def test_the_preview_names_changes_and_regions(town, revision, client):
    revision = change(revision, "quick-win", town, lambda v: v.update(minimum=4))
    client.force_login(town["ministry"])
    url = f"/bimtek/panduan/2019/{revision.revision}/berlakukan/"
    page = client.get(url)
    assert page.status_code == 200
    assert str(town.enrolment.region) in page.text
    assert "Ambang keliru." in page.text
    client.post(url, {"version": revision.version})
    town.enrolment.cohort.refresh_from_db()
    assert town.enrolment.cohort.edition == revision
