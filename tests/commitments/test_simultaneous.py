"""Eight people sign in the same second: is anybody lost? On both databases, with real locks."""

import sqlite3
import threading
import time

import pytest
from django.db import connection, connections

from commitments.models import NumberSeries, Sheet, Signatory
from commitments.services import sheets
from commitments.signing.certificates import asn1_certificate
from commitments.signing.inspection import inspect
from masterplans.models import Masterplan
from smartcity_portal.kit import blobs
from tests.commitments.factories import DAY, ceremony, issue_book, sign
from tests.factories import CohortFactory, EnrolmentFactory

PEOPLE = 8


def together(acts) -> list[BaseException]:
    """Run all acts at once, each with a connection of its own; return what went wrong."""
    errors: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=300)
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)
    return errors


@pytest.fixture
def on_disk(transactional_db, tmp_path, monkeypatch):
    """On SQLite, a file like the portal's own: threads see each other only through it."""
    if connection.vendor != "sqlite":
        yield lambda: None
        return

    def move():
        target = sqlite3.connect(tmp_path / "portal.sqlite3")
        connection.connection.backup(target)
        target.close()
        there = connections.settings["default"] | {"NAME": str(tmp_path / "portal.sqlite3")}
        monkeypatch.setitem(connections.settings, "default", there)

    yield move


def seen_by_another_connection(ask):
    """Ask in a thread, so that the answer comes from the database that the threads wrote."""
    found = []
    assert not together([lambda: found.append(ask())])
    return found[0]


def all_sign_at_once(authority, on_disk, people_count=PEOPLE):
    sheet = ceremony(people_count, programs=False).issued()
    people = list(sheet.signatories.with_sheet())
    on_disk()
    assert not together([lambda row=row: sign(row) for row in people])
    head, state, versions = seen_by_another_connection(
        lambda: (
            *Sheet.objects.values_list("head_sha256", "state").get(pk=sheet.pk),
            sheet.versions.count(),
        )
    )
    found = inspect(blobs.read(head), [asn1_certificate(authority.root)])
    assert found.sound
    persons = [row for row in found.signatures if row.kind == "signature"]
    assert len(persons) == people_count
    assert state in {"finalising", "completed"}
    assert versions >= people_count + 1


def one_presses_four_times(on_disk):
    sheet = ceremony(2, programs=False).issued()
    signatory = Signatory.objects.with_sheet().filter(sheet=sheet).first()
    on_disk()
    assert not together([lambda: sign(signatory)] * 4)
    assert seen_by_another_connection(sheet.signatures.count) == 1


def test_nobody_is_lost_when_eight_sign_at_once(authority, on_disk):
    all_sign_at_once(authority, on_disk)


@pytest.mark.postgres
def test_nobody_is_lost_when_eight_sign_at_once_on_postgres(authority, on_disk):
    all_sign_at_once(authority, on_disk)


@pytest.mark.postgres
def test_nobody_is_lost_and_nobody_waits_long_when_forty_sign_at_once_on_postgres(
    authority, on_disk
):
    begun = time.process_time()
    all_sign_at_once(authority, on_disk, 40)
    assert time.process_time() - begun < 120


def test_one_person_who_presses_four_times_signs_once(on_disk):
    one_presses_four_times(on_disk)


@pytest.mark.postgres
def test_one_person_who_presses_four_times_signs_once_on_postgres(on_disk):
    one_presses_four_times(on_disk)


@pytest.mark.postgres
def test_sheets_issued_at_once_get_numbers_without_gaps(transactional_db):
    made = ceremony(1, programs=False)
    drafts = [made.draft()]
    for year in (2018, 2022, 2024):
        enrolment = EnrolmentFactory(region=made.enrolment.region, cohort=CohortFactory(year=year))
        issue_book(Masterplan.objects.create(enrolment=enrolment), by=made.ministry)
        drafts.append(sheets.draft(enrolment, by=made.coordinator, place="Bontang", date=DAY))
    by = made.coordinator
    assert not together([lambda draft=draft: sheets.issue(draft, by=by) for draft in drafts])
    numbers = sorted(Sheet.objects.values_list("number", flat=True))
    assert numbers == [f"555/00{n}/KB-SC/2019" for n in range(1, 5)]
    assert NumberSeries.objects.get().last == 4
