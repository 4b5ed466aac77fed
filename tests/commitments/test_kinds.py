"""Which sheets can a region sign, who stands on them, and whose turn is it?"""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from commitments.models import Role, Sheet, SheetKind, SigningOrder
from commitments.services import (
    documents,
    issuing_sets,
    seating,
    sheets,
    staleness,
    stamping,
    wordings,
)
from commitments.services import wording as words
from commitments.services.documents import Paper
from commitments.services.seating import Seat
from commitments.services.wording import template_of
from masterplans.models import PlanProgram, ProgramBudget
from programs.models import MentorAssignment, Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import DAY, issue_book, sign, sign_all
from tests.factories import AgencyFactory, MentorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def separate(ceremony) -> list[Sheet]:
    return sheets.draft_separately(ceremony.enrolment, by=ceremony.coordinator, date=DAY)


def test_separate_sheets_are_one_of_the_head_and_one_per_agency_with_programmes(ceremony, separate):
    AgencyFactory(region=ceremony.enrolment.region, name="Dinas tanpa program")
    kinds = [(sheet.kind, str(sheet.agency or "")) for sheet in separate]
    assert kinds == [("head", ""), ("agency", "D1"), ("agency", "D2")]


def test_the_sheet_of_an_agency_holds_exactly_its_own_lines(ceremony, separate):
    sheet = sheets.issue(separate[1], by=ceremony.coordinator)
    signer, mayor = sheet.signatories.all()
    assert [line["name"] for line in signer.pledge] == ["Program 1"]
    assert (signer.role, mayor.role, mayor.pledge) == (Role.SIGNATORY, Role.KNOWING, [])
    assert "Dinas 01" in sheet.preamble


def test_the_sheet_of_the_head_holds_the_totals_by_agency(ceremony, separate):
    sheet = sheets.issue(separate[0], by=ceremony.coordinator)
    mayor = sheet.signatories.get()
    assert [(line["name"], line["programs"], line["amount"]) for line in mayor.pledge] == [
        ("Dinas 01", 1, 1_250_000),
        ("Dinas 02", 1, 2_500_000),
    ]
    assert "2 program" in sheet.clauses[0]
    assert "Rp3.750.000" in sheet.clauses[0]


def test_a_clause_about_quick_wins_is_left_out_where_there_are_none(separate):
    assert not any("percepatan" in clause for clause in separate[0].clauses)


def test_joint_and_separate_sheets_never_stand_side_by_side(ceremony, separate):
    with pytest.raises(Blocked):
        ceremony.draft()
    for sheet in separate:
        sheets.void(sheet, by=ceremony.coordinator, reason="Satu lembar saja.")
    ceremony.draft()
    with pytest.raises(Blocked):
        sheets.draft(ceremony.enrolment, by=ceremony.coordinator, kind=SheetKind.HEAD)


def test_an_agency_of_another_region_gets_no_sheet_here(ceremony):
    with pytest.raises(ValidationError):
        sheets.draft(
            ceremony.enrolment,
            by=ceremony.coordinator,
            kind=SheetKind.AGENCY,
            agency=AgencyFactory(),
        )


def test_numbers_run_on_over_all_kinds_without_gaps(ceremony, separate):
    numbers = [sheets.issue(sheet, by=ceremony.coordinator).number for sheet in separate]
    assert numbers == ["555/001/LK-SC/2019", "555/002/LK-SC/2019", "555/003/LK-SC/2019"]


def test_all_drafts_that_are_ready_are_issued_by_a_worker(
    ceremony, separate, django_capture_on_commit_callbacks
):
    Tenure.objects.filter(office__title="Kepala Dinas 02").update(until="2019-12-31")
    with django_capture_on_commit_callbacks(execute=True):
        issuing_sets.request(ceremony.enrolment, by=ceremony.coordinator)
    states = (
        Sheet.objects.of(ceremony.enrolment).order_by("version").values_list("state", flat=True)
    )
    assert list(states) == ["issued", "issued", "draft"]


def test_in_groups_agencies_come_first_then_the_head_then_witnesses(ceremony):
    mentor = MentorFactory(user=UserFactory())
    MentorAssignment.objects.create(enrolment=ceremony.enrolment, mentor=mentor, since="2019-06-01")
    sheet = sheets.edit(
        ceremony.draft(),
        by=ceremony.coordinator,
        signing_order=SigningOrder.GROUPS,
        witnesses=[mentor.user],
    )
    sheet = sheets.issue(sheet, by=ceremony.coordinator)

    def asked() -> list[str]:
        rows = sheet.signatories.exclude(state="waiting").order_by("order")
        return [row.name for row in rows]

    head, one, two, witness = sheet.signatories.with_sheet().order_by("order")
    assert (witness.role, witness.user, witness.is_head_of_region) == (
        "witness",
        mentor.user,
        False,
    )
    assert asked() == [one.name, two.name]
    sign(one)
    assert asked() == [one.name, two.name]
    sign(two)
    assert head.name in asked() and witness.name not in asked()
    sign(head)
    sign(witness, by=mentor.user)
    sheet.refresh_from_db()
    assert sheet.state in {"finalising", "completed"}


def test_nobody_signs_before_their_turn(ceremony):
    sheet = sheets.edit(
        ceremony.draft(), by=ceremony.coordinator, signing_order=SigningOrder.SEQUENCE
    )
    sheet = sheets.issue(sheet, by=ceremony.coordinator)
    last = sheet.signatories.with_sheet().order_by("order").last()
    with pytest.raises(Blocked):
        sign(last)


def test_only_mentors_and_the_ministry_are_witnesses(ceremony):
    with pytest.raises(Blocked):
        sheets.edit(ceremony.draft(), by=ceremony.coordinator, witnesses=[UserFactory()])


def test_a_newer_book_asks_only_those_again_whose_lines_changed(ceremony):
    sheet = sign_all(ceremony.issued())
    assert staleness.changes_of(ceremony.enrolment) == []
    ProgramBudget.objects.filter(program__code="G-02").update(amount=9_000_000)
    issue_book(sheet.edition.book.plan, by=ceremony.ministry, number=2)
    change = staleness.changes_of(ceremony.enrolment)[0]
    assert (change.code, change.before["amount"], change.after["amount"]) == (
        "G-02",
        2_500_000,
        9_000_000,
    )
    addendum = staleness.draft_addendum(ceremony.enrolment, by=ceremony.coordinator)
    addendum = sheets.issue(addendum, by=ceremony.coordinator)
    offices = list(addendum.signatories.values_list("office", flat=True))
    assert offices == [f"Wali Kota {ceremony.enrolment.region.short_name}", "Kepala Dinas 02"]
    assert sheet.number in addendum.preamble
    assert staleness.changes_of(ceremony.enrolment) == []
    with pytest.raises(Blocked):
        staleness.draft_addendum(ceremony.enrolment, by=ceremony.coordinator)


def test_a_dropped_and_a_new_programme_are_changes_too(ceremony):
    sheet = sign_all(ceremony.issued())
    PlanProgram.objects.filter(code="G-02").update(code="G-09", name="Program baru")
    issue_book(sheet.edition.book.plan, by=ceremony.ministry, number=2)
    found = {
        change.code: (bool(change.before), bool(change.after))
        for change in staleness.changes_of(ceremony.enrolment)
    }
    assert found == {"G-02": (True, False), "G-09": (False, True)}


def test_a_region_may_use_its_own_words_and_drop_them_again(ceremony):
    edition, region = ceremony.enrolment.cohort.edition, ceremony.enrolment.region
    own = {
        "title": "Ikrar {head}",
        "preamble": "Kami:",
        "clauses": ["Satu."],
        "closing": "",
        "footer": "plain",
    }
    wordings.change(edition, None, "joint", by=ceremony.ministry, **own | {"title": "Umum"})
    assert template_of(ceremony.enrolment, "joint").source == "ministry"
    wordings.change(edition, region, "joint", by=ceremony.coordinator, **own)
    assert ceremony.draft().title == f"Ikrar {region.head_title}"
    wordings.drop(edition, region, "joint", by=ceremony.coordinator)
    assert template_of(ceremony.enrolment, "joint").title == "Umum"
    with pytest.raises(PermissionDenied):
        wordings.change(edition, None, "joint", by=ceremony.coordinator, **own)
    with pytest.raises(Blocked, match="nama_wali"):
        wordings.change(
            edition, region, "joint", by=ceremony.coordinator, **own | {"closing": "{nama_wali}"}
        )


@pytest.mark.parametrize("pattern", ["tanpa urutan", "{ordinal.__class__}/{kind}", "{salah}"])
def test_a_pattern_that_gives_no_numbers_is_refused(ceremony, pattern):
    with pytest.raises(Blocked):
        wordings.change_numbers(ceremony.enrolment.region, 2019, pattern, by=ceremony.coordinator)


def test_a_sheet_with_a_stamp_is_printed_stamped_and_taken_in_before_issue(ceremony):
    sheet = sheets.edit(ceremony.draft(), by=ceremony.coordinator, needs_emeterai=True)
    with pytest.raises(Blocked):
        sheets.issue(sheet, by=ceremony.coordinator)
    sheet = stamping.print_for_stamp(sheet, by=ceremony.coordinator)
    printed = blobs.read(sheet.printed_sha256)
    for wrong in (b"bukan PDF", b"%PDF-1.7 rusak", printed):
        with pytest.raises(ValidationError):
            stamping.take_in(sheet, io.BytesIO(wrong), by=ceremony.coordinator)
    sheet = stamping.take_in(sheet, io.BytesIO(_with_a_note(printed)), by=ceremony.coordinator)
    sheet = sheets.issue(sheet, by=ceremony.coordinator)
    assert sheet.number and blobs.read(sheet.issued_sha256).startswith(
        blobs.read(sheet.stamped_sha256)
    )
    assert sign_all(sheet).state in {"finalising", "completed"}


def test_any_edit_undoes_the_printing(ceremony):
    sheet = sheets.edit(ceremony.draft(), by=ceremony.coordinator, needs_emeterai=True)
    sheet = stamping.print_for_stamp(sheet, by=ceremony.coordinator)
    sheet = sheets.edit(sheet, by=ceremony.coordinator, place="Balikpapan")
    assert sheet.printed_sha256 == ""


def _with_a_note(pdf: bytes) -> bytes:
    """Add a revision, as the service that stamps does."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Contoh"] = generic.pdf_string("meterai")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_paper_of_another_room_is_signed_like_a_commitment(ceremony):
    draft = ceremony.draft()
    content = sheets.preview(draft)
    heads = seating.heads_of(draft)[:2]
    paper = Paper(
        subject="workshops.minutes:7",
        path="/bimtek/contoh/4/berita-acara/",
        title="Berita Acara Bimtek IV",
        number="005/BA/2019",
        place="Bontang",
        dated=DAY,
        content=content,
        pages=2,
        boxes=[(0, (60.0, 60.0, 200.0, 110.0)), (0, (260.0, 60.0, 400.0, 110.0))],
    )
    seats = [Seat(Role.SIGNATORY, tenure) for tenure in heads]
    document = documents.issue_document(ceremony.enrolment, paper, seats, by=ceremony.coordinator)
    assert documents.document_of("workshops.minutes:7") == document
    with pytest.raises(Blocked):
        documents.issue_document(ceremony.enrolment, paper, seats, by=ceremony.coordinator)
    assert sign_all(document).state in {"finalising", "completed"}
    assert draft.state == "draft"
    assert words.book_of(ceremony.enrolment) == draft.edition


def test_a_witness_signs_beside_the_head_of_region_or_agency_on_one_page(ceremony):
    witness = sheets.possible_witnesses(ceremony.enrolment)[:1]
    drafts = sheets.draft_separately(ceremony.enrolment, by=ceremony.coordinator, date=DAY)
    for draft in drafts[:2]:
        sheets.edit(draft, by=ceremony.coordinator, witnesses=witness)
        sheet = sheets.issue(draft, by=ceremony.coordinator)
        boxes = [(row.page, row.box) for row in sheet.signatories.order_by("order")]
        assert {page for page, _box in boxes} == {0}
        assert max(box[1] for _page, box in boxes) - min(box[1] for _page, box in boxes) < 2


def test_the_list_of_sheets_tells_commitments_from_papers(client, ceremony):
    sheet = ceremony.issued()
    client.force_login(ceremony.coordinator)
    page = client.get(reverse("commitments:sheet_list"))
    assert sheet.get_absolute_url() in page.content.decode()
    page = client.get(reverse("commitments:sheet_list") + "?tampilan=naskah")
    assert sheet.get_absolute_url() not in page.content.decode()
