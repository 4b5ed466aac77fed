"""Does signed paper find its way back, and does it count only when others have checked it?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from accounts.models import Job, Notice
from accounts.runner import run
from accounts.services.history import history_of
from commitments.models import InkAnnex, InkSignature, Scan, ScanCheck, ScanFiling, Signature
from commitments.pdf import paper_copy, scan_boxes
from commitments.services import ink, scans, sheets
from commitments.services.checking import known
from commitments.signing.certificates import asn1_certificate
from commitments.signing.inspection import inspect
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import ceremony as make_ceremony
from tests.commitments.factories import sign, sign_all
from tests.commitments.paper import inked, jpeg, noise, pdf_of, photographed, printed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def people(sheet):
    rows = list(sheet.signatories.with_sheet())
    for row in rows:
        row.sheet = sheet
    return rows


def photo(sheet, *people, turn: float = 7, tilt: float = 0.06) -> bytes:
    page = people[0].page
    return jpeg(photographed(inked(printed(sheet, page), *people), turn=turn, tilt=tilt))


def came_back(sheet, *people, by) -> Scan:
    (outcome,) = scans.upload(sheet.enrolment, photo(sheet, *people), by=by, sheet=sheet)
    assert outcome.scan is not None, outcome.refused
    return Scan.objects.select_related("filing__sheet").get(pk=outcome.scan.pk)


def refusal(sheet, content: bytes, *, by, meant=None) -> str:
    (outcome,) = scans.upload(sheet.enrolment, content, by=by, sheet=meant or sheet)
    assert outcome.scan is None
    return outcome.refused


@pytest.mark.parametrize(("turn", "tilt"), [(4, 0.03), (93, 0.1), (180, 0.02), (-35, 0.15)])
def test_a_photograph_is_filed_by_its_codes_however_it_was_taken(
    ceremony, sheet, people, turn, tilt
):
    head, first, second = people
    content = photo(sheet, first, turn=turn, tilt=tilt)
    (outcome,) = scans.upload(ceremony.enrolment, content, by=ceremony.coordinator)
    scan = outcome.scan
    assert (scan.filing.sheet, scan.filing.page, scan.filing.found) == (sheet, first.page, "code")
    assert scan.straight_sha256, "laid flat"
    assert not scan_boxes.looks_empty(scan, first), "the ink is where the box is"
    assert scan_boxes.looks_empty(scan, second)


def test_a_stack_of_one_pdf_goes_to_its_pages(ceremony, sheet, people):
    head, first, second = people
    stack = pdf_of(
        inked(printed(sheet, first.page), first, second), inked(printed(sheet, head.page), head)
    )
    outcomes = scans.upload(ceremony.enrolment, stack, by=ceremony.coordinator)
    assert [outcome.scan.filing.page for outcome in outcomes] == [first.page, head.page]


def test_one_other_person_confirms_the_head_of_an_agency(ceremony, sheet, people, mentor):
    first = people[1]
    scan = came_back(sheet, first, by=ceremony.coordinator)
    assert Notice.objects.filter(kind="commitments.scan_filed", to=mentor).exists()
    with pytest.raises(Blocked, match="yourself"):
        ink.confirm(scan, first, by=ceremony.coordinator)
    with pytest.raises(PermissionDenied):
        ink.confirm(scan, first, by=first.user)
    ink.confirm(scan, first, by=mentor)
    first.refresh_from_db()
    sheet.refresh_from_db()
    assert (first.state, first.route, sheet.state) == ("signed", "paper", "signing")
    assert first.ink.verified_by == str(mentor)
    assert not Signature.objects.exists(), "ink is not an electronic signature"
    assert sheet.head_sha256 == sheet.issued_sha256, "nothing was drawn into the file"
    assert Notice.objects.filter(kind="commitments.signed_on_paper", to=first.user).exists()


def test_two_other_people_confirm_the_head_of_region(ceremony, sheet, people, mentor):
    head = people[0]
    scan = came_back(sheet, head, by=ceremony.coordinator)
    ink.confirm(scan, head, by=mentor)
    head.refresh_from_db()
    assert not head.has_signed
    assert ink.standing(scan, head).missing == 1
    with pytest.raises(Blocked, match="second person"):
        ink.confirm(scan, head, by=mentor)
    ink.confirm(scan, head, by=ceremony.ministry)
    head.refresh_from_db()
    assert head.has_signed
    assert head.ink.verifiers == [str(mentor), str(ceremony.ministry)]


def test_nobody_checks_their_own_signature(ceremony, sheet, people, mentor):
    first = people[1]
    scan = came_back(sheet, first, by=mentor)
    first.tenure.official.user = ceremony.coordinator
    first.tenure.official.save()
    with pytest.raises(Blocked, match="own signature"):
        ink.confirm(scan, first, by=ceremony.coordinator)


def test_a_refused_scan_needs_another_one(ceremony, sheet, people, mentor):
    first, second = people[1:]
    scan = came_back(sheet, first, by=ceremony.coordinator)
    with pytest.raises(Blocked, match="what is wrong"):
        ink.refuse(scan, first, by=mentor, reason=" ")
    ink.refuse(scan, first, by=mentor, reason="Goresan terpotong.")
    told = Notice.objects.get(kind="commitments.scan_refused")
    assert told.to == ceremony.coordinator
    with pytest.raises(Blocked, match="refused"):
        ink.confirm(scan, first, by=ceremony.ministry)
    ink.confirm(scan, second, by=mentor)
    second.refresh_from_db()
    assert second.has_signed, "others on the same page are not touched"


def test_a_sheet_partly_on_paper_is_finished_with_a_sealed_annex(
    ceremony, sheet, people, mentor, authority
):
    head, first, second = people
    sign(second)
    scan = came_back(sheet, first, by=ceremony.coordinator)
    sign(head)
    sheet.refresh_from_db()
    assert sheet.state == "signing", "it waits for the scan to be checked"
    ink.confirm(scan, first, by=mentor)
    sheet.refresh_from_db()
    assert sheet.state == "finalising"
    run(Job.objects.get(kind="commitments.finish").pk)
    sheet.refresh_from_db()
    annex = InkAnnex.objects.get()
    assert (sheet.state, annex.signatures) == ("completed", 1)
    assert known(sheet.head_sha256).verdict == "final"
    assert sheet.versions.filter(kind="final").get().signatures == 2
    found = inspect(blobs.read(annex.sha256), [asn1_certificate(authority.root)])
    assert not found.problem
    assert found.signatures
    assert all(finding.holds and finding.trusted for finding in found.signatures)


def test_a_sheet_wholly_on_paper_is_finished_too(ceremony, sheet, people, mentor):
    head, *heads = people
    page = came_back(sheet, *heads, by=ceremony.coordinator)
    for row in heads:
        ink.confirm(page, row, by=mentor)
    page = came_back(sheet, head, by=ceremony.coordinator)
    ink.confirm(page, head, by=mentor)
    ink.confirm(page, head, by=ceremony.ministry)
    run(Job.objects.get(kind="commitments.finish").pk)
    sheet.refresh_from_db()
    assert sheet.state == "completed"
    assert InkAnnex.objects.get().signatures == 3


def test_whoever_has_no_account_signs_on_paper(ceremony, mentor):
    draft = ceremony.draft()
    row = draft.signatories.with_people().last()
    row.tenure.official.user = None
    row.tenure.official.save()
    with pytest.raises(Blocked, match="no account"):
        sheets.issue(draft, by=ceremony.coordinator)
    draft.signatories.filter(pk=row.pk).update(route="paper")
    sheet = sheets.issue(draft, by=ceremony.coordinator)
    row = sheet.signatories.with_sheet().get(tenure=row.tenure)
    assert row.route == "paper"
    ink.confirm(came_back(sheet, row, by=ceremony.coordinator), row, by=mentor)
    row.refresh_from_db()
    assert row.has_signed


def test_what_came_before_is_not_taken_twice(ceremony, sheet, people):
    content = photo(sheet, people[1])
    scans.upload(ceremony.enrolment, content, by=ceremony.coordinator)
    with pytest.raises(Blocked, match="uploaded before"):
        scans.upload(ceremony.enrolment, content, by=ceremony.coordinator)


def test_the_wrong_sheet_is_named(ceremony, sheet, people):
    content = photo(sheet, people[1])
    other = make_ceremony(2).issued()
    said = refusal(other, content, by=_coordinator_of(other))
    assert sheet.code in said
    assert "another region" in said
    sheets.void(sheet, by=ceremony.coordinator, reason="Keliru")
    newer = ceremony.issued()
    said = refusal(newer, content, by=ceremony.coordinator)
    assert sheet.number in said
    assert not Scan.objects.exists()


def _coordinator_of(sheet):
    return sheet.enrolment.region.coordinators.first().user


def test_paper_of_another_printing_is_refused(ceremony, sheet, people, monkeypatch):
    monkeypatch.setattr(paper_copy, "serial_of", lambda sheet, what: "222222")
    content = photo(sheet, people[1])
    monkeypatch.undo()
    assert "serial number" in refusal(sheet, content, by=ceremony.coordinator)


def test_a_page_that_nobody_signs_and_an_ended_sheet_are_refused(ceremony, sheet, people):
    last = jpeg(printed(sheet, sheet.pages - 1))
    assert "not signed by anybody" in refusal(sheet, last, by=ceremony.coordinator)
    content = photo(sheet, people[1])
    sheets.void(sheet, by=ceremony.coordinator, reason="Keliru")
    assert "no longer be signed" in refusal(sheet, content, by=ceremony.coordinator)


def test_two_pages_in_one_picture_are_refused(ceremony, sheet, people):
    left, right = printed(sheet, people[0].page), printed(sheet, people[1].page)
    both = left.resize((left.width * 2, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    assert "more than one page" in refusal(sheet, jpeg(both), by=ceremony.coordinator)


def test_without_a_code_the_page_is_chosen_by_hand(ceremony, sheet, people, mentor):
    first = people[1]
    (outcome,) = scans.upload(ceremony.enrolment, jpeg(noise()), by=ceremony.coordinator)
    scan = outcome.scan
    assert not scan.is_filed
    with pytest.raises(Blocked, match="somebody signs"):
        scans.file_by_hand(scan, sheet, sheet.pages - 1, by=ceremony.coordinator)
    filing = scans.file_by_hand(scan, sheet, first.page, by=ceremony.coordinator)
    assert filing.found == "hand"
    scan = Scan.objects.select_related("filing__sheet").get(pk=scan.pk)
    ink.confirm(scan, first, by=mentor)
    first.refresh_from_db()
    assert first.has_signed


def test_a_scan_of_nothing_is_set_aside(ceremony, sheet):
    (outcome,) = scans.upload(ceremony.enrolment, jpeg(noise(2)), by=ceremony.coordinator)
    with pytest.raises(ValidationError):
        scans.set_aside(outcome.scan, by=ceremony.coordinator, reason="")
    scans.set_aside(outcome.scan, by=ceremony.coordinator, reason="Foto ruang rapat.")
    assert not Scan.objects.unfiled().exists()
    with pytest.raises(Blocked, match="already"):
        scans.file_by_hand(outcome.scan, sheet, 0, by=ceremony.coordinator)


def test_whoever_signed_on_the_screen_is_not_signed_again(ceremony, sheet, people, mentor):
    first = people[1]
    scan = came_back(sheet, first, by=ceremony.coordinator)
    sign(first)
    with pytest.raises(Blocked):
        ink.confirm(scan, first, by=mentor)
    assert not InkSignature.objects.exists()


def test_ink_makes_signing_on_the_screen_impossible(ceremony, sheet, people, mentor):
    first = people[1]
    ink.confirm(came_back(sheet, first, by=ceremony.coordinator), first, by=mentor)
    first = sheet.signatories.with_sheet().get(pk=first.pk)
    with pytest.raises(Blocked):
        sign(first)
    assert not Signature.objects.exists()


def test_strangers_neither_upload_nor_file(ceremony, sheet, people):
    stranger = make_ceremony(2).coordinator
    with pytest.raises(PermissionDenied):
        scans.upload(ceremony.enrolment, photo(sheet, people[1]), by=stranger)


def test_what_was_said_about_paper_stands(ceremony, sheet, people, mentor):
    for row in people[1:]:
        sign(row)
    scan = came_back(sheet, people[0], by=ceremony.coordinator)
    ink.confirm(scan, people[0], by=mentor)
    ink.confirm(scan, people[0], by=ceremony.ministry)
    run(Job.objects.get(kind="commitments.finish").pk)
    for model in (Scan, ScanFiling, ScanCheck, InkSignature, InkAnnex):
        assert model.objects.exists()
        for statement in ("DELETE FROM {}", "UPDATE {} SET id = id + 1000"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(model._meta.db_table))


def test_history_tells_who_checked(ceremony, sheet, people, mentor):
    first = people[1]
    ink.confirm(came_back(sheet, first, by=ceremony.coordinator), first, by=mentor)
    verbs = {entry.verb for entry in history_of(sheet)}
    assert {"commitments.scan.file", "commitments.signatory.sign_on_paper"} <= verbs


def test_all_signed_on_screens_needs_no_annex(sheet):
    sign_all(sheet)
    run(Job.objects.get(kind="commitments.finish").pk)
    assert not InkAnnex.objects.exists()
