"""How is a candidate scored, ranked and decided, and what is refused in words?"""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts.imports import check
from accounts.models import Job, Notice
from accounts.services import history, imports, jobs
from programs.models import AssessorAssignment, Candidacy, Coordinator
from programs.people import relations_of
from programs.ranking import criteria_of, ranked
from programs.services import candidacies, enrolments, pass_letters, score_sheets
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import REGISTRY
from smartcity_portal.kit.sheets.reading import read
from smartcity_portal.kit.sheets.writing import table_of, write
from tests.factories import EnrolmentFactory, ProvinceFactory, RegionFactory, UserFactory
from tests.programs.factories import FULL, candidate, cohort_of_2022, scored


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Blocked) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.reasons)


@pytest.fixture
def ministry(town):
    return town["ministry"]


@pytest.fixture
def candidacy(ministry) -> Candidacy:
    return candidate(ministry, name="Kota Calon", slug="kota-calon")


def fresh(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.get(pk=candidacy.pk)


def order_of(cohort):
    rows = cohort.candidacies.with_names().prefetch_related("sheets")
    return ranked(rows, criteria_of(cohort.edition))


class TestCandidates:
    def test_a_region_is_a_candidate_once(self, ministry, candidacy):
        sentence = refusal(candidacies.add, candidacy.cohort, candidacy.region, by=ministry)
        assert sentence == "Kota Calon sudah menjadi calon angkatan 2022."

    def test_the_same_region_may_stand_again_in_another_cohort(self, town, ministry, candidacy):
        again = candidacies.add(town.enrolment.cohort, candidacy.region, by=ministry)
        assert again.cohort.year == 2019

    def test_a_province_and_a_region_that_takes_part_are_refused(self, ministry):
        cohort = cohort_of_2022()
        assert "provinsi" in refusal(candidacies.add, cohort, ProvinceFactory(), by=ministry)
        enrolled = EnrolmentFactory(cohort=cohort)
        sentence = refusal(candidacies.add, cohort, enrolled.region, by=ministry)
        assert "sudah menjadi peserta" in sentence

    def test_a_refused_region_does_not_hold_up_the_others(self, ministry, candidacy):
        other = RegionFactory()
        outcome = candidacies.add_many(
            candidacy.cohort, [candidacy.region, other], by=ministry, origin="applied"
        )
        assert [row.region for row in outcome.done] == [other]
        assert len(outcome.refused) == 1

    def test_only_the_ministry_runs_the_selection(self, town, candidacy):
        for role in ("coordinator", "mentor", "assessor", "observer"):
            with pytest.raises(PermissionDenied):
                candidacies.add(candidacy.cohort, RegionFactory(), by=town[role])
            with pytest.raises(PermissionDenied):
                candidacies.decline(candidacy, by=town[role], reason="Tidak.")


class TestScoring:
    def test_the_last_sheet_closes_the_assessment(self, ministry, candidacy):
        first, second = UserFactory(), UserFactory()
        for assessor in (first, second):
            score_sheets.ask(candidacy, assessor, by=ministry)
        score_sheets.hand_in(candidacy, by=first, scores=FULL)
        assert fresh(candidacy).state == "invited"
        score_sheets.hand_in(candidacy, by=second, scores=FULL)
        assert fresh(candidacy).state == "assessed"
        assert history.last_move(candidacy).verb == "programs.candidacy.complete"

    def test_others_are_seen_only_after_the_own_sheet_is_handed_in(self, ministry, candidacy):
        first, second = UserFactory(), UserFactory()
        for assessor in (first, second):
            score_sheets.ask(candidacy, assessor, by=ministry)
        score_sheets.hand_in(candidacy, by=first, scores=FULL)
        seen = {sheet.assessor for sheet in candidacy.sheets.visible_to(second)}
        assert seen == {second}
        score_sheets.hand_in(candidacy, by=second, scores=FULL)
        assert candidacy.sheets.visible_to(second).count() == 2
        assert candidacy.sheets.visible_to(UserFactory()).count() == 0

    @pytest.mark.parametrize("score", [-1, 101, "80", 70.5])
    def test_a_score_outside_the_scale_is_refused_by_its_name(self, ministry, candidacy, score):
        assessor = UserFactory()
        score_sheets.ask(candidacy, assessor, by=ministry)
        sentence = refusal(score_sheets.save, candidacy, by=assessor, scores={"paparan": score})
        assert "Paparan kepala daerah" in sentence
        assert "0 sampai 100" in sentence

    def test_an_unknown_criterion_is_refused(self, ministry, candidacy):
        assessor = UserFactory()
        score_sheets.ask(candidacy, assessor, by=ministry)
        sentence = refusal(score_sheets.save, candidacy, by=assessor, scores={"karisma": 5})
        assert "karisma" in sentence

    def test_what_is_left_out_needs_a_word(self, ministry, candidacy):
        assessor = UserFactory()
        score_sheets.ask(candidacy, assessor, by=ministry)
        assert "sekurang-kurangnya satu" in refusal(
            score_sheets.hand_in, candidacy, by=assessor, scores={}
        )
        sentence = refusal(score_sheets.hand_in, candidacy, by=assessor, scores={"paparan": 70})
        assert "Kelengkapan administrasi, Wawancara" in sentence
        score_sheets.hand_in(candidacy, by=assessor, scores={"paparan": 70}, note="Tanpa wawancara")

    def test_a_sheet_is_handed_in_once_and_comes_back_for_a_reason(self, ministry, candidacy):
        (assessor,) = scored(candidacy, ministry, FULL)
        sheet = candidacy.sheets.get()
        assert "sudah berakhir" in refusal(
            score_sheets.hand_in, candidacy, by=assessor, scores=FULL
        )
        assert "harus diperbaiki" in refusal(score_sheets.give_back, sheet, by=ministry, reason=" ")
        score_sheets.give_back(sheet, by=ministry, reason="Nilai tertukar")
        assert fresh(candidacy).state == "invited"
        assert "Nilai tertukar" in Notice.objects.get(to=assessor).body
        score_sheets.hand_in(candidacy, by=assessor, scores=FULL)

    def test_only_who_was_asked_scores(self, town, candidacy):
        with pytest.raises(PermissionDenied):
            score_sheets.save(candidacy, by=town["stranger"], scores=FULL)
        with pytest.raises(PermissionDenied):
            score_sheets.save(candidacy, by=town["ministry"], scores=FULL)

    def test_an_unfinished_sheet_goes_with_its_assessor_and_a_told_one_stays(
        self, ministry, candidacy
    ):
        lazy = UserFactory()
        score_sheets.ask(candidacy, lazy, by=ministry)
        scored(candidacy, ministry, FULL)
        told = candidacy.sheets.handed_in().get()
        assert "sudah mengirim" in refusal(score_sheets.release, told, by=ministry)
        score_sheets.release(candidacy.sheets.get(assessor=lazy), by=ministry)
        assert not relations_of(lazy).assessed

    def test_asking_many_tells_each_person_once(self, ministry, candidacy):
        other, assessor = candidate(ministry), UserFactory()
        score_sheets.ask_many([candidacy, other], [assessor], by=ministry)
        notice = Notice.objects.get(to=assessor)
        assert "Jumlah daerah: 2" in notice.body

    def test_the_criteria_stand_once_somebody_has_handed_in(self, ministry, candidacy):
        scored(candidacy, ministry, FULL)
        candidacy.cohort.edition.refresh_from_db()
        assert candidacy.cohort.edition.state == "frozen"

    def test_an_assessor_does_not_close_it_for_the_others(self, ministry, candidacy):
        first, second = UserFactory(), UserFactory()
        for assessor in (first, second):
            score_sheets.ask(candidacy, assessor, by=ministry)
        score_sheets.hand_in(candidacy, by=first, scores=FULL)
        with pytest.raises(PermissionDenied):
            candidacies.assess(candidacy, by=first)
        assert fresh(candidacies.assess(candidacy, by=ministry)).state == "assessed"
        assert "sudah berakhir" in refusal(score_sheets.hand_in, candidacy, by=second, scores=FULL)


class TestRanking:
    def test_scores_are_weighed_and_missing_ones_are_never_zero(self, ministry):
        best = candidate(ministry, name="Kota Terbaik")
        partial = candidate(ministry, name="Kota Sebagian")
        unscored = candidate(ministry, name="Kota Kosong")
        scored(best, ministry, FULL, {"administrasi": 100, "paparan": 90, "wawancara": 80})
        scored(partial, ministry, {"paparan": 100})
        rows = order_of(best.cohort)
        assert [row.candidacy for row in rows] == [best, partial, unscored]
        assert [row.rank for row in rows] == [1, None, None]
        assert rows[0].total.value == Decimal("78")
        assert rows[0].spread == Decimal("20")
        assert rows[0].is_disputed
        assert rows[1].total.value == Decimal("100")
        assert rows[1].total.share == Decimal("0.4")
        assert rows[1].means["wawancara"] is None
        assert rows[2].total.value is None

    def test_ties_share_a_place(self, ministry):
        rows = [candidate(ministry) for _ in range(3)]
        scored(rows[0], ministry, FULL)
        scored(rows[1], ministry, FULL)
        scored(rows[2], ministry, {**FULL, "paparan": 10})
        assert [row.rank for row in order_of(rows[0].cohort)] == [1, 1, 3]

    def test_a_sheet_that_is_not_handed_in_does_not_count(self, ministry, candidacy):
        scored(candidacy, ministry, FULL)
        candidacies.resume(candidacy, by=ministry)
        late = UserFactory()
        score_sheets.ask(candidacy, late, by=ministry)
        score_sheets.save(candidacy, by=late, scores={"paparan": 0})
        (row,) = order_of(candidacy.cohort)
        assert (row.handed_in, row.asked) == (1, 2)
        assert row.total.value == Decimal("68")


class TestDecisions:
    def test_nobody_is_accepted_without_an_assessment(self, ministry, candidacy):
        assert "tidak dapat" in refusal(candidacies.accept, candidacy, by=ministry)
        assert "lembar nilai" in refusal(candidacies.assess, candidacy, by=ministry)

    def test_declining_needs_a_reason_that_the_region_reads(self, town, ministry, candidacy):
        Coordinator.objects.create(region=candidacy.region, user=town["stranger"])
        assert "alasan" in refusal(candidacies.decline, candidacy, by=ministry, reason="").lower()
        candidacies.decline(candidacy, by=ministry, reason="Kuota telah terpenuhi.")
        notice = Notice.objects.get(to=town["stranger"])
        assert "Kuota telah terpenuhi." in notice.body
        assert fresh(candidacy).reason == "Kuota telah terpenuhi."

    def test_deciding_many_leaves_the_refused_ones_and_names_them(self, ministry, candidacy):
        ready = candidate(ministry, name="Kota Siap")
        scored(ready, ministry, FULL)
        outcome = candidacies.decide_many([ready, candidacy], "accept", by=ministry)
        assert [row.region.name for row in outcome.done] == ["Kota Siap"]
        assert outcome.refused[0].startswith("Kota Calon: ")

    def test_assessors_of_the_selection_are_done_with_the_decision(self, ministry, candidacy):
        scored(candidacy, ministry, FULL)
        candidacies.accept(candidacy, by=ministry)
        assert not AssessorAssignment.objects.filter(region=candidacy.region, until=None).exists()
        candidacies.reopen(fresh(candidacy), by=ministry, reason="Salah tekan")
        assert AssessorAssignment.objects.filter(region=candidacy.region, until=None).exists()

    def test_an_accepted_candidate_is_enrolled_and_the_others_are_not(self, ministry, candidacy):
        sentence = refusal(
            enrolments.enrol, candidacy.cohort, candidacy.region, by=ministry, period_start=2023
        )
        assert "Menunggu penilaian" in sentence
        scored(candidacy, ministry, FULL)
        candidacies.accept(candidacy, by=ministry)
        enrolments.enrol(candidacy.cohort, candidacy.region, by=ministry, period_start=2023)
        assert "sudah menjadi peserta" in refusal(
            candidacies.withdraw, candidacy, by=ministry, reason="Mundur"
        )

    def test_a_region_that_never_was_a_candidate_enrols_as_before(self, ministry):
        enrolments.enrol(cohort_of_2022(), RegionFactory(), by=ministry, period_start=2023)


WORDS = {
    "number": "B-217/KOMINFO/DJAI/AI.01.05/04/2018",
    "dated": date(2022, 4, 1),
    "signer_office": "Direktur Jenderal Aplikasi Informatika",
    "signer_name": "Nama Pejabat",
}


class TestPassLetters:
    @pytest.fixture
    def accepted(self, ministry, candidacy) -> Candidacy:
        scored(candidacy, ministry, FULL)
        candidacies.change(candidacy, by=ministry, contact_email="humas@example.org")
        return candidacies.accept(candidacy, by=ministry)

    def issue(self, candidacy, ministry, **words):
        words = {**WORDS, **pass_letters.usual_words(candidacy.cohort), **words}
        return pass_letters.issue(candidacy.cohort, [candidacy], by=ministry, **words)

    def test_a_copy_is_printed_once_and_mailed_once(
        self, town, ministry, accepted, django_capture_on_commit_callbacks
    ):
        Coordinator.objects.create(region=accepted.region, user=town["stranger"])
        letter = self.issue(accepted, ministry)
        with django_capture_on_commit_callbacks(execute=True):
            job = pass_letters.request_print(letter, by=ministry)
        assert Job.objects.get(pk=job.pk).result["printed"] == 1
        printed = fresh(accepted)
        assert blobs.read(printed.letter_sha256).startswith(b"%PDF-")
        (message,) = [m for m in mail.outbox if m.to == ["humas@example.org"]]
        assert message.attachments[0][2] == "application/pdf"
        assert Notice.objects.filter(to=town["stranger"], kind="programs.pass_letter_issued")
        again = pass_letters.request_print(letter, by=ministry)
        jobs.run(again.pk)
        assert fresh(accepted).letter_sha256 == printed.letter_sha256
        assert len([m for m in mail.outbox if m.to == ["humas@example.org"]]) == 1

    def test_who_is_not_accepted_gets_none_and_nobody_gets_two(self, ministry, candidacy, accepted):
        other = candidate(ministry, name="Kota Lain")
        assert "Kota Lain belum diterima" in refusal(self.issue, other, ministry)
        self.issue(accepted, ministry)
        assert "sudah memiliki surat" in refusal(self.issue, accepted, ministry)

    def test_a_place_that_is_not_known_is_named(self, ministry, accepted):
        sentence = refusal(self.issue, accepted, ministry, body="Yth. {bupati}")
        assert "{bupati}" in sentence
        assert "{region}" in sentence

    def test_a_letter_of_tomorrow_is_refused(self, ministry, accepted):
        assert "setelah hari ini" in refusal(self.issue, accepted, ministry, dated=date(2999, 1, 1))

    def test_taking_the_decision_back_ends_the_letter(self, ministry, accepted):
        self.issue(accepted, ministry)
        candidacies.reopen(fresh(accepted), by=ministry, reason="Keliru")
        assert fresh(accepted).letter is None


class TestLists:
    """What leaves as a spreadsheet comes back as it left, and what is wrong is said row by row."""

    def found(self, name, cohort, ministry, content: bytes):
        draft = imports.bring(REGISTRY[name], cohort, read(io.BytesIO(content)), by=ministry)
        if draft.state == "checking":
            check(draft)
            draft.refresh_from_db()
        return draft.found

    @pytest.mark.parametrize("name", ["programs.candidacies", "programs.assessors"])
    @pytest.mark.parametrize("ending", ["xlsx", "csv"])
    def test_nothing_changes(self, ministry, candidacy, name, ending):
        scored(candidacy, ministry, FULL)
        content = write(table_of(REGISTRY[name], candidacy.cohort, ministry), ending)
        assert self.found(name, candidacy.cohort, ministry, content)["unchanged"] == 1

    def test_a_mentor_in_the_list_of_assessors_is_refused_in_the_preview(self, town, ministry):
        candidacy = candidacies.add(cohort_of_2022(), town.enrolment.region, by=ministry)
        rows = f"Daerah;Asesor\n{candidacy.region.name};{town['mentor'].email}\n"
        found = self.found("programs.assessors", candidacy.cohort, ministry, rows.encode())
        assert not candidacy.sheets.exists()
        assert found["wrong"] == 1
