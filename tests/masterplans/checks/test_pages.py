"""What do people see of the checks, and what can they do on the page and in the margins?"""

import pytest
from django.urls import reverse

from masterplans.checks import runner
from masterplans.models import CheckResult, Section
from masterplans.services import checks, sections

pytestmark = pytest.mark.django_db
FAULTS = "<p>Uraian xxx menyusul.</p><h3>Keadaan</h3><p>Pilar Smart People.</p>"


@pytest.fixture
def faulty(chapter, town) -> Section:
    section = chapter.sections.first()
    sections.save(section, FAULTS, by=town["writer"], base_version=0)
    runner.check_plan(chapter.plan)
    return Section.objects.get(pk=section.pk)


def page(client, person, plan, **query) -> str:
    client.force_login(person)
    url = reverse("masterplans:check_list", args=[plan.enrolment.slug])
    return client.get(url, query).content.decode()


def test_the_page_counts_and_filters(client, plan, town, faulty, chapter):
    shown = page(client, town["mentor"], plan)
    assert shown.count('id="finding-') == 2

    assert page(client, town["mentor"], plan, rule="placeholder").count('id="finding-') == 1
    assert page(client, town["mentor"], plan, severity="should").count('id="finding-') == 0
    assert page(client, town["mentor"], plan, chapter=chapter.pk).count('id="finding-') == 2
    assert page(client, town["mentor"], plan, chapter="0").count('id="finding-') == 0
    assert page(client, town["mentor"], plan, rule="no-such").count('id="finding-') == 2


def test_a_writer_sets_several_aside_at_once_and_the_mentor_reads_why(client, plan, town, faulty):
    found = list(CheckResult.objects.values_list("pk", flat=True))
    client.force_login(town["writer"])
    url = reverse("masterplans:check_dismiss", args=[plan.enrolment.slug])

    client.post(url, {"finding": found, "reason": "Istilah <b>resmi</b>."})

    assert not CheckResult.objects.open().exists()
    shown = page(client, town["mentor"], plan, state="dismissed")
    assert "Istilah &lt;b&gt;resmi&lt;/b&gt;." in shown
    assert shown.count("formaction=") == 2


@pytest.mark.parametrize("data", [{}, {"finding": "abc"}, {"finding": "1", "reason": "x"}])
def test_marks_that_name_nothing_change_nothing(client, plan, town, faulty, data):
    client.force_login(town["writer"])
    CheckResult.objects.filter(pk=1).delete()

    answer = client.post(
        reverse("masterplans:check_dismiss", args=[plan.enrolment.slug]), data, follow=True
    )

    assert answer.status_code == 200
    assert not CheckResult.objects.exclude(state="open").exists()


def test_the_margin_of_the_editor_lists_what_was_found(client, town, faulty):
    client.force_login(town["writer"])

    shown = client.get(faulty.get_absolute_url()).content.decode()

    assert 'data-quote="xxx"' in shown
    assert 'data-prefix="Uraian "' in shown


def test_a_finding_is_set_aside_in_the_margin(client, plan, town, faulty):
    finding = CheckResult.objects.get(rule="placeholder")
    client.force_login(town["writer"])
    url = reverse("masterplans:check_dismiss", args=[plan.enrolment.slug])

    answer = client.post(
        url,
        {"finding": finding.pk, "reason": "Nama produk.", "back": f"section:{faulty.pk}"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert 'data-quote="xxx"' not in answer.content.decode()
    assert "Nama produk." in answer.content.decode()


def test_the_margin_answers_nothing_new_when_nothing_is_new(client, town, faulty):
    client.force_login(town["writer"])
    url = reverse("masterplans:section_checks", args=[faulty.pk])
    stamp = client.get(url).content.decode().partition('data-stamp="')[2].partition('"')[0]

    assert client.get(url, {"seen": stamp}).status_code == 204
    sections.save(faulty, "<p>Selesai.</p>", by=town["writer"], base_version=faulty.version)
    runner.check_chapter(faulty.chapter)
    assert client.get(url, {"seen": stamp}).status_code == 200


def test_only_reviewers_read_whose_paragraph_it_is(client, plan, town, faulty):
    CheckResult.objects.filter(rule="placeholder").update(
        rule="paragraph_copied",
        parameters={"own": "Kota Bontang", "region": "Kabupaten Rahasia", "year": 2018},
    )

    assert "Kabupaten Rahasia" not in page(client, town["writer"], plan)
    assert "Kabupaten Rahasia" in page(client, town["mentor"], plan)
    assert "Kabupaten Rahasia" in page(client, town["ministry"], plan)


def test_the_matrix_counts_findings(client, plan, town, faulty, chapter):
    client.force_login(town["mentor"])

    shown = client.get(plan.get_absolute_url()).content.decode()

    assert f"?chapter={chapter.pk}" in shown


@pytest.mark.parametrize("name", ["list", "section", "chapter"])
def test_one_and_many_findings_cost_the_same(
    client,
    plan,
    town,
    faulty,
    chapter,
    name,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    client.force_login(town["writer"])
    url = {
        "list": reverse("masterplans:check_list", args=[plan.enrolment.slug]),
        "section": reverse("masterplans:section_checks", args=[faulty.pk]),
        "chapter": reverse("masterplans:chapter_checks", args=[chapter.pk]),
    }[name]
    CheckResult.objects.filter(rule="placeholder").delete()
    client.get(url)
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    for section in chapter.sections.all():
        section.html = FAULTS * 3
        section.save()
    runner.check_plan(plan)
    assert CheckResult.objects.count() > 8

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(url)


def test_an_issued_book_has_no_finding_that_must_be_settled(plan, town, faulty, chapter):
    from masterplans.services import publication

    reasons = publication.reasons_against_issue(chapter.book)
    assert sum("xxx" in reason for reason in reasons) == 1

    checks.dismiss(CheckResult.objects.all(), by=town["coordinator"], reason="Istilah resmi.")

    assert not any("xxx" in reason for reason in publication.reasons_against_issue(chapter.book))
