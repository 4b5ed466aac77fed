"""What do people meet on the pages of commitments, with and without the right to act?"""

import base64
import os
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commitments.models import Check, Signature
from commitments.services import conversation, sheets
from smartcity_portal.kit import blobs
from tests.commitments.factories import ceremony as make_ceremony
from tests.commitments.factories import picture, sign, sign_all

pytestmark = pytest.mark.django_db
PASSWORD = "rahasia-sekali-2022"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def data_url(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()


def act(signatory, **changes) -> dict:
    given = {
        "way": "typed",
        "typed": "Pejabat",
        "consent": "on",
        "consent_sha256": signatory.sheet.issued_sha256,
        "secret": PASSWORD,
    }
    return {key: value for key, value in (given | changes).items() if value is not None}


@pytest.fixture
def signatory(sheet):
    return sheet.signatories.with_sheet().all()[1]


@pytest.fixture
def door(signatory):
    return client_of(signatory.user), signatory.get_absolute_url()


def test_a_signatory_reads_their_own_lines_and_signs(door, signatory):
    client, url = door
    shown = client.get(url)
    text = shown.content.decode()
    assert "Rp1.250.000" in text
    assert signatory.sheet.short_hash in text
    assert "Program 2" not in text, "another agency's lines are not theirs to promise"
    assert signatory.sheet.signatories.get(pk=signatory.pk).state == "seen"
    done = client.post(url, act(signatory), follow=True)
    assert done.redirect_chain
    assert Signature.objects.get().authenticated_by == "password"
    assert reverse("commitments:sign_copy", args=[signatory.pk]) in done.content.decode()


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"way": "drawn", "drawn": data_url(picture())}, "drawn"),
        (
            {"way": "uploaded", "picture": SimpleUploadedFile("ttd.jpg", picture("JPEG"))},
            "uploaded",
        ),
        ({"typed": "Drs. Dasuki"}, "typed"),
    ],
    ids=["drawn", "uploaded", "typed"],
)
def test_every_way_to_leave_a_mark(door, signatory, changes, mark):
    client, url = door
    client.post(url, act(signatory, **changes))
    assert Signature.objects.get().mark == mark


@pytest.mark.parametrize(
    "changes",
    [
        {"consent": None},
        {"secret": "salah"},
        {"secret": None},
        {"consent_sha256": "ab" * 32},
        {"typed": ""},
        {"typed": "x" * 61},
        {"way": "drawn", "drawn": ""},
        {"way": "drawn", "drawn": "data:image/svg+xml;base64,PHN2Zy8+"},
        {"way": "drawn", "drawn": "data:image/png;base64,@@"},
        {"way": "uploaded"},
        {"way": "uploaded", "picture": SimpleUploadedFile("ttd.png", b"<svg/>")},
        {"way": "uploaded", "picture": SimpleUploadedFile("ttd.png", b"x" * (2 * 1024**2 + 1))},
        {"way": "telepati"},
    ],
    ids=lambda changes: "-".join(f"{k}" for k in changes),
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_signed(door, signatory, changes):
    client, url = door
    answer = client.post(url, act(signatory, **changes))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Signature.objects.exists()
    assert PASSWORD not in answer.content.decode()


def test_signing_twice_says_so_kindly(door, signatory):
    client, url = door
    client.post(url, act(signatory))
    again = client.post(url, act(signatory), follow=True)
    assert again.status_code == 200
    assert Signature.objects.count() == 1


def test_five_wrong_passwords_close_the_door_for_a_while(door, signatory):
    client, url = door
    for _ in range(5):
        client.post(url, act(signatory, secret="salah"))
    client.post(url, act(signatory))
    assert not Signature.objects.exists()
    cache.clear()
    client.post(url, act(signatory))
    assert Signature.objects.exists()


def test_whoever_has_an_authenticator_signs_by_its_code(door, signatory):
    from allauth.mfa.totp.internal import auth

    secret = auth.generate_totp_secret()
    auth.TOTP.activate(signatory.user, secret)
    client, url = door
    client.post(url, act(signatory))
    assert not Signature.objects.exists(), "the password is not enough any more"
    code = auth.format_hotp_value(
        auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time()))
    )
    client.post(url, act(signatory, secret=code))
    assert Signature.objects.get().authenticated_by == "totp"


def test_the_personal_page_is_nobody_elses(ceremony, sheet, signatory):
    for user in (ceremony.coordinator, ceremony.ministry, ceremony.signers[0]):
        client = client_of(user)
        for name in ("sign", "sign_as_issued", "sign_copy"):
            url = reverse(f"commitments:{name}", args=[signatory.pk])
            assert client.get(url).status_code == 404, (user, name)
        assert client.post(signatory.get_absolute_url(), act(signatory)).status_code == 404
    assert Client().get(signatory.get_absolute_url()).status_code == 302
    assert not Signature.objects.exists()


def test_the_document_shown_is_the_one_consented_to(door, signatory):
    client, _url = door
    url = reverse("commitments:sign_as_issued", args=[signatory.pk])
    content = b"".join(client.get(url).streaming_content)
    assert blobs.sha256_of(content) == signatory.sheet.issued_sha256


def test_asking_and_declining_by_page(door, signatory, ceremony):
    client, url = door
    client.post(
        reverse("commitments:signatory_question", args=[signatory.pk]), {"q-text": "Kapan?"}
    )
    question = signatory.questions.get()
    board = client_of(ceremony.coordinator)
    assert "Kapan?" in board.get(signatory.sheet.get_absolute_url()).content.decode()
    board.post(reverse("commitments:question_answer", args=[question.pk]), {"text": "Besok"})
    assert "Besok" in client.get(url).content.decode()
    client.post(
        reverse("commitments:signatory_decline", args=[signatory.pk]), {"d-reason": "Belum sepakat"}
    )
    assert "Belum sepakat" in client.get(url).content.decode()
    board.post(
        reverse("commitments:signatory_ask_again", args=[signatory.pk]), {"note": "Sudah sepakat"}
    )
    signatory.refresh_from_db()
    assert signatory.state == "asked"


def test_the_coordinator_drafts_changes_looks_and_issues(ceremony):
    client = client_of(ceremony.coordinator)
    slug = ceremony.enrolment.slug
    empty = client.get(reverse("commitments:sheet_of", args=[slug]))
    assert reverse("commitments:sheet_draft", args=[slug]) in empty.content.decode()
    made = client.post(reverse("commitments:sheet_draft", args=[slug]))
    code = ceremony.enrolment.sheets.get().code
    assert made.url == reverse("commitments:sheet_detail", args=[code])
    changed = client.post(
        reverse("commitments:sheet_edit", args=[code]),
        {
            "title": "Komitmen Bersama",
            "number": "",
            "place": "Bontang",
            "dated": "2019-10-11",
            "preamble": "Kami berkomitmen:",
            "clauses": "Satu.\n\nDua.",
            "signing_order": "parallel",
            "closing": "",
        },
    )
    assert changed.status_code == 302
    assert ceremony.enrolment.sheets.get().clauses == ["Satu.", "Dua."]
    preview = client.get(reverse("commitments:sheet_preview", args=[code]))
    assert preview.content.startswith(b"%PDF-")
    client.post(reverse("commitments:sheet_issue", args=[code]))
    assert ceremony.enrolment.sheets.get().state == "issued"
    assert client.get(reverse("commitments:sheet_edit", args=[code])).status_code == 302


@pytest.mark.parametrize(
    "changes", [{"clauses": ""}, {"clauses": "x\n" * 21}, {"dated": "31 Februari"}, {"place": ""}]
)
def test_a_draft_keeps_what_was_typed_when_something_is_wrong(ceremony, changes):
    sheet = ceremony.draft()
    given = {
        "title": "Judul yang diketik",
        "place": "Bontang",
        "dated": "2019-10-11",
        "preamble": "Pembuka",
        "clauses": "Satu.",
    }
    answer = client_of(ceremony.coordinator).post(
        reverse("commitments:sheet_edit", args=[sheet.code]), given | changes
    )
    assert answer.status_code == 200
    assert "Judul yang diketik" in answer.content.decode()


def test_boards_cost_the_same_for_one_and_for_three(django_assert_max_num_queries):
    counts = []
    for people in (1, 3):
        made = make_ceremony(people)
        sheet = made.issued()
        client = client_of(made.ministry)
        client.get(sheet.get_absolute_url())
        with django_assert_max_num_queries(60) as context:
            client.get(sheet.get_absolute_url())
            client.get(reverse("commitments:sheet_list"))
        counts.append(len(context))
    assert counts[0] == counts[1]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_behind_the_qr_tells_the_truth_and_nothing_personal(sheet):
    sign_all(sheet, but=2)
    answer = Client().get(reverse("verify_sheet", args=[sheet.code]))
    shown = text_of(answer)
    assert answer.status_code == 200
    for row in sheet.signatories.with_people():
        assert row.name in shown
        assert not row.nip or row.nip not in shown
        assert row.user.email not in shown
    people = answer.context["page"].people
    assert [person.signed for person in people] == [True, False, False]


def test_a_draft_has_no_public_page(ceremony):
    sheet = ceremony.draft()
    for name in ("verify_sheet", "verify_document"):
        assert Client().get(reverse(name, args=[sheet.code])).status_code == 404


def test_a_void_sheet_keeps_its_public_page_but_not_its_document(ceremony, sheet):
    sheets.void(sheet, by=ceremony.coordinator, reason="Nama keliru")
    shown = text_of(Client().get(reverse("verify_sheet", args=[sheet.code])))
    assert "Nama keliru" in shown
    assert Client().get(reverse("verify_document", args=[sheet.code])).status_code == 404


def test_the_document_behind_the_code_is_the_present_one(sheet):
    sheet = sign_all(sheet, but=1)
    answer = Client().get(reverse("verify_document", args=[sheet.code]))
    assert blobs.sha256_of(b"".join(answer.streaming_content)) == sheet.head_sha256


def upload(content: bytes, name: str = "lembar.pdf", follow: bool = True):
    return Client().post(
        reverse("verify"), {"file": SimpleUploadedFile(name, content)}, follow=follow
    )


def test_known_files_are_recognised_at_once(sheet):
    sheet = sign_all(sheet, but=1)
    answer = upload(blobs.read(sheet.head_sha256))
    assert answer.redirect_chain[-1][0] == reverse("verify_hash", args=[sheet.head_sha256])
    assert answer.context["answer"].verdict == "current"
    old = upload(blobs.read(sheet.issued_sha256))
    assert old.context["answer"].verdict == "old"
    assert not Check.objects.exists()


def test_additions_behind_a_known_file_are_named(sheet):
    answer = upload(blobs.read(sheet.head_sha256) + b"\n%tambahan")
    assert answer.context["answer"].verdict == "extended"
    assert "10" in text_of(answer)


def test_an_unknown_file_is_checked_by_a_worker_and_then_dropped(
    sheet, django_capture_on_commit_callbacks
):
    changed = blobs.read(sheet.head_sha256).replace(b"/Lang", b"/Lanh", 1)
    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(changed, follow=False)
    check = Check.objects.get()
    assert answer.url == check.get_absolute_url()
    result = Client().get(answer.url)
    assert result.context["answer"].verdict in {"altered", "foreign", "unreadable"}
    assert not (settings.BLOB_ROOT / "incoming" / check.token).exists()
    again = upload(changed, follow=False)
    assert again.url == check.get_absolute_url(), "the same bytes are not checked twice"


def test_while_a_check_waits_the_page_says_so(sheet):
    answer = upload(b"%PDF-1.7 tidak dikenal", follow=True)
    assert "hx-get" in text_of(answer)


@pytest.mark.parametrize("content", [b"bukan pdf", b""], ids=["text", "empty"])
def test_what_is_no_pdf_is_refused(sheet, content):
    answer = upload(content)
    assert answer.status_code == 422
    assert not Check.objects.exists()


def test_codes_and_fingerprints_are_accepted_as_people_copy_them(sheet):
    by_code = Client().post(reverse("verify"), {"text": sheet.code.lower().replace("-", " ")})
    assert by_code.url == sheet.public_url
    by_hash = Client().post(reverse("verify"), {"text": f" {sheet.head_sha256.upper()} "})
    assert by_hash.url == reverse("verify_hash", args=[sheet.head_sha256])
    wrong = Client().post(reverse("verify"), {"text": "tidak mungkin"})
    assert wrong.status_code == 422
    assert Client().get(reverse("verify_hash", args=["ab" * 32])).status_code == 404


def test_asking_too_often_is_slowed_down(sheet, settings):
    settings.CHECKS_PER_TEN_MINUTES = 3
    client = Client()
    codes = [client.post(reverse("verify"), {"text": sheet.code}).status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429]


def test_the_authority_is_public_but_its_keys_are_not(sheet):
    root = Client().get(reverse("verify_root")).content
    assert root.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in root
    assert Client().get(reverse("verify_crl")).content.startswith(b"0")
    assert Client().get(reverse("verify_issuing")).status_code == 200


def test_a_signatory_finds_what_waits(door, signatory):
    client, _url = door
    shown = client.get(reverse("commitments:sheet_list")).content.decode()
    assert signatory.get_absolute_url() in shown
    sign(signatory)
    assert (
        signatory.get_absolute_url()
        not in client.get(reverse("commitments:sheet_list")).content.decode()
    )


def test_a_reminder_by_page(ceremony, signatory):
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:signatory_remind", args=[signatory.pk])
    assert client.post(url, follow=True).status_code == 200
    assert client.get(url).status_code == 405
    signatory.refresh_from_db()
    assert signatory.reminded_at
    assert conversation.see(signatory, by=signatory.user).state == "seen"


def test_a_file_whose_check_never_ended_does_not_stay(sheet):
    upload(b"%PDF-1.7 tidak dikenal")
    forgotten = settings.BLOB_ROOT / "incoming" / Check.objects.get().token
    assert forgotten.exists()
    os.utime(forgotten, (0, 0))
    upload(b"%PDF-1.7 tidak dikenal juga")
    assert not forgotten.exists()


def test_separate_sheets_are_drafted_seen_and_issued_from_one_page(ceremony):
    client = client_of(ceremony.coordinator)
    page = reverse("commitments:sheet_of", args=[ceremony.enrolment.slug])
    client.post(
        reverse("commitments:sheet_draft", args=[ceremony.enrolment.slug]), {"kind": "separate"}
    )
    shown = client.get(page).content.decode()
    assert shown.count("Lembar Komitmen Kepala Perangkat Daerah") == 2
    response = client.post(
        reverse("commitments:sheet_issue_all", args=[ceremony.enrolment.slug]), follow=True
    )
    assert response.status_code == 200


def test_the_page_of_all_sheets_costs_the_same_for_one_and_three(
    ceremony, django_assert_max_num_queries
):
    client = client_of(ceremony.coordinator)
    page = reverse("commitments:sheet_of", args=[ceremony.enrolment.slug])
    client.post(
        reverse("commitments:sheet_draft", args=[ceremony.enrolment.slug]), {"kind": "separate"}
    )
    client.get(page)
    with django_assert_max_num_queries(25):
        client.get(page)


def test_wording_and_numbers_are_changed_on_their_pages(ceremony):
    client, slug = client_of(ceremony.coordinator), ceremony.enrolment.slug
    words = reverse("commitments:wordings", args=[slug])
    assert client.post(words, {"pattern": "KB/{ordinal:03d}/{year}"}).status_code == 302
    assert "tanpa" in client.post(words, {"pattern": "tanpa"}).content.decode()
    edit = reverse("commitments:wording_edit", args=[slug, "agency"])
    given = {
        "title": "Janji {agency}",
        "preamble": "Saya:",
        "clauses": "Satu.",
        "closing": "",
        "footer": "plain",
    }
    assert client.post(edit, given).status_code == 302
    assert "Janji {agency}" in client.get(words).content.decode()
    assert (
        client.post(reverse("commitments:wording_drop", args=[slug, "agency"])).status_code == 302
    )
    edition = ceremony.enrolment.cohort.edition
    common = reverse("commitments:common_wording", args=[edition.year, edition.revision, "head"])
    assert client.get(common).status_code == 403
    ministry = client_of(ceremony.ministry)
    assert ministry.post(common, given).status_code == 302
    drop = reverse("commitments:common_wording_drop", args=[edition.year, edition.revision, "head"])
    assert ministry.post(drop).status_code == 302
