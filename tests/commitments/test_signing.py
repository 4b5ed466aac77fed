"""Who signs, how often, what, and what stands against it?"""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import HistoryEntry, Notice
from commitments.models import Signatory, Signature
from commitments.services import conversation, sheets
from commitments.services.reauthentication import Proof
from commitments.signing import portal_route
from commitments.signing.guards import GuardFailed
from commitments.signing.port import Outcome
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import proof, sign
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def first(sheet) -> Signatory:
    return sheet.signatories.with_sheet().first()


def test_signing_twice_gives_the_first_signature_again(sheet):
    made = sign(first(sheet))
    again = sign(first(sheet))
    assert again == made
    assert Signature.objects.count() == 1
    assert sheet.versions.count() == 2


@pytest.mark.parametrize("who", ["coordinator", "ministry", "stranger", "another signatory"])
def test_nobody_signs_for_another(ceremony, sheet, who):
    others = {
        "coordinator": ceremony.coordinator,
        "ministry": ceremony.ministry,
        "stranger": UserFactory(is_staff=True, is_superuser=True),
        "another signatory": ceremony.signers[1],
    }
    with pytest.raises(PermissionDenied):
        sign(first(sheet), by=others[who])
    assert not Signature.objects.exists()


def test_consent_to_another_document_is_refused(ceremony, sheet):
    with pytest.raises(Blocked, match="not the one you have read|bukan yang telah Anda baca"):
        sign(first(sheet), consent_sha256="ab" * 32)
    assert not Signature.objects.exists()


def test_a_proof_of_somebody_else_or_of_yesterday_does_not_serve(ceremony, sheet):
    signatory = first(sheet)
    yesterday = timezone.now() - dt.timedelta(days=1)
    for wrong in (proof(ceremony.coordinator), Proof(signatory.user.pk, "password", yesterday)):
        with pytest.raises(Blocked):
            sign(signatory, proof=wrong)


def test_a_void_sheet_is_not_signed(ceremony, sheet):
    signatory = first(sheet)
    sheets.void(sheet, by=ceremony.coordinator, reason="Naskah keliru")
    with pytest.raises(Blocked):
        sign(Signatory.objects.with_sheet().get(pk=signatory.pk))


def test_the_sheet_opened_before_a_new_version_cannot_be_signed(ceremony, sheet):
    old = sheet.issued_sha256
    sheets.void(sheet, by=ceremony.coordinator, reason="Naskah keliru")
    second = sheets.issue(ceremony.draft(), by=ceremony.coordinator)
    with pytest.raises(Blocked):
        sign(first(second), consent_sha256=old)


def test_declining_needs_a_reason_and_can_be_taken_up_again(ceremony, sheet):
    signatory = first(sheet)
    with pytest.raises(Blocked):
        conversation.decline(signatory, by=signatory.user, reason="  ")
    declined = conversation.decline(
        signatory, by=signatory.user, reason="Anggaran belum disepakati"
    )
    assert declined.state == "declined"
    assert Notice.objects.filter(to=ceremony.coordinator, kind="commitments.declined").exists()
    with pytest.raises(Blocked):
        sign(declined)
    with pytest.raises(PermissionDenied):
        conversation.ask_again(declined, by=signatory.user, note="Saya berubah pikiran")
    asked = conversation.ask_again(
        declined, by=ceremony.coordinator, note="Anggaran sudah disepakati"
    )
    assert sign(asked).signatory == signatory
    verbs = list(HistoryEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == [
        "commitments.signatory.decline",
        "commitments.signatory.ask_again",
        "commitments.signatory.sign",
    ]


def test_a_question_is_answered_by_the_coordinator_only(ceremony, sheet):
    signatory = first(sheet)
    question = conversation.ask(signatory, by=signatory.user, text="Apakah sudah masuk RKPD?")
    assert Notice.objects.filter(to=ceremony.coordinator, kind="commitments.question_asked")
    with pytest.raises(PermissionDenied):
        conversation.answer(question, by=signatory.user, text="Sudah")
    conversation.answer(question, by=ceremony.coordinator, text="Sudah, halaman 12")
    with pytest.raises(Blocked):
        conversation.answer(question, by=ceremony.coordinator, text="Sudah dijawab")
    kinds = Notice.objects.filter(to=signatory.user).values_list("kind", flat=True)
    assert "commitments.question_answered" in kinds


def test_somebody_is_reminded_once_a_day(ceremony, sheet):
    signatory = first(sheet)
    conversation.remind(signatory, by=ceremony.coordinator)
    with pytest.raises(Blocked):
        conversation.remind(signatory, by=ceremony.coordinator)
    assert Notice.objects.filter(kind="commitments.signature_reminded").count() == 1


def test_opening_the_page_is_remembered_once(sheet):
    signatory = first(sheet)
    seen = conversation.see(signatory, by=signatory.user).seen_at
    assert conversation.see(first(sheet), by=signatory.user).seen_at == seen
    assert HistoryEntry.objects.filter(verb="commitments.signatory.see").count() == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda before, after: before,
        lambda before, after: b"%PDF-1.7 lain" + after,
        lambda before, after: after + b"\n% tambahan",
    ],
    ids=["nothing added", "another file", "bytes behind the signature"],
)
def test_a_route_that_returns_something_else_is_refused(sheet, monkeypatch, spoil):
    route, honest = portal_route.ROUTES["portal"], portal_route.PortalRoute()

    class Spoilt(portal_route.PortalRoute):
        def complete(self, order, begun, before):
            outcome = honest.complete(order, begun, before)
            return Outcome(spoil(before, outcome.after), outcome.serial, outcome.name, outcome.pem)

    monkeypatch.setitem(portal_route.ROUTES, "portal", Spoilt())
    with pytest.raises(GuardFailed):
        sign(first(sheet))
    monkeypatch.setitem(portal_route.ROUTES, "portal", route)
    sheet.refresh_from_db()
    assert sheet.head_sha256 == sheet.issued_sha256
    assert not Signature.objects.exists()


def test_a_route_that_signs_the_wrong_field_is_refused(sheet, monkeypatch):
    honest = portal_route.PortalRoute()
    other = sheet.signatories.last().field

    class Astray(portal_route.PortalRoute):
        def complete(self, order, begun, before):
            return honest.complete(replace(order, field=other), begun, before)

    monkeypatch.setitem(portal_route.ROUTES, "portal", Astray())
    with pytest.raises(GuardFailed, match="right field"):
        sign(first(sheet))


@pytest.mark.parametrize("table", ["signature", "certificate", "sheetversion"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_what_was_signed_cannot_be_rewritten_in_the_database(sheet, table, statement):
    sign(first(sheet))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"commitments_{table}"))
