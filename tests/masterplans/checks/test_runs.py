"""When are checks run, what is kept between runs, and what does a dismissal outlive?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import HistoryEntry
from masterplans.checks import leases, results, runner
from masterplans.checks.facts import facts_of
from masterplans.models import Chapter, CheckResult, CheckRun, Section
from masterplans.services import checks, plans, sections
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db
FAULT = "<p>Kalimat pertama. Uraian xxx menyusul segera. Kalimat ketiga.</p>"


@pytest.fixture
def section(chapter) -> Section:
    return chapter.sections.first()


@pytest.fixture
def finding(section, chapter, town) -> CheckResult:
    sections.save(section, FAULT, by=town["writer"], base_version=0)
    runner.check_chapter(chapter)
    return CheckResult.objects.get()


def again(section, html, chapter, by) -> None:
    section.refresh_from_db()
    sections.save(section, html, by=by, base_version=section.version)
    runner.check_chapter(chapter)


def test_a_finding_knows_its_place(finding, section, chapter):
    assert (finding.rule, finding.severity, finding.state) == ("placeholder", "must", "open")
    assert (finding.section, finding.chapter, finding.quote) == (section, chapter, "xxx")
    assert finding.prefix.endswith("Uraian ")
    assert finding.suffix.startswith(" menyusul")


def test_the_same_text_again_changes_nothing(finding, chapter):
    before = CheckResult.objects.values().get()

    runner.check_chapter(chapter)
    runner.check_plan(chapter.plan)

    assert CheckResult.objects.values().get() == before


def test_a_finding_that_was_settled_is_forgotten(finding, section, chapter, town):
    again(section, "<p>Uraian menyusul.</p>", chapter, town["writer"])

    assert not CheckResult.objects.exists()


def test_a_dismissal_lives_as_long_as_the_sentence(finding, section, chapter, town):
    checks.dismiss([finding], by=town["writer"], reason="Nama produk.")

    again(section, "<p>Baru di depan.</p>" + FAULT, chapter, town["writer"])
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.block) == ("dismissed", "Nama produk.", 1)

    again(section, FAULT.replace("segera", "besok"), chapter, town["writer"])
    finding.refresh_from_db()
    assert finding.state == "gone"
    assert CheckResult.objects.open().count() == 1

    again(section, FAULT, chapter, town["writer"])
    finding.refresh_from_db()
    assert finding.state == "dismissed"
    assert not CheckResult.objects.open().exists()


def test_a_dismissal_has_a_reason_a_person_and_a_line_of_history(finding, chapter, town):
    with pytest.raises(Blocked):
        checks.dismiss([finding], by=town["writer"], reason="  ")

    assert checks.dismiss([finding], by=town["writer"], reason="Nama produk.") == 1

    finding.refresh_from_db()
    assert (finding.by, finding.reason) == (town["writer"], "Nama produk.")
    entry = HistoryEntry.objects.get(verb="masterplans.chapter.dismiss_findings")
    assert entry.data["count"] == 1
    with pytest.raises(Blocked):
        checks.dismiss([finding], by=town["writer"], reason="Sekali lagi.")


@pytest.mark.parametrize(
    "role", ["mentor", "ministry", "writer_of_another_agency", "assessor", "observer"]
)
def test_only_writers_and_the_coordinator_set_findings_aside(finding, town, role):
    with pytest.raises(PermissionDenied):
        checks.dismiss([finding], by=town[role], reason="Tidak apa.")


@pytest.mark.parametrize("role", ["writer", "coordinator", "mentor"])
def test_what_was_set_aside_is_opened_again(finding, town, role):
    checks.dismiss([finding], by=town["coordinator"], reason="Nama produk.")

    checks.reopen(finding, by=town[role])

    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.by) == ("open", "", None)
    with pytest.raises(Blocked):
        checks.reopen(finding, by=town[role])


def test_many_saves_ask_once_and_nothing_is_lost(chapter, town, django_capture_on_commit_callbacks):
    section = chapter.sections.first()
    with django_capture_on_commit_callbacks() as calls:
        for number in range(3):
            sections.save(
                section,
                f"<p>xxx {number}</p>",
                by=town["writer"],
                base_version=number,
                autosave=True,
            )
    run = CheckRun.objects.get(chapter=chapter)
    assert sum("_send" in repr(call) for call in calls) == 1
    assert checks.is_waiting(chapter.plan, chapter)

    assert leases.perform(run.pk) is False
    assert CheckResult.objects.count() == 1
    assert not checks.is_waiting(chapter.plan, chapter)
    assert leases.perform(run.pk) is False, "nothing is waited for"


def test_what_comes_in_during_a_run_is_run_again(chapter, section, town, monkeypatch):
    sections.save(section, FAULT, by=town["writer"], base_version=0)
    run = CheckRun.objects.get(chapter=chapter)
    real = runner.check_chapter

    def slow(one):
        found = real(one)
        assert leases.perform(run.pk) is False, "a second worker leaves it to the first"
        CheckRun.objects.filter(pk=run.pk).update(wanted_at=timezone.now())
        return found

    monkeypatch.setattr(runner, "check_chapter", slow)
    assert leases.perform(run.pk) is True


def test_a_run_whose_worker_died_is_sent_again(chapter, section, town):
    sections.save(section, FAULT, by=town["writer"], base_version=0)
    long_ago = timezone.now() - timedelta(minutes=5)
    CheckRun.objects.update(sent_at=long_ago, lease_until=long_ago)

    with_worker = checks.sweep()

    assert with_worker == 1
    assert CheckResult.objects.count() == 1


def test_an_older_run_does_not_overwrite_a_newer_one(chapter, section, town):
    facts = facts_of(chapter.plan)
    sections.save(section, FAULT, by=town["writer"], base_version=0)
    runner.check_chapter(chapter)

    results.store(
        facts, [], chapters={chapter.pk}, whole=False, read_at=timezone.now() - timedelta(minutes=1)
    )

    assert CheckResult.objects.count() == 1


def test_one_broken_check_does_not_silence_the_others(chapter, section, town, monkeypatch, caplog):
    from masterplans.checks import catalogue

    def broken(section, plan):
        raise ZeroDivisionError

    first = next(iter(catalogue.CHECKS.values()))
    monkeypatch.setitem(
        catalogue.CHECKS, "broken", catalogue.Check("broken", "", "", {}, "must", broken, None)
    )
    monkeypatch.setattr(runner, "CHECKS", {"broken": catalogue.CHECKS["broken"], first.name: first})
    sections.save(section, FAULT, by=town["writer"], base_version=0)
    runner.check_chapter(chapter)

    assert CheckResult.objects.count() == 1
    assert "check broken failed" in caplog.text


LONG = (
    "<p>Pemerintah {} menyiapkan pusat layanan warga yang menyatukan antrean, pembayaran, dan pengaduan "
    "dalam satu gedung, sehingga warga yang datang dari kelurahan paling jauh sekalipun menyelesaikan "
    "seluruh urusannya dalam satu hari dan mengetahui kapan jawaban akan disampaikan kepadanya.</p>"
)


def test_the_younger_of_two_equal_paragraphs_is_found_whatever_names_were_changed(
    chapter, town, plan
):
    other = plans.open_for(town.elsewhere, by=town["ministry"])
    theirs = Chapter.objects.get(book__plan=other, book__number=1, number=1)
    own, far = town.enrolment.region, town.elsewhere.region
    sections.save(
        theirs.sections.first(), LONG.format(far), by=town["coordinator_elsewhere"], base_version=0
    )
    runner.check_chapter(theirs)

    sections.save(chapter.sections.first(), LONG.format(own), by=town["writer"], base_version=0)
    runner.check_chapter(chapter)
    runner.check_chapter(theirs)

    (copied,) = CheckResult.objects.filter(rule="paragraph_copied")
    assert copied.plan == plan
    assert copied.parameters["region"] == far.name


def test_a_plan_of_many_regions_asks_as_often_as_one(
    chapter, town, plan, django_assert_num_queries, django_assert_max_num_queries
):
    for section in chapter.sections.all():
        sections.save(section, LONG.format("kota"), by=town["writer"], base_version=0)
    runner.check_plan(plan)

    with django_assert_max_num_queries(30) as first:
        runner.check_chapter(chapter)
    for place in range(3):
        one = Section.objects.filter(chapter__book__plan=plan, html="")[place]
        Section.objects.filter(pk=one.pk).update(html=LONG.format("desa") + FAULT)
    runner.check_plan(plan)
    with django_assert_num_queries(len(first.captured_queries)):
        runner.check_chapter(chapter)
