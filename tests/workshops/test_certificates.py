"""Who gets a certificate, what does everybody learn from its page, and what can nobody change?"""

import io
import zipfile
from datetime import date

import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from programs.models import Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.workshops.minuting import held
from workshops import dossier, link_mailer
from workshops.certificate_links import token_of
from workshops.entitlement import standing_of, standings
from workshops.models import (
    Attendance,
    Certificate,
    CertificatePrint,
    Participant,
    Participation,
    Workshop,
)
from workshops.pdf import certificate_press
from workshops.services import certificates

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(town, plan) -> Workshop:
    return held(town)


def person(meeting: Workshop, name: str, sessions: int, **facts) -> Participation:
    """Somebody of the roster who was at the first sessions of the meeting."""
    facts = {"community": "Forum Warga", **facts}
    known = Participant.objects.create(enrolment=meeting.enrolment, name=name, **facts)
    row = Participation.objects.create(workshop=meeting, participant=known)
    for session in list(meeting.sessions.all())[:sessions]:
        Attendance.objects.create(participation=row, session=session, at=timezone.now())
    return row


def ready(meeting: Workshop, town, **rules):
    facts = {
        "signatory": Tenure.objects.get(office__title__startswith="Kepala Dinas"),
        "place": "Bontang",
        "dated": date(2019, 7, 9),
    }
    return certificates.plan(meeting, by=town["coordinator"], **{**facts, **rules})


@pytest.fixture
def roster(town, meeting):
    """One who saw all four sessions, one at the limit, one below, one who never came."""
    return [
        person(meeting, name, count)
        for name, count in (("Ani", 4), ("Budi", 3), ("Cici", 2), ("Dedi", 0))
    ]


def test_three_of_four_sessions_are_enough_and_two_are_not(meeting, roster):
    assert [row.is_entitled for row in standings(meeting)] == [True, True, False, False]
    assert "2" in standing_of(roster[2]).reason
    assert standing_of(roster[3]).reason


def test_sessions_in_which_nobody_was_marked_do_not_count(meeting, roster):
    assert meeting.sessions.count() > 4
    assert standing_of(roster[0]).sessions == 4


def test_a_bimtek_can_ask_for_more_than_the_edition(town, meeting, roster):
    ready(meeting, town, minimum_share=100)
    meeting = Workshop.objects.get(pk=meeting.pk)
    assert [row.is_entitled for row in standings(meeting)] == [True, False, False, False]


def test_two_of_three_is_not_sixty_seven_percent(town, meeting):
    two = person(meeting, "Eka", 2)
    person(meeting, "Feri", 3)
    ready(meeting, town, minimum_share=67)
    assert not standing_of(two).is_entitled


def test_all_who_were_present_get_one_and_pressing_twice_gives_none_more(town, meeting, roster):
    ready(meeting, town)
    job = certificates.issue_all(meeting, by=town["coordinator"])
    again = certificates.issue_all(meeting, by=town["coordinator"])
    assert job == again
    rows = Certificate.objects.order_by("serial")
    assert [(row.name, row.number) for row in rows] == [
        ("Ani", "001/SERT-SC/2019"),
        ("Budi", "002/SERT-SC/2019"),
    ]


def test_who_was_absent_is_refused_with_the_reason(town, meeting, roster):
    ready(meeting, town)
    with pytest.raises(Blocked, match="Cici"):
        certificates.issue(roster[2], by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        certificates.issue(roster[0], by=town["mentor"])


def test_nothing_is_issued_before_the_issuer_is_known(town, meeting, roster):
    with pytest.raises(Blocked):
        certificates.issue_all(meeting, by=town["coordinator"])


@pytest.mark.parametrize("pattern", ["893/SC", "{ordinal.__class__}/SC", "{name}", "{ordinal"])
def test_a_number_needs_its_ordinal(town, meeting, pattern):
    with pytest.raises(Blocked):
        ready(meeting, town, pattern=pattern)


def test_printing_twice_gives_the_same_file_once(town, meeting, roster):
    plan = ready(meeting, town)
    certificates.issue_all(meeting, by=town["coordinator"])
    told = []
    assert certificate_press.print_waiting(plan.pk, lambda done, total: told.append(done)) == 2
    row = Certificate.objects.first()
    certificate_press.print_one(row)
    assert CertificatePrint.objects.count() == 2
    assert certificate_press.print_waiting(plan.pk, lambda done, total: None) == 0
    content = blobs.read(row.print.sha256)
    assert content.startswith(b"%PDF-")
    assert told == [0, 1, 2]


def test_a_bundle_holds_every_standing_certificate(town, meeting, roster):
    plan = ready(meeting, town)
    certificates.issue_all(meeting, by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    made = certificate_press.bundle(plan.pk, lambda done, total: None)
    archive = zipfile.ZipFile(io.BytesIO(blobs.read(made["zip"])))
    assert len(archive.namelist()) == made["count"] == 2
    assert len(pikepdf.open(io.BytesIO(blobs.read(made["pdf"]))).pages) >= 2
    assert certificate_press.bundle(plan.pk, lambda done, total: None) == made


def test_a_corrected_name_makes_a_new_certificate_and_keeps_the_old(town, meeting, roster):
    plan = ready(meeting, town)
    old = certificates.issue(roster[0], by=town["coordinator"])
    with pytest.raises(Blocked):
        certificates.correct(old, by=town["coordinator"], name="Ani", reason="Gelar kurang.")
    new = certificates.correct(old, by=town["coordinator"], name="Dr. Ani", reason="Gelar kurang.")
    old.refresh_from_db()
    assert old.is_withdrawn and old.replaced_by == new
    assert (new.serial, new.revision, new.number) == (1, 1, "001/SERT-SC/2019-P1")
    assert new.words["name"] == "Dr. Ani"
    assert plan.certificates.standing().get() == new


def test_everybody_can_check_a_certificate_and_learns_nothing_else(town, meeting, roster, client):
    plan = ready(meeting, town)
    row = certificates.issue(roster[0], by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    page = client.get(f"/sertifikat/{row.code}/").content.decode()
    assert "Ani" in page and Certificate.objects.get(pk=row.pk).sha256 in page
    assert "Forum Warga" not in page
    assert client.get("/sertifikat/2222-2222/").status_code == 404
    found = client.post("/sertifikat/", {"code": row.code.lower()})
    assert found.url == f"/sertifikat/{row.code}/"


def test_a_withdrawn_certificate_says_so_with_its_reason(town, meeting, roster, client):
    plan = ready(meeting, town)
    row = certificates.issue(roster[0], by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    own = f"/bimtek/sertifikat/unduh/{token_of(row)}/"
    assert client.get(own)["Content-Type"] == "application/pdf"
    with pytest.raises(Blocked):
        certificates.withdraw(row, by=town["coordinator"], reason=" ")
    certificates.withdraw(row, by=town["coordinator"], reason="Diterbitkan keliru.")
    assert "Diterbitkan keliru." in client.get(f"/sertifikat/{row.code}/").content.decode()
    assert client.get(own).status_code == 302
    assert client.get("/bimtek/sertifikat/unduh/tebakan/").status_code == 404


def test_each_certificate_is_mailed_once(town, meeting):
    person(meeting, "Gita", 4, email="gita@example.org")
    person(meeting, "Hadi", 4)
    plan = ready(meeting, town)
    certificates.issue_all(meeting, by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    assert link_mailer.mail_certificates(plan.pk, lambda *_: None) == {"sent": 1, "failed": 0}
    assert link_mailer.mail_certificates(plan.pk, lambda *_: None) == {"sent": 0, "failed": 0}
    (sent,) = mail.outbox
    assert sent.to == ["gita@example.org"]
    assert "/bimtek/sertifikat/unduh/" in sent.body


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workshops_certificate SET name = 'x'",
        "UPDATE workshops_certificate SET code = 'x'",
        "DELETE FROM workshops_certificateprint",
        "UPDATE workshops_certificateprint SET sha256 = 'x'",
    ],
)
def test_the_database_refuses_to_change_a_certificate(town, meeting, roster, statement):
    plan = ready(meeting, town)
    certificates.issue(roster[0], by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_list_says_who_why_and_how_many(town, meeting, roster, client):
    ready(meeting, town)
    client.force_login(town["coordinator"])
    url = f"/bimtek/{town.enrolment.slug}/1/sertifikat/"
    page = client.get(url).content.decode()
    for name in ("Ani", "Budi", "Cici", "Dedi"):
        assert name in page
    client.post(f"{url}terbitkan/")
    assert Certificate.objects.count() == 2
    refused = client.get(f"/bimtek/sertifikat/peserta/{roster[2].pk}/").content.decode()
    assert "50" in refused and "75" in refused


def test_the_dossier_of_the_region_holds_them_and_says_which_were_withdrawn(town, meeting, roster):
    plan = ready(meeting, town)
    certificates.issue_all(meeting, by=town["coordinator"])
    certificate_press.print_waiting(plan.pk, lambda done, total: None)
    certificates.withdraw(
        plan.certificates.first(), by=town["coordinator"], reason="Nama orang lain"
    )

    held = [e for e in dossier.entries(town.enrolment) if "/sertifikat/" in e.path]

    assert len(held) == 2
    assert sorted(entry.title.split()[0] for entry in held) == ["Dicabut", "Sertifikat"]
