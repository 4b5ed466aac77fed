"""Is history written once, in order, and readable by the right people only?"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import HistoryEntry
from accounts.services import history

VERB = "programs.cohort.change"


@pytest.fixture
def told(town):
    for number in range(3):
        history.record(VERB, town.enrolment, by=town["ministry"], fields=[number])
    return town.enrolment


def rewrite(**columns):
    """Change a line behind the trigger's back, as somebody with the database file could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER accounts_historyentry_no_update")
            cursor.execute("DROP TRIGGER accounts_historyentry_no_delete")
    HistoryEntry.objects.filter(number=2).update(**columns)


def test_lines_count_on_and_hold_the_hash_before_them(told):
    first, second, third = history.history_of(told).order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.prev_hash == ""
    assert second.prev_hash == first.hash
    assert third.prev_hash == second.hash


def test_the_database_refuses_to_change_or_remove_a_line(told):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistoryEntry.objects.filter(number=2).update(verb="lain")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistoryEntry.objects.filter(number=2).delete()
    assert history.history_of(told).count() == 3


def test_an_unbroken_chain_is_confirmed(told):
    assert history.faults_in() == []
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "0 broken" in out.getvalue()


@pytest.mark.parametrize("columns", [{"data": {"fields": ["lain"]}}, {"hash": "0" * 64}])
def test_a_changed_line_is_found(told, columns):
    rewrite(**columns)
    assert len(history.faults_in(history.subject_of(told))) >= 1
    with pytest.raises(SystemExit):
        call_command("verify_history", stdout=StringIO(), stderr=StringIO())


def test_a_removed_line_is_found(told):
    rewrite(data={})
    HistoryEntry.objects.filter(number=2).delete()
    assert any("2 is missing" in fault for fault in history.faults_in())


def test_an_act_without_words_is_not_remembered(town):
    with pytest.raises(KeyError):
        history.record("programs.cohort.unheard", town.enrolment, by=None)


def test_the_page_tells_who_did_what(told, town, client):
    client.force_login(town["writer"])
    url = reverse("accounts:history", args=["programs.enrolment", told.pk])
    page = client.get(url)
    assert town["ministry"].name in page.text
    assert "mengubah data angkatan" in page.text
    assert "Utuh" in page.text
    rewrite(data={})
    assert "Tidak utuh" in client.get(url).text


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("programs.enrolment", "stranger"),
        ("programs.enrolment", "mentor_elsewhere"),
        ("programs.region", "coordinator_elsewhere"),
        ("programs.agency", "writer_elsewhere"),
        ("programs.cohort", "coordinator"),
        ("accounts.user", "ministry"),
        ("accounts.tidakada", "ministry"),
        ("tanpa-titik", "ministry"),
    ],
)
def test_it_does_not_exist_for_others_and_for_what_keeps_its_history(town, client, label, role):
    rows = {
        "programs.enrolment": town.enrolment.pk,
        "programs.region": town.enrolment.region.pk,
        "programs.agency": town.works.pk,
        "programs.cohort": town.enrolment.cohort.pk,
    }
    client.force_login(town[role])
    url = reverse("accounts:history", args=[label, rows.get(label, 1)])
    assert client.get(url).status_code == 404


def test_a_number_that_is_none_is_not_found(town, client):
    client.force_login(town["ministry"])
    url = reverse("accounts:history", args=["programs.enrolment", "bukan-angka"])
    assert client.get(url).status_code == 404


def test_the_page_costs_the_same_with_one_and_with_three_lines(
    told, town, client, django_assert_num_queries
):
    client.force_login(town["ministry"])
    url = reverse("accounts:history", args=["programs.enrolment", told.pk])
    client.get(url)
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as three:
        client.get(url)
    for _ in range(3):
        history.record(VERB, told, by=town["mentor"])
    with django_assert_num_queries(len(three)):
        client.get(url)
