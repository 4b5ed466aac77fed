"""Does the demo stand after loading, and is a second run without effect?"""

import time
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from accounts.models import HistoryEntry, Notice, User
from accounts.services import history
from commitments.models import Sheet
from masterplans.models import BookEdition, Chapter, Comment, QuickWin, VolumeEdition
from programs.models import Cohort, Enrolment, Region
from programs.people import relations_of
from smartcity_portal.kit import blobs
from workshops.gates import gate_of
from workshops.models import StageClosure

APPS = ("accounts", "programs", "masterplans", "commitments", "workshops")


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load everything once; the module's tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def enrolment(slug):
    return Enrolment.objects.select_related("region", "cohort__edition").get(slug=slug)


def chapters_of(slug):
    return Chapter.objects.filter(book__plan__enrolment__slug=slug).order_by(
        "book__number", "number"
    )


def counts():
    return {
        model._meta.label: model.objects.count()
        for app in APPS
        for model in apps.get_app_config(app).get_models()
    }


def test_all_regions_and_the_known_cohorts_are_there():
    assert Region.objects.count() == 552
    sizes = {c.year: c.enrolments.count() for c in Cohort.objects.all()}
    assert sizes == {2017: 25, 2018: 50, 2019: 8, 2021: 4, 2022: 8, 2023: 18, 2024: 10}


def test_a_second_run_changes_nothing_and_is_quick():
    before, started = counts(), time.process_time()
    call_command("load_demo", verbosity=0)
    assert time.process_time() - started < 2
    assert counts() == before


def test_bontang_is_finished():
    bontang = enrolment("kota-bontang-2019")
    assert bontang.is_finished
    assert set(chapters_of(bontang.slug).values_list("state", flat=True)) == {"approved"}
    assert list(StageClosure.objects.filter(enrolment=bontang).values_list("stage", "overridden")) == [
        (1, False), (2, False), (3, False), (4, False),
    ]  # fmt: skip
    final = QuickWin.objects.filter(plan__enrolment=bontang, state="final")
    assert {q.name for q in final} == {
        "Super Apps Bessai Berinta Smart City",
        "Simpeltaru",
        "Kampung Masdarling",
    }


def test_bontang_s_approvals_stand_in_history_on_their_days():
    chapter = chapters_of("kota-bontang-2019").filter(book__number=2, number=2).get()
    moves = [
        (line.verb.rpartition(".")[2], line.at.date(), str(line.by))
        for line in reversed(history.history_of(chapter))
    ]
    assert ("send_back", date(2019, 9, 16), "Farid Subkhan") in moves
    assert moves[-1] == ("approve", date(2019, 9, 24), "Farid Subkhan")
    assert history.faults_in() == []


def test_bontang_s_masterplan_has_at_least_sixty_pages():
    editions = BookEdition.objects.filter(book__plan__enrolment__slug="kota-bontang-2019")
    pages = {edition.book.number: edition.pages for edition in editions}
    assert pages.keys() == {1, 2, 3}
    assert pages[2] >= 60
    assert all(blobs.read(edition.sha256).startswith(b"%PDF") for edition in editions)


def test_bontang_s_books_are_bound_with_the_signed_sheet():
    volume = VolumeEdition.objects.get(plan__enrolment__slug="kota-bontang-2019")
    sheet = Sheet.objects.promises().get(enrolment__slug="kota-bontang-2019")
    assert volume.issued_at > sheet.completed_at
    assert volume.pages >= 120
    assert blobs.read(volume.sha256).startswith(b"%PDF")
    assert blobs.exists(volume.material_sha256)


def test_bontang_s_sheet_is_signed_by_everybody():
    sheet = Sheet.objects.get(enrolment__slug="kota-bontang-2019", kind="joint")
    assert sheet.state == "completed"
    assert sheet.signatures.count() == sheet.signatories.count() == 25


def test_batam_s_queues_are_alive():
    states = list(chapters_of("kota-batam-2022").values_list("state", flat=True))
    assert set(states) == {"approved", "in_review", "needs_work", "writing", "empty"}
    comments = Comment.objects.filter(chapter__book__plan__enrolment__slug="kota-batam-2022")
    assert set(comments.values_list("state", flat=True)) == {"open", "answered"}
    sheet = Sheet.objects.get(enrolment__slug="kota-batam-2022", kind="joint")
    assert sheet.state == "signing"
    assert 0 < sheet.signatures.count() < sheet.signatories.count()


def test_batam_s_gate_waits_and_its_third_stage_was_overridden_with_a_reason():
    batam = enrolment("kota-batam-2022")
    gate = gate_of(batam)
    assert gate.stage == 4 and gate.unmet
    assert all((item.days or 0) < 60 for line in gate.lines for item in line.items)
    closure = StageClosure.objects.get(enrolment=batam, stage=3)
    assert closure.overridden and closure.reason and closure.unmet


def test_madiun_and_batang_stand_after_their_first_bimtek():
    madiun, batang = enrolment("kota-madiun-2019"), enrolment("kabupaten-batang-2018")
    assert madiun.workshops.get(number=1).participants == 300
    assert batang.memorandum.number_ministry == "26/KOMINFO/HK.03.02/05/2018"
    assert [h.last_year for h in batang.cohort.edition.horizons.all()] == [1, 10]
    assert madiun.stage == batang.stage == 1


def test_the_portal_tells_nobody_of_the_past():
    old = Notice.objects.exclude(kind="programs.relation_granted")
    assert not old.filter(url__contains="kota-bontang").exists()


def test_every_demo_person_stands_in_a_relation():
    people = {user.username: relations_of(user) for user in User.objects.all()}
    batam = enrolment("kota-batam-2022")
    assert people["kementerian"].ministry
    assert people["pembimbing"].mentored == {batam.pk}
    assert people["koordinator"].coordinated_regions == {batam.region_id}
    assert people["penulis"].written_agencies and people["kepala-dinas"].headed_agencies
    assert people["wali-kota"].held_offices and people["kepala-dinas"].held_offices
    assert (batam.cohort_id, batam.region_id) in people["asesor"].assessed
    assert people["pemantau"].observes_all


def test_demo_people_can_sign_in_and_the_others_cannot():
    assert User.objects.get(username="koordinator").check_password("contoh-2022")
    assert not User.objects.get(username="tim-bontang").has_usable_password()


def test_the_people_are_printed_with_what_each_may_do(capsys):
    call_command("load_demo", people=True)
    printed = capsys.readouterr().out
    assert "contoh-2022" in printed
    assert "pembimbing" in printed and "Meninjau bab" in printed


def test_what_is_invented_says_so():
    lines = HistoryEntry.objects.filter(verb="masterplans.quickwin.nominate")
    assert lines.exists()
    for quick_win in QuickWin.objects.filter(plan__enrolment__slug="kota-batam-2022"):
        assert quick_win.is_example and "(contoh)" in quick_win.name
