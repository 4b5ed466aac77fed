"""How do agreed minutes get signatures, and what does their page tell about them?"""

import io

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import runner
from commitments.models import Role
from commitments.services import documents, finishing, sheets
from commitments.services.candidates import candidates
from commitments.services.seating import Seat
from commitments.signing.authority import the_ca
from commitments.signing.ca import asn1_certificate
from commitments.signing.inspection import inspect
from programs.models import Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign, sign_all
from tests.workshops.minuting import agreed, draft
from workshops.facts import Facts
from workshops.lines import Asked
from workshops.models import MinutesVersion
from workshops.requirements import KINDS
from workshops.services import minutes as service
from workshops.services import minutes_signing
from workshops.services.minutes_agreement import agree
from workshops.services.minutes_signing import Place
from workshops.signed_papers import minutes_subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authority")]


def places(town) -> list[Place]:
    keeper = Tenure.objects.get(office__title__startswith="Kepala Dinas")
    return [
        Place("Notulis,", Seat(Role.SIGNATORY, account=town["coordinator"], office="Koordinator")),
        Place("Pimpinan,", Seat(Role.SIGNATORY, tenure=keeper)),
        Place("Mengetahui,", Seat(Role.KNOWING, account=town["mentor"], office="Pembimbing")),
    ]


def requested(town, **changes):
    minutes = agreed(town)
    return minutes, minutes_signing.request(
        minutes, places(town), by=town["coordinator"], **changes
    )


def test_minutes_that_are_not_agreed_are_not_signed(town, plan):
    with pytest.raises(Blocked):
        minutes_signing.request(draft(town), places(town), by=town["coordinator"])


def test_only_the_team_and_the_ministry_ask(town, plan):
    minutes = agreed(town)
    with pytest.raises(PermissionDenied):
        minutes_signing.request(minutes, places(town), by=town["mentor"])


def test_everybody_signs_in_the_box_that_was_printed_for_them(town, plan):
    minutes, sheet = requested(town)
    assert [row.group for row in sheet.signatories.order_by("order")] == [1, 2, 3]
    assert sheet.number == minutes.number and sheet.code
    text = MinutesVersion.objects.get().content
    assert text["written"]["chair"] == "Sekretaris Daerah"
    sheet = sign_one_after_the_other(sheet)
    assert sheet.state == "finalising"
    report = inspect(blobs.read(sheet.head_sha256), [asn1_certificate(the_ca().root)])
    assert sum(1 for one in report.signatures if one.field.startswith("ttd-")) == 3
    with pikepdf.open(io.BytesIO(blobs.read(sheet.issued_sha256))) as file:
        assert len(file.pages) == sheet.pages


def sign_one_after_the_other(sheet):
    for _turn in range(sheet.signatories.count()):
        row = sheet.signatories.with_sheet().filter(state="asked").get()
        sign(row)
    sheet.refresh_from_db()
    return sheet


def test_the_same_version_is_not_put_under_signature_twice(town, plan):
    minutes, _sheet = requested(town)
    with pytest.raises(Blocked):
        minutes_signing.request(minutes, places(town), by=town["coordinator"])


def test_a_correction_waits_until_the_earlier_signing_has_ended(town, plan):
    minutes, sheet = requested(town)
    service.correct(minutes, by=town["coordinator"], reason="Tanggal keliru.")
    minutes.refresh_from_db()
    service.write(minutes, by=town["coordinator"], head={"opening": "Dibuka ulang."})
    service.submit(minutes, by=town["coordinator"])
    agree(minutes, by=town["mentor"])
    with pytest.raises(Blocked) as blocked:
        minutes_signing.request(minutes, places(town), by=town["coordinator"])
    assert sheet.code in str(blocked.value)
    sheets.void(sheet, by=town["coordinator"], reason="Diperbaiki.")
    again = minutes_signing.request(minutes, places(town), by=town["coordinator"])
    assert again.subject.endswith(".2")


def test_somebody_without_an_account_signs_on_paper_or_not_at_all(town, plan):
    minutes = agreed(town)
    tenure = Tenure.objects.get(office__title__startswith="Kepala Dinas")
    tenure.official.user = None
    tenure.official.save()
    alone = [Place("Pimpinan,", Seat(Role.SIGNATORY, tenure=tenure))]
    with pytest.raises(Blocked):
        minutes_signing.request(minutes, alone, by=town["coordinator"])
    alone = [Place("Pimpinan,", Seat(Role.SIGNATORY, tenure=tenure, route="paper"))]
    sheet = minutes_signing.request(minutes, alone, by=town["coordinator"])
    assert sheet.signatories.get().route == "paper"


def test_the_page_offers_the_form_and_then_shows_the_signed_file(client, town, plan):
    minutes = agreed(town)
    client.force_login(town["coordinator"])
    page = minutes.get_absolute_url()
    ask = reverse("workshops:minutes_sign", args=[town.enrolment.slug, 1])
    assert ask in client.get(page).content.decode()
    found = candidates([town.enrolment])
    office = next(one.key for one in found if one.tenure and one.tenure.official.user_id)
    given = {
        "keeper": f"account-{town['coordinator'].pk}",
        "keeper_route": "portal",
        "chair": office,
        "chair_route": "portal",
        "knowing": "",
        "knowing_route": "portal",
        "order": "parallel",
        "due_on": "",
    }
    twice = client.post(ask, {**given, "keeper": office})
    assert twice.status_code == 200 and not documents.document_of("workshops.minutes:1.1")
    assert client.get(ask).status_code == 200
    assert client.post(ask, given)["Location"] == page
    sheet = documents.document_of(minutes_subject(minutes.versions.get()))
    sign_all(sheet)
    door = reverse("workshops:minutes_signed", args=[town.enrolment.slug, 1, 1])
    text = client.get(page).content.decode()
    assert door in text and ask not in text and sheet.get_absolute_url() in text
    client.force_login(town["writer"])
    assert client.get(door)["Content-Type"] == "application/pdf"
    client.force_login(town["mentor"])
    assert client.get(ask).status_code == 403


def test_a_gate_can_ask_for_signed_minutes(town, plan):
    def line():
        asked = Asked(Facts([town.enrolment]), town.enrolment, 1)
        return KINDS["minutes_signed"](asked)

    minutes = agreed(town)
    assert not line().met and len(line().items) == 1
    sheet = minutes_signing.request(minutes, places(town), by=town["coordinator"], order="parallel")
    assert len(line().items) == 3
    sheet = sign_all(sheet)
    runner.run(finishing.latest_job(sheet).pk)
    assert line().met


def test_the_signers_page_names_the_paper_and_promises_nothing(client, town, plan):
    _minutes, sheet = requested(town)
    row = sheet.signatories.first()
    client.force_login(row.user)
    page = client.get(row.get_absolute_url()).content.decode()
    assert sheet.title in page
    assert 'id="pledge"' not in page and 'class="paper"' not in page
