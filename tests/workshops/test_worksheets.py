"""Do groups fill in worksheets as records of the plan, without losing or doubling a row?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.services import invitations
from masterplans.models import ActionItem, PlanProgram, QuickWin, ReadinessItem, SwotItem
from masterplans.services import records
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory
from tests.workshops.factories import line, workshop
from workshops.group_cards import counts_of, keywords_of
from workshops.models import GroupScribe, WorkGroup, Worksheet
from workshops.services import group_rows, groups, twins, worksheets
from workshops.twins import twins_of

pytestmark = pytest.mark.django_db
SWOT = {"quadrant": "S", "statement": "Jaringan serat optik", "evidence": "", "keywords": ""}


def sheet(town, number: int, code: str) -> Worksheet:
    return Worksheet.objects.get(workshop=workshop(town, number), plan__code=code)


def group_of(town, code: str = "swot", number: int = 1, place: int = 0, **members) -> WorkGroup:
    """A group in which the other agency's writer writes."""
    group = sheet(town, number, code).groups.all()[place]
    group.agencies.add(town.works)
    return WorkGroup.objects.with_room().get(pk=group.pk)


@pytest.fixture
def group(town, plan) -> WorkGroup:
    return group_of(town)


@pytest.fixture
def writer(town):
    return town["writer_of_another_agency"]


def swot(group, by, **more):
    token = more.pop("token", "")
    return group_rows.add(group, SWOT | more, by=by, token=token)


def test_a_journey_begins_with_the_worksheets_of_its_edition(town, plan):
    names = [s.plan.code for s in workshop(town, 1).worksheets.all()]
    assert names == ["kesiapan", "swot", "kesenjangan", "gagasan-quick-win"]
    components = [g.title for g in sheet(town, 1, "kesiapan").groups.all()]
    assert components == ["Alam", "Struktur", "Infrastruktur", "Suprastruktur", "Budaya"]
    assert sheet(town, 2, "program").groups.count() == 6
    assert sheet(town, 2, "rencana-aksi").groups.count() == 4


def test_worksheets_are_prepared_once(town, plan):
    bimtek = workshop(town, 1)
    bimtek.worksheets.filter(plan__code="swot").delete()
    worksheets.prepare(bimtek, by=town["coordinator"])
    assert sheet(town, 1, "swot").groups.count() == 5
    with pytest.raises(Blocked):
        worksheets.prepare(bimtek, by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        worksheets.prepare(bimtek, by=town["writer"])


def test_a_row_of_a_group_is_a_record_of_the_plan_that_knows_its_origin(group, writer):
    row = swot(group, writer)
    kept = SwotItem.objects.get()
    assert (kept.pk, kept.component, kept.plan) == (row.pk, "Alam", group.origin.plan)
    assert kept.origin.title == "Bimtek I, Analisis SWOT: Alam"
    assert kept.origin.path == group.get_absolute_url()


def test_every_kind_of_worksheet_writes_its_kind_of_record(town, plan, writer):
    edition = town.enrolment.cohort.edition
    group_rows.add(
        group_of(town, "kesiapan"),
        {"indicator": "SDM", "condition": "Cukup", "rating": 2, "part": "", "evidence": ""},
        by=writer,
    )
    group_rows.add(
        group_of(town, "kesenjangan"), {"current": "a", "target": "b", "gap": "c"}, by=writer
    )
    program = group_rows.add(
        group_of(town, "program", 2),
        {"name": "Satu akun", "horizon": edition.horizons.first(), "targets": {2020: "12"}},
        by=writer,
    )
    group_rows.add(
        group_of(town, "rencana-aksi", 2),
        {"action": "Menyusun perwali", "first_year": 2020, "last_year": 2020},
        by=writer,
    )
    risk = {"risk": "Terlambat", "cause": "", "likelihood": 2, "impact": 3, "treatment": ""}
    win = group_rows.add(
        group_of(town, "usulan-quick-win", 2), {"name": "Antrean daring", "risk": risk}, by=writer
    )
    assert ReadinessItem.objects.get().component == "Alam"
    assert program.targets.get().value == "12" and program.code
    assert ActionItem.objects.get().strand == "policy"
    assert win.risks.get().risk == "Terlambat" and win.origin.title.endswith(": Smart Governance")


def test_the_group_of_a_later_stage_goes_on_with_the_rows_of_an_earlier_one(town, plan, writer):
    first = group_of(town, "rencana-aksi", 2)
    row = group_rows.add(
        first, {"action": "Menyusun perwali", "first_year": 2020, "last_year": 2020}, by=writer
    )
    later = group_of(town, "penajaman-aksi", 3)
    assert list(later.rows) == [row]
    group_rows.change(later, row, {"output": "Perwali ditetapkan"}, by=writer, base_version=1)
    row.refresh_from_db()
    assert (row.output, row.origin) == ("Perwali ditetapkan", first.origin)


def test_the_same_token_adds_a_row_once(group, writer):
    assert swot(group, writer, token="abc") is not None
    assert swot(group, writer, token="abc") is None
    assert SwotItem.objects.count() == 1


def test_the_later_of_two_changes_is_told_and_both_texts_stand(town, group, writer):
    row = swot(group, writer)
    group_rows.change(
        group, row, {"statement": "Kata rekan"}, by=town["coordinator"], base_version=1
    )
    with pytest.raises(group_rows.Stale) as stale:
        group_rows.change(group, row, {"statement": "Kata saya"}, by=writer, base_version=1)
    assert stale.value.theirs.statement == "Kata rekan"
    group_rows.change(group, row, {"statement": "Kata saya"}, by=writer, base_version=2)
    row.refresh_from_db()
    assert (row.statement, row.version) == ("Kata saya", 3)


def test_a_change_sent_again_is_no_conflict(group, writer):
    row = swot(group, writer)
    for _again in range(2):
        group_rows.change(group, row, {"statement": "Kata baru"}, by=writer, base_version=1)
    row.refresh_from_db()
    assert row.version == 2


def test_removing_asks_for_the_version_that_was_read(town, group, writer):
    row = swot(group, writer)
    group_rows.change(group, row, {"statement": "Kata rekan"}, by=town["coordinator"])
    with pytest.raises(group_rows.Stale):
        group_rows.remove(group, row, by=writer, base_version=1)
    group_rows.remove(group, row, by=writer, base_version=2)
    with pytest.raises(group_rows.Gone):
        group_rows.change(group, row, {"statement": "x"}, by=writer)


def test_a_chosen_quick_win_is_not_taken_back_by_its_group(town, plan, writer):
    group = group_of(town, "usulan-quick-win", 2)
    win = group_rows.add(group, {"name": "Antrean daring"}, by=writer)
    QuickWin.objects.filter(pk=win.pk).update(state="chosen")
    with pytest.raises(Blocked):
        group_rows.remove(group, win, by=writer)


def test_rows_change_places_inside_their_quadrant(group, writer):
    first, second = swot(group, writer), swot(group, writer, statement="Kedua")
    weak = swot(group, writer, quadrant="W", statement="Lemah")
    group_rows.move(group, second, by=writer, up=True)
    group_rows.move(group, weak, by=writer, up=True)
    assert [row.statement for row in group.rows] == ["Kedua", first.statement, "Lemah"]


def test_a_row_outside_the_plan_is_refused_with_its_sentence(town, plan, writer):
    group = group_of(town, "rencana-aksi", 2)
    with pytest.raises(ValidationError, match="2020"):
        group_rows.add(group, {"action": "x", "first_year": 1999, "last_year": 1999}, by=writer)
    assert not ActionItem.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "writer_of_another_agency"])
def test_who_writes_for_a_group(town, group, role):
    assert swot(group, town[role])


@pytest.mark.parametrize(
    "role", ["writer", "mentor", "ministry", "assessor", "observer", "coordinator_elsewhere"]
)
def test_who_does_not_write_for_a_group(town, group, role):
    with pytest.raises(PermissionDenied):
        swot(group, town[role])


def test_a_scribe_writes_for_the_group_of_the_invitation_and_no_other(town, group):
    _invitation, token = invitations.invite(
        email="juru@example.org",
        name="Juru Tulis",
        relation="scribe",
        subject=group,
        by=town["coordinator"],
    )
    scribe = invitations.accept(token, username="juru", password="sangat-rahasia-2022")
    assert swot(group, scribe)
    other = group_of(town, place=1)
    with pytest.raises(PermissionDenied):
        swot(other, scribe)
    assert other in WorkGroup.objects.visible_to(scribe)
    assert group_of(town, "program", 2) not in WorkGroup.objects.visible_to(scribe)
    worksheets.end_scribe(GroupScribe.objects.get(), by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        swot(group, scribe)
    with pytest.raises(PermissionDenied):
        invitations.invite(
            email="b@example.org", name="B", relation="scribe", subject=group, by=town["writer"]
        )


def test_a_writer_picks_the_group_in_the_room(town, group):
    worksheets.join(group, by=town["writer"])
    assert swot(group, town["writer"])
    with pytest.raises(PermissionDenied):
        worksheets.join(group, by=town["writer_elsewhere"])


def test_a_group_hands_in_what_it_has_and_the_mentor_answers(town, group, writer):
    with pytest.raises(Blocked):
        groups.hand_in(group, by=writer)
    row = swot(group, writer)
    group = groups.hand_in(group, by=writer)
    assert town["mentor"].notices.filter(kind="workshops.group_handed_in").exists()
    with pytest.raises(Blocked):
        swot(group, writer)
    with pytest.raises(Blocked):
        groups.give_back(group, by=town["mentor"], reason="  ")
    with pytest.raises(PermissionDenied):
        groups.accept(group, by=town["coordinator"])
    group = groups.give_back(group, by=town["mentor"], reason="Sebutkan buktinya.")
    assert group.remarks.get().returned
    assert writer.notices.filter(kind="workshops.group_given_back").exists()
    group_rows.change(group, row, {"evidence": "Pendataan"}, by=writer)
    group = groups.accept(groups.hand_in(group, by=writer), by=town["mentor"])
    assert groups.resume(group, by=writer).is_open


def test_the_gate_waits_for_the_groups_and_for_the_mentor(town, plan, writer):
    from workshops.facts import Facts
    from workshops.lines import Asked
    from workshops.requirements.bimtek import worksheets_handed_in

    def asked():
        return Asked(Facts([town.enrolment]), town.enrolment, 1)

    group = group_of(town)
    unmet = worksheets_handed_in(asked())
    assert not unmet.met and len(unmet.items) == 22
    waiting = [item for item in unmet.items if item.target == group]
    assert waiting[0].holder.name == str(town.works)
    swot(group, writer)
    groups.hand_in(group, by=writer)
    assert len(worksheets_handed_in(asked()).items) == 21
    WorkGroup.objects.exclude(pk=group.pk).update(state="accepted")
    assert worksheets_handed_in(asked()).met
    strict = worksheets_handed_in(asked(), accepted=True)
    assert [item.holder.key for item in strict.items] == ["mentor"]
    Worksheet.objects.all().delete()
    assert not worksheets_handed_in(asked()).met


def test_a_group_that_wrote_nothing_can_be_renamed_and_removed(town, group, writer):
    worksheets.arrange(group, by=town["coordinator"], title="Kesenjangan", agencies=[town.works])
    group = WorkGroup.objects.with_room().get(pk=group.pk)
    assert swot(group, writer).component == "Kesenjangan"
    with pytest.raises(Blocked):
        worksheets.arrange(group, by=town["coordinator"], title="Lain")
    with pytest.raises(Blocked):
        worksheets.remove_group(group, by=town["coordinator"])
    with pytest.raises(Blocked):
        worksheets.add_group(group.worksheet, by=town["coordinator"], title="kesenjangan")
    added = worksheets.add_group(group.worksheet, by=town["coordinator"], title="Laut")
    worksheets.remove_group(added, by=town["coordinator"])


def test_an_agency_of_another_region_is_no_member(town, group):
    stranger = town.elsewhere.region.agencies.get()
    with pytest.raises(Blocked):
        worksheets.arrange(group, by=town["coordinator"], agencies=[stranger])


def test_counts_and_keywords_of_a_worksheet(town, group, writer):
    swot(group, writer, keywords="humanis, berkelanjutan")
    swot(group_of(town, place=1), writer, quadrant="W", keywords="Humanis")
    counts = counts_of(group.worksheet)
    assert counts["Alam"] == {"": 1, "S": 1} and counts["Struktur"]["W"] == 1
    assert keywords_of(group.worksheet) == [("humanis", 2), ("berkelanjutan", 1)]


def test_rows_that_look_alike_are_suggested_and_merged_by_a_person(town, group, writer):
    first = swot(group, writer, statement="Jaringan serat optik antar kantor pemerintahan")
    same = {"statement": "Jaringan serat optik kantor pemerintahan", "evidence": "Pendataan"}
    second = swot(group_of(town, place=1), writer, **same)
    swot(group, writer, quadrant="W", statement="Jaringan serat optik antar kantor pemerintahan")
    (twin,) = twins_of(group.worksheet)
    with pytest.raises(PermissionDenied):
        twins.merge(group.worksheet, twin.key, keep=first.pk, by=writer)
    kept = twins.merge(group.worksheet, twin.key, keep=first.pk, by=town["coordinator"])
    assert (kept.pk, kept.evidence) == (first.pk, "Pendataan")
    assert not SwotItem.objects.filter(pk=second.pk).exists()
    with pytest.raises(Blocked):
        twins.merge(group.worksheet, twin.key, keep=first.pk, by=town["coordinator"])


def test_a_pair_that_differs_is_not_suggested_again(town, group, writer):
    swot(group, writer)
    swot(group_of(town, place=1), writer)
    (twin,) = twins_of(group.worksheet)
    twins.keep_apart(group.worksheet, twin.key, by=town["coordinator"])
    assert twins_of(Worksheet.objects.get(pk=group.worksheet.pk)) == []


def test_merged_programmes_keep_their_actions(town, plan, writer):
    group = group_of(town, "program", 2)
    horizon = town.enrolment.cohort.edition.horizons.first()
    first, second = (
        group_rows.add(group, {"name": "Satu akun warga", "horizon": horizon}, by=writer)
        for _n in range(2)
    )
    action = records.add(
        ActionItem, plan, by=town["coordinator"], strand="policy", action="x", program=second,
        first_year=2020, last_year=2020,
    )  # fmt: skip
    (twin,) = twins_of(group.worksheet)
    twins.merge(group.worksheet, twin.key, keep=first.pk, by=town["coordinator"])
    action.refresh_from_db()
    assert action.program == first and PlanProgram.objects.count() == 1


def test_an_approved_chapter_keeps_its_table(town, plan, group, writer):
    from tests.workshops.factories import approve_book

    swot(group, writer)
    approve_book(plan, 1)
    with pytest.raises(Blocked):
        swot(group, writer, statement="Terlambat")


def test_nobody_is_invited_twice(town, group):
    user = UserFactory()
    worksheets.make_scribe(group, user, by=town["coordinator"])
    worksheets.make_scribe(group, user, by=town["coordinator"])
    assert GroupScribe.objects.count() == 1


def test_the_gate_of_the_first_stage_still_asks_what_its_edition_says(town, plan):
    assert line(town, "swot_filled", 1).kind == "swot_filled"


def test_people_of_the_roster_sit_in_a_group(town, group):
    from workshops.models import Participant

    mine = Participant.objects.create(enrolment=town.enrolment, name="Siti", agency=town.works)
    far = Participant.objects.create(enrolment=town.elsewhere, name="Budi", community="RTIK")
    worksheets.arrange(group, by=town["coordinator"], participants=[mine, far])
    assert list(group.participants.all()) == [mine]
