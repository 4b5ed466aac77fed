"""Who is told and shown that a scan of signed paper waits to be checked?"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notice
from commitments.models import Scan
from commitments.services import checkers, ink, scans
from tests.commitments.paper import inked, jpeg, photographed, printed

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def photo(sheet, row) -> bytes:
    return jpeg(photographed(inked(printed(sheet, row.page), row), turn=5))


def board_row(client, sheet, row) -> str:
    page = client.get(sheet.get_absolute_url()).content.decode()
    return " ".join(page.partition(f'id="signatory-{row.pk}"')[2].partition("</tr>")[0].split())


def test_the_board_says_that_a_scan_waits_and_who_may_check_it(ceremony, sheet, first, mentor):
    client = client_of(ceremony.coordinator)
    assert "Pindaian menunggu" not in board_row(client, sheet, first)
    scans.upload(ceremony.enrolment, photo(sheet, first), by=ceremony.coordinator)

    row = board_row(client, sheet, first)
    assert "Pindaian menunggu diperiksa" in row
    assert f"Dapat diperiksa oleh {mentor}" in row
    assert "kementerian" not in row, "one mentor is enough for the head of an agency"

    ink.confirm(Scan.objects.with_filing().get(), first, by=mentor)
    assert "Pindaian menunggu" not in board_row(client, sheet, first)


def test_the_board_counts_the_two_checks_of_the_head_of_region(ceremony, sheet, mentor):
    head = sheet.signatories.with_sheet()[0]
    client = client_of(ceremony.coordinator)
    scans.upload(ceremony.enrolment, photo(sheet, head), by=ceremony.coordinator)
    row = board_row(client, sheet, head)
    assert f"Dapat diperiksa oleh {mentor}, kementerian" in row and "0 dari 2 pemeriksaan" in row

    ink.confirm(Scan.objects.with_filing().get(), head, by=mentor)
    row = board_row(client, sheet, head)
    assert "Dapat diperiksa oleh kementerian" in row and "1 dari 2 pemeriksaan" in row


def test_a_refused_scan_waits_no_more(ceremony, sheet, first, mentor):
    scans.upload(ceremony.enrolment, photo(sheet, first), by=ceremony.coordinator)
    ink.refuse(Scan.objects.with_filing().get(), first, by=mentor, reason="not legible")
    assert "Pindaian menunggu" not in board_row(client_of(ceremony.coordinator), sheet, first)


def test_the_ministry_compares_what_the_region_cannot_check_alone(ceremony, sheet, first, mentor):
    def home() -> str:
        return client_of(ceremony.ministry).get(reverse("home")).content.decode()

    told = Notice.objects.filter(kind="commitments.scan_filed", to=ceremony.ministry)
    scans.upload(ceremony.enrolment, photo(sheet, first), by=ceremony.coordinator)
    assert not told.exists() and "/pindai" not in home()

    head = sheet.signatories.with_sheet()[0]
    scans.upload(ceremony.enrolment, photo(sheet, head), by=ceremony.coordinator)
    scan = Scan.objects.latest("pk")
    assert told.get().url == scan.get_absolute_url()
    assert scan.get_absolute_url() in home()

    ink.confirm(scan, head, by=ceremony.ministry)
    assert scan.get_absolute_url() not in home(), "the mentor is the one who is missing now"
    ink.confirm(scan, head, by=mentor)
    head.refresh_from_db()
    assert head.has_signed


def test_without_a_mentor_the_ministry_is_asked_at_once(ceremony, sheet, first):
    scans.upload(ceremony.enrolment, photo(sheet, first), by=ceremony.coordinator)
    assert Notice.objects.filter(kind="commitments.scan_filed", to=ceremony.ministry).exists()
    assert [row.scan for row in checkers.to_check_in_ministry(ceremony.ministry)] == [
        Scan.objects.get()
    ]


def test_scans_for_the_ministry_ask_as_often_for_three_as_for_one(
    ceremony, sheet, django_assert_num_queries
):
    rows = list(sheet.signatories.with_sheet())
    scans.upload(ceremony.enrolment, photo(sheet, rows[0]), by=ceremony.coordinator)
    with CaptureQueriesContext(connection) as once:
        assert len(checkers.to_check_in_ministry(ceremony.ministry)) == 1
    for row in rows[1:]:
        scans.upload(ceremony.enrolment, photo(sheet, row), by=ceremony.coordinator)
    with django_assert_num_queries(len(once)):
        assert len(checkers.to_check_in_ministry(ceremony.ministry)) == 3
